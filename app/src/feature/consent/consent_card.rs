//! "Consent": the answer on data collection, and every answer on record with its evidence.

use chrono::TimeDelta;
use domain::{
    consent::ConsentStatus,
    id::CustomerId,
    wire::{
        consent::{Answered, Invalidated},
        customer::{ConsentLine, Show},
    },
};
use leptos::prelude::*;

use super::error_dialog::{ErrorButton, ErrorOpen};
use crate::ui::{Card, Meaning, Time, Timeline, TimelineItem};

/// An answer that was typed later than this after it was given is shown with both times.
const AT_ONCE: TimeDelta = TimeDelta::minutes(1);

/// The answer on data collection, with how and by whom it was recorded, and below all others.
#[component]
pub fn ConsentCard(
    /// The customer.
    show: Show,
) -> impl IntoView {
    view! {
        <Card title="Consent">
            {line(show.consent)}
            {show
                .flagged
                .then(|| view! { <p>"Ask for consent at the next contact: start a new interaction and read the script."</p> })}
            {answers(show.answers, show.may_curate)}
            <ReceiptLink customer=show.id />
        </Card>
    }
}

/// The link to the file with which the answers can be proved to anybody.
#[component]
pub fn ReceiptLink(
    /// The customer.
    customer: CustomerId,
) -> impl IntoView {
    view! {
        <p>
            <a href=format!("/customers/{customer}/receipt") rel="external" download>
                "Download receipt"
            </a>
        </p>
    }
}

fn word(status: ConsentStatus) -> &'static str {
    match status {
        ConsentStatus::Unknown => "not on record",
        ConsentStatus::Given => "given",
        ConsentStatus::Expired => "expired",
        ConsentStatus::Withdrawn => "withdrawn",
        ConsentStatus::Refused => "refused",
    }
}

fn line(consent: ConsentLine) -> AnyView {
    let script = consent.script_version.map(|version| format!(", script version {version}"));
    view! {
        <p>
            <b>"Data collection: " {word(consent.status)}</b>
            {consent.method.map(|method| format!(", {method}"))}
            {consent.at.map(|at| view! { ", " <Time at /> })}
            {script}
            {consent.by.map(|by| format!(". Recorded by {by}."))}
        </p>
    }
    .into_any()
}

fn answers(answers: Vec<Answered>, may_curate: bool) -> Option<AnyView> {
    let count = answers.len();
    let lines = answers.into_iter().map(|answer| answered(answer, may_curate)).collect_view();
    (count > 0).then(|| {
        view! {
            <details class="record" open=ErrorOpen::is_asked()>
                <summary>{format!("Every answer on record ({count})")}</summary>
                <Timeline>{lines}</Timeline>
            </details>
        }
        .into_any()
    })
}

/// One answer. Recorded in error, it stays and is struck through.
fn answered(answer: Answered, may_curate: bool) -> AnyView {
    let meaning = match (&answer.invalidated, answer.status) {
        (None, ConsentStatus::Given) => Meaning::Allowed,
        (None, status) if status.is_no() => Meaning::Blocked,
        _ => Meaning::Plain,
    };
    let (id, at) = (answer.id, answer.occurred_at);
    let wrong = answer.invalidated.clone();
    let may_strike = may_curate && wrong.is_none();
    let words = evidence(answer);
    let words = if wrong.is_some() { view! { <s>{words}</s> }.into_any() } else { words };
    view! {
        <TimelineItem meaning at>
            {words}
            {wrong.map(in_error)}
            {may_strike.then(|| view! { <ErrorButton event=id /> })}
        </TimelineItem>
    }
    .into_any()
}

/// What was said, how, to which words, who recorded it, and how far it reaches.
fn evidence(answer: Answered) -> AnyView {
    let late = (answer.recorded_at - answer.occurred_at > AT_ONCE).then_some(answer.recorded_at);
    let asked_of = answer.asked_of.map(|asked| format!(", asked: {asked}"));
    let version = answer.version.map(|version| format!(", words version {version}"));
    let covers = answer.covers.map(|points| match points {
        0 => ". Covers no number or address on file".to_owned(),
        1 => ". Covers 1 number or address".to_owned(),
        several => format!(". Covers {several} numbers and addresses"),
    });
    view! {
        <b>{answer.topic} ": " {word(answer.status)}</b>
        {format!(", {}", answer.method)}
        {asked_of}
        {version}
        {covers}
        {answer.ends_at.map(|at| view! { ". Holds until " <Time at /> })}
        {format!(". Recorded by {}", answer.by)}
        {late.map(|at| view! { " on " <Time at /> })}
        {answer.note.map(|note| format!(". \u{201c}{note}\u{201d}"))}
    }
    .into_any()
}

fn in_error(wrong: Invalidated) -> AnyView {
    view! {
        " Recorded in error"
        {wrong.by.map(|by| format!(", said by {by}"))}
        " on "
        <Time at=wrong.at />
        {wrong.reason.map(|reason| format!(": {reason}"))}
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use chrono::DateTime;
    use domain::id::ConsentEventId;

    use super::*;

    fn no(invalidated: Option<Invalidated>) -> Answered {
        let at = DateTime::from_timestamp(1_795_528_931, 0).unwrap_or_default();
        Answered {
            id: ConsentEventId(uuid::Uuid::nil()),
            topic: "Calls with offers".into(),
            status: ConsentStatus::Refused,
            occurred_at: at,
            recorded_at: at + TimeDelta::days(1),
            method: "verbal".into(),
            asked_of: Some("their guardian".into()),
            version: Some(2),
            by: "Ada".into(),
            ends_at: None,
            covers: None,
            note: Some("<b>".into()),
            invalidated,
        }
    }

    fn drawn(answer: Answered) -> String {
        Owner::new().with(|| answered(answer, false).to_html().replace("<!>", ""))
    }

    #[test]
    fn an_answer_is_shown_with_its_evidence_and_both_of_its_times() {
        let html = drawn(no(None));
        for words in [
            "Calls with offers",
            "refused",
            "verbal",
            "asked: their guardian",
            "words version 2",
            "Recorded by Ada",
            "25 November 2026",
            "24 November 2026",
            "&lt;b&gt;",
        ] {
            assert!(html.contains(words), "{words}: {html}");
        }
        assert!(!html.contains("<s>"), "{html}");
    }

    #[test]
    fn an_answer_in_error_stays_and_is_struck_through() {
        let at = DateTime::from_timestamp(1_795_528_931, 0).unwrap_or_default();
        let wrong = Invalidated { at, by: Some("Olga".into()), reason: Some("wrong person".into()) };
        let html = drawn(no(Some(wrong)));
        assert!(html.contains("<s><b>Calls with offers") && html.contains("said by Olga"), "{html}");
        assert!(html.contains(": wrong person"), "{html}");
    }
}
