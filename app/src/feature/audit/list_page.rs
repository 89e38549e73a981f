//! "Audits": each with its counts, what is open, and how often they run.

use domain::{
    audit::{AuditState, Rhythm},
    setting::Setting,
    wire::audit::view::{Audits, Row as Audit},
};
use leptos::prelude::*;

use super::{api, line};
use crate::{
    error::AppError,
    form::{Form, FormState},
    ui::{
        Button, ButtonKind, Card, Cell, Column, Empty, IconName, Meaning, Notice, Page, Row, RowHead, SelectField,
        Table, Time, options,
    },
};

/// The audits of a business.
pub async fn audits() -> Result<AnyView, AppError> {
    Ok(draw(api::list().await?).into_any())
}

fn draw(page: Audits) -> impl IntoView {
    let missed = page.is_missed.then(|| {
        view! {
            <Notice meaning=Meaning::Attention title="There was no audit for 45 days">
                <p>"Nobody knows how this business stands. Run one now."</p>
            </Notice>
        }
    });
    let run = page.may_operate.then(run_form);
    let rhythm = page.may_operate.then(|| rhythm_card(page.rhythm));
    let next = page.next_at.map(|at| view! { <p class="soft">"The next one is due " <Time at /> "."</p> });
    let open = if page.open.is_empty() {
        view! { <p class="soft">"Nothing is open."</p> }.into_any()
    } else {
        line::table("Open findings".to_owned(), page.open)
    };
    let audits = if page.audits.is_empty() { none().into_any() } else { table(page.audits) };
    view! {
        <Page
            title="Audits"
            lead="A business is checked against its rules: its record, its calls, its policies and its duties. A person signs the result."
        >
            {missed}
            {run}
            {next}
            <div class="stack loose">
                <Card title="Open findings">{open}</Card>
                {audits}
                {rhythm}
            </div>
        </Page>
    }
}

fn run_form() -> AnyView {
    let state = FormState::new("audit/run");
    view! {
        <Form state to="/audits" summary=false>
            <Button kind=ButtonKind::Primary busy=state.busy()>"Run an audit now"</Button>
        </Form>
    }
    .into_any()
}

fn none() -> impl IntoView {
    view! {
        <Empty title="No audit yet" icon=IconName::Audit>
            <p>"The first one runs by itself when it is due. It changes nothing: it reads, and says what it found."</p>
        </Empty>
    }
}

fn table(audits: Vec<Audit>) -> AnyView {
    let columns = ["Audit", "By", "State", "Open", "New", "Found again", "Gone", "Signed"];
    let columns = columns.map(Column::text).into();
    view! {
        <Table caption="Audits" columns>
            {audits.into_iter().map(audit_line).collect_view()}
        </Table>
    }
    .into_any()
}

fn audit_line(audit: Audit) -> AnyView {
    let state = match audit.state {
        AuditState::Running => format!("{} of {} checks", audit.done, audit.checks),
        AuditState::Finished => "Finished".to_owned(),
    };
    view! {
        <Row>
            <RowHead>
                <a href=format!("/audits/{}", audit.id)>
                    <Time at=audit.started_at />
                </a>
            </RowHead>
            <Cell label="By">{audit.started_by} ", " {audit.cause.label().to_lowercase()}</Cell>
            <Cell label="State">{state}</Cell>
            <Cell label="Open">{audit.found}</Cell>
            <Cell label="New">{audit.new}</Cell>
            <Cell label="Found again">{audit.reopened}</Cell>
            <Cell label="Gone">{audit.gone}</Cell>
            <Cell label="Signed">{audit.signed.map_or_else(|| "No".to_owned(), |signed| signed.by)}</Cell>
        </Row>
    }
    .into_any()
}

fn rhythm_card(rhythm: Rhythm) -> AnyView {
    let state = FormState::new("audit/schedule");
    let name = Setting::AuditRhythm.code();
    view! {
        <Card title="Schedule">
            <Form state to="/audits">
                <SelectField
                    label="Audits run"
                    name
                    options=options(Rhythm::ALL.map(|rhythm| (rhythm.code(), rhythm.label())))
                    value=state.value(name, rhythm.code())
                    problem=state.problem(name)
                />
                <Button busy=state.busy()>"Save"</Button>
            </Form>
        </Card>
    }
    .into_any()
}
