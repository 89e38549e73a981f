//! The counts of the business, each a link to the list of exactly these.

use domain::{
    tally::{Span, Tally},
    wire::dashboard::Dashboard,
};
use leptos::prelude::*;

use super::chart::entries;
use crate::format::grouped;

/// The counts, and how old the registries are.
pub fn figures(page: &Dashboard) -> AnyView {
    let of = &page.figures;
    let today = |tally: Tally| of.today.map(|day| entries(tally.code(), Span { from: day, to: day }));
    let messages = |show: &str| page.span.map(|span| format!("/messages?show={show}&from={}", span.from));
    let over = page.over.label().to_lowercase();
    let list = |address: &str| Some(address.to_owned());
    let registries = of.registries.iter().map(|(name, age)| {
        view! {
            <p>
                <a href="/do-not-call/registries">{name.clone()}</a>
                {format!(": {age}")}
            </p>
        }
        .into_any()
    });
    let registries: Vec<_> = registries.collect();
    view! {
        <div class="figures">
            {figure("", "Customers on file", of.customers, list("/customers"))}
            {figure("allowed", "With consent on record", of.consents, list("/customers?show=consent"))}
            {figure("attention", "Without consent on record", of.no_consent, list("/customers?show=no_consent"))}
            {figure("blocked", "Marked do not call", of.do_not_call, list("/customers?show=dnc"))}
            {figure("allowed", "Calls placed today", of.calls_placed, today(Tally::CallPlaced))}
            {figure("blocked", "Calls prevented today", of.calls_prevented, today(Tally::CallPrevented))}
            {figure("", "Numbers on the do-not-call list", of.suppressed, list("/do-not-call"))}
            {figure("", "Said no, nothing kept", of.denials, list("/audit-log?kind=denial_recorded"))}
            {figure("", &format!("Confirmations sent, {over}"), of.sent, messages("sent"))}
            {figure("attention", &format!("Confirmations failed, {over}"), of.failed, messages("failed"))}
            {figure("attention", "Open findings", of.findings, list("/audits"))}
            {figure("", "Open requests", of.requests, list("/requests?filter=open"))}
        </div>
        {registries}
    }
    .into_any()
}

fn figure(meaning: &'static str, words: &str, count: u64, list: Option<String>) -> AnyView {
    // Nothing is neither good nor bad.
    let class = if count == 0 { "figure".to_owned() } else { format!("figure {meaning}") };
    let figure = match list {
        Some(href) => view! { <a href=href>{grouped(count)}</a> }.into_any(),
        None => grouped(count).into_any(),
    };
    view! {
        <div class=class>
            <b>{figure}</b>
            <span>{words.to_owned()}</span>
        </div>
    }
    .into_any()
}
