//! Putting numbers on the list and taking their sources off, as members do it.

mod files;
mod forgotten;
mod pages;

use chrono::TimeDelta;
use domain::{
    dnc::SourceKind,
    event::EventKind,
    wire::{
        call::Check,
        dnc::Mark,
        suppression::{Listed, PasteAnswer, Row, params},
    },
};

use super::*;
use crate::{
    call,
    ctx::Ctx,
    dnc,
    testing::{Stage, customer, on_file, press, reasons},
};

/// The number of the stage's customers, as a stranger writes it.
const NUMBER: &str = "+1 212.555.0127";

fn one(phone: &str) -> params::Add {
    params::Add { phone: phone.into(), reason: "Asked on the phone".into() }
}

fn many(numbers: &str) -> params::Paste {
    params::Paste { numbers: numbers.into(), country: String::new(), reason: "Trade fair".into() }
}

async fn add(stage: &Stage, ctx: &Ctx, phone: &str) -> (SuppressionId, Put) {
    add_number(&stage.service, ctx, one(phone)).await.unwrap()
}

async fn shown(stage: &Stage, ctx: &Ctx, id: SuppressionId) -> Listed {
    show(&stage.service, ctx, &id.to_string()).await.unwrap()
}

fn by_request(row: &Row, source: usize) -> params::Lift {
    params::Lift {
        number: row.id.to_string(),
        source: row.sources[source].id.to_string(),
        lift: "by_request".into(),
        reason: "Wants to be called".into(),
        evidence: "Letter of 2 March 2026".into(),
        ..params::Lift::default()
    }
}

async fn checked(stage: &Stage, ctx: &Ctx, phone: &str) -> Vec<String> {
    let check = Check { phone: phone.into(), purpose: "service".into() };
    call::check(&stage.service, ctx, check).await.unwrap().decision.reasons
}

#[tokio::test]
async fn a_number_in_any_format_blocks_whoever_has_it_now_and_later() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let now = customer(&stage, &owner, "yes").await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    assert_eq!(add(&stage, &staff, NUMBER).await.1, Put::Added);
    let later = customer(&stage, &owner, "yes").await;
    for id in [now, later] {
        assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["number_suppressed"]);
    }
    assert_eq!(checked(&stage, &owner, "2125550127").await, ["number_suppressed"]);
    assert!(stage.ledger(owner.business).await.contains(&EventKind::NumberSuppressed));
}

#[tokio::test]
async fn the_same_no_twice_is_one_and_what_another_member_was_told_stands_by_itself() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let (id, _) = add(&stage, &staff, NUMBER).await;
    let before = stage.ledger(owner.business).await.len();
    assert_eq!(add(&stage, &staff, "212-555-0127").await, (id, Put::Known));
    assert_eq!(stage.ledger(owner.business).await.len(), before, "nothing was recorded");
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!(add(&stage, &owner, "(212) 555 0127").await, (id, Put::Added));
    let row = shown(&stage, &owner, id).await.row;
    assert_eq!(row.sources.iter().map(|source| source.by.as_str()).collect::<Vec<_>>(), ["Sam Staff", "Ada Owner"]);
    let mistake = params::Lift { lift: "by_mistake".into(), evidence: String::new(), ..by_request(&row, 0) };
    lift(&stage.service, &owner, mistake).await.unwrap();
    assert_eq!(checked(&stage, &owner, NUMBER).await, ["number_suppressed"]);
}

#[tokio::test]
async fn an_auditor_adds_nothing_and_what_is_missing_is_said_at_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let auditor = stage.member(&owner, "Alan Auditor", "auditor").await;
    assert!(matches!(add_number(&stage.service, &auditor, one(NUMBER)).await, Err(Error::Forbidden)));
    assert!(matches!(paste(&stage.service, &auditor, many(NUMBER)).await, Err(Error::Forbidden)));
    let bare = params::Add { phone: "911".into(), reason: " ".into() };
    let Err(Error::Invalid(invalid)) = add_number(&stage.service, &owner, bare).await else { panic!("added") };
    assert!(invalid.of("phone").is_some() && invalid.of("reason").is_some());
    assert!(!stage.ledger(owner.business).await.contains(&EventKind::NumberSuppressed));
}

#[tokio::test]
async fn each_pasted_number_is_answered_with_its_line() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let typed = "(212) 555-0101\n212-555-0102, 212-555-0103;2125550101\nring her\n\n+1 212 555 0104 or 911";
    let pasted = paste(&stage.service, &owner, many(typed)).await.unwrap();
    let said: Vec<_> = pasted
        .lines
        .iter()
        .map(|line| match &line.answer {
            PasteAnswer::Added => (line.line, "added", ""),
            PasteAnswer::Known => (line.line, "known", ""),
            PasteAnswer::Unreadable(_) => (line.line, "unreadable", line.text.as_str()),
        })
        .collect();
    let expected = [
        (1, "added", ""),
        (2, "added", ""),
        (2, "added", ""),
        (2, "known", ""),
        (3, "unreadable", "ring her"),
        (5, "added", ""),
        (5, "unreadable", "911"),
    ];
    assert_eq!(said, expected);
    let sent = serde_json::to_string(&pasted).unwrap();
    assert!(!sent.contains("5550101") && !sent.contains("555-0101"), "{sent}");
    let again = paste(&stage.service, &owner, many(typed)).await.unwrap();
    assert!(again.lines.iter().all(|line| line.answer != PasteAnswer::Added), "{again:?}");
}

#[tokio::test]
async fn national_numbers_are_read_as_those_of_the_chosen_country() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let typed = params::Paste { country: "GB".into(), ..many("01632 960001") };
    paste(&stage.service, &owner, typed).await.unwrap();
    assert_eq!(checked(&stage, &owner, "+44 1632 960001").await[0], "number_suppressed");
    let nowhere = params::Paste { country: "XX".into(), ..many("01632 960001") };
    assert!(matches!(paste(&stage.service, &owner, nowhere).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn more_than_one_change_holds_are_pasted_and_too_many_are_a_file() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let numbers = |count: u32| (0..count).map(|at| format!("+1212556{at:04}")).collect::<Vec<_>>().join("\n");
    let pasted = paste(&stage.service, &owner, many(&numbers(1_200))).await.unwrap();
    assert!(pasted.lines.iter().all(|line| line.answer == PasteAnswer::Added));
    let Err(Error::Invalid(invalid)) = paste(&stage.service, &owner, many(&numbers(5_001))).await else {
        panic!("taken")
    };
    assert!(invalid.of("numbers").is_some_and(|problem| problem.to_string().contains("5,000")));
}

#[tokio::test]
async fn a_number_is_free_when_its_last_source_is_gone_and_not_before() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let (id, _) = add(&stage, &staff, NUMBER).await;
    add(&stage, &owner, NUMBER).await;
    let row = shown(&stage, &owner, id).await.row;
    assert!(matches!(lift(&stage.service, &staff, by_request(&row, 0)).await, Err(Error::Forbidden)));
    let bare = params::Lift { reason: String::new(), evidence: String::new(), ..by_request(&row, 0) };
    let Err(Error::Invalid(invalid)) = lift(&stage.service, &owner, bare).await else { panic!("lifted") };
    assert!(invalid.of("reason").is_some() && invalid.of("evidence").is_some());
    lift(&stage.service, &owner, by_request(&row, 0)).await.unwrap();
    assert_eq!(checked(&stage, &owner, NUMBER).await, ["number_suppressed"]);
    lift(&stage.service, &owner, by_request(&row, 1)).await.unwrap();
    assert!(checked(&stage, &owner, NUMBER).await.is_empty());
    let before = stage.ledger(owner.business).await.len();
    lift(&stage.service, &owner, by_request(&row, 1)).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.len(), before, "once is enough");
    stage.service.db.truncate_log().await.unwrap();
    assert!(!stage.files_hold("+12125550127"), "nothing needs the digits of a number that is free");
}

#[tokio::test]
async fn a_number_that_comes_back_is_new_on_the_list() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, _) = add(&stage, &owner, NUMBER).await;
    let row = shown(&stage, &owner, id).await.row;
    lift(&stage.service, &owner, by_request(&row, 0)).await.unwrap();
    stage.clock.advance(chrono::TimeDelta::days(3));
    assert_eq!(add(&stage, &owner, NUMBER).await, (id, Put::Added));
    let again = shown(&stage, &owner, id).await.row;
    assert_eq!(again.listed_at, stage.service.now());
    assert!(again.number.is_some());
}

#[tokio::test]
async fn a_marks_source_goes_only_with_the_mark() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    let listed = list(&stage.service, &owner, params::Query::default()).await.unwrap();
    let row = &listed.rows[0];
    assert_eq!(row.sources[0].kind, SourceKind::Mark);
    let refused = lift(&stage.service, &owner, by_request(row, 0)).await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.of("source").is_some()));
    assert!(shown(&stage, &owner, row.id).await.remaining.is_empty(), "no dialog is offered for it");
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["do_not_call", "number_suppressed"]);
}

#[tokio::test]
async fn what_would_still_block_is_said_before_a_source_goes() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    let (number, _) = add(&stage, &owner, NUMBER).await;
    let listed = shown(&stage, &owner, number).await;
    let (_, said) = &listed.remaining[0];
    for sentence in ["marked as 'do not call'", "on your do-not-call list", "did not agree to calls"] {
        assert!(said.iter().any(|line| line.contains(sentence)), "{said:?}");
    }
    let (other, _) = add(&stage, &owner, "(212) 555-0199").await;
    assert!(shown(&stage, &owner, other).await.remaining[0].1.is_empty());
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await).len(), 3);
}

#[tokio::test]
async fn the_number_of_an_erased_person_stays_blocked_for_somebody_new_and_shows_no_digits() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let gone = customer(&stage, &owner, "yes").await;
    let no = on_file(&stage, &owner, gone, "no").await;
    crate::interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.clock.advance(chrono::TimeDelta::hours(72));
    crate::erasure::run_due(&stage.service).await.unwrap();
    let new = customer(&stage, &owner, "yes").await;
    assert_eq!(reasons(&press(&stage, &owner, new, "service").await), ["number_suppressed"]);
    let found = search(&stage.service, &owner, params::Search { phone: NUMBER.into() }).await.unwrap().row.unwrap();
    assert_eq!((found.number.as_deref(), found.sources[0].kind), (None, SourceKind::Refusal));
    assert_eq!(found.sources[0].customer, None);
    let shown = show_number(&stage.service, &owner, params::ShowNumber { number: found.id.to_string() }).await;
    assert!(matches!(shown, Err(Error::NotFound)));
    lift(&stage.service, &owner, by_request(&found, 0)).await.unwrap();
    assert!(reasons(&press(&stage, &owner, new, "service").await).is_empty());
}

#[tokio::test]
async fn nothing_of_another_business_is_found_shown_or_lifted() {
    let stage = Stage::new().await;
    let (owner, stranger) = (stage.business().await, stage.business().await);
    let (id, _) = add(&stage, &owner, NUMBER).await;
    let row = shown(&stage, &owner, id).await.row;
    let list_of_theirs = list(&stage.service, &stranger, params::Query::default()).await.unwrap();
    assert_eq!((list_of_theirs.all, list_of_theirs.rows.len()), (0, 0));
    let found = search(&stage.service, &stranger, params::Search { phone: NUMBER.into() }).await.unwrap();
    assert_eq!(found.row, None);
    assert!(matches!(show(&stage.service, &stranger, &id.to_string()).await, Err(Error::NotFound)));
    assert!(matches!(lift(&stage.service, &stranger, by_request(&row, 0)).await, Err(Error::NotFound)));
    let wish = params::ShowNumber { number: id.to_string() };
    assert!(matches!(show_number(&stage.service, &stranger, wish).await, Err(Error::NotFound)));
    assert!(checked(&stage, &stranger, NUMBER).await.is_empty());
}
