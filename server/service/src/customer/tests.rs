//! Merging and splitting, as owners and admins do it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{
    consent::ConsentStatus,
    event::EventKind,
    id::CustomerId,
    merge::CallChange,
    topic::Topic,
    wire::{
        call::{Check, Place, Placed},
        consent::Record,
        customer::{AddPoint, ListQuery, Merge, MergeQuery, ShowQuery, Split},
        dnc::Mark,
        interaction::NewCustomer,
    },
};

use super::*;
use crate::{
    call, consent,
    ctx::Ctx,
    dnc, erasure, interaction,
    ports::Clock,
    testing::{Stage, on_file, page, press, reasons, typed},
};

async fn person(stage: &Stage, ctx: &Ctx, name: &str, phone: &str, answer: &str) -> CustomerId {
    let email = format!("{}@example.com", name.to_lowercase());
    let typed = NewCustomer { name: name.into(), phone: phone.into(), email, ..typed(stage, ctx, answer).await };
    interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
}

/// Ana and Anna, each with a number of her own.
async fn two(stage: &Stage, ctx: &Ctx) -> (CustomerId, CustomerId) {
    let ana = person(stage, ctx, "Ana", "(212) 555-0101", "yes").await;
    (ana, person(stage, ctx, "Anna", "(212) 555-0102", "yes").await)
}

async fn preview(stage: &Stage, ctx: &Ctx, one: CustomerId, two: CustomerId) -> domain::wire::customer::MergePage {
    let query = MergeQuery { customer: one.to_string(), with: two.to_string() };
    merge_page(&stage.service, ctx, query).await.unwrap()
}

/// What the form of the preview sends, with these details taken from the other.
async fn chosen(stage: &Stage, ctx: &Ctx, one: CustomerId, two: CustomerId, taken: &[&str]) -> Merge {
    let shown = preview(stage, ctx, one, two).await;
    Merge {
        customer: one.to_string(),
        other: two.to_string(),
        revision: shown.revision.to_string(),
        other_revision: shown.preview.unwrap().other_revision.to_string(),
        fields: taken.iter().map(|name| ((*name).to_owned(), "other".to_owned())).collect(),
    }
}

async fn joined(stage: &Stage, ctx: &Ctx, one: CustomerId, two: CustomerId) {
    let typed = chosen(stage, ctx, one, two, &[]).await;
    assert_eq!(merge(&stage.service, ctx, typed).await.unwrap(), one);
}

async fn checked(stage: &Stage, ctx: &Ctx, phone: &str, purpose: &str) -> Vec<String> {
    let check = Check { phone: phone.into(), purpose: purpose.into() };
    call::check(&stage.service, ctx, check).await.unwrap().decision.reasons
}

/// The form of a split that gives these contact points to somebody of this name.
async fn parted(stage: &Stage, ctx: &Ctx, id: CustomerId, name: &str, take: fn(&str) -> bool) -> Split {
    let shown = split_page(&stage.service, ctx, &id.to_string()).await.unwrap();
    let points = shown.points.iter().filter(|(_, text)| take(text));
    Split {
        customer: id.to_string(),
        revision: shown.revision.to_string(),
        name: name.into(),
        points: points.map(|(id, _)| (format!("point_{id}"), "true".to_owned())).collect::<BTreeMap<_, _>>(),
    }
}

#[tokio::test]
async fn after_a_merge_everything_of_both_stands_together_and_the_other_address_leads_there() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (ana, anna) = two(&stage, &owner).await;
    let before = stage.ledger(owner.business).await.len();
    let typed = chosen(&stage, &owner, ana, anna, &["name"]).await;
    merge(&stage.service, &owner, typed).await.unwrap();
    let kinds = stage.ledger(owner.business).await[before..].to_vec();
    for kind in [EventKind::CustomerMerged, EventKind::CustomerMergedAway, EventKind::CustomerEdited] {
        assert!(kinds.contains(&kind), "{kind:?}: {kinds:?}");
    }
    let left = page(&stage, &owner, ana).await;
    assert_eq!((left.name.as_str(), left.numbers.len(), left.emails.len()), ("Anna", 2, 2));
    assert!(left.history.iter().filter(|line| line.what == "Customer added").count() == 2, "the history of both");
    let query = ShowQuery { customer: anna.to_string(), purpose: String::new() };
    assert_eq!(show(&stage.service, &owner, query).await.unwrap().id, ana);
    let list = list(&stage.service, &owner, ListQuery::default()).await.unwrap();
    assert_eq!((list.all, list.rows.len()), (1, 1));
    for number in &left.numbers {
        let place = Place { customer: ana.to_string(), number: number.id.to_string(), purpose: "service".into() };
        let placed = call::place(&stage.service, &owner, place).await.unwrap();
        assert!(matches!(placed, Placed::Allowed(_)), "{placed:?}");
    }
}

#[tokio::test]
async fn a_mark_on_either_stands_for_every_number_of_both() {
    for marked_is_left in [true, false] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let (ana, anna) = two(&stage, &owner).await;
        dnc::mark(&stage.service, &owner, Mark { customer: ana.to_string() }).await.unwrap();
        let (left, gone) = if marked_is_left { (ana, anna) } else { (anna, ana) };
        assert!(preview(&stage, &owner, left, gone).await.preview.unwrap().marked);
        joined(&stage, &owner, left, gone).await;
        assert!(page(&stage, &owner, left).await.mark.is_some());
        for phone in ["2125550101", "2125550102"] {
            assert_eq!(checked(&stage, &owner, phone, "service").await, ["do_not_call", "number_suppressed"]);
        }
    }
}

/// Records an answer to calls about services, a minute after whatever was said before.
async fn said(stage: &Stage, ctx: &Ctx, id: CustomerId, answer: &str) {
    stage.clock.advance(TimeDelta::minutes(1));
    let questions = page(stage, ctx, id).await.questions;
    let question = questions.into_iter().find(|question| question.topic == Topic::CALL_SERVICE).unwrap();
    let typed = Record {
        customer: id.to_string(),
        topic: "call/service".into(),
        answer: answer.into(),
        notice: question.notice,
        ..Record::default()
    };
    consent::record_answer(&stage.service, ctx, typed).await.unwrap();
}

/// Each number of a customer that ends like this: what stands against a call about services.
async fn against(stage: &Stage, ctx: &Ctx, id: CustomerId, ends: &str) -> Vec<String> {
    let found = page(stage, ctx, id).await.numbers;
    let number = found.into_iter().find(|number| number.shown.ends_with(ends)).unwrap();
    let place = Place { customer: id.to_string(), number: number.id.to_string(), purpose: "service".into() };
    reasons(&call::place(&stage.service, ctx, place).await.unwrap())
}

#[tokio::test]
async fn answers_of_both_are_replayed_together_and_the_preview_names_what_that_opens_and_why() {
    for yes_is_left in [true, false] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let (ana, anna) = two(&stage, &owner).await;
        said(&stage, &owner, ana, "refused").await;
        said(&stage, &owner, anna, "given").await;
        let (left, gone) = if yes_is_left { (anna, ana) } else { (ana, anna) };
        let shown = preview(&stage, &owner, left, gone).await.preview.unwrap();
        let call_service = shown.topics.iter().find(|topic| topic.label == Topic::CALL_SERVICE.label()).unwrap();
        assert_eq!(call_service.after, ConsentStatus::Given);
        let [opens] = &shown.calls[..] else { panic!("{:?}", shown.calls) };
        assert!(opens.number.ends_with("02") && opens.change == CallChange::Opens, "{opens:?}");
        let yes = opens.because.as_ref().unwrap();
        assert_eq!((yes.name.as_str(), yes.occurred_at), ("Anna", stage.clock.now()));
        joined(&stage, &owner, left, gone).await;
        assert!(against(&stage, &owner, left, "02").await.is_empty(), "the later yes covers Anna's number");
        assert_eq!(against(&stage, &owner, left, "01").await, ["call_consent_refused"], "and no other");
    }
}

#[tokio::test]
async fn a_later_no_of_one_record_closes_the_numbers_of_both_and_the_preview_says_so() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &owner, "Anna", "(212) 555-0101", "yes").await;
    said(&stage, &owner, ana, "given").await;
    said(&stage, &owner, anna, "refused").await;
    let shown = preview(&stage, &owner, ana, anna).await.preview.unwrap();
    assert!(shown.calls.is_empty(), "the shared number is closed already: {:?}", shown.calls);
    joined(&stage, &owner, ana, anna).await;
    assert_eq!(page(&stage, &owner, ana).await.numbers.len(), 1, "the shared number is there once");
    assert_eq!(against(&stage, &owner, ana, "01").await, ["call_consent_refused"]);

    let cem = person(&stage, &owner, "Cem", "(212) 555-0103", "yes").await;
    let shown = preview(&stage, &owner, cem, ana).await.preview.unwrap();
    let [closes] = &shown.calls[..] else { panic!("{:?}", shown.calls) };
    assert!(closes.number.ends_with("03") && closes.change == CallChange::Closes && closes.because.is_none());
    joined(&stage, &owner, cem, ana).await;
    assert_eq!(against(&stage, &owner, cem, "03").await, ["call_consent_refused"]);
}

#[tokio::test]
async fn a_merge_is_undone_by_a_split_and_no_number_is_freer_than_before() {
    for first_is_left in [true, false] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let (ana, anna) = two(&stage, &owner).await;
        said(&stage, &owner, ana, "refused").await;
        said(&stage, &owner, anna, "given").await;
        let (left, gone) = if first_is_left { (ana, anna) } else { (anna, ana) };
        joined(&stage, &owner, left, gone).await;
        let of_ana = |text: &str| text.ends_with("01");
        let of_anna = |text: &str| text.ends_with("02");
        let of_gone = if first_is_left { of_anna as fn(&str) -> bool } else { of_ana };
        let typed = parted(&stage, &owner, left, "Whoever Was Merged", of_gone).await;
        let again = split(&stage.service, &owner, typed).await.unwrap();
        let all = list(&stage.service, &owner, ListQuery::default()).await.unwrap();
        assert_eq!(all.all, 2);
        let (ana, anna) = if first_is_left { (left, again) } else { (again, left) };
        assert_eq!(against(&stage, &owner, ana, "01").await, ["call_consent_refused"], "a no is never lost");
        let expected: &[&str] = if first_is_left { &["call_consent_refused"] } else { &[] };
        assert_eq!(against(&stage, &owner, anna, "02").await, expected, "a yes stays with who is left");
        joined(&stage, &owner, left, again).await;
        assert_eq!(against(&stage, &owner, left, "01").await, ["call_consent_refused"]);
    }
}

#[tokio::test]
async fn who_withdrew_or_was_erased_is_merged_with_nobody_and_nothing_changes() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (ana, anna) = two(&stage, &owner).await;
    let typed = chosen(&stage, &owner, ana, anna, &[]).await;
    let back = Merge { customer: anna.to_string(), other: ana.to_string(), ..typed.clone() };
    let no = on_file(&stage, &owner, anna, "no").await;
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    for _ in 0..2 {
        let before = stage.ledger(owner.business).await;
        for typed in [&typed, &back] {
            assert!(matches!(merge(&stage.service, &owner, typed.clone()).await, Err(Error::NotFound)));
        }
        let query = MergeQuery { customer: ana.to_string(), with: anna.to_string() };
        assert!(matches!(merge_page(&stage.service, &owner, query).await, Err(Error::NotFound)));
        assert_eq!(stage.ledger(owner.business).await, before);
        stage.clock.advance(TimeDelta::hours(72));
        erasure::run_due(&stage.service).await.unwrap();
    }
    assert_eq!(page(&stage, &owner, ana).await.numbers.len(), 1);
}

#[tokio::test]
async fn of_two_tabs_that_merge_at_once_one_does() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (ana, anna) = two(&stage, &owner).await;
    let one = chosen(&stage, &owner, ana, anna, &[]).await;
    let other = chosen(&stage, &owner, anna, ana, &[]).await;
    let (first, second) = tokio::join!(merge(&stage.service, &owner, one), merge(&stage.service, &owner, other));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    let merged = stage.ledger(owner.business).await;
    assert_eq!(merged.iter().filter(|kind| **kind == EventKind::CustomerMerged).count(), 1);
    let all = list(&stage.service, &owner, ListQuery::default()).await.unwrap();
    assert_eq!(all.all, 1);
}

#[tokio::test]
async fn a_mark_on_an_open_page_of_who_was_merged_marks_who_is_left() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (ana, anna) = two(&stage, &owner).await;
    joined(&stage, &owner, ana, anna).await;
    dnc::mark(&stage.service, &owner, Mark { customer: anna.to_string() }).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, ana, "service").await), ["do_not_call", "number_suppressed"]);
}

#[tokio::test]
async fn a_merge_needs_the_right_the_records_as_shown_and_two_people_of_ours() {
    let stage = Stage::new().await;
    let (owner, stranger) = (stage.business().await, stage.business().await);
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let (ana, anna) = two(&stage, &owner).await;
    let typed = chosen(&stage, &owner, ana, anna, &[]).await;
    assert!(matches!(merge(&stage.service, &staff, typed.clone()).await, Err(Error::Forbidden)));
    assert!(matches!(merge(&stage.service, &stranger, typed.clone()).await, Err(Error::NotFound)));
    let itself = Merge { other: ana.to_string(), ..typed.clone() };
    assert!(matches!(merge(&stage.service, &owner, itself).await, Err(Error::Invalid(_))));
    let stale = Merge { other_revision: "7".into(), ..typed.clone() };
    assert!(matches!(merge(&stage.service, &owner, stale).await, Err(Error::Stale)));
    merge(&stage.service, &owner, typed.clone()).await.unwrap();
    assert!(matches!(merge(&stage.service, &owner, typed).await, Err(Error::NotFound)), "once is all");
}

#[tokio::test]
async fn who_withdraws_after_a_merge_is_erased_with_everything_of_both() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &owner, "Annabella", "(212) 555-0102", "yes").await;
    joined(&stage, &owner, ana, anna).await;
    let no = on_file(&stage, &owner, ana, "no").await;
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.clock.advance(TimeDelta::hours(72));
    erasure::run_due(&stage.service).await.unwrap();
    for text in ["Annabella", "annabella", "+12125550102"] {
        assert!(!stage.files_hold(text), "{text}");
    }
    let erased = stage.ledger(owner.business).await;
    assert_eq!(erased.iter().filter(|kind| **kind == EventKind::CustomerErased).count(), 2);
    assert_eq!(checked(&stage, &owner, "2125550102", "service").await, ["number_suppressed"]);
    let verified = crate::ledger::tests::found(&stage, &owner, &[]).await;
    assert!(verified.is_empty(), "{verified:?}");
}

#[tokio::test]
async fn a_split_gives_the_mark_and_every_no_to_both_and_a_yes_to_nobody_new() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes_but_no_calls").await;
    let point = AddPoint { customer: ana.to_string(), phone: "212 555 0102".into(), ..AddPoint::default() };
    add_point(&stage.service, &owner, point).await.unwrap();
    let typed = parted(&stage, &owner, ana, "Ben Stone", |text| text.ends_with("02")).await;
    let ben = split(&stage.service, &owner, typed.clone()).await.unwrap();
    let new = page(&stage, &owner, ben).await;
    assert_eq!((new.name.as_str(), new.numbers.len(), new.flagged), ("Ben Stone", 1, true));
    for id in [ana, ben] {
        let placed = press(&stage, &owner, id, "service").await;
        assert_eq!(reasons(&placed), ["do_not_call", "number_suppressed", "call_consent_refused"]);
    }
    assert!(matches!(split(&stage.service, &owner, typed).await, Err(Error::Stale)));
    let kinds = stage.ledger(owner.business).await;
    assert!(kinds.contains(&EventKind::CustomerSplit));
}

#[tokio::test]
async fn a_split_moves_a_number_with_all_that_shows_it_and_ends_a_yes_that_covers_nothing_else() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let point = AddPoint { customer: ana.to_string(), phone: "212 555 0102".into(), ..AddPoint::default() };
    let typed = parted(&stage, &owner, ana, "Ben", |_| true).await;
    add_point(&stage.service, &owner, point).await.unwrap();
    let shown = split_page(&stage.service, &owner, &ana.to_string()).await.unwrap();
    let typed = Split { revision: shown.revision.to_string(), ..typed };
    let ben = split(&stage.service, &owner, typed).await.unwrap();
    let left = page(&stage, &owner, ana).await;
    assert!(left.flagged, "the yes was of who has those numbers");
    assert_eq!((left.numbers.len(), page(&stage, &owner, ben).await.numbers.len()), (1, 1));
    let no = on_file(&stage, &owner, ben, "no").await;
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.clock.advance(TimeDelta::hours(72));
    erasure::run_due(&stage.service).await.unwrap();
    assert!(!stage.files_hold("+12125550101"), "erased with who has it, wherever it was");
    assert!(stage.files_hold("+12125550102"));
}

#[tokio::test]
async fn a_split_says_what_is_missing_and_takes_only_what_is_theirs() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let other = person(&stage, &owner, "Ben", "(212) 555-0102", "yes").await;
    let none = parted(&stage, &owner, ana, " ", |_| false).await;
    let Err(Error::Invalid(invalid)) = split(&stage.service, &owner, none).await else { panic!("split") };
    assert!(invalid.of("name").is_some() && invalid.of("points").is_some());
    let theirs = parted(&stage, &owner, other, "Cem", |_| true).await;
    let stolen = Split { customer: ana.to_string(), ..theirs };
    assert!(matches!(split(&stage.service, &owner, stolen).await, Err(Error::NotFound)));
    let typed = parted(&stage, &owner, ana, "Cem", |_| true).await;
    assert!(matches!(split(&stage.service, &staff, typed).await, Err(Error::Forbidden)));
}
