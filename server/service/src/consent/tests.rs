use chrono::TimeDelta;
use domain::{
    consent::ConsentStatus,
    event::EventKind,
    id::CustomerId,
    wire::{
        call::{Check, Placed},
        consent::{Answered, Invalidate, Record, TopicStanding, Wish},
        customer::{AddPoint, Show},
        dnc::Mark,
        setting::params,
    },
};
use store::entity::notice as notice_row;

use super::{invalidate, record_answer};
use crate::{
    call,
    ctx::Ctx,
    customer, dnc,
    error::Error,
    setting,
    testing::{Stage, customer as someone, page, press, reasons},
};

/// The form for a topic as the page opens it.
async fn form(stage: &Stage, ctx: &Ctx, id: CustomerId, topic: &str, answer: &str) -> Record {
    let show = page(stage, ctx, id).await;
    let question = show.questions.into_iter().find(|question| question.topic.code() == topic).unwrap();
    Record {
        customer: id.to_string(),
        topic: topic.into(),
        answer: answer.into(),
        notice: question.notice,
        ..Record::default()
    }
}

/// Records an answer, a second after whatever was said before.
async fn answered(stage: &Stage, ctx: &Ctx, id: CustomerId, topic: &str, answer: &str) {
    stage.clock.advance(TimeDelta::seconds(1));
    let typed = form(stage, ctx, id, topic, answer).await;
    record_answer(&stage.service, ctx, typed).await.unwrap();
}

/// What the page, the gate and "Check a number" say, which must be the same.
async fn decided(stage: &Stage, ctx: &Ctx, id: CustomerId, purpose: &str) -> Vec<String> {
    let gate = reasons(&press(stage, ctx, id, purpose).await);
    let show = page(stage, ctx, id).await;
    let shown = show.standings.iter().find(|standing| standing.purpose.code() == purpose).unwrap();
    assert_eq!(shown.decision.reasons, gate, "the page says the same as the gate");
    let check = Check { phone: "(212) 555-0127".into(), purpose: purpose.into() };
    let checked = call::check(&stage.service, ctx, check).await.unwrap();
    assert_eq!(checked.decision.reasons, gate, "\"Check a number\" says the same as the gate");
    assert_eq!(checked.decision.until, shown.decision.until);
    gate
}

/// Sets what holds for a topic; the others stay as they are at first.
async fn set_topic(stage: &Stage, ctx: &Ctx, field: &str, value: &str) {
    let shown = setting::show(&stage.service, ctx).await.unwrap();
    let mut fields: std::collections::BTreeMap<String, String> = shown
        .topics
        .iter()
        .flat_map(|rule| {
            let code = rule.topic.code();
            let chosen = if rule.opt_in { "opt_in" } else { "opt_out" };
            let days = rule.holds_for.map(|days| days.to_string()).unwrap_or_default();
            [(format!("opt_in.{code}"), chosen.to_owned()), (format!("holds_for.{code}"), days)]
        })
        .collect();
    fields.insert(field.into(), value.into());
    setting::set_topics(&stage.service, ctx, params::Topics { fields }).await.unwrap();
}

fn marketing(show: &Show) -> &TopicStanding {
    &show.preferences[0].marketing
}

fn newest(show: &Show) -> &Answered {
    &show.answers[0]
}

#[tokio::test]
async fn a_yes_to_offers_opens_calls_for_marketing_everywhere_alike() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = someone(&stage, &owner, "yes").await;
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_unknown"]);
    stage.clock.advance(TimeDelta::seconds(1));
    let typed = Record {
        asked_of: "guardian".into(),
        note: "On the phone".into(),
        ..form(&stage, &owner, id, "call/marketing", "given").await
    };
    record_answer(&stage.service, &owner, typed).await.unwrap();
    assert_eq!(decided(&stage, &owner, id, "marketing").await, [""; 0]);
    let show = page(&stage, &owner, id).await;
    let standing = marketing(&show);
    assert_eq!((standing.wish, standing.method.as_deref()), (Wish::Yes, Some("verbal")));
    assert_eq!(standing.since, Some(stage.service.now()));
    let answer = newest(&show);
    assert_eq!((answer.status, answer.version, answer.covers), (ConsentStatus::Given, Some(1), Some(2)));
    assert_eq!((answer.asked_of.as_deref(), answer.note.as_deref()), (Some("their guardian"), Some("On the phone")));
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::CallAuthorised));
}

#[tokio::test]
async fn a_no_to_calls_is_no_mark_and_a_later_yes_counts() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    answered(&stage, &owner, id, "call/service", "refused").await;
    assert_eq!(decided(&stage, &owner, id, "service").await, ["call_consent_refused"]);
    assert!(page(&stage, &owner, id).await.mark.is_none());
    stage.clock.advance(TimeDelta::minutes(1));
    answered(&stage, &owner, id, "call/service", "given").await;
    assert_eq!(decided(&stage, &owner, id, "service").await, [""; 0]);
    stage.clock.advance(TimeDelta::minutes(1));
    answered(&stage, &owner, id, "call/service", "refused").await;
    assert_eq!(newest(&page(&stage, &owner, id).await).status, ConsentStatus::Withdrawn, "a yes is taken back");
}

#[tokio::test]
async fn a_yes_lifts_neither_a_mark_nor_an_entry_of_the_list() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    stage.clock.advance(TimeDelta::minutes(1));
    answered(&stage, &owner, id, "call/service", "given").await;
    assert_eq!(decided(&stage, &owner, id, "service").await, ["do_not_call", "number_suppressed"]);
    assert_eq!(page(&stage, &owner, id).await.preferences[0].service.wish, Wish::No);
}

#[tokio::test]
async fn a_yes_of_before_the_latest_no_never_wins_however_late_it_is_typed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.clock.advance(TimeDelta::minutes(10));
    let id = someone(&stage, &owner, "yes").await;
    stage.clock.advance(TimeDelta::minutes(10));
    answered(&stage, &owner, id, "call/service", "refused").await;
    stage.clock.advance(TimeDelta::minutes(10));
    let earlier = Record {
        occurred_at: "2026-03-03T10:15".into(),
        zone: "America/New_York".into(),
        ..form(&stage, &owner, id, "call/service", "given").await
    };
    record_answer(&stage.service, &owner, earlier).await.unwrap();
    assert_eq!(decided(&stage, &owner, id, "service").await, ["call_consent_refused"]);
    let show = page(&stage, &owner, id).await;
    let typed_late = show.answers.iter().find(|answer| answer.recorded_at > answer.occurred_at).unwrap();
    assert_eq!(typed_late.occurred_at.to_rfc3339(), "2026-03-03T15:15:00+00:00");
}

#[tokio::test]
async fn a_yes_covers_the_numbers_known_then_and_a_no_the_later_ones_too() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = someone(&stage, &owner, "yes").await;
    answered(&stage, &owner, id, "call/marketing", "given").await;
    stage.clock.advance(TimeDelta::minutes(5));
    let point = AddPoint { customer: id.to_string(), phone: "212 555 0128".into(), ..AddPoint::default() };
    customer::add_point(&stage.service, &owner, point).await.unwrap();
    let of_new = async || {
        let check = Check { phone: "+12125550128".into(), purpose: "marketing".into() };
        call::check(&stage.service, &owner, check).await.unwrap().decision.reasons
    };
    assert_eq!(of_new().await, ["consent_unknown"]);
    let show = page(&stage, &owner, id).await;
    assert!(marketing(&show).wish == Wish::Yes && marketing(&show).uncovered);
    // An answer of before the number came on file cannot have been about it.
    let earlier =
        Record { occurred_at: "2026-03-03T15:03".into(), ..form(&stage, &owner, id, "call/marketing", "given").await };
    record_answer(&stage.service, &owner, earlier).await.unwrap();
    assert_eq!(of_new().await, ["consent_unknown"]);
    answered(&stage, &owner, id, "call/marketing", "given").await;
    assert_eq!(of_new().await, [""; 0]);
    stage.clock.advance(TimeDelta::minutes(1));
    answered(&stage, &owner, id, "call/marketing", "refused").await;
    assert_eq!(of_new().await, ["call_consent_refused"]);
}

#[tokio::test]
async fn a_consent_expires_at_its_end_on_every_side_and_says_when() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = someone(&stage, &owner, "yes").await;
    set_topic(&stage, &owner, "holds_for.call/marketing", "1").await;
    answered(&stage, &owner, id, "call/marketing", "given").await;
    let end = stage.service.now() + TimeDelta::days(1);
    stage.clock.advance(TimeDelta::hours(23));
    assert_eq!(decided(&stage, &owner, id, "marketing").await, [""; 0]);
    let show = page(&stage, &owner, id).await;
    assert_eq!(marketing(&show).ends_at, Some(end));
    let standing = show.standings.iter().find(|standing| standing.purpose.code() == "marketing").unwrap();
    assert_eq!(standing.decision.until, Some(end), "an open page closes its button then");
    stage.clock.advance(TimeDelta::hours(1));
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_expired"]);
    assert_eq!(marketing(&page(&stage, &owner, id).await).wish, Wish::Expired);
    // More days revive nothing; fewer hold at once.
    set_topic(&stage, &owner, "holds_for.call/marketing", "300").await;
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_expired"]);
    answered(&stage, &owner, id, "call/marketing", "given").await;
    assert_eq!(decided(&stage, &owner, id, "marketing").await, [""; 0]);
    stage.clock.advance(TimeDelta::hours(48));
    set_topic(&stage, &owner, "holds_for.call/marketing", "1").await;
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_expired"]);
}

#[tokio::test]
async fn a_permit_is_worth_nothing_once_the_consent_behind_it_has_expired() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = someone(&stage, &owner, "yes").await;
    set_topic(&stage, &owner, "holds_for.call/marketing", "1").await;
    answered(&stage, &owner, id, "call/marketing", "given").await;
    stage.clock.advance(TimeDelta::days(1) - TimeDelta::seconds(10));
    let Placed::Allowed(permit) = press(&stage, &owner, id, "marketing").await else { panic!("blocked") };
    stage.clock.advance(TimeDelta::seconds(10));
    let started = call::start(&stage.service, &owner, permit.call).await.unwrap();
    assert_eq!(reasons(&started), ["consent_expired"]);
}

#[tokio::test]
async fn where_the_business_asks_before_calls_a_consent_that_has_expired_is_asked_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let calls = params::Calls {
        asks_before_calls: "on".into(),
        default_purpose: "service".into(),
        erase_after_hours: "72".into(),
    };
    setting::set_calls(&stage.service, &owner, calls).await.unwrap();
    set_topic(&stage, &owner, "holds_for.data_collection", "2").await;
    assert_eq!(decided(&stage, &owner, id, "service").await, [""; 0]);
    stage.clock.advance(TimeDelta::days(2));
    assert_eq!(decided(&stage, &owner, id, "service").await, ["consent_expired"]);
}

/// Publishes the next version of the words for offers by phone, to be asked again within a day.
async fn publish_material(stage: &Stage, owner: &Ctx) {
    let done = stage.service.change(owner, domain::access::Right::Operate, (), |tx, ()| {
        Box::pin(async move {
            let row = notice_row::Model {
                business_id: tx.business().0,
                id: tx.id(),
                kind: "question/call/marketing".into(),
                version: 2,
                text: "May we call you with offers of our partners?".into(),
                material: true,
                ask_again_by: Some(tx.now + TimeDelta::days(1)),
                published_at: tx.now,
            };
            store::notice::insert(tx.scope, row).await?;
            let event = domain::event::Event::SettingChanged { setting: "notice", from: "1".into(), to: "2".into() };
            Ok(crate::change::Outcome::one(event, ()))
        })
    });
    done.await.unwrap();
}

#[tokio::test]
async fn after_a_material_text_whoever_agreed_before_is_asked_again_by_its_day() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = someone(&stage, &owner, "yes").await;
    let stale = form(&stage, &owner, id, "call/marketing", "given").await;
    record_answer(&stage.service, &owner, stale.clone()).await.unwrap();
    stage.clock.advance(TimeDelta::minutes(1));
    publish_material(&stage, &owner).await;
    assert!(matches!(record_answer(&stage.service, &owner, stale.clone()).await, Err(Error::Stale)));
    let end = stage.service.now() + TimeDelta::days(1);
    assert_eq!(marketing(&page(&stage, &owner, id).await).ends_at, Some(end));
    stage.clock.advance(TimeDelta::days(1));
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_expired"]);
    // An answer of before the new words were in force was an answer to the old ones.
    let earlier =
        Record { occurred_at: "2026-03-03T15:00".into(), ..form(&stage, &owner, id, "call/marketing", "given").await };
    record_answer(&stage.service, &owner, earlier).await.unwrap();
    assert_eq!(decided(&stage, &owner, id, "marketing").await, ["consent_expired"]);
    assert_eq!(page(&stage, &owner, id).await.answers.iter().filter(|it| it.version == Some(1)).count(), 3);
    answered(&stage, &owner, id, "call/marketing", "given").await;
    assert_eq!(decided(&stage, &owner, id, "marketing").await, [""; 0]);
    let show = page(&stage, &owner, id).await;
    assert_eq!((newest(&show).version, marketing(&show).ends_at), (Some(2), None));
}

#[tokio::test]
async fn an_answer_in_error_counts_for_nothing_and_stays_visible_with_its_reason() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let id = someone(&stage, &owner, "yes").await;
    answered(&stage, &owner, id, "call/service", "refused").await;
    let event = newest(&page(&stage, &owner, id).await).id.to_string();
    let wrong = Invalidate { customer: id.to_string(), event, reason: "It was her sister".into() };
    assert!(matches!(invalidate(&stage.service, &staff, wrong.clone()).await, Err(Error::Forbidden)));
    let bare = Invalidate { reason: " ".into(), ..wrong.clone() };
    let Err(Error::Invalid(invalid)) = invalidate(&stage.service, &owner, bare).await else { panic!("taken out") };
    assert!(invalid.of("reason").is_some());
    for _ in 0..2 {
        invalidate(&stage.service, &owner, wrong.clone()).await.unwrap();
    }
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::ConsentInvalidated).count(), 1);
    assert_eq!(decided(&stage, &owner, id, "service").await, [""; 0]);
    let show = page(&stage, &owner, id).await;
    let struck = newest(&show).invalidated.clone().unwrap();
    assert_eq!((struck.by.as_deref(), struck.reason.as_deref()), (Some("Ada Owner"), Some("It was her sister")));
    let other = someone(&stage, &owner, "yes").await;
    let of_another = Invalidate { customer: other.to_string(), ..wrong };
    assert!(matches!(invalidate(&stage.service, &owner, of_another).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn every_answer_on_an_open_channel_owes_one_confirmation_where_the_status_moves() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    answered(&stage, &owner, id, "sms/marketing", "given").await;
    answered(&stage, &owner, id, "sms/marketing", "given").await;
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let owed = store::message::list(&scope, id, 10).await.unwrap();
    let topics: Vec<_> = owed.iter().map(|message| message.topics.clone()).collect();
    assert_eq!(topics.iter().filter(|topics| **topics == serde_json::json!(["sms/marketing"])).count(), 1);
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_names_every_field_and_records_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let good = form(&stage, &owner, id, "call/service", "given").await;
    let before = stage.ledger(owner.business).await;
    let bad = Record {
        topic: "data_collection".into(),
        answer: "withdrawn".into(),
        occurred_at: "yesterday".into(),
        asked_of: "neighbour".into(),
        note: "a\u{0}b".into(),
        ..good.clone()
    };
    let Err(Error::Invalid(invalid)) = record_answer(&stage.service, &owner, bad).await else { panic!("recorded") };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field).collect();
    assert_eq!(fields, ["topic", "answer", "occurred_at", "asked_of", "note"]);
    let future = Record { occurred_at: "2026-03-03T15:01".into(), ..good.clone() };
    let Err(Error::Invalid(invalid)) = record_answer(&stage.service, &owner, future).await else { panic!("recorded") };
    assert!(invalid.of("occurred_at").is_some());
    let unread = Record { notice: String::new(), ..good };
    assert!(matches!(record_answer(&stage.service, &owner, unread).await, Err(Error::Stale)));
    assert_eq!(stage.ledger(owner.business).await, before);
}

#[tokio::test]
async fn nobody_records_or_takes_out_an_answer_of_another_business() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let stranger = stage.business().await;
    let auditor = stage.member(&owner, "Alan Auditor", "auditor").await;
    let id = someone(&stage, &owner, "yes").await;
    let typed = form(&stage, &owner, id, "call/service", "given").await;
    assert!(matches!(record_answer(&stage.service, &stranger, typed.clone()).await, Err(Error::NotFound)));
    assert!(matches!(record_answer(&stage.service, &auditor, typed).await, Err(Error::Forbidden)));
    let event = newest(&page(&stage, &owner, id).await).id.to_string();
    let wrong = Invalidate { customer: id.to_string(), event, reason: "x".into() };
    assert!(matches!(invalidate(&stage.service, &stranger, wrong).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn the_digits_of_a_blocked_number_are_hidden_in_notes_too() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let noted =
        Record { note: "Called from 212-555-0127".into(), ..form(&stage, &owner, id, "call/service", "refused").await };
    record_answer(&stage.service, &owner, noted).await.unwrap();
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    let sent = serde_json::to_string(&page(&stage, &owner, id).await).unwrap();
    assert!(!sent.contains("555-0127"), "{sent}");
}
