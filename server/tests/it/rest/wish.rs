//! Wishes under a name of the program's own: sent again, each is the same wish.

use chrono::TimeDelta;
use domain::{integration::ApiScope, wire::webhook::params::Which};
use reqwest::Method;
use serde_json::{Value, json};

use super::{Program, Reply, customer::ada, scene};
use crate::support::TestApp;

each_db!(
    a_wish_that_is_sent_again_is_granted_once_and_answered_alike,
    wishes_that_are_sent_together_are_one,
    a_name_stands_for_one_wish_of_one_key,
    a_call_that_was_started_under_a_name_is_started_once,
    what_is_kept_of_a_wish_says_nothing_about_a_person,
    a_webhook_that_is_wished_again_is_one_and_its_secret_is_kept_nowhere_in_clear,
);

async fn named(program: &Program, path: &str, body: Value, name: &str) -> Reply {
    program.send(Method::POST, path, Some(body), Some(name)).await
}

async fn a_wish_that_is_sent_again_is_granted_once_and_answered_alike(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let added = named(&program, "/customers", ada(), "wish 1").await;
    let location = added.header("location");
    let added = added.expect(201);
    let customer = added["id"].as_str().unwrap().to_owned();
    let listed = json!({ "phone": "(312) 555-0150", "reason": "asked on the phone" });
    let put = named(&program, "/suppressions", listed.clone(), "wish 2").await.expect(201);
    let consents = format!("/customers/{customer}/consents");
    let no = json!({ "topic": "sms/marketing", "status": "refused" });
    let refused = named(&program, &consents, no.clone(), "wish 3").await.expect(201);
    let before = app.ledger(ctx.business).await.len();
    let other = app.second_node(TimeDelta::hours(23)).await;
    for node in [&program, &program.at(other.address)] {
        let again = named(node, "/customers", ada(), "wish 1").await;
        assert_eq!((again.header("location"), again.expect(201)), (location.clone(), added.clone()));
        assert_eq!(named(node, "/suppressions", listed.clone(), "wish 2").await.expect(201), put);
        assert_eq!(named(node, &consents, no.clone(), "wish 3").await.expect(201), refused);
    }
    other.stop().await;
    assert_eq!(app.ledger(ctx.business).await.len(), before, "nothing was done again");
    // After a day the name is free.
    let later = app.second_node(TimeDelta::hours(25)).await;
    let anew = named(&program.at(later.address), "/customers", ada(), "wish 1").await.expect(201);
    assert_ne!(anew["id"], added["id"]);
    later.stop().await;
}

async fn wishes_that_are_sent_together_are_one(app: TestApp) {
    let (_, program) = scene(&app).await;
    let all = futures::future::join_all((0..6).map(|_| named(&program, "/customers", ada(), "at once"))).await;
    let ids: Vec<_> = all.into_iter().map(|reply| reply.expect(201)["id"].clone()).collect();
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    assert_eq!(app.count("customer").await, 1);
}

async fn a_name_stands_for_one_wish_of_one_key(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let added = named(&program, "/customers", ada(), "mine").await.expect(201);
    let mut other = ada();
    other["name"] = json!("Somebody else");
    assert_eq!(named(&program, "/customers", other.clone(), "mine").await.fields(), ["Idempotency-Key"]);
    let listed = json!({ "phone": "(312) 555-0150", "reason": "asked on the phone" });
    assert_eq!(named(&program, "/suppressions", listed, "mine").await.fields(), ["Idempotency-Key"]);
    for wrong in ["", " ", &"x".repeat(256)] {
        assert_eq!(named(&program, "/customers", ada(), wrong).await.fields(), ["Idempotency-Key"], "{wrong}");
    }
    let elses = Program::new(&app, &ctx, &[ApiScope::CustomersWrite]).await;
    assert_ne!(named(&elses, "/customers", other, "mine").await.expect(201)["id"], added["id"]);
    // What was refused was not granted: the name is free for what was meant.
    assert_eq!(named(&program, "/customers", json!({ "name": "x" }), "next").await.fields(), ["consent"]);
    named(&program, "/customers", ada(), "next").await.expect(201);
    // The order of the fields and the spaces between them are no other wish.
    let text = serde_json::to_string_pretty(&ada()).unwrap();
    let request = program.request(Method::POST, "/customers").header("idempotency-key", "mine");
    let again = Program::answer(request.header("content-type", "application/json").body(text)).await;
    assert_eq!(again.expect(201)["id"], added["id"]);
}

async fn a_call_that_was_started_under_a_name_is_started_once(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let call = program.ask(customer, None).await.expect(201);
    let path = format!("/calls/{}/start", call["id"].as_str().unwrap());
    let start = async |name: Option<&str>| program.send(Method::POST, &path, None, name).await;
    let started = start(Some("dial 1")).await.expect(200);
    assert_eq!(start(Some("dial 1")).await.expect(200), started, "the answer was lost on its way");
    start(Some("dial 2")).await.problem(410, "permit_gone");
    start(None).await.problem(410, "permit_gone");
    super::mark(&app, &ctx, customer).await;
    start(Some("dial 1")).await.problem(409, "call_blocked");
    let later = app.second_node(TimeDelta::seconds(61)).await;
    let other = app.customer(&ctx).await;
    let call = program.ask(other, None).await.expect(201);
    let path = format!("/calls/{}/start", call["id"].as_str().unwrap());
    program.send(Method::POST, &path, None, Some("dial 3")).await.expect(200);
    let late = program.at(later.address).send(Method::POST, &path, None, Some("dial 3")).await;
    late.problem(410, "permit_gone");
    later.stop().await;
}

async fn what_is_kept_of_a_wish_says_nothing_about_a_person(app: TestApp) {
    let (_, program) = scene(&app).await;
    named(&program, "/customers", ada(), "ada@example.com").await.expect(201);
    for column in ["name_hash", "asked_hash", "answer"] {
        let kept = app.ask(&format!("SELECT {column} FROM api_wish")).await.join(" ");
        assert!(!kept.is_empty(), "{column}");
        for personal in ["Ada", "ada", "5550142", "Engines"] {
            assert!(!kept.contains(personal), "{column}: {kept}");
        }
    }
}

async fn a_webhook_that_is_wished_again_is_one_and_its_secret_is_kept_nowhere_in_clear(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let wished = json!({ "url": "https://crm.example/webhooks", "events": ["all"] });
    let made = named(&program, "/webhooks", wished.clone(), "hear").await.expect(201);
    let secret = made["secret"].as_str().unwrap().to_owned();
    let before = app.ledger(ctx.business).await.len();
    assert_eq!(named(&program, "/webhooks", wished.clone(), "hear").await.expect(201), made);
    assert_eq!(app.ledger(ctx.business).await.len(), before, "nothing was made again");
    let other = json!({ "url": "https://crm.example/other", "events": ["all"] });
    assert_eq!(named(&program, "/webhooks", other, "hear").await.fields(), ["Idempotency-Key"]);
    for (table, column) in [("api_wish", "answer"), ("webhook", "secret")] {
        let kept = app.ask(&format!("SELECT {column} FROM {table}")).await.join(" ");
        assert!(!kept.is_empty() && !kept.contains("whsec_") && !kept.contains(&secret[6..]), "{table}: {kept}");
    }
    // What has another secret, or is gone, is not told again.
    let which = || Which { webhook: made["id"].as_str().unwrap().into() };
    service::webhook::rotate(app.service(), &ctx, which()).await.unwrap();
    named(&program, "/webhooks", wished.clone(), "hear").await.problem(409, "stale");
    service::webhook::remove(app.service(), &ctx, which()).await.unwrap();
    named(&program, "/webhooks", wished.clone(), "hear").await.problem(409, "stale");
    let anew = named(&program, "/webhooks", wished, "hear anew").await.expect(201);
    assert_ne!(anew["secret"], made["secret"]);
}
