//! The counts of the business. Each that has a list leads to it; frames keep them true.

use domain::wire::dashboard::Dashboard;
use leptos::prelude::*;

use super::api;
use crate::{
    error::AppError,
    format::grouped,
    ui::{Meaning, Notice, Page, Time},
};

/// The dashboard.
pub async fn page() -> Result<AnyView, AppError> {
    Ok(draw(api::show().await?).into_any())
}

fn draw(counts: Dashboard) -> impl IntoView {
    let at = counts.at;
    view! {
        <Page title="Dashboard" lead="Today's answers, and the calls that they allowed or prevented.">
            {counts.dpa.map(agreement)}
            <div class="figures">
                {figure("", "Customers on file", counts.customers, Some("/customers"))}
                {figure("attention", "Without consent on record", counts.no_consent, Some("/customers?show=no_consent"))}
                {figure("blocked", "Marked do not call", counts.do_not_call, Some("/customers?show=dnc"))}
                {figure("blocked", "Calls prevented in 24 hours", counts.calls_prevented, Some("/audit-log?kind=call_refused"))}
                {figure("allowed", "Calls allowed in 24 hours", counts.calls_placed, Some("/audit-log?kind=call_authorised"))}
                {figure("", "Numbers on the do-not-call list", counts.suppressed, Some("/audit-log?kind=number_suppressed"))}
                {figure("", "Said no, nothing kept", counts.denials, Some("/audit-log?kind=denial_recorded"))}
            </div>
            <p class="soft small">"As of " <Time at /></p>
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

fn figure(meaning: &'static str, words: &'static str, count: u64, list: Option<&'static str>) -> impl IntoView {
    let class = format!("figure {meaning}");
    let figure = match list {
        Some(href) => view! { <a href=href>{grouped(count)}</a> }.into_any(),
        None => grouped(count).into_any(),
    };
    view! {
        <div class=class>
            <b>{figure}</b>
            <span>{words}</span>
        </div>
    }
}
