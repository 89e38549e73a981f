//! "Dashboard": what needs attention, the counts, and the charts. Frames keep them true.

use domain::wire::dashboard::Dashboard;
use leptos::prelude::*;

use super::{
    api,
    chart::{charts, reasons},
    figure::figures,
    step::steps,
    todo::todo,
};
use crate::{
    drawn::in_query,
    error::AppError,
    ui::{Meaning, Notice, Page, Time},
};

/// The dashboard.
pub async fn page() -> Result<AnyView, AppError> {
    Ok(draw(api::show(in_query("over")).await?).into_any())
}

fn draw(page: Dashboard) -> impl IntoView {
    let (at, uncounted) = (page.at, page.uncounted);
    view! {
        <Page title="Dashboard" lead="What needs attention today, and the calls that answers allowed or prevented.">
            {page.dpa.map(agreement)}
            {steps(&page.steps)}
            {todo(&page.todo, page.may_work)}
            {figures(&page)}
            {charts(&page)}
            {reasons(&page)}
            {(uncounted > 0).then(|| still_counting(uncounted))}
            <p class="soft small">
                "As of " <Time at /> {format!(". Days end at midnight in {}.", page.zone.replace('_', " "))}
            </p>
        </Page>
    }
}

/// What waits for an owner. It stops nobody from working.
fn agreement(version: i32) -> impl IntoView {
    view! {
        <Notice meaning=Meaning::Attention title="The Data Processing Agreement waits for you">
            <p>
                {format!("Version {version} is in force: ")} <a href="/dpa">"read it"</a> " and "
                <a href="/policies">"accept it for the business"</a> "."
            </p>
        </Notice>
    }
}

fn still_counting(entries: u64) -> impl IntoView {
    let words = format!("The charts do not hold everything yet: {entries} older entries are being counted.");
    view! { <p class="soft">{words}</p> }
}
