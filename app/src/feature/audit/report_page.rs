//! The report of one audit, as it is read and printed: every check, what it found, and who signed.

use domain::{
    audit::AuditState,
    wire::audit::view::{Report, Row, Section, Signed},
};
use leptos::prelude::*;

use super::{
    api,
    line::{severity, table},
};
use crate::{
    drawn::in_path,
    error::AppError,
    form::{Form, FormState},
    ui::{Badge, Button, ButtonKind, Card, Definition, Definitions, Meaning, Notice, Page, Time},
};

/// The page of an audit.
pub async fn report() -> Result<AnyView, AppError> {
    Ok(draw(api::report(in_path("audit")).await?).into_any())
}

fn draw(page: Report) -> impl IntoView {
    let Report { audit, business, sections, may_sign } = page;
    let running = (audit.state == AuditState::Running).then(|| {
        let made = format!("{} of {} checks are made.", audit.done, audit.checks);
        view! {
            <Notice title="This audit is being made">
                <p>{made} " This page shows the result when it is there."</p>
            </Notice>
        }
    });
    let signing = may_sign.then(|| sign_card(&audit));
    let signed = audit.signed.clone().map(signature);
    view! {
        <Page title=format!("Audit of {business}") back=("/audits".to_owned(), "Audits".to_owned())>
            {running}
            <div class="stack loose">
                {facts(audit)}
                {signed}
                {sections.into_iter().map(section).collect_view()}
                {signing}
            </div>
        </Page>
    }
}

fn facts(audit: Row) -> AnyView {
    let ended = audit.finished_at.map(|at| view! { <Definition term="Ended"><Time at /></Definition> });
    let found = format!(
        "{} open: {} new, {} found again. {} not found any more",
        audit.found, audit.new, audit.reopened, audit.gone
    );
    let found = audit.finished_at.map(|_| view! { <Definition term="Findings">{found}</Definition> });
    view! {
        <Definitions>
            <Definition term="Begun">
                <Time at=audit.started_at />
                {format!(", by {}, {}", audit.started_by, audit.cause.label().to_lowercase())}
            </Definition>
            {ended}
            {found}
        </Definitions>
    }
    .into_any()
}

fn section(section: Section) -> AnyView {
    let Section { check, is_done, findings, more } = section;
    let count = findings.len() as u64 + more;
    let mark = match (is_done, count) {
        (false, _) => view! { <Badge meaning=Meaning::Plain>"Not made yet"</Badge> }.into_any(),
        (true, 0) => view! { <Badge meaning=Meaning::Allowed>"In order"</Badge> }.into_any(),
        (true, 1) => view! { <Badge meaning=Meaning::Attention>"1 finding"</Badge> }.into_any(),
        (true, many) => view! { <Badge meaning=Meaning::Attention>{format!("{many} findings")}</Badge> }.into_any(),
    };
    let grave = (count > 0).then(|| severity(check));
    let listed = (!findings.is_empty()).then(|| table(check.label().to_owned(), findings));
    let more = (more > 0).then(|| view! { <p class="soft">{format!("and {more} more, which are not listed")}</p> });
    view! {
        <Card title=check.label()>
            <p>{mark} " " {grave}</p>
            <p class="soft">{check.explains()}</p>
            {listed}
            {more}
        </Card>
    }
    .into_any()
}

fn signature(signed: Signed) -> AnyView {
    let Signed { by, at, entry, checkpoint } = signed;
    view! {
        <Notice meaning=Meaning::Allowed title=format!("Signed by {by}")>
            <p>
                <Time at />
                {format!(". The audit log was verified up to entry {entry}. Checkpoint: ")}
                <code>{checkpoint}</code>
            </p>
        </Notice>
    }
    .into_any()
}

fn sign_card(audit: &Row) -> AnyView {
    let state = FormState::new("audit/sign");
    let (to, id) = (format!("/audits/{}", audit.id), audit.id.to_string());
    view! {
        <Card title="Review">
            <p class="soft">
                "With your signature you say that you read this report. The audit log is verified first, and the signature names how far. It cannot be taken back."
            </p>
            <Form state to>
                <input type="hidden" name="audit" value=id />
                <Button kind=ButtonKind::Primary busy=state.busy()>"Sign this review"</Button>
            </Form>
        </Card>
    }
    .into_any()
}
