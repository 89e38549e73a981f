//! Customers whom another system has too: kept in step by its identifier, and never less strictly than either has it.

use chrono::TimeDelta;
use domain::event::EventKind;
use reqwest::Method;
use serde_json::{Value, json};

use super::{
    Program, Reply,
    customer::{ada, agreed},
    digits, mark, scene,
};
use crate::support::TestApp;

each_db!(
    somebody_is_added_once_and_what_is_sent_again_changes_nothing,
    what_is_sent_is_changed_and_what_is_left_out_stays,
    a_no_on_record_stays_whatever_is_sent,
    a_no_that_is_sent_counts_against_a_later_yes_too,
    each_answer_is_kept_with_the_system_that_told_it,
    whoever_said_no_is_not_kept_and_does_not_come_back,
    a_version_that_was_named_is_the_only_one_that_is_changed,
    the_identifier_of_an_imported_list_is_the_same_one,
    what_cannot_be_taken_is_named_and_changes_nothing,
    another_businesss_identifier_is_one_that_nobody_has,
);

async fn put(program: &Program, id: &str, body: Value) -> Reply {
    program.send(Method::PUT, &format!("/customers/by-external-id/{id}"), Some(body), None).await
}

/// Somebody as the other system has them, with more or other fields.
fn with(more: Value) -> Value {
    let mut body = ada();
    body["source"] = json!("Northwind CRM");
    for (field, value) in more.as_object().unwrap() {
        body[field] = value.clone();
    }
    body
}

fn told(topic: &str, status: &str, at: &str) -> Value {
    let (wording, evidence) = ("May we call you with offers?", "Form 7, line 3");
    json!({ "topic": topic, "status": status, "occurred_at": at, "wording": wording, "evidence": evidence })
}

async fn somebody_is_added_once_and_what_is_sent_again_changes_nothing(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let yes = told("call/marketing", "given", "2026-03-03T15:00:00Z");
    let no = json!({ "topic": "sms/marketing", "status": "refused" });
    let body = with(json!({ "answers": [yes, no] }));
    let first = put(&program, "8812%2Fa", body.clone()).await;
    let (version, location) = (first.header("etag"), first.header("location"));
    let first = first.expect(201);
    let id = first["id"].as_str().unwrap();
    assert_eq!(location, format!("/api/v1/customers/{id}"));
    assert_eq!((&first["outcome"], &first["do_not_call"]), (&json!("added"), &json!(false)));
    let standing = |topic: &str, status: &str| json!({ "topic": topic, "status": status });
    let all = [
        standing("data_collection", "given"),
        standing("call/marketing", "given"),
        standing("sms/marketing", "refused"),
    ];
    assert_eq!(first["answers"], json!(all));
    let shown = program.get(&format!("/customers/{id}")).await;
    assert_eq!(shown.header("etag"), version);
    assert_eq!(shown.expect(200)["name"], "Ada Byron");
    let (before, tables) =
        (app.ledger(ctx.business).await, [app.count("customer").await, app.count("consent_event").await]);
    let again = put(&program, "8812%2Fa", body).await;
    assert_eq!(again.header("etag"), version);
    let again = again.expect(200);
    assert_eq!((&again["id"], &again["outcome"]), (&first["id"], &json!("unchanged")));
    assert_eq!(again["answers"], first["answers"]);
    assert_eq!(app.ledger(ctx.business).await, before);
    assert_eq!([app.count("customer").await, app.count("consent_event").await], tables);
    assert_eq!(put(&program, "8813", with(json!({}))).await.expect(201)["outcome"], "added", "that is somebody else");
}

async fn what_is_sent_is_changed_and_what_is_left_out_stays(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let id = put(&program, "1", with(json!({}))).await.expect(201)["id"].as_str().unwrap().to_owned();
    let change = json!({
        "source": "Northwind CRM", "city": "Boston", "company": null,
        "phones": [{ "number": "+12125550142" }, { "number": "+12125550149" }],
    });
    assert_eq!(put(&program, "1", change.clone()).await.expect(200)["outcome"], "changed");
    let shown = program.get(&format!("/customers/{id}")).await.expect(200);
    let details = shown["details"].to_string();
    assert!(details.contains("Boston") && !details.contains("Engines"), "{details}");
    assert_eq!((&shown["name"], shown["numbers"].as_array().unwrap().len()), (&json!("Ada Byron"), 3));
    let kinds = app.ledger(ctx.business).await;
    assert!(kinds.contains(&EventKind::CustomerEdited) && kinds.contains(&EventKind::ContactPointAdded));
    // Who retired a number here knew why.
    let retire = json!({ "retire": [shown["numbers"][2]["id"]] });
    program.patch(&id, Some("*"), retire).await.expect(204);
    assert_eq!(put(&program, "1", change).await.expect(200)["outcome"], "unchanged");
    assert!(!digits(&app).await.is_empty());
}

async fn a_no_on_record_stays_whatever_is_sent(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let id = put(&program, "1", with(json!({}))).await.expect(201)["id"].as_str().unwrap().to_owned();
    let no = json!({ "topic": "email/marketing", "status": "refused", "occurred_at": "2026-03-01T12:00:00Z" });
    program.post(&format!("/customers/{id}/consents"), no).await.expect(201);
    mark(&app, &ctx, id.parse().unwrap()).await;
    let before = app.ledger(ctx.business).await;
    // A later yes, which would stand if the person themselves had said it here.
    let now = app.service().now().to_rfc3339();
    let answers = [told("email/marketing", "given", &now), told("call/service", "given", &now)];
    let body = with(json!({ "answers": answers, "do_not_call": false }));
    let synced = put(&program, "1", body).await.expect(200);
    assert_eq!((&synced["outcome"], &synced["do_not_call"]), (&json!("unchanged"), &json!(true)), "{synced}");
    assert_eq!(synced["answers"][1], json!({ "topic": "email/marketing", "status": "refused" }));
    assert_eq!(app.ledger(ctx.business).await, before);
    program.ask(id.parse().unwrap(), None).await.problem(409, "call_blocked");
}

async fn a_no_that_is_sent_counts_against_a_later_yes_too(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let yes = told("email/marketing", "given", "2026-03-03T15:00:00Z");
    let body = with(json!({ "answers": [yes] }));
    let id = put(&program, "1", body).await.expect(201)["id"].as_str().unwrap().to_owned();
    let earlier = json!({ "topic": "email/marketing", "status": "refused", "occurred_at": "2026-03-01T12:00:00Z" });
    let body = with(json!({ "answers": [earlier], "do_not_call": true }));
    let synced = put(&program, "1", body.clone()).await.expect(200);
    assert_eq!((&synced["outcome"], &synced["do_not_call"]), (&json!("changed"), &json!(true)));
    assert_eq!(synced["answers"][1]["status"], "withdrawn");
    assert_eq!(
        program.ask(id.parse().unwrap(), None).await.problem(409, "call_blocked")["reasons"][0]["code"],
        "do_not_call"
    );
    let other = Program::new(&app, &ctx, &domain::integration::ApiScope::ALL).await;
    let before = app.ledger(ctx.business).await;
    assert!(before.contains(&EventKind::CustomerMarkedDoNotCall));
    for key in [&program, &other] {
        assert_eq!(put(key, "1", body.clone()).await.expect(200)["outcome"], "unchanged");
    }
    assert_eq!(app.ledger(ctx.business).await, before);
    // "But no calls" is a mark here as it is everywhere.
    let no_calls = with(json!({ "consent": agreed("yes_but_no_calls") }));
    assert_eq!(put(&program, "2", no_calls.clone()).await.expect(201)["do_not_call"], true);
    assert_eq!(put(&program, "2", no_calls.clone()).await.expect(200)["outcome"], "unchanged");
    put(&program, "3", with(json!({}))).await.expect(201);
    assert_eq!(put(&program, "3", no_calls.clone()).await.expect(200)["do_not_call"], true);
    assert_eq!(put(&program, "3", no_calls).await.expect(200)["outcome"], "unchanged");
}

async fn each_answer_is_kept_with_the_system_that_told_it(app: TestApp) {
    let (_, program) = scene(&app).await;
    let no = json!({ "topic": "sms/marketing", "status": "refused" });
    put(&program, "1", with(json!({ "answers": [no] }))).await.expect(201);
    let notes = app.ask("SELECT note FROM consent_event WHERE method = 'api' ORDER BY topic").await;
    let of_the_script = "Told by: Northwind CRM\nGiven at: Booking form, entry 8812\n\
                         Wording: May we keep your details to serve you?";
    assert_eq!(notes, [of_the_script, "Told by: Northwind CRM"]);
}

async fn whoever_said_no_is_not_kept_and_does_not_come_back(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let no = || with(json!({ "consent": { "answer": "no" } }));
    let nobody = json!({ "id": null, "outcome": "not_kept", "answers": [], "do_not_call": true });
    let before = app.ledger(ctx.business).await;
    assert_eq!(put(&program, "1", no()).await.expect(200), nobody);
    assert_eq!((app.ledger(ctx.business).await, app.count("customer").await), (before, 0));
    let id = put(&program, "1", with(json!({}))).await.expect(201)["id"].as_str().unwrap().to_owned();
    assert_eq!(put(&program, "1", no()).await.expect(200), nobody);
    assert!(program.get(&format!("/customers/{id}")).await.expect(200)["withdrawn_at"].is_string());
    let withdrawn = app.ledger(ctx.business).await;
    assert_eq!(withdrawn.last(), Some(&EventKind::DataConsentWithdrawn));
    let nameless = json!({ "source": "Northwind CRM", "consent": agreed("yes"), "name": "Ada Byron" });
    for body in [no(), with(json!({})), nameless.clone()] {
        assert_eq!(put(&program, "1", body).await.expect(200), nobody);
    }
    assert_eq!(app.ledger(ctx.business).await, withdrawn);
    // Nor when they are erased: by the identifier, by a number, by an address.
    let later = app.second_node(TimeDelta::days(40)).await;
    service::erasure::run_due(&later.service).await.unwrap();
    assert_eq!(app.ask("SELECT full_name FROM customer WHERE full_name IS NOT NULL").await, [""; 0]);
    later.stop().await;
    let by_number = with(json!({ "emails": [] }));
    let by_address = with(json!({ "phones": [] }));
    for (id, body) in [("1", nameless), ("7", by_number), ("8", by_address)] {
        assert_eq!(put(&program, id, body).await.expect(200), nobody, "{id}");
    }
}

async fn a_version_that_was_named_is_the_only_one_that_is_changed(app: TestApp) {
    let (_, program) = scene(&app).await;
    let put = |version: &str, body: Value| {
        let request = program.request(Method::PUT, "/customers/by-external-id/1").json(&body);
        Program::answer(request.header("if-match", version))
    };
    for version in ["*", "\"1-a\""] {
        put(version, with(json!({}))).await.problem(412, "precondition_failed");
    }
    let first = super::sync::put(&program, "1", with(json!({}))).await.header("etag");
    let second = put(&first, with(json!({ "city": "Boston" }))).await;
    let next = second.header("etag");
    assert_ne!(next, first);
    second.expect(200);
    put(&first, with(json!({ "city": "Lowell" }))).await.problem(412, "precondition_failed");
    put("*", with(json!({ "city": "Salem" }))).await.expect(200);
}

async fn the_identifier_of_an_imported_list_is_the_same_one(app: TestApp) {
    let (_, program) = scene(&app).await;
    let list = "Contact ID,Full name,Phone,Email opt out\n8812,Ada Byron,+12125550142,yes\n";
    std::fs::write(app.folder.path().join("people.csv"), list).unwrap();
    let mut command = app.command(&["import", "customers", "--json"]);
    command.arg(app.folder.path().join("people.csv"));
    let done = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(report["rows"], 1, "{report}");
    let given = told("email/marketing", "given", "2026-03-03T15:00:00Z");
    let synced = put(&program, "8812", with(json!({ "answers": [given] }))).await.expect(200);
    assert_eq!(synced["outcome"], "changed");
    assert_eq!(synced["answers"][0]["status"], "given", "the list knew no answer: this one is proven");
    assert_eq!(synced["answers"][1]["status"], "refused", "the list's no stands");
    assert_eq!(app.count("customer").await, 1);
}

async fn what_cannot_be_taken_is_named_and_changes_nothing(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let before = app.ledger(ctx.business).await;
    let fields = async |id: &str, body: Value| put(&program, id, body).await.fields();
    assert_eq!(fields("1", json!({ "source": "CRM", "name": "Ada" })).await, ["consent"]);
    assert_eq!(fields("1", with(json!({ "source": " " }))).await, ["source"]);
    assert_eq!(fields(&"x".repeat(201), with(json!({}))).await, ["external_id"]);
    assert_eq!(fields("1", with(json!({ "name": null }))).await, ["name"]);
    assert_eq!(fields("1", with(json!({ "phones": [{ "number": "12" }] }))).await, ["phones"]);
    assert_eq!(fields("1", with(json!({ "colour": "red" }))).await, ["colour"]);
    let unproven = json!({ "topic": "call/service", "status": "given" });
    assert_eq!(
        fields("1", with(json!({ "answers": [unproven] }))).await,
        ["answers.occurred_at", "answers.notice_version", "answers.evidence"]
    );
    let twice = json!({ "topic": "call/service", "status": "refused" });
    assert_eq!(fields("1", with(json!({ "answers": [twice, twice] }))).await, ["answers"]);
    let script = json!({ "topic": "data_collection", "status": "refused" });
    assert_eq!(fields("1", with(json!({ "answers": [script] }))).await, ["answers.topic"]);
    let future = json!({ "answer": "yes", "occurred_at": "2027-01-01T00:00:00Z", "wording": "w", "evidence": "e" });
    assert_eq!(fields("1", with(json!({ "consent": future }))).await, ["consent.occurred_at"]);
    assert_eq!((app.ledger(ctx.business).await, app.count("customer").await), (before, 0));
}

async fn another_businesss_identifier_is_one_that_nobody_has(app: TestApp) {
    let (_, program) = scene(&app).await;
    let (_, stranger) = scene(&app).await;
    let ours = put(&program, "1", with(json!({}))).await.expect(201);
    let no = || json!({ "source": "CRM", "consent": { "answer": "no" } });
    let (foreign, missing) = (put(&stranger, "1", no()).await, put(&stranger, "2", no()).await);
    assert_eq!((foreign.status, foreign.text), (missing.status, missing.text));
    let theirs = put(&stranger, "1", with(json!({ "name": "Somebody else" }))).await.expect(201);
    assert_ne!(theirs["id"], ours["id"]);
    let shown = program.get(&format!("/customers/{}", ours["id"].as_str().unwrap())).await.expect(200);
    assert_eq!(shown["name"], "Ada Byron");
}
