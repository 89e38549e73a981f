//! A list that is being put on the do-not-call list, and what it came to.

use domain::wire::suppression::{Load, LoadReport, LoadState};
use leptos::prelude::*;

use crate::{
    feature::import::report_view::lines_view,
    ui::{ButtonKind, Card, LinkButton, Meaning, Notice},
};

/// One list.
pub fn load_view(load: Load) -> AnyView {
    match load.state {
        LoadState::Running => running(&load),
        LoadState::Finished => ended(load, Meaning::Blocked, "The list was read to its end"),
        LoadState::Failed => ended(load, Meaning::Attention, "The list was not read to its end"),
    }
}

fn running(load: &Load) -> AnyView {
    let here = format!("/do-not-call/upload?file={}", load.file);
    let so_far = sentence(&load.report);
    view! {
        <Card title="Putting numbers on the list">
            <p role="status" data-running="">
                {so_far}
            </p>
            <p class="soft">"It goes on when this page is closed."</p>
            <LinkButton href=here>"Reload"</LinkButton>
        </Card>
    }
    .into_any()
}

fn ended(load: Load, meaning: Meaning, title: &'static str) -> AnyView {
    let again = (load.state == LoadState::Failed)
        .then(|| view! { <p>"What was added stays. Upload the same list again: nothing is added twice."</p> });
    let report = sentence(&load.report);
    let problems = lines_view("Lines that cannot be used", &load.report.problems);
    view! {
        <Notice meaning title attr:role="status">
            <p>{report}</p>
            {again}
        </Notice>
        <Card title="Report">
            <p class="soft">{load.name}</p>
            {problems}
            <LinkButton href="/do-not-call" kind=ButtonKind::Primary>
                "Do not call list"
            </LinkButton>
        </Card>
    }
    .into_any()
}

fn sentence(report: &LoadReport) -> String {
    let LoadReport { rows, added, known, refused, .. } = report;
    format!(
        "{rows} lines: {added} numbers added, {known} already there, {refused} lines with something that cannot be read."
    )
}
