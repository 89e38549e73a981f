//! Programs that ask: let in by their key alone, told what its scopes open, and refused as people are.

mod bulk;
mod consent;
mod customer;
mod fuzz;
mod limit;
mod page;
mod sync;
mod wish;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::CustomerId,
    integration::ApiScope,
    ledger::{leaf_hash, root_of},
    wire::{dnc::Mark, integration::params::OfKey},
};
use reqwest::{Method, RequestBuilder, header::HeaderMap};
use serde_json::{Value, json};
use service::ctx::Ctx;
use store::scratch::tell;

use crate::support::{Client, TestApp, log};

each_db!(
    a_number_and_a_customer_are_checked_as_the_page_checks_them,
    whoever_has_no_good_key_is_answered_alike,
    a_key_that_is_revoked_opens_nothing_at_once,
    a_key_opens_its_scopes_and_nothing_else,
    what_is_another_businesss_is_not_there,
    a_call_is_allowed_for_a_minute_and_started_once,
    a_call_is_decided_anew_when_it_is_started,
    a_wish_that_is_sent_again_is_one_call_and_is_decided_anew,
    a_refusal_is_recorded_with_its_reasons,
    a_mark_is_set_and_taken_off_with_a_reason,
    a_number_goes_on_the_list_and_off_and_its_digits_are_told_nowhere,
    customers_are_read_in_parts_and_the_digits_of_a_no_are_told_nowhere,
    what_a_customer_answered_is_read_with_its_receipt,
    the_ledger_is_read_along_and_proves_its_checkpoint,
    what_cannot_be_read_is_refused_by_its_name,
    facts_that_cannot_be_read_allow_nothing,
    a_key_is_shown_once_and_stands_in_no_log,
    every_route_is_described_and_everything_described_is_there,
);

/// What was answered.
#[derive(Debug)]
struct Reply {
    status: u16,
    kind: String,
    headers: HeaderMap,
    body: Value,
    text: String,
}

impl Reply {
    #[track_caller]
    fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        self.body
    }

    /// What a header says.
    #[track_caller]
    fn header(&self, name: &str) -> String {
        let value = self.headers.get(name).unwrap_or_else(|| panic!("no {name}: {}", self.text));
        value.to_str().unwrap().to_owned()
    }

    /// The names of the fields that need another look.
    #[track_caller]
    fn fields(self) -> Vec<String> {
        let problem = self.problem(422, "invalid");
        problem["errors"].as_array().unwrap().iter().map(|it| it["field"].as_str().unwrap().to_owned()).collect()
    }

    /// A problem of this name.
    #[track_caller]
    fn problem(self, status: u16, name: &str) -> Value {
        assert_eq!((self.status, self.kind.as_str()), (status, "application/problem+json"), "{}", self.text);
        assert_eq!(self.body["type"], format!("urn:ringfence:problem:{name}"), "{}", self.text);
        assert_eq!(self.body["status"], status, "{}", self.text);
        self.body
    }
}

/// A program, with its key.
struct Program {
    client: Client,
    key: Option<String>,
}

impl Program {
    /// One with a key that opens these scopes.
    async fn new(app: &TestApp, ctx: &Ctx, scopes: &[ApiScope]) -> Self {
        Self { client: app.client(), key: Some(app.api_key(ctx, scopes).await.0) }
    }

    /// The same, with another key.
    fn with(&self, key: Option<&str>) -> Self {
        Self { client: self.client.clone(), key: key.map(ToOwned::to_owned) }
    }

    /// The same, asking another server.
    fn at(&self, address: std::net::SocketAddr) -> Self {
        Self { client: self.client.at(address), key: self.key.clone() }
    }

    async fn send(&self, method: Method, path: &str, body: Option<Value>, name: Option<&str>) -> Reply {
        let mut request = self.request(method, path);
        if let Some(name) = name {
            request = request.header("idempotency-key", name);
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        Self::answer(request).await
    }

    /// A request that the test puts together itself.
    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method, &format!("/api/v1{path}"));
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }

    async fn answer(request: RequestBuilder) -> Reply {
        let response = request.send().await.unwrap();
        let headers = response.headers().clone();
        let kind = headers.get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
        let (status, text) = (response.status().as_u16(), response.text().await.unwrap());
        let body = serde_json::from_str(&text).unwrap_or_default();
        Reply { status, kind: kind.unwrap_or_default(), headers, body, text }
    }

    /// Changes a customer who was read as this version.
    async fn patch(&self, customer: &str, version: Option<&str>, body: Value) -> Reply {
        let request = self.request(Method::PATCH, &format!("/customers/{customer}")).json(&body);
        Self::answer(match version {
            Some(version) => request.header("if-match", version),
            None => request,
        })
        .await
    }

    async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None, None).await
    }

    async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body), None).await
    }

    async fn ask(&self, customer: CustomerId, name: Option<&str>) -> Reply {
        let body = json!({ "customer": customer.to_string(), "purpose": "service" });
        self.send(Method::POST, "/calls", Some(body), name).await
    }

    async fn start(&self, call: &Value) -> Reply {
        self.send(Method::POST, &format!("/calls/{}/start", call["id"].as_str().unwrap()), None, None).await
    }
}

/// The owner of a new business, and a program of theirs that may do everything.
async fn scene(app: &TestApp) -> (Ctx, Program) {
    let ctx = app.ctx(&app.owner().await).await;
    let program = Program::new(app, &ctx, &ApiScope::ALL).await;
    (ctx, program)
}

async fn mark(app: &TestApp, ctx: &Ctx, customer: CustomerId) {
    service::dnc::mark(app.service(), ctx, Mark { customer: customer.to_string() }).await.unwrap();
}

/// The digits of a customer's numbers, as they are dialled.
async fn digits(app: &TestApp) -> Vec<String> {
    let numbers = app.ask("SELECT value FROM contact_point WHERE kind = 'phone' ORDER BY value").await;
    numbers.into_iter().map(|number| number.trim_start_matches('+').to_owned()).collect()
}

/// Only the digits of a text.
fn only_digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

async fn a_number_and_a_customer_are_checked_as_the_page_checks_them(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let number = format!("+{}", digits(&app).await.remove(0));
    let by_number = json!({ "phone": number, "purpose": "service" });
    let by_customer = json!({ "customer": customer.to_string(), "purpose": "service" });
    for asked in [&by_number, &by_customer] {
        let answer = program.post("/call-checks", asked.clone()).await.expect(200);
        assert_eq!(answer["decision"], "allowed", "{answer}");
        assert_eq!((&answer["reasons"], &answer["checked_at"].is_string()), (&json!([]), &true), "{answer}");
        assert!(answer.get("until").is_some(), "{answer}");
    }
    // Without a purpose the strictest is meant, to which nobody has agreed yet.
    let strictest = program.post("/call-checks", json!({ "phone": number })).await.expect(200);
    assert_eq!(strictest["decision"], "blocked", "{strictest}");

    let before = app.ledger(ctx.business).await.len();
    mark(&app, &ctx, customer).await;
    let marked = app.ledger(ctx.business).await.len();
    for asked in [by_number, by_customer] {
        let answer = program.post("/call-checks", asked).await.expect(200);
        let first = &answer["reasons"][0];
        assert_eq!((&answer["decision"], &first["code"]), (&json!("blocked"), &json!("do_not_call")), "{answer}");
        assert_eq!(first["message"], "Call disabled: Customer is marked as 'do not call'");
    }
    assert!(marked > before && app.ledger(ctx.business).await.len() == marked, "a question is not recorded");
    let both = json!({ "phone": number, "customer": customer.to_string() });
    assert_eq!(program.post("/call-checks", both).await.problem(422, "invalid")["errors"][0]["field"], "phone");
    let odd = json!({ "phone": "12", "purpose": "pleasure" });
    assert_eq!(program.post("/call-checks", odd).await.problem(422, "invalid")["errors"][0]["field"], "purpose");
}

async fn whoever_has_no_good_key_is_answered_alike(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let owner = app.owner().await;
    let key = program.key.clone().unwrap();
    let asked = json!({ "phone": "+14155550123" });
    let nobody = program.with(None).post("/call-checks", asked.clone()).await;
    assert_eq!(nobody.body.get("errors"), None);
    let told = nobody.problem(401, "unauthorized");
    let session = owner.session().unwrap();
    for wrong in ["", "rfk_", &key[..key.len() - 1], &session, &key[4..]] {
        let answer = program.with(Some(wrong)).post("/call-checks", asked.clone()).await;
        assert_eq!(answer.problem(401, "unauthorized"), told, "{wrong}");
    }
    // A browser that is signed in is nobody here.
    let signed_in = Program { client: owner, key: None };
    assert_eq!(signed_in.get("/customers").await.problem(401, "unauthorized"), told);
    // Before the key is looked at nothing of what was sent is.
    let unread = program.with(None).post("/call-checks", json!({ "colour": "red" })).await;
    assert_eq!(unread.problem(401, "unauthorized"), told);
    let later = app.second_node(TimeDelta::days(31)).await;
    let expired = program.at(later.address).post("/call-checks", asked).await;
    assert_eq!(expired.problem(401, "unauthorized"), told);
    later.stop().await;
    assert!(!app.ledger(ctx.business).await.contains(&EventKind::CallRefused));
}

async fn a_key_that_is_revoked_opens_nothing_at_once(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let (key, id) = app.api_key(&ctx, &[ApiScope::CustomersRead]).await;
    let program = Program { client: app.client(), key: Some(key) };
    let other = app.second_node(TimeDelta::zero()).await;
    program.at(other.address).get("/customers").await.expect(200);
    service::integration::revoke_key(app.service(), &ctx, OfKey { key: id.to_string() }).await.unwrap();
    for node in [&program, &program.at(other.address)] {
        node.get("/customers").await.problem(401, "unauthorized");
    }
    other.stop().await;
}

/// Each method and path of the description, with the scopes that it needs.
async fn described(program: &Program) -> Vec<(Method, String, Vec<String>)> {
    let document = program.get("/openapi.json").await.expect(200);
    assert_eq!(document["openapi"], "3.1.0");
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let scopes = operation["security"][0]["key"].as_array().unwrap();
            let scopes = scopes.iter().map(|scope| scope.as_str().unwrap().to_owned()).collect();
            all.push((method.to_uppercase().parse().unwrap(), path.clone(), scopes));
        }
    }
    all
}

fn about_nothing(path: &str) -> String {
    path.replace("{id}", "00000000-0000-7000-8000-000000000001")
}

async fn a_key_opens_its_scopes_and_nothing_else(app: TestApp) {
    let ctx = app.ctx(&app.owner().await).await;
    let mut used = 0;
    for scope in ApiScope::ALL {
        let program = Program::new(&app, &ctx, &[scope]).await;
        for (method, path, needed) in described(&program).await {
            let reply = program.send(method.clone(), &about_nothing(&path), Some(json!({})), None).await;
            if needed == [scope.code()] {
                assert!(!matches!(reply.status, 401 | 403), "{method} {path} with {scope:?}: {}", reply.text);
                used += 1;
            } else {
                let told = reply.problem(403, "forbidden");
                assert_eq!(told["detail"], format!("Use a key that has the scope {}.", needed[0]));
            }
        }
    }
    assert_eq!(used, described(&Program { client: app.client(), key: None }).await.len());
}

async fn what_is_another_businesss_is_not_there(app: TestApp) {
    let (ctx, _) = scene(&app).await;
    let (theirs, stranger) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let ours = Program::new(&app, &ctx, &ApiScope::ALL).await;
    let call = ours.ask(customer, None).await.expect(201);
    let put = ours.post("/suppressions", json!({ "phone": "+13125550150", "reason": "asked" })).await.expect(201);
    let (nobody, lift) = ("00000000-0000-7000-8000-000000000001", json!({ "lift": "by_mistake", "reason": "wrong" }));
    let before = app.ledger(ctx.business).await;
    let refused = json!({ "topic": "call/service", "status": "refused" });
    let paths = [
        (Method::GET, format!("/customers/{customer}"), None),
        (Method::DELETE, format!("/customers/{customer}"), None),
        (Method::GET, format!("/customers/{customer}/consents"), None),
        (Method::POST, format!("/customers/{customer}/consents"), Some(refused)),
        (Method::GET, format!("/customers/{customer}/receipt"), None),
        (Method::PUT, format!("/customers/{customer}/do-not-call"), None),
        (Method::DELETE, format!("/customers/{customer}/do-not-call"), Some(lift.clone())),
        (Method::POST, format!("/calls/{}/start", call["id"].as_str().unwrap()), None),
        (Method::DELETE, format!("/suppressions/{}", put["id"].as_str().unwrap()), Some(lift)),
    ];
    for (method, path, body) in paths {
        let foreign = stranger.send(method.clone(), &path, body.clone(), None).await.problem(404, "not_found");
        let missing = path.split('/').map(|part| if part.len() == 36 { nobody } else { part }).collect::<Vec<_>>();
        let missing = stranger.send(method, &missing.join("/"), body, None).await.problem(404, "not_found");
        assert_eq!(foreign, missing, "{path}");
    }
    for version in [None, Some("*"), Some("\"1-a\"")] {
        let change = json!({ "note": "seen" });
        let foreign = stranger.patch(&customer.to_string(), version, change.clone()).await;
        let missing = stranger.patch(nobody, version, change).await;
        assert_eq!((foreign.status, &foreign.text), (missing.status, &missing.text), "{version:?}");
        assert_eq!(foreign.status, if version.is_some() { 404 } else { 428 });
    }
    // A number of theirs cannot be retired with a customer of one's own.
    let own = app.customer(&theirs).await.to_string();
    let point = app.first_number(&ctx, customer).await.to_string();
    let foreign = stranger.patch(&own, Some("*"), json!({ "retire": [point] })).await;
    assert_eq!(foreign.text, stranger.patch(&own, Some("*"), json!({ "retire": [nobody] })).await.text);
    let foreign = foreign.fields();
    assert_eq!(foreign, ["retire"]);
    for path in ["/call-checks", "/calls"] {
        let foreign = stranger.post(path, json!({ "customer": customer.to_string() })).await;
        let missing = stranger.post(path, json!({ "customer": nobody })).await;
        assert_eq!(foreign.problem(404, "not_found"), missing.problem(404, "not_found"), "{path}");
    }
    let list = stranger.get("/customers").await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().iter().map(|it| it["id"].clone()).collect::<Vec<_>>(), [own]);
    assert_eq!(stranger.get("/suppressions").await.expect(200)["items"], json!([]));
    assert_eq!(app.ledger(ctx.business).await, before, "nothing is recorded of it");
}

async fn a_call_is_allowed_for_a_minute_and_started_once(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let number = digits(&app).await.remove(0);
    let call = program.ask(customer, None).await.expect(201);
    assert_eq!(call["uri"], format!("tel:+{number}"));
    assert!(call["expires_at"].as_str().unwrap().ends_with('Z'), "{call}");
    let started = program.start(&call).await.expect(200);
    assert_eq!((&started["id"], &started["uri"]), (&call["id"], &call["uri"]));
    program.start(&call).await.problem(410, "permit_gone");
    let kinds = app.ledger(ctx.business).await;
    assert_eq!(kinds[kinds.len() - 2..], [EventKind::CallAuthorised, EventKind::CallStarted]);

    let late = program.ask(customer, None).await.expect(201);
    assert_ne!(late["id"], call["id"]);
    let later = app.second_node(TimeDelta::seconds(61)).await;
    program.at(later.address).start(&late).await.problem(410, "permit_gone");
    later.stop().await;
    let never = json!({ "id": "00000000-0000-7000-8000-000000000001" });
    program.start(&never).await.problem(404, "not_found");
    program.start(&json!({ "id": "what" })).await.problem(404, "not_found");
}

async fn a_call_is_decided_anew_when_it_is_started(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let call = program.ask(customer, None).await.expect(201);
    mark(&app, &ctx, customer).await;
    let refused = program.start(&call).await.problem(409, "call_blocked");
    assert_eq!(refused["reasons"][0]["code"], "do_not_call");
    assert!(!app.ledger(ctx.business).await.contains(&EventKind::CallStarted));
}

async fn a_wish_that_is_sent_again_is_one_call_and_is_decided_anew(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let (customer, other) = (app.customer(&ctx).await, app.customer(&ctx).await);
    let first = program.ask(customer, Some("wish 1")).await.expect(201);
    assert_eq!(program.ask(customer, Some("wish 1")).await.expect(201), first);
    assert_ne!(program.ask(customer, Some("wish 2")).await.expect(201)["id"], first["id"]);
    let elses = Program::new(&app, &ctx, &[ApiScope::Call]).await;
    assert_ne!(elses.ask(customer, Some("wish 1")).await.expect(201)["id"], first["id"], "each key has its own names");
    let reused = program.ask(other, Some("wish 1")).await.problem(422, "invalid");
    assert_eq!(reused["errors"][0]["field"], "Idempotency-Key");
    let unnamed = program.ask(customer, Some("")).await.problem(422, "invalid");
    assert_eq!(unnamed["errors"][0]["field"], "Idempotency-Key");

    program.start(&first).await.expect(200);
    program.ask(customer, Some("wish 1")).await.problem(410, "permit_gone");
    let second = program.ask(other, Some("wish 3")).await.expect(201);
    mark(&app, &ctx, other).await;
    let again = program.ask(other, Some("wish 3")).await.problem(409, "call_blocked");
    assert_eq!(again["reasons"][0]["code"], "do_not_call", "{second}");
}

async fn a_refusal_is_recorded_with_its_reasons(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let number = digits(&app).await.remove(0);
    mark(&app, &ctx, customer).await;
    let refused = program.ask(customer, None).await;
    assert!(!only_digits(&refused.text).contains(&number), "{}", refused.text);
    let codes: Vec<_> = refused.problem(409, "call_blocked")["reasons"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reason| reason["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::CallRefused));
    let kept = app.ask("SELECT reasons FROM call WHERE decision = 'blocked' AND actor_kind = 'api_key'").await;
    assert_eq!(kept, [codes.join("+")]);
}

async fn a_mark_is_set_and_taken_off_with_a_reason(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let path = format!("/customers/{customer}/do-not-call");
    for _ in 0..2 {
        program.send(Method::PUT, &path, None, None).await.expect(204);
    }
    let marks = app.ledger(ctx.business).await;
    let marks = marks.iter().filter(|kind| **kind == EventKind::CustomerMarkedDoNotCall).count();
    assert_eq!(marks, 1, "marking twice is one mark");
    assert!(program.get(&format!("/customers/{customer}")).await.expect(200)["do_not_call_since"].is_string());
    let lift = |body| program.send(Method::DELETE, &path, Some(body), None);
    let without = lift(json!({ "lift": "by_request", "reason": "" })).await.problem(422, "invalid");
    let fields: Vec<_> = without["errors"].as_array().unwrap().iter().map(|it| it["field"].clone()).collect();
    assert_eq!(fields, ["reason", "evidence"]);
    lift(json!({ "lift": "by_request" })).await.problem(422, "invalid");
    program.ask(customer, None).await.problem(409, "call_blocked");
    lift(json!({ "lift": "by_request", "reason": "asked us to call", "evidence": "mail of today" })).await.expect(204);
    program.ask(customer, None).await.expect(201);
}

async fn a_number_goes_on_the_list_and_off_and_its_digits_are_told_nowhere(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    mark(&app, &ctx, customer).await;
    let typed = json!({ "phone": "(312) 555-0150", "reason": "asked on the phone" });
    let added = program.post("/suppressions", typed.clone()).await.expect(201);
    assert_eq!(program.post("/suppressions", typed).await.expect(200), added);
    let refused = program.post("/suppressions", json!({ "phone": "12", "reason": "" })).await.problem(422, "invalid");
    assert_eq!(refused["errors"].as_array().unwrap().len(), 2, "{refused}");
    let list = program.get("/suppressions").await;
    for number in digits(&app).await.iter().map(String::as_str).chain(["13125550150", "3125550150"]) {
        assert!(!only_digits(&list.text).contains(&number[number.len() - 7..]), "{number}: {}", list.text);
    }
    let list = list.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2, "{list}");
    let marked = program.get("/suppressions?kind=mark").await.expect(200);
    let of_mark = marked["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(marked["items"].as_array().unwrap().len(), 1, "{marked}");
    program.get("/suppressions?kind=all").await.problem(422, "invalid");

    let lift = json!({ "lift": "by_mistake", "reason": "the wrong number" });
    let path = format!("/suppressions/{}", added["id"].as_str().unwrap());
    let checked = json!({ "phone": "312 555 0150", "purpose": "service" });
    let reason = |answer: &Value| answer["reasons"][0]["code"].clone();
    assert_eq!(reason(&program.post("/call-checks", checked.clone()).await.expect(200)), "number_suppressed");
    program.send(Method::DELETE, &path, Some(lift.clone()), None).await.expect(204);
    assert_ne!(reason(&program.post("/call-checks", checked).await.expect(200)), "number_suppressed");
    let of_mark = format!("/suppressions/{of_mark}");
    let stays = program.send(Method::DELETE, &of_mark, Some(lift), None).await.problem(422, "invalid");
    assert_eq!(stays["errors"][0]["field"], "id");
    program.ask(customer, None).await.problem(409, "call_blocked");
}

async fn customers_are_read_in_parts_and_the_digits_of_a_no_are_told_nowhere(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let marked = app.customer(&ctx).await;
    let number = digits(&app).await.remove(0);
    mark(&app, &ctx, marked).await;
    let mut all = vec![marked.to_string()];
    for _ in 0..51 {
        all.push(app.customer(&ctx).await.to_string());
    }
    let (mut read, mut after) = (Vec::new(), String::new());
    loop {
        let part = program.get(&format!("/customers{after}")).await;
        assert!(!only_digits(&part.text).contains(&number[number.len() - 7..]), "{}", part.text);
        let part = part.expect(200);
        for item in part["items"].as_array().unwrap() {
            read.push(item["id"].as_str().unwrap().to_owned());
            assert_eq!(item["masked"], item["do_not_call"], "{item}");
            assert_eq!(item["phone"].as_str().unwrap().starts_with("+1"), item["masked"] == false, "{item}");
        }
        match part["next"].as_str() {
            Some(next) => after = format!("?after={next}"),
            None => break,
        }
    }
    assert_eq!(read, all, "each once, in the order in which they came on file");
    let page = program.get(&format!("/customers/{marked}")).await;
    assert!(!only_digits(&page.text).contains(&number[number.len() - 7..]), "{}", page.text);
    let page = page.expect(200);
    assert_eq!((&page["numbers"][0]["masked"], &page["data_collection"]), (&json!(true), &json!("given")), "{page}");
    assert_eq!(page["numbers"][0]["calls"][0]["decision"], "blocked", "{page}");
    program.get("/customers?after=here").await.problem(422, "invalid");
}

async fn what_a_customer_answered_is_read_with_its_receipt(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    mark(&app, &ctx, customer).await;
    let answers = program.get(&format!("/customers/{customer}/consents")).await.expect(200);
    let first = &answers["items"][0];
    assert_eq!((&first["status"], &first["method"]), (&json!("given"), &json!("verbal")), "{answers}");
    assert!(first["notice_version"].is_number() && first["occurred_at"].is_string(), "{answers}");
    let receipt = program.get(&format!("/customers/{customer}/receipt")).await;
    assert_eq!(receipt.kind, "application/ld+json");
    let page = app.service().new_request();
    let ours = service::receipt::receipt(app.service(), &Ctx { request: page, ..ctx }, &customer.to_string()).await;
    let (told, ours) = (receipt.expect(200), serde_json::to_value(ours.unwrap()).unwrap());
    assert_eq!((&told["rf:event"], &told["rf:checkpoint"]), (&ours["rf:event"], &ours["rf:checkpoint"]));
}

async fn the_ledger_is_read_along_and_proves_its_checkpoint(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    app.customer(&ctx).await;
    let part = program.get("/ledger").await.expect(200);
    let items = part["items"].as_array().unwrap();
    assert_eq!((items.len(), &part["next"]), (app.ledger(ctx.business).await.len(), &Value::Null));
    let leaf = |item: &Value| leaf_hash(&STANDARD.decode(item["bytes"].as_str().unwrap()).unwrap());
    let root = root_of(&items.iter().map(leaf).collect::<Vec<_>>());
    let note = part["checkpoint"].as_str().unwrap();
    let signed: Vec<_> = note.lines().take(3).collect();
    assert_eq!(signed[1..], [items.len().to_string(), STANDARD.encode(root.as_bytes())], "{note}");

    app.customer(&ctx).await;
    let newer = program.get(&format!("/ledger?after={}", items.len())).await.expect(200);
    assert_eq!(newer["items"][0]["seq"], items.len() + 1);
    assert_eq!(program.get("/ledger?after=x").await.problem(422, "invalid")["errors"][0]["field"], "after");
}

async fn what_cannot_be_read_is_refused_by_its_name(app: TestApp) {
    let (_, program) = scene(&app).await;
    let unknown = program.post("/call-checks", json!({ "phone": "+14155550123", "colour": "red" })).await;
    assert_eq!(unknown.problem(422, "invalid")["errors"][0]["field"], "colour");
    let asked = program.get("/customers?colour=red").await.problem(422, "invalid");
    assert_eq!(asked["errors"][0]["field"], "colour");
    let missing = program.post("/calls", json!({ "purpose": "service" })).await.problem(422, "invalid");
    assert_eq!(missing["errors"][0]["field"], "customer");

    let key = program.key.clone().unwrap();
    let raw = async |kind: &str, body: String| {
        let request = program.client.request(Method::POST, "/api/v1/call-checks").bearer_auth(&key);
        let response = request.header("content-type", kind).body(body).send().await.unwrap();
        assert_eq!(response.headers()["content-type"], "application/problem+json");
        let status = response.status().as_u16();
        let body: Value = response.json().await.unwrap();
        (status, body["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned())
    };
    assert_eq!(raw("application/json", "{\"phone\":".into()).await, (400, "malformed".into()));
    assert_eq!(raw("text/plain", "{}".into()).await, (415, "not_json".into()));
    let long = format!("{{\"phone\":\"{}\"}}", "1".repeat(70_000));
    assert_eq!(raw("application/json", long).await, (413, "too_large".into()));
    program.get("/call-checks").await.problem(405, "method_not_allowed");
    for nowhere in ["/nowhere", "", "/"] {
        program.get(nowhere).await.problem(404, "no_such_path");
    }
}

async fn facts_that_cannot_be_read_allow_nothing(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let customer = app.customer(&ctx).await;
    let number = format!("+{}", digits(&app).await.remove(0));
    let call = program.ask(customer, None).await.expect(201);
    tell(&app.database, "ALTER TABLE consent_term RENAME TO consent_term_gone").await.unwrap();
    for asked in [json!({ "phone": number }), json!({ "customer": customer.to_string() })] {
        program.post("/call-checks", asked).await.problem(503, "could_not_check");
    }
    program.ask(customer, None).await.problem(503, "could_not_check");
    assert_eq!(app.ledger(ctx.business).await.last(), Some(&EventKind::CallRefused));
    program.start(&call).await.problem(503, "could_not_check");
    tell(&app.database, "ALTER TABLE consent_term_gone RENAME TO consent_term").await.unwrap();
    program.start(&call).await.expect(200);
}

async fn a_key_is_shown_once_and_stands_in_no_log(app: TestApp) {
    log::keep();
    let owner = app.owner().await;
    let fields = [("name", "Booking system"), ("life", "month"), ("check", "true")];
    let page = owner.post_form("/integrations", "integration/make-key", &fields).await.expect(200).body;
    let (_, rest) = page.split_once("rfk_").expect("the page shows the key");
    let key: String = rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect();
    let key = format!("rfk_{key}");
    let program = Program { client: app.client(), key: Some(key.clone()) };
    program.post("/call-checks", json!({ "phone": "+14155550123" })).await.expect(200);
    let again = owner.get("/integrations").await.expect(200).body;
    assert!(again.contains("Booking system") && again.contains("check") && again.contains("In use"), "{again}");
    assert!(!again.contains(&key) && !again.contains("rfk_"), "{again}");
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("API key made") && !log.contains(&key), "{log}");
    assert!(log::text().contains("/api/v1/call-checks"), "the log is kept");
    assert!(!log::text().lines().any(|line| line.contains(&key) && line.contains("ringfence")));
    let refused = owner.post_form("/integrations", "integration/make-key", &[("name", "x")]).await.expect(422).body;
    assert!(refused.contains("Tick at least one thing"), "{refused}");
}

async fn every_route_is_described_and_everything_described_is_there(app: TestApp) {
    let nobody = Program { client: app.client(), key: None };
    let described = described(&nobody).await;
    let methods = [Method::GET, Method::PUT, Method::POST, Method::PATCH, Method::DELETE];
    let mut paths: Vec<_> = described.iter().map(|(_, path, _)| path.clone()).collect();
    paths.dedup();
    assert!(paths.len() >= 8, "{paths:?}");
    for path in paths {
        for method in &methods {
            let reply = nobody.send(method.clone(), &about_nothing(&path), None, None).await;
            if described.iter().any(|(known, of, _)| known == method && *of == path) {
                // It is there, and lets nobody in without a key.
                reply.problem(401, "unauthorized");
            } else {
                reply.problem(405, "method_not_allowed");
            }
        }
    }
    let printed = ringfence::rest::document().to_json().unwrap();
    let served = nobody.get("/openapi.json").await;
    assert_eq!(serde_json::from_str::<Value>(&printed).unwrap(), served.body);
    assert_eq!(served.kind, "application/json");
}
