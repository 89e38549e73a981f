//! Customers whom programs add, change and erase: by the same rules as people do.

use domain::event::EventKind;
use reqwest::Method;
use serde_json::{Value, json};

use super::{Program, digits, mark, only_digits, scene};
use crate::support::TestApp;

each_db!(
    somebody_who_agreed_elsewhere_is_added_with_their_answer,
    but_no_calls_is_a_mark,
    a_yes_without_its_proof_adds_nobody,
    a_no_keeps_nothing_about_the_person,
    a_change_needs_the_version_that_was_read,
    a_change_is_done_whole_or_not_at_all,
    a_new_number_of_a_marked_customer_is_blocked_too,
    an_erasure_blocks_and_hides_at_once_and_is_one_however_often_it_is_asked,
);

/// A yes with everything that shows it.
pub(super) fn agreed(answer: &str) -> Value {
    json!({
        "answer": answer,
        "occurred_at": "2026-03-03T15:00:00Z",
        "wording": "May we keep your details to serve you?",
        "evidence": "Booking form, entry 8812",
    })
}

/// Somebody who agreed.
pub(super) fn ada() -> Value {
    json!({
        "consent": agreed("yes"),
        "name": "Ada Byron",
        "company": "Engines",
        "city": "New York",
        "time_zone": "America/New_York",
        "phones": [{ "number": "(212) 555-0142", "label": "Mobile" }, { "number": "+1 212 555 0143" }],
        "emails": [{ "address": "Ada@Example.com" }],
    })
}

fn names(values: &Value, field: &str) -> Vec<String> {
    values.as_array().unwrap().iter().map(|it| it[field].as_str().unwrap().to_owned()).collect()
}

async fn somebody_who_agreed_elsewhere_is_added_with_their_answer(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let added = program.post("/customers", ada()).await;
    let location = added.header("location");
    let added = added.expect(201);
    let id = added["id"].as_str().unwrap();
    assert_eq!((location, &added["denial"]), (format!("/api/v1/customers/{id}"), &Value::Null));
    let shown = program.get(&format!("/customers/{id}")).await.expect(200);
    assert_eq!((&shown["name"], &shown["data_collection"]), (&json!("Ada Byron"), &json!("given")), "{shown}");
    assert_eq!(names(&shown["numbers"], "number"), ["+12125550142", "+12125550143"]);
    assert_eq!(names(&shown["emails"], "address"), ["ada@example.com"]);
    let answers = program.get(&format!("/customers/{id}/consents")).await.expect(200);
    let first = &answers["items"][0];
    assert_eq!((&first["topic"], &first["method"]), (&json!("data_collection"), &json!("api")), "{answers}");
    assert_eq!(first["occurred_at"], "2026-03-03T15:00:00Z");
    let kinds = app.ledger(ctx.business).await;
    for kind in [EventKind::CustomerAdded, EventKind::InteractionRecorded, EventKind::ConsentRecorded] {
        assert_eq!(kinds.iter().filter(|it| **it == kind).count(), 1, "{kind:?}");
    }
    // It is confirmed, as a save on the page is.
    let owed = app.ask("SELECT recipient FROM message_intent").await;
    assert_eq!(owed, ["ada@example.com"]);
    // The version of the script may stand for its words, once it was in force.
    let now = app.service().now().to_rfc3339();
    let by_version = json!({ "answer": "yes", "occurred_at": now, "notice_version": 1, "evidence": "by phone" });
    let added = program.post("/customers", json!({ "consent": by_version, "name": "Bo" })).await.expect(201);
    let answers = program.get(&format!("/customers/{}/consents", added["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(answers["items"][0]["notice_version"], 1);
}

async fn but_no_calls_is_a_mark(app: TestApp) {
    let (_, program) = scene(&app).await;
    let body = json!({ "consent": agreed("yes_but_no_calls"), "name": "Cy", "phones": [{ "number": "2125550144" }] });
    let id = program.post("/customers", body).await.expect(201)["id"].as_str().unwrap().to_owned();
    let shown = program.get(&format!("/customers/{id}")).await.expect(200);
    assert!(shown["do_not_call_since"].is_string(), "{shown}");
    assert_eq!(shown["numbers"][0]["masked"], true);
    let checked =
        program.post("/call-checks", json!({ "phone": "2125550144", "purpose": "service" })).await.expect(200);
    assert_eq!(checked["reasons"][0]["code"], "do_not_call");
}

async fn a_yes_without_its_proof_adds_nobody(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let before = app.ledger(ctx.business).await.len();
    let post = |consent: Value| program.post("/customers", json!({ "consent": consent, "name": "Di" }));
    let bare = ["consent.occurred_at", "consent.notice_version", "consent.evidence"];
    assert_eq!(post(json!({ "answer": "yes" })).await.fields(), bare);
    let with = |field: &str, value: Value| {
        let mut consent = agreed("yes");
        consent[field] = value;
        consent
    };
    for (field, value) in [
        ("occurred_at", json!("2027-03-03T15:00:00Z")),
        ("occurred_at", json!("2026-03-03T15:00")),
        ("occurred_at", json!("yesterday")),
        ("notice_version", json!(7)),
        ("reason", json!("privacy")),
        ("direction", json!("sideways")),
        ("answer", json!("not_asked")),
        ("answer", json!("maybe")),
    ] {
        let said = post(with(field, value.clone())).await.fields();
        assert_eq!(said, [format!("consent.{field}")], "{value}");
    }
    // The script was published after that.
    let early = json!({ "answer": "yes", "occurred_at": "2020-01-01T00:00:00Z", "notice_version": 1, "evidence": "x" });
    assert_eq!(post(early).await.fields(), ["consent.notice_version"]);
    assert_eq!(post(json!({ "answer": "yes", "colour": "red" })).await.fields(), ["colour"]);
    let nobody = json!({ "consent": agreed("yes"), "phones": [{ "number": "12" }], "emails": [{ "address": "x" }] });
    assert_eq!(program.post("/customers", nobody).await.fields(), ["name", "phones", "emails"]);
    let twice = json!([{ "number": "2125550145" }, { "number": "+1 (212) 555-0145" }]);
    let twice = json!({ "consent": agreed("yes"), "name": "Di", "phones": twice });
    assert_eq!(program.post("/customers", twice).await.fields(), ["phones"]);
    assert_eq!(program.post("/customers", json!({ "name": "Di" })).await.fields(), ["consent"]);
    assert_eq!(app.ledger(ctx.business).await.len(), before);
}

async fn a_no_keeps_nothing_about_the_person(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let mut whole = ada();
    whole["consent"] = json!({ "answer": "no" });
    let refused = program.post("/customers", whole).await.fields();
    assert_eq!(refused, ["name", "company", "city", "time_zone", "phones", "emails"]);
    let telling = json!({ "consent": { "answer": "no", "note": "call 212 555 0142" } });
    assert_eq!(program.post("/customers", telling).await.fields(), ["consent.note"]);
    let no = json!({ "consent": { "answer": "no", "reason": "privacy", "note": "wants to think" } });
    let kept = program.post("/customers", no.clone()).await.expect(201);
    assert!(kept["id"].is_null() && kept["denial"].is_string(), "{kept}");
    assert_eq!(app.ask("SELECT reason FROM denial").await, ["privacy"]);
    assert_eq!(app.count("customer").await, 0);
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::DenialRecorded));
    // Sent again under a name it is one denial.
    for _ in 0..2 {
        program.send(Method::POST, "/customers", Some(no.clone()), Some("no 1")).await.expect(201);
    }
    assert_eq!(app.ask("SELECT reason FROM denial").await.len(), 2);
}

async fn a_change_needs_the_version_that_was_read(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let id = program.post("/customers", ada()).await.expect(201)["id"].as_str().unwrap().to_owned();
    let version = async || program.get(&format!("/customers/{id}")).await.header("etag");
    let first = version().await;
    program.patch(&id, None, json!({ "city": "Boston" })).await.problem(428, "precondition_required");
    for wrong in ["\"0-0\"", "W/\"1\"", first.trim_matches('"')] {
        program.patch(&id, Some(wrong), json!({ "city": "Boston" })).await.problem(412, "precondition_failed");
    }
    let changed = program.patch(&id, Some(&first), json!({ "city": "Boston", "company": null })).await;
    let second = changed.header("etag");
    assert_eq!(changed.text, "", "who may write may not read for that");
    changed.expect(204);
    let changed = program.get(&format!("/customers/{id}")).await.expect(200);
    assert_eq!(names(&changed["details"], "value"), ["Boston", "America/New_York"], "{changed}");
    assert!(second != first && second == version().await);
    program.patch(&id, Some(&first), json!({ "city": "Bath" })).await.problem(412, "precondition_failed");

    let old = changed["numbers"][0]["id"].as_str().unwrap();
    let address = changed["emails"][0]["id"].as_str().unwrap();
    let points = json!({
        "add_phones": [{ "number": "212 555 0146", "label": "Work" }],
        "add_emails": [{ "address": "countess@example.com" }],
        "retire": [old, address],
    });
    let tags = format!("\"0-0\", {second}");
    let points = program.patch(&id, Some(&tags), points).await;
    let third = points.header("etag");
    points.expect(204);
    let points = program.get(&format!("/customers/{id}")).await;
    assert_eq!(points.header("etag"), third);
    let points = points.expect(200);
    assert_eq!(names(&points["numbers"], "number"), ["+12125550143", "+12125550146"]);
    assert_eq!(names(&points["emails"], "address"), ["countess@example.com"]);
    assert_ne!(third, second, "a number more is another version");
    // What changes nothing is no change, and any version may be meant.
    let before = app.ledger(ctx.business).await.len();
    let same = program.patch(&id, Some("*"), json!({ "city": "Boston" })).await;
    assert_eq!(same.header("etag"), third);
    same.expect(204);
    assert_eq!(app.ledger(ctx.business).await.len(), before);
    // The page changes the same thing.
    let form = service::customer::edit_form(app.service(), &ctx, &id).await.unwrap();
    let edit = domain::wire::customer::Edit { city: "Paris".into(), ..form.edit };
    service::customer::edit(app.service(), &ctx, edit).await.unwrap();
    program.patch(&id, Some(&third), json!({ "city": "Rome" })).await.problem(412, "precondition_failed");
}

async fn a_change_is_done_whole_or_not_at_all(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let id = program.post("/customers", ada()).await.expect(201)["id"].as_str().unwrap().to_owned();
    let before = app.ledger(ctx.business).await.len();
    let patch = |body: Value| program.patch(&id, Some("*"), body);
    assert_eq!(patch(json!({ "name": null, "time_zone": "Mars" })).await.fields(), ["name", "time_zone"]);
    assert_eq!(patch(json!({ "colour": "red" })).await.fields(), ["colour"]);
    let taken = json!({ "city": "Bath", "add_phones": [{ "number": "(212) 555-0143" }] });
    assert_eq!(patch(taken).await.fields(), ["add_phones"]);
    assert_eq!(patch(json!({ "city": "Bath", "add_emails": [{ "address": "x" }] })).await.fields(), ["add_emails"]);
    assert_eq!(patch(json!({ "city": "Bath", "retire": ["what"] })).await.fields(), ["retire"]);
    let nobody = "00000000-0000-7000-8000-000000000001";
    assert_eq!(patch(json!({ "city": "Bath", "retire": [nobody] })).await.fields(), ["retire"]);
    assert_eq!(app.ledger(ctx.business).await.len(), before);
    let shown = program.get(&format!("/customers/{id}")).await.expect(200);
    assert_eq!(names(&shown["details"], "value")[1], "New York", "{shown}");
}

async fn a_new_number_of_a_marked_customer_is_blocked_too(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    mark(&app, &ctx, customer).await;
    let body = json!({ "add_phones": [{ "number": "2125550147" }] });
    program.patch(&customer.to_string(), Some("*"), body).await.expect(204);
    let shown = program.get(&format!("/customers/{customer}")).await;
    assert!(!only_digits(&shown.text).contains("5550147"), "{}", shown.text);
    assert_eq!(shown.expect(200)["numbers"][1]["masked"], true);
    let checked =
        program.post("/call-checks", json!({ "phone": "2125550147", "purpose": "service" })).await.expect(200);
    assert_eq!(checked["reasons"][0]["code"], "do_not_call");
}

async fn an_erasure_blocks_and_hides_at_once_and_is_one_however_often_it_is_asked(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let number = digits(&app).await.remove(0);
    let path = format!("/customers/{customer}");
    let erase = || program.send(Method::DELETE, &path, None, None);
    let first = erase().await.expect(202);
    assert!(first["erase_at"].is_string() && first["erased_at"].is_null(), "{first}");
    assert_eq!(erase().await.expect(202), first);
    let kinds = app.ledger(ctx.business).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::DataConsentWithdrawn).count(), 1);
    let stub = program.get(&path).await.expect(200);
    assert_eq!((&stub["name"], &stub["emails"]), (&json!("Withdrawn customer"), &json!([])), "{stub}");
    assert!(stub["withdrawn_at"].is_string(), "{stub}");
    assert_eq!(program.get("/customers").await.expect(200)["items"], json!([]));
    program.patch(&customer.to_string(), Some("*"), json!({ "city": "Bath" })).await.problem(404, "not_found");
    let asked = json!({ "phone": format!("+{number}"), "purpose": "service" });
    assert_eq!(program.post("/call-checks", asked).await.expect(200)["decision"], "blocked");
    // Who may only work may not erase: that is a right of the scope.
    let reader = Program::new(&app, &ctx, &[domain::integration::ApiScope::CustomersRead]).await;
    reader.send(Method::DELETE, &path, None, None).await.problem(403, "forbidden");
    let later = app.second_node(chrono::TimeDelta::hours(73)).await;
    service::erasure::run_due(&later.service).await.unwrap();
    assert_eq!(app.ask("SELECT full_name FROM customer WHERE full_name IS NOT NULL").await, [""; 0]);
    let erased = program.at(later.address).send(Method::DELETE, &path, None, None).await.expect(202);
    assert!(erased["erased_at"].is_string(), "{erased}");
    later.stop().await;
}
