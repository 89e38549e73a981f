//! Answers that programs tell of: a yes with its proof, and every no.

use chrono::TimeDelta;
use domain::event::EventKind;
use serde_json::{Value, json};

use super::scene;
use crate::support::TestApp;

each_db!(
    a_yes_needs_its_time_its_words_and_its_source,
    a_later_no_stands_above_a_yes_however_late_that_is_told,
    a_no_is_always_taken,
    a_no_to_the_keeping_of_data_ends_as_an_erasure_does,
    an_old_no_before_a_later_yes_ends_nothing,
);

fn told(topic: &str, status: &str, more: Value) -> Value {
    let mut told = json!({ "topic": topic, "status": status });
    for (field, value) in more.as_object().unwrap() {
        told[field] = value.clone();
    }
    told
}

fn proof(at: &str) -> Value {
    json!({ "occurred_at": at, "wording": "May we call you with offers?", "evidence": "Form 7, line 3" })
}

async fn a_yes_needs_its_time_its_words_and_its_source(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let path = format!("/customers/{}/consents", app.customer(&ctx).await);
    let given = |more: Value| program.post(&path, told("call/marketing", "given", more));
    assert_eq!(given(json!({})).await.fields(), ["occurred_at", "notice_version", "evidence"]);
    for field in ["occurred_at", "wording", "evidence"] {
        let mut without = proof("2026-03-03T15:00:00Z");
        without.as_object_mut().unwrap().remove(field);
        let named = if field == "wording" { "notice_version" } else { field };
        assert_eq!(given(without).await.fields(), [named]);
    }
    assert_eq!(given(proof("2027-01-01T00:00:00Z")).await.fields(), ["occurred_at"]);
    let odd = json!({ "topic": "call/pleasure", "status": "maybe", "asked_of": "a friend" });
    assert_eq!(program.post(&path, odd).await.fields(), ["topic", "status", "asked_of"]);
    let unknown = told("call/marketing", "given", json!({ "colour": "red" }));
    assert_eq!(program.post(&path, unknown).await.fields(), ["colour"]);
    let before = app.ledger(ctx.business).await.len();
    let recorded = given(proof("2026-03-01T15:00:00+01:00")).await.expect(201);
    assert_eq!(recorded["status"], "given");
    let listed = program.get(&path).await.expect(200);
    let found = listed["items"].as_array().unwrap().iter().find(|item| item["id"] == recorded["id"]).unwrap();
    let said = json!([found["topic"], found["status"], found["method"], found["occurred_at"]]);
    assert_eq!(said, json!(["call/marketing", "given", "api", "2026-03-01T14:00:00Z"]));
    assert_eq!(app.ledger(ctx.business).await.len(), before + 1);
    // Its words are on record, so that no audit asks for them; and what came on file with the customer is covered.
    let words = app.ask("SELECT note FROM consent_event WHERE method = 'api'").await;
    assert_eq!(words, ["Given at: Form 7, line 3\nWording: May we call you with offers?"]);
    let audit = app.audit(&ctx).await;
    let found = app.ask("SELECT check_code FROM audit_finding").await;
    assert!(!found.iter().any(|check| check == "consent_without_notice"), "{audit}: {found:?}");
    let uncovered = app.ask("SELECT covers FROM consent_event WHERE method = 'api' AND covers IS NULL").await;
    assert_eq!(uncovered, [""; 0]);
    let checked = app.service();
    let shown = service::customer::show(
        checked,
        &ctx,
        domain::wire::customer::ShowQuery { customer: path.split('/').nth(2).unwrap().into(), purpose: String::new() },
    );
    let calls = shown.await.unwrap().preferences.remove(0).marketing;
    assert_eq!((calls.wish, calls.uncovered), (domain::wire::consent::Wish::Yes, false));
}

async fn a_later_no_stands_above_a_yes_however_late_that_is_told(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let path = format!("/customers/{}/consents", app.customer(&ctx).await);
    let no = told("email/marketing", "refused", json!({ "occurred_at": "2026-03-02T12:00:00Z" }));
    assert_eq!(program.post(&path, no).await.expect(201)["status"], "refused");
    let earlier = told("email/marketing", "given", proof("2026-03-01T12:00:00Z"));
    assert_eq!(program.post(&path, earlier).await.expect(201)["status"], "refused");
    let same = told("email/marketing", "given", proof("2026-03-02T12:00:00Z"));
    assert_eq!(program.post(&path, same).await.expect(201)["status"], "refused", "on a tie the no wins");
    let later = told("email/marketing", "given", proof("2026-03-02T12:00:01Z"));
    assert_eq!(program.post(&path, later).await.expect(201)["status"], "given");
    let taken_back = told("email/marketing", "refused", json!({}));
    assert_eq!(program.post(&path, taken_back).await.expect(201)["status"], "withdrawn");
}

async fn a_no_is_always_taken(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let path = format!("/customers/{customer}/consents");
    let future = json!({ "occurred_at": "2027-01-01T00:00:00Z", "notice_version": 99 });
    let refused = program.post(&path, told("call/service", "refused", future)).await.expect(201);
    assert_eq!(refused["status"], "refused");
    let withdrawn = program.post(&path, told("sms/service", "withdrawn", json!({}))).await.expect(201);
    assert_eq!(withdrawn["status"], "withdrawn");
    let blocked = program.ask(customer, None).await.problem(409, "call_blocked");
    assert_eq!(blocked["reasons"][0]["code"], "call_consent_refused");
}

async fn a_no_to_the_keeping_of_data_ends_as_an_erasure_does(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let path = format!("/customers/{customer}");
    let no = told("data_collection", "refused", json!({ "evidence": "Mail of today" }));
    let recorded = program.post(&format!("{path}/consents"), no.clone()).await.expect(201);
    assert_eq!(recorded["status"], "withdrawn");
    assert!(program.get(&path).await.expect(200)["withdrawn_at"].is_string());
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::DataConsentWithdrawn));
    assert_eq!(program.get("/customers").await.expect(200)["items"], json!([]));
    program.post(&format!("{path}/consents"), no).await.problem(404, "not_found");
}

async fn an_old_no_before_a_later_yes_ends_nothing(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let path = format!("/customers/{customer}");
    let long_ago = (app.service().now() - TimeDelta::days(3)).to_rfc3339();
    let no = told("data_collection", "refused", json!({ "occurred_at": long_ago }));
    assert_eq!(program.post(&format!("{path}/consents"), no).await.expect(201)["status"], "given");
    assert!(program.get(&path).await.expect(200)["withdrawn_at"].is_null());
}
