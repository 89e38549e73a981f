//! What is known about the customer: preferences, consent, details, history.

use domain::{
    consent::ConsentStatus,
    wire::{
        customer::{ConsentLine, Preference, Show, Wish},
        ledger::{Line, Meaning as LineMeaning},
    },
};
use leptos::prelude::*;

use crate::ui::{Card, Definition, Definitions, Meaning, Time, Timeline, TimelineItem, Verdict};

/// Channel by purpose, as a small grid that reads like a sentence.
#[component]
pub fn PreferencesCard(
    /// One line for each channel.
    preferences: Vec<Preference>,
) -> impl IntoView {
    let rows = preferences
        .into_iter()
        .map(|line| {
            view! {
                <tr>
                    <th scope="row">{line.channel}</th>
                    <td>{wish(line.service)}</td>
                    <td>{wish(line.marketing)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <Card title="Communication preferences">
            <table class="preferences">
                <thead>
                    <tr>
                        <th scope="col">"Channel"</th>
                        <th scope="col">"About our services"</th>
                        <th scope="col">"Offers"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Card>
    }
}

fn wish(wish: Wish) -> impl IntoView {
    let (meaning, word) = match wish {
        Wish::Yes => (Meaning::Allowed, "Yes"),
        Wish::No => (Meaning::Blocked, "No"),
        Wish::NotRefused => (Meaning::Plain, "Not refused"),
        Wish::NotAsked => (Meaning::Attention, "Not asked"),
        Wish::Expired => (Meaning::Attention, "Expired"),
    };
    view! { <Verdict meaning>{word}</Verdict> }
}

/// The answer on data collection, with how and by whom it was recorded.
#[component]
pub fn ConsentCard(
    /// The answer.
    consent: ConsentLine,
    /// Whether there is none on record.
    flagged: bool,
) -> impl IntoView {
    let word = match consent.status {
        ConsentStatus::Unknown => "not on record",
        ConsentStatus::Given => "given",
        ConsentStatus::Expired => "expired",
        ConsentStatus::Withdrawn => "withdrawn",
        ConsentStatus::Refused => "refused",
    };
    let script = consent.script_version.map(|version| format!(", script version {version}"));
    view! {
        <Card title="Consent">
            <p>
                <b>"Data collection: " {word}</b>
                {consent.method.map(|method| format!(", {method}"))}
                {consent.at.map(|at| view! { ", " <Time at /> })}
                {script}
                {consent.by.map(|by| format!(". Recorded by {by}."))}
            </p>
            {flagged
                .then(|| view! { <p>"Ask for consent at the next contact: start a new interaction and read the script."</p> })}
        </Card>
    }
}

/// E-mail addresses and details, without what is empty.
#[component]
pub fn DetailsCard(
    /// The customer.
    show: Show,
) -> impl IntoView {
    let emails = show.emails.into_iter().map(|email| ("Email".to_owned(), email));
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
