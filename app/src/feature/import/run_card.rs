//! A run, under way or ended, and the runs before it.

use domain::wire::import::{Report, Run, Status, Tense};
use leptos::prelude::*;

use super::{report_view::report_view, undo_card::undo_view};
use crate::ui::{Badge, ButtonKind, Card, Cell, Column, LinkButton, Meaning, Notice, Row, RowHead, Side, Table, Time};

/// One run.
pub fn run_view(run: Run) -> AnyView {
    match run.status {
        Status::Running => importing(&run),
        Status::Finished => ended(&run, Meaning::Allowed, "The list is imported", ""),
        Status::Failed => {
            let advice = "What was saved stays. Import the same list again: it goes on where it stopped.";
            ended(&run, Meaning::Attention, "The import stopped before the end", advice)
        }
        Status::Undoing => under_way(&run, "Undoing the import", "People are being removed.".to_owned()),
        Status::Undone => ended(&run, Meaning::Plain, "The import was undone", ""),
    }
}

fn importing(run: &Run) -> AnyView {
    let Report { rows, added, refused, .. } = run.report;
    let so_far = format!("{rows} rows so far: {added} added, {refused} refused.");
    let bar = (run.size > 0).then(|| {
        let (value, max) = (run.bytes.to_string(), run.size.to_string());
        view! { <progress aria-label="How much of the file is read" value=value max=max></progress> }
    });
    view! {
        {under_way(run, "Importing", so_far)}
        {bar}
    }
    .into_any()
}

fn under_way(run: &Run, title: &'static str, so_far: String) -> AnyView {
    let here = format!("/import?run={}", run.id);
    view! {
        <Card title=title>
            <p role="status" data-running="">
                {so_far}
            </p>
            <p class="soft">"It goes on when this page is closed."</p>
            <LinkButton href=here>"Reload"</LinkButton>
        </Card>
    }
    .into_any()
}

fn ended(run: &Run, meaning: Meaning, title: &'static str, advice: &'static str) -> AnyView {
    let ended = run.finished_at.map(|at| view! { <p class="soft">"Ended " <Time at /></p> });
    let report = report_view(&run.report, Tense::Was);
    view! {
        <Notice meaning title=title>
            {(!advice.is_empty()).then(|| view! { <p>{advice}</p> })}
        </Notice>
        {undo_view(run)}
        <Card title="Report">
            {report}
            {ended}
            <LinkButton href="/customers" kind=ButtonKind::Primary>
                "Customers"
            </LinkButton>
        </Card>
    }
    .into_any()
}

/// The runs before, each with its report.
pub fn runs_view(runs: Vec<Run>) -> AnyView {
    if runs.is_empty() {
        return view! { <p class="soft">"Nothing has been imported yet."</p> }.into_any();
    }
    let heads = vec![
        Column::text("File"),
        Column::text("Begun"),
        Column::text("Status"),
        Column::figures("Added"),
        Column::figures("Blocks added"),
        Column::figures("Refused lines"),
    ];
    let rows = runs.into_iter().map(run_row).collect_view();
    view! {
        <Card title="Earlier imports">
            <Table caption="Earlier imports" columns=heads>
                {rows}
            </Table>
        </Card>
    }
    .into_any()
}

fn run_row(run: Run) -> AnyView {
    let (meaning, word) = match run.status {
        Status::Running => (Meaning::Plain, "Running"),
        Status::Finished => (Meaning::Allowed, "Finished"),
        Status::Failed => (Meaning::Attention, "Stopped"),
        Status::Undoing => (Meaning::Plain, "Being undone"),
        Status::Undone => (Meaning::Plain, "Undone"),
    };
    view! {
        <Row>
            <RowHead>
                <a href=format!("/import?run={}", run.id)>{run.name}</a>
            </RowHead>
            <Cell label="Begun">
                <Time at=run.started_at />
            </Cell>
            <Cell label="Status">
                <Badge meaning>{word}</Badge>
            </Cell>
            <Cell label="Added" side=Side::End>
                {run.report.added.to_string()}
            </Cell>
            <Cell label="Blocks added" side=Side::End>
                {run.report.blocked.to_string()}
            </Cell>
            <Cell label="Refused lines" side=Side::End>
                {run.report.refused.to_string()}
            </Cell>
        </Row>
    }
    .into_any()
}
