//! Merging and splitting, as owners and admins do it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::CustomerId,
    wire::{
        call::{Check, Placed},
        customer::{AddPoint, ListQuery, Merge, MergeQuery, ShowQuery, Split},
        dnc::Mark,
        interaction::{NewCustomer, OnFile},
    },
};

use super::*;
use crate::{
    call,
    ctx::Ctx,
    dnc, erasure, interaction,
    testing::{Stage, page, press, reasons, typed},
};

async fn person(stage: &Stage, ctx: &Ctx, name: &str, phone: &str, answer: &str) -> CustomerId {
    let email = format!("{}@example.com", name.to_lowercase());
    let typed = NewCustomer { name: name.into(), phone: phone.into(), email, ..typed(stage, ctx, answer).await };
    interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
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
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &owner, "Anna", "(212) 555-0102", "yes").await;
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
        let place = domain::wire::call::Place {
            customer: ana.to_string(),
            number: number.id.to_string(),
            purpose: "service".into(),
        };
        let placed = call::place(&stage.service, &owner, place).await.unwrap();
        assert!(matches!(placed, Placed::Allowed(_)), "{placed:?}");
    }
}

#[tokio::test]
async fn a_mark_on_either_stands_for_every_number_of_both() {
    for marked_is_left in [true, false] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
        let anna = person(&stage, &owner, "Anna", "(212) 555-0102", "yes").await;
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

#[tokio::test]
async fn the_decision_after_a_merge_is_never_milder_than_either_before() {
    for (first, second) in [("yes", "yes_but_no_calls"), ("yes_but_no_calls", "yes")] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let ana = person(&stage, &owner, "Ana", "(212) 555-0101", first).await;
        stage.clock.advance(TimeDelta::minutes(1));
        let anna = person(&stage, &owner, "Anna", "(212) 555-0101", second).await;
        let mut before = Vec::new();
        for id in [ana, anna] {
            before.extend(reasons(&press(&stage, &owner, id, "service").await));
        }
        joined(&stage, &owner, ana, anna).await;
        let after = reasons(&press(&stage, &owner, ana, "service").await);
        assert!(before.iter().all(|reason| after.contains(reason)), "{before:?} became {after:?}");
        assert_eq!(page(&stage, &owner, ana).await.numbers.len(), 1, "the shared number is there once");
    }
}

#[tokio::test]
async fn a_mark_on_an_open_page_of_who_was_merged_marks_who_is_left() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &owner, "Anna", "(212) 555-0102", "yes").await;
    joined(&stage, &owner, ana, anna).await;
    dnc::mark(&stage.service, &owner, Mark { customer: anna.to_string() }).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, ana, "service").await), ["do_not_call", "number_suppressed"]);
}

#[tokio::test]
async fn a_merge_needs_the_right_the_records_as_shown_and_two_people_of_ours() {
    let stage = Stage::new().await;
    let (owner, stranger) = (stage.business().await, stage.business().await);
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let ana = person(&stage, &owner, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &owner, "Anna", "(212) 555-0102", "yes").await;
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
    let script = interaction::prompt(&stage.service, &owner, None).await.unwrap().script;
    let no = OnFile { customer: ana.to_string(), answer: "no".into(), script, note: String::new() };
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
