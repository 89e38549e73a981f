//! The counts of the business. Each that has a list leads to it; frames keep them true.

use domain::wire::dashboard::Dashboard;
use leptos::prelude::*;

use super::api;
use crate::{
    live::Live,
    session::StaffPage,
    ui::{Page, Time},
};

/// The dashboard.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let load = Resource::new(
        || {
            let live = Live::get();
            (live.topic("dashboard").get(), live.topic("standings").get())
        },
        |_| api::show(),
    );
    view! { <StaffPage load body=draw /> }
}

fn draw(counts: Dashboard) -> impl IntoView {
    Live::get().shows(counts.seq, counts.at);
    let at = counts.at;
    view! {
        <Page title="Dashboard" lead="Today's answers, and the calls that they allowed or prevented.">
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

/// "2,018".
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn figures_are_grouped_in_threes() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
