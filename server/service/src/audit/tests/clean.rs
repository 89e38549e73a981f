//! A business that is in order is found in order, whatever happened in it.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{
    id::CustomerId,
    wire::{
        consent::Invalidate,
        customer::{Merge, MergeQuery, ShowQuery, Split},
        dnc::{Lifted, Mark},
        interaction::NewCustomer,
    },
};

use super::*;
use crate::{
    consent, customer as customers, dnc, erasure, interaction,
    testing::{on_file, press, reasons, typed},
};

async fn person(stage: &Stage, ctx: &Ctx, name: &str, phone: &str, answer: &str) -> CustomerId {
    let email = format!("{}@example.com", name.to_lowercase());
    let typed = NewCustomer { name: name.into(), phone: phone.into(), email, ..typed(stage, ctx, answer).await };
    interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
}

async fn mark(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    dnc::mark(&stage.service, ctx, Mark { customer: id.to_string() }).await.unwrap();
}

async fn lift(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    let lifted = Lifted {
        customer: id.to_string(),
        lift: "by_request".into(),
        reason: "Wants to be called".into(),
        evidence: "Letter of today".into(),
        consent: "given".into(),
        ..Lifted::default()
    };
    dnc::lift(&stage.service, ctx, lifted).await.unwrap();
}

async fn merged(stage: &Stage, ctx: &Ctx, one: CustomerId, two: CustomerId) {
    let query = MergeQuery { customer: one.to_string(), with: two.to_string() };
    let shown = customers::merge_page(&stage.service, ctx, query).await.unwrap();
    let typed = Merge {
        customer: one.to_string(),
        other: two.to_string(),
        revision: shown.revision.to_string(),
        other_revision: shown.preview.unwrap().other_revision.to_string(),
        fields: BTreeMap::new(),
    };
    customers::merge(&stage.service, ctx, typed).await.unwrap();
}

async fn split(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    let shown = customers::split_page(&stage.service, ctx, &id.to_string()).await.unwrap();
    let typed = Split {
        customer: id.to_string(),
        revision: shown.revision.to_string(),
        name: "Somebody Else".into(),
        points: shown.points.iter().skip(1).map(|(id, _)| (format!("point_{id}"), "true".to_owned())).collect(),
    };
    customers::split(&stage.service, ctx, typed).await.unwrap();
}

async fn without_the_first_answer(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    let query = ShowQuery { customer: id.to_string(), purpose: String::new() };
    let shown = customers::show(&stage.service, ctx, query).await.unwrap();
    let wrong = Invalidate {
        customer: id.to_string(),
        event: shown.answers.last().unwrap().id.to_string(),
        reason: "Recorded for somebody else".into(),
    };
    consent::invalidate(&stage.service, ctx, wrong).await.unwrap();
}

#[tokio::test]
async fn in_a_business_that_is_in_order_nothing_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    assert_eq!(found(&stage.service, &ctx).await, []);
}

#[tokio::test]
async fn marks_lifts_merges_splits_corrections_and_erasures_are_no_findings() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let ana = person(&stage, &ctx, "Ana", "(212) 555-0101", "yes").await;
    let anna = person(&stage, &ctx, "Anna", "(212) 555-0102", "yes_but_no_calls").await;
    let ben = person(&stage, &ctx, "Ben", "(212) 555-0103", "yes").await;
    assert_eq!(reasons(&press(&stage, &ctx, ana, "service").await), [""; 0]);
    assert_eq!(reasons(&press(&stage, &ctx, ben, "service").await), [""; 0]);
    for _ in 0..2 {
        stage.clock.advance(TimeDelta::minutes(5));
        mark(&stage, &ctx, ben).await;
        stage.clock.advance(TimeDelta::minutes(5));
        lift(&stage, &ctx, ben).await;
    }
    stage.clock.advance(TimeDelta::minutes(5));
    assert_eq!(reasons(&press(&stage, &ctx, ben, "service").await), [""; 0]);
    // Ana was called before she was the same person as Anna, who is marked.
    merged(&stage, &ctx, ana, anna).await;
    stage.clock.advance(TimeDelta::minutes(5));
    assert_ne!(reasons(&press(&stage, &ctx, ana, "service").await), [""; 0]);
    lift(&stage, &ctx, ana).await;
    mark(&stage, &ctx, ana).await;
    stage.clock.advance(TimeDelta::minutes(5));
    split(&stage, &ctx, ana).await;
    without_the_first_answer(&stage, &ctx, ben).await;
    let no = on_file(&stage, &ctx, ben, "no").await;
    interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::hours(73));
    erasure::run_due(&stage.service).await.unwrap();
    assert_eq!(found(&stage.service, &ctx).await, []);
}
