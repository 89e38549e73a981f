//! Requests, from their receipt to their answer.

use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::CustomerId,
    request::RequestState,
    wire::{
        interaction::NewCustomer,
        request::{
            params::{Erase, Extend, Query, Receive, Settle},
            view::Value,
        },
    },
};

use super::*;
use crate::{
    Error,
    ctx::Ctx,
    erasure, interaction,
    ledger::verify,
    message::deliver_due,
    testing::{Stage, customer, page, press, reasons, typed},
};

async fn typed_in(stage: &Stage, ctx: &Ctx, id: CustomerId, kind: &str) -> Receive {
    let form = new(&stage.service, ctx, &id.to_string()).await.unwrap();
    Receive {
        customer: id.to_string(),
        form: form.form,
        kind: kind.into(),
        came: "phone".into(),
        received_on: form.today.to_string(),
        asked: "MARKERASKED".into(),
    }
}

async fn asked(stage: &Stage, ctx: &Ctx, id: CustomerId, kind: &str) -> SubjectRequestId {
    receive(&stage.service, ctx, typed_in(stage, ctx, id, kind).await).await.unwrap()
}

fn answer(id: SubjectRequestId, told: &str) -> Settle {
    Settle { request: id.to_string(), answer: "done".into(), outcome: "MARKEROUTCOME".into(), told: told.into() }
}

#[tokio::test]
async fn a_restriction_blocks_from_its_receipt_and_ends_only_after_the_customer_was_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let id = customer(&stage, &owner, "yes").await;
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), [""; 0]);
    let request = asked(&stage, &staff, id, "restriction").await;
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["processing_restricted"]);
    let shown = page(&stage, &owner, id).await;
    assert!(shown.numbers[0].masked && !shown.numbers[0].shown.contains("555"), "{:?}", shown.numbers);
    assert_eq!(shown.why[0].reasons[0].facts[0].words, "Asked for by phone; recorded by Sam Staff");

    let lift = settle(&stage.service, &staff, answer(request, "by letter")).await;
    assert!(matches!(lift, Err(Error::Forbidden)), "a lift takes the right of a lift: {lift:?}");
    let untold = settle(&stage.service, &owner, answer(request, "")).await;
    assert!(matches!(&untold, Err(Error::Invalid(invalid)) if invalid.of("told").is_some()), "{untold:?}");
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["processing_restricted"]);
    settle(&stage.service, &owner, answer(request, "by letter")).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), [""; 0]);
    assert!(matches!(settle(&stage.service, &owner, answer(request, "by letter")).await, Err(Error::Stale)));
}

#[tokio::test]
async fn a_request_is_recorded_once_and_put_off_once_and_not_after_its_day() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    let typed = typed_in(&stage, &owner, id, "access").await;
    let request = receive(&stage.service, &owner, typed.clone()).await.unwrap();
    assert_eq!(receive(&stage.service, &owner, typed.clone()).await.unwrap(), request);
    let other = Receive { kind: "objection".into(), ..typed.clone() };
    assert!(matches!(receive(&stage.service, &owner, other).await, Err(Error::Stale)));
    for day in ["2026-03-05", "2025-01-01", "yesterday"] {
        let wrong = Receive { received_on: day.into(), ..typed_in(&stage, &owner, id, "access").await };
        let refused = receive(&stage.service, &owner, wrong).await;
        assert!(matches!(&refused, Err(Error::Invalid(it)) if it.of("received_on").is_some()), "{day}: {refused:?}");
    }
    let by_link = Receive { came: "link".into(), ..typed_in(&stage, &owner, id, "access").await };
    assert!(matches!(receive(&stage.service, &owner, by_link).await, Err(Error::Invalid(_))), "no member has it");

    let row = show(&stage.service, &owner, &request.to_string()).await.unwrap().row;
    assert_eq!((row.due_on.to_string().as_str(), row.state), ("2026-04-03", RequestState::Open));
    let put_off = |reason: &str| Extend { request: request.to_string(), reason: reason.into() };
    assert!(matches!(extend(&stage.service, &owner, put_off(" ")).await, Err(Error::Invalid(_))));
    extend(&stage.service, &owner, put_off("many archives")).await.unwrap();
    let row = show(&stage.service, &owner, &request.to_string()).await.unwrap().row;
    assert_eq!((row.due_on.to_string().as_str(), row.state), ("2026-06-03", RequestState::Extended));
    assert!(matches!(extend(&stage.service, &owner, put_off("again")).await, Err(Error::Stale)));

    let late = asked(&stage, &owner, id, "objection").await;
    let held = asked(&stage, &owner, id, "restriction").await;
    stage.clock.advance(TimeDelta::days(40));
    // After so many days nobody is signed in any more; what was asked is asked with the right that was theirs.
    let overdue = Query { filter: "overdue".into(), ..Query::default() };
    let ids: Vec<_> = list(&stage.service, &owner, overdue).await.unwrap().rows.iter().map(|row| row.id).collect();
    assert_eq!(ids, [late], "neither what was put off nor what holds at once: {held}");
    let over = Extend { request: late.to_string(), reason: "too late".into() };
    assert!(matches!(extend(&stage.service, &owner, over).await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_copy_holds_what_is_held_of_this_customer_and_nothing_of_who_shares_their_number() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    let other = NewCustomer {
        name: "Benedikt Other".into(),
        email: "benedikt@example.com".into(),
        note: "MARKEROTHER".into(),
        ..typed(&stage, &owner, "yes_but_no_calls").await
    };
    interaction::save_customer(&stage.service, &owner, other).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let request = asked(&stage, &owner, id, "access").await.to_string();
    let made = copy(&stage.service, &owner, &request).await.unwrap();
    let rows = |name: &str| made.sections.iter().find(|section| section.sort.code() == name).unwrap().rows.clone();
    for section in ["profile", "consents", "marks", "do_not_call_list", "contacts", "messages", "requests"] {
        assert!(!rows(section).is_empty(), "{section}");
    }
    assert_eq!(rows("marks").len(), 1);
    assert_eq!(rows("do_not_call_list").len(), 1, "the other's source is the other's");
    let values: Vec<_> = rows("contact_points").concat().into_iter().map(|(_, value)| value).collect();
    assert!(values.contains(&Value::Text("+12125550127".into())), "{values:?}");
    let file = String::from_utf8(to_json(&made).unwrap()).unwrap();
    let read: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(read["profile"][0]["full_name"], "Lourdes Bauswell");
    assert_eq!(read["requests"][0]["asked"], "MARKERASKED");
    for foreign in ["Benedikt", "benedikt", "MARKEROTHER", "Ada Owner"] {
        assert!(!file.contains(foreign), "{foreign}: {file}");
    }
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::CopyMade));

    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    assert!(matches!(copy(&stage.service, &staff, &request).await, Err(Error::Forbidden)));
    let stranger = stage.business().await;
    assert!(matches!(copy(&stage.service, &stranger, &request).await, Err(Error::NotFound)));
    let objection = asked(&stage, &owner, id, "objection").await.to_string();
    assert!(matches!(copy(&stage.service, &owner, &objection).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn who_is_erased_by_a_request_leaves_no_trace_of_it_and_the_ledger_verifies() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    let access = asked(&stage, &owner, id, "access").await;
    copy(&stage.service, &owner, &access.to_string()).await.unwrap();
    let put_off = Extend { request: access.to_string(), reason: "MARKERREASON".into() };
    extend(&stage.service, &owner, put_off).await.unwrap();
    settle(&stage.service, &owner, answer(access, "")).await.unwrap();
    let held = asked(&stage, &owner, id, "restriction").await;
    settle(&stage.service, &owner, answer(held, "MARKERTOLD")).await.unwrap();
    let request = asked(&stage, &owner, id, "erasure").await;
    let order = Erase { request: request.to_string() };
    assert!(matches!(erase(&stage.service, &owner, Erase { request: held.to_string() }).await, Err(Error::Stale)));
    let texts = ["MARKERASKED", "MARKERREASON", "MARKEROUTCOME", "MARKERTOLD", "Bauswell", "lourdes@", "+12125550127"];
    stage.service.db.truncate_log().await.unwrap();
    for text in texts {
        assert!(stage.files_hold(text), "{text} is there before");
    }
    deliver_due(&stage.service).await.unwrap();
    erase(&stage.service, &owner, order.clone()).await.unwrap();
    assert!(matches!(erase(&stage.service, &owner, order).await, Err(Error::Stale)));
    let hidden = show(&stage.service, &owner, &request.to_string()).await.unwrap();
    assert_eq!((hidden.row.state, hidden.asked, hidden.outcome), (RequestState::Done, None, None));
    assert_eq!(hidden.row.name, "Withdrawn customer");
    deliver_due(&stage.service).await.unwrap();
    assert!(!stage.mails.sent().is_empty());
    stage.clock.advance(TimeDelta::hours(72));
    erasure::run_due(&stage.service).await.unwrap();
    for text in texts {
        assert!(!stage.files_hold(text), "{text}");
    }
    assert!(stage.mails.sent().is_empty(), "the kept mails are gone too");
    let verified = verify(&stage.service, owner.business, &[], |_, _| ()).await.unwrap();
    assert!(verified.findings.is_empty());
}
