//! What is known about the customer: details and history.

use domain::wire::{
    customer::Show,
    ledger::{Line, Meaning as LineMeaning},
};
use leptos::prelude::*;

use crate::ui::{Card, Definition, Definitions, Meaning, Timeline, TimelineItem};

/// E-mail addresses and details, without what is empty.
#[component]
pub fn DetailsCard(
    /// The customer.
    show: Show,
) -> impl IntoView {
    let emails = show.emails.into_iter().map(|email| {
        let words = if email.comes_back { " (mail to it comes back)" } else { "" };
        ("Email".to_owned(), format!("{}{words}", email.address))
    });
    let lines = emails.chain(show.details).map(|(term, value)| view! { <Definition term>{value}</Definition> });
    view! {
        <Card title="Details">
            <Definitions>{lines.collect_view()}</Definitions>
        </Card>
    }
}

/// What happened, newest first.
#[component]
pub fn HistoryCard(
    /// The entries of the ledger about this customer.
    history: Vec<Line>,
) -> impl IntoView {
    let items = history
        .into_iter()
        .map(|line| {
            let meaning = match line.meaning {
                LineMeaning::Allowed => Meaning::Allowed,
                LineMeaning::Blocked => Meaning::Blocked,
                LineMeaning::Plain => Meaning::Plain,
            };
            let change = line.from.zip(line.to).map(|(from, to)| view! { ": " {from} " \u{2192} " <b>{to}</b> });
            view! {
                <TimelineItem meaning at=line.at>
                    <b>{line.what}</b>
                    {change}
                    {line.detail.map(|detail| format!(", {detail}"))}
                    " \u{b7} "
                    {line.actor}
                </TimelineItem>
            }
        })
        .collect_view();
    view! {
        <Card title="History">
            <Timeline>{items}</Timeline>
        </Card>
    }
}
