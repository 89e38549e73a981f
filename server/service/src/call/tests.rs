mod why;

use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::CallId,
    wire::{
        call::{Check, Place, Placed, ShowNumber},
        customer::{AddPoint, ListQuery},
        dnc::Mark,
    },
};

use crate::{
    call, customer, dnc,
    error::Error,
    testing::{Stage, customer as someone, page, press, reasons},
};

#[tokio::test]
async fn an_allowed_press_gives_a_permit_with_the_number_for_a_minute() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let Placed::Allowed(permit) = press(&stage, &owner, id, "service").await else { panic!("blocked") };
    assert_eq!(permit.uri, "tel:+12125550127");
    assert_eq!(permit.expires_at, stage.service.now() + TimeDelta::seconds(60));
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::CallAuthorised));
}

#[tokio::test]
async fn a_permit_is_used_once_and_only_while_it_lives() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let permit = |placed| match placed {
        Placed::Allowed(permit) => permit.call,
        Placed::Blocked(_) => panic!("blocked"),
    };
    let first: CallId = permit(press(&stage, &owner, id, "service").await);
    assert!(matches!(call::start(&stage.service, &owner, first).await, Ok(Placed::Allowed(_))));
    assert!(matches!(call::start(&stage.service, &owner, first).await, Err(Error::LinkGone)));
    let second = permit(press(&stage, &owner, id, "service").await);
    stage.clock.advance(TimeDelta::seconds(61));
    assert!(matches!(call::start(&stage.service, &owner, second).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn a_permit_is_worth_nothing_after_a_mark() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let Placed::Allowed(permit) = press(&stage, &owner, id, "service").await else { panic!("blocked") };
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    let started = call::start(&stage.service, &owner, permit.call).await.unwrap();
    assert_eq!(reasons(&started), ["do_not_call", "number_suppressed"]);
}

#[tokio::test]
async fn a_refused_press_is_recorded_once_for_each_minute() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    for _ in 0..3 {
        let placed = press(&stage, &owner, id, "service").await;
        assert_eq!(reasons(&placed), ["do_not_call", "number_suppressed", "call_consent_refused"]);
    }
    let refused = |kinds: &[EventKind]| kinds.iter().filter(|kind| **kind == EventKind::CallRefused).count();
    assert_eq!(refused(&stage.ledger(owner.business).await), 1);
    stage.clock.advance(TimeDelta::seconds(60));
    press(&stage, &owner, id, "service").await;
    assert_eq!(refused(&stage.ledger(owner.business).await), 2);
}

#[tokio::test]
async fn the_same_number_is_blocked_through_another_customer_and_in_any_format() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let marked = someone(&stage, &owner, "yes").await;
    let other = someone(&stage, &owner, "yes").await;
    dnc::mark(&stage.service, &owner, Mark { customer: marked.to_string() }).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, other, "service").await), ["number_suppressed"]);
    for phone in ["+1 212-555-0127", "2125550127", "001 (212) 555 0127", "tel:+1-212-555-0127"] {
        let check = Check { phone: phone.into(), purpose: "service".into() };
        let checked = call::check(&stage.service, &owner, check).await.unwrap();
        assert_eq!(checked.decision.reasons, ["do_not_call", "number_suppressed"], "{phone}");
    }
}

#[tokio::test]
async fn a_new_number_of_a_marked_customer_is_blocked_for_everybody() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    let point = AddPoint { customer: id.to_string(), phone: "212 555 0128".into(), ..AddPoint::default() };
    customer::add_point(&stage.service, &owner, point).await.unwrap();
    let check = Check { phone: "+12125550128".into(), purpose: "service".into() };
    let checked = call::check(&stage.service, &owner, check).await.unwrap();
    assert!(checked.decision.reasons.contains(&"number_suppressed".to_owned()));
}

#[tokio::test]
async fn the_digits_of_a_blocked_number_are_sent_only_when_asked_for_and_that_is_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    let show = page(&stage, &owner, id).await;
    let list = customer::list(&stage.service, &owner, ListQuery::default()).await.unwrap();
    for sent in [serde_json::to_string(&show).unwrap(), serde_json::to_string(&list).unwrap()] {
        assert!(!sent.contains("5550127") && !sent.contains("555-0127"), "{sent}");
    }
    let shown = ShowNumber { customer: id.to_string(), number: show.numbers[0].id.to_string() };
    assert_eq!(call::show_number(&stage.service, &owner, shown).await.unwrap(), "+1 212-555-0127");
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::NumberShown));
}

#[tokio::test]
async fn an_auditor_places_no_call_and_sees_no_digits() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let auditor = stage.member(&owner, "Alan Auditor", "auditor").await;
    let id = someone(&stage, &owner, "yes").await;
    let number = page(&stage, &owner, id).await.numbers[0].id.to_string();
    let place = Place { customer: id.to_string(), number: number.clone(), purpose: "service".into() };
    assert!(matches!(call::place(&stage.service, &auditor, place).await, Err(Error::Forbidden)));
    let shown = ShowNumber { customer: id.to_string(), number };
    assert!(matches!(call::show_number(&stage.service, &auditor, shown).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn another_business_sees_and_reaches_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let stranger = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    let number = page(&stage, &owner, id).await.numbers[0].id.to_string();
    let place = Place { customer: id.to_string(), number, purpose: "service".into() };
    assert!(matches!(call::place(&stage.service, &stranger, place).await, Err(Error::NotFound)));
    let check = Check { phone: "+12125550127".into(), purpose: "service".into() };
    let checked = call::check(&stage.service, &stranger, check).await.unwrap();
    assert!(checked.decision.is_allowed(), "the other business's list says nothing here");
    let list = customer::list(&stage.service, &stranger, ListQuery::default()).await.unwrap();
    assert_eq!((list.all, list.rows.len()), (0, 0));
}

#[tokio::test]
async fn outside_the_hours_of_the_customer_the_call_is_shut_with_the_time_there() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    stage.clock.advance(TimeDelta::hours(12));
    let placed = press(&stage, &owner, id, "service").await;
    let Placed::Blocked(decision) = placed else { panic!("allowed") };
    assert_eq!(decision.sentence(), Some("Call disabled: It is 22:00 for this customer. Calls are allowed from 08:00"));
    assert_eq!(decision.until.map(|until| until.to_rfc3339()).as_deref(), Some("2026-03-04T13:00:00+00:00"));
}

#[tokio::test]
async fn nobody_without_consent_is_called_for_marketing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let both = ["consent_unknown", "registry_not_covered"];
    assert_eq!(reasons(&press(&stage, &owner, id, "marketing").await), both);
    stage.asks_the_registry(&owner).await;
    assert_eq!(reasons(&press(&stage, &owner, id, "marketing").await), both[..1]);
}
