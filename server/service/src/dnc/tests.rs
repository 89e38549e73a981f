use chrono::TimeDelta;
use domain::{
    event::EventKind,
    wire::dnc::{Lifted, Mark, TakeBack},
};

use crate::{
    dnc,
    error::Error,
    testing::{Stage, customer, on_file, page, press, reasons},
};

fn lifted(customer: impl ToString, lift: &str) -> Lifted {
    Lifted {
        customer: customer.to_string(),
        mark: String::new(),
        lift: lift.into(),
        reason: "Asked by letter".into(),
        evidence: "Letter of 2 March 2026".into(),
        consent: String::new(),
    }
}

#[tokio::test]
async fn a_double_press_is_one_mark() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    for _ in 0..2 {
        dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    }
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::CustomerMarkedDoNotCall).count(), 1);
}

#[tokio::test]
async fn who_set_a_mark_may_take_it_back_within_a_minute_and_nobody_else() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let id = customer(&stage, &owner, "yes").await;
    let back = || TakeBack { customer: id.to_string() };
    dnc::mark(&stage.service, &staff, Mark { customer: id.to_string() }).await.unwrap();
    assert!(matches!(dnc::take_back(&stage.service, &owner, back()).await, Err(Error::Forbidden)));
    stage.clock.advance(TimeDelta::seconds(60));
    dnc::take_back(&stage.service, &staff, back()).await.unwrap();
    assert!(reasons(&press(&stage, &owner, id, "service").await).is_empty());
    dnc::mark(&stage.service, &staff, Mark { customer: id.to_string() }).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(61));
    assert!(matches!(dnc::take_back(&stage.service, &staff, back()).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn taking_a_mark_off_needs_right_reason_and_evidence() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    let refused = dnc::lift(&stage.service, &staff, lifted(id, "by_request")).await;
    assert!(matches!(refused, Err(Error::Forbidden)));
    let bare = Lifted { reason: String::new(), evidence: String::new(), ..lifted(id, "by_request") };
    let Err(Error::Invalid(invalid)) = dnc::lift(&stage.service, &owner, bare).await else { panic!("lifted") };
    assert!(invalid.of("reason").is_some() && invalid.of("evidence").is_some());
    dnc::lift(&stage.service, &owner, lifted(id, "by_request")).await.unwrap();
    assert!(page(&stage, &owner, id).await.mark.is_none());
}

#[tokio::test]
async fn by_request_the_refusal_of_calls_still_blocks_unless_the_consent_comes_with_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    dnc::lift(&stage.service, &owner, lifted(id, "by_request")).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["call_consent_refused"]);
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(1));
    let with_consent = Lifted { consent: "given".into(), ..lifted(id, "by_request") };
    dnc::lift(&stage.service, &owner, with_consent).await.unwrap();
    assert!(reasons(&press(&stage, &owner, id, "service").await).is_empty());
}

#[tokio::test]
async fn by_mistake_the_refusals_of_the_same_save_count_for_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    dnc::lift(&stage.service, &owner, lifted(id, "by_mistake")).await.unwrap();
    assert!(reasons(&press(&stage, &owner, id, "service").await).is_empty());
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::ConsentInvalidated).count(), 2);
}

#[tokio::test]
async fn a_mark_of_one_customer_stays_on_a_shared_number_when_the_other_is_lifted() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (one, two) = (customer(&stage, &owner, "yes").await, customer(&stage, &owner, "yes").await);
    for id in [one, two] {
        dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    }
    dnc::lift(&stage.service, &owner, lifted(one, "by_mistake")).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, one, "service").await), ["number_suppressed"]);
}

#[tokio::test]
async fn taking_ones_own_mark_back_leaves_the_no_that_somebody_else_was_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    let id = customer(&stage, &owner, "yes").await;
    dnc::mark(&stage.service, &staff, Mark { customer: id.to_string() }).await.unwrap();
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    dnc::take_back(&stage.service, &owner, TakeBack { customer: id.to_string() }).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["do_not_call", "number_suppressed"]);
}

#[tokio::test]
async fn taking_a_press_back_leaves_the_no_that_the_same_member_was_told_in_answer_to_the_script() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    let back = || TakeBack { customer: id.to_string() };
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(1));
    let no_calls = on_file(&stage, &owner, id, "yes_but_no_calls").await;
    crate::interaction::record_answer(&stage.service, &owner, no_calls).await.unwrap();
    dnc::take_back(&stage.service, &owner, back()).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["do_not_call", "number_suppressed"]);
    dnc::take_back(&stage.service, &owner, back()).await.unwrap();
    assert!(reasons(&press(&stage, &owner, id, "service").await).is_empty());
}

#[tokio::test]
async fn a_dialog_that_was_opened_for_an_older_mark_takes_no_newer_one_off() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes_but_no_calls").await;
    let shown = page(&stage, &owner, id).await.mark.unwrap().id;
    dnc::lift(&stage.service, &owner, lifted(id, "by_mistake")).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(5));
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    let stale = Lifted { mark: shown, ..lifted(id, "by_request") };
    assert!(matches!(dnc::lift(&stage.service, &owner, stale).await, Err(Error::Stale)));
    assert!(page(&stage, &owner, id).await.mark.is_some());
}
