//! "Audit log": filters, pages, and the checkpoint that says that nothing before it was changed.

use domain::{
    error::Invalid,
    wire::ledger::{Log, LogQuery},
};
use leptos::prelude::*;

use super::{api, filters::Filters, log_address::address, log_table::LogTable};
use crate::{
    drawn::in_query,
    error::AppError,
    ui::{Card, Empty, LinkButton, Page, Pager},
};

/// The audit log.
pub async fn page() -> Result<AnyView, AppError> {
    let query = LogQuery {
        customer: in_query("customer"),
        member: in_query("member"),
        kind: in_query("kind"),
        count: in_query("count"),
        from: in_query("from"),
        to: in_query("to"),
        before: in_query("before"),
    };
    match api::read(query.clone()).await {
        Ok(log) => Ok(draw(query, Ok(log)).into_any()),
        Err(AppError::Invalid(invalid)) => Ok(draw(query, Err(invalid)).into_any()),
        Err(error) => Err(error),
    }
}

/// A part of the log, or what is wrong with a filter.
fn draw(query: LogQuery, log: Result<Log, Invalid>) -> impl IntoView {
    let (members, invalid) = match &log {
        Ok(log) => (log.members.clone(), None),
        Err(invalid) => (Vec::new(), Some(invalid.clone())),
    };
    view! {
        <Page title="Audit log" lead="Who did what, when, from what to what. Entries are only ever added.">
            <Filters query=query.clone() members invalid />
            {log.ok().map(|log| body(&query, log))}
        </Page>
    }
}

fn body(query: &LogQuery, log: Log) -> AnyView {
    let next = log.before.map(|seq| address(&LogQuery { before: seq.to_string(), ..query.clone() }));
    let newest = (!query.before.is_empty()).then(|| {
        let newest = address(&LogQuery { before: String::new(), ..query.clone() });
        view! { <LinkButton href=newest>"Newest entries"</LinkButton> }
    });
    let place = match (log.lines.first(), log.lines.last()) {
        (Some(first), Some(last)) => format!("Entries {} to {} of {}", first.seq, last.seq, log.size),
        _ => String::new(),
    };
    let entries =
        if log.lines.is_empty() { nothing_found() } else { view! { <LogTable lines=log.lines /> }.into_any() };
    view! {
        {entries}
        <Pager previous=None next place />
        {newest}
        <Checkpoint size=log.size note=log.checkpoint may_export=log.may_export />
    }
    .into_any()
}

fn nothing_found() -> AnyView {
    view! {
        <Empty title="No entry matches">
            <p>"Take a filter away, or choose other days."</p>
            <LinkButton href="/audit-log">"Show everything"</LinkButton>
        </Empty>
    }
    .into_any()
}

/// The signed statement of how long the log is and what it hashes to.
#[component]
fn Checkpoint(size: i64, note: Option<String>, may_export: bool) -> impl IntoView {
    let files = may_export.then(|| {
        view! {
            <p>
                "The whole log as a file: "
                <a href="/audit-log.csv" rel="external" download="">
                    "a table in words (CSV)"
                </a> ", which names people, or "
                <a href="/audit-log.jsonl" rel="external" download="">
                    "lines with proofs (JSON Lines)"
                </a>
                ", which hold the bytes of each entry and the checkpoint, and nothing about a person. Filters do not apply."
            </p>
        }
    });
    let note = note.map(|note| {
        view! {
            <p>
                "Every change signs a checkpoint over all entries before it. Whoever keeps one can tell later whether anything was changed, removed or slipped in."
            </p>
            <details>
                <summary>"Newest checkpoint"</summary>
                <pre tabindex="0" aria-label="Newest checkpoint">{note}</pre>
            </details>
        }
    });
    view! {
        <Card title="Proof">
            <p>"This log has " <b>{size.to_string()}</b> " entries."</p>
            {note}
            {files}
        </Card>
    }
}
