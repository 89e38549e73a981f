//! A program that hears what happens, over a connection of its own: signed, in order, again after a failure, and never
//! inside the network unless the operator allows it.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use domain::{
    id::CustomerId,
    integration::ApiScope,
    webhook::{DeliveryState, WebhookSecret},
    wire::{
        dnc::{Lifted, Mark},
        webhook::{params::MakeWebhook, view::Opened},
    },
};
use reqwest::Method;
use serde_json::{Value, json};
use service::ctx::Ctx;
use tokio::{
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel},
};

use crate::support::{Client, Db, TestApp, field, log};

on_each_db!(
    what_happens_is_told_in_order_and_verifies_as_the_standard_has_it,
    a_program_that_fails_is_told_again_and_one_that_is_gone_is_left_alone,
    a_program_that_hangs_holds_no_other_one_up,
    what_was_under_way_when_the_server_stopped_is_told_by_the_next_one,
    what_a_program_did_itself_is_not_told_back_to_it,
    nobody_is_led_to_this_machine_unless_the_operator_allows_it,
    a_webhook_is_made_shown_and_removed_on_the_pages,
    a_program_looks_after_its_webhooks_with_the_scope_for_them_alone,
);

/// What a program heard.
#[derive(Debug)]
struct Heard {
    name: String,
    signature: String,
    seconds: i64,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn kind(&self) -> String {
        self.json()["type"].as_str().unwrap().to_owned()
    }
}

/// In place of a status: there is no answer.
const NEVER: u16 = 0;

/// A program that answers with these statuses in turn, and then with the last one.
#[derive(Clone)]
struct Program {
    answers: Arc<Mutex<Vec<u16>>>,
    heard: UnboundedSender<Heard>,
}

impl Program {
    /// Starts one: where it hears, and what it heard.
    async fn start(answers: &[u16]) -> (String, UnboundedReceiver<Heard>) {
        let (sender, heard) = unbounded_channel();
        let mut answers = answers.to_vec();
        answers.reverse();
        let program = Self { answers: Arc::new(Mutex::new(answers)), heard: sender };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/hooks", listener.local_addr().unwrap());
        let router = Router::new().route("/hooks", post(hear)).with_state(program);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (address, heard)
    }
}

async fn hear(State(program): State<Program>, headers: HeaderMap, body: String) -> Response {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    let (name, signature) = (header("webhook-id"), header("webhook-signature"));
    let heard = Heard { name, signature, seconds: header("webhook-timestamp").parse().unwrap(), body };
    let status = {
        let mut answers = program.answers.lock().unwrap();
        if answers.len() > 1 { answers.pop().unwrap() } else { answers[0] }
    };
    let _ended = program.heard.send(heard);
    if status == NEVER {
        return std::future::pending().await;
    }
    (StatusCode::from_u16(status).unwrap(), "x".repeat(100)).into_response()
}

const ALLOWED: [(&str, &str); 1] = [("RINGFENCE_HTTP_PRIVATE_WEBHOOKS", "true")];

/// A server whose operator allows webhooks to this machine, and its business with a customer.
async fn scene(db: Db) -> (TestApp, Client, Ctx, CustomerId) {
    let app = TestApp::start_with(db, &ALLOWED).await;
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    (app, owner, ctx, customer)
}

/// A webhook that is told of marks.
async fn marks(app: &TestApp, ctx: &Ctx, address: &str) -> domain::wire::webhook::view::Secret {
    let ticked = ["customer_marked_do_not_call", "mark_lifted"].map(|kind| (kind.to_owned(), "true".to_owned()));
    let typed = MakeWebhook { address: address.into(), own_key: String::new(), ticked: ticked.into() };
    service::webhook::make(app.service(), ctx, typed, None).await.unwrap()
}

async fn mark(app: &TestApp, ctx: &Ctx, customer: CustomerId) {
    service::dnc::mark(app.service(), ctx, Mark { customer: customer.to_string() }).await.unwrap();
}

async fn lift(app: &TestApp, ctx: &Ctx, customer: CustomerId) {
    let lifted = Lifted {
        customer: customer.to_string(),
        lift: "by_request".into(),
        reason: "asked us again".into(),
        evidence: "letter of today".into(),
        ..Lifted::default()
    };
    service::dnc::lift(app.service(), ctx, lifted).await.unwrap();
}

async fn log_of(app: &TestApp, ctx: &Ctx, id: domain::id::WebhookId) -> Opened {
    service::webhook::open(app.service(), ctx, &id.to_string()).await.unwrap()
}

/// The log, once nothing of it is on its way.
async fn settled(app: &TestApp, ctx: &Ctx, id: domain::id::WebhookId, until: impl Fn(&Opened) -> bool) -> Opened {
    loop {
        let opened = log_of(app, ctx, id).await;
        if until(&opened) {
            return opened;
        }
        tokio::task::yield_now().await;
    }
}

/// Verifies as the standard says, by hand: base64 of the HMAC over `id.timestamp.body`.
fn verify(secret: &str, heard: &Heard) {
    let expected = WebhookSecret::parse(secret).unwrap().signature(&heard.name, heard.seconds, &heard.body);
    let found = heard.signature.split(' ').any(|one| one == expected);
    assert!(found, "{heard:?}");
    let (version, signature) = expected.split_once(',').unwrap();
    assert_eq!((version, STANDARD.decode(signature).unwrap().len()), ("v1", 32));
}

async fn what_happens_is_told_in_order_and_verifies_as_the_standard_has_it(db: Db) {
    let (app, _, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[204]).await;
    let webhook = marks(&app, &ctx, &address).await;
    for _ in 0..3 {
        mark(&app, &ctx, customer).await;
        lift(&app, &ctx, customer).await;
    }
    let mut last = 0;
    for kind in ["customer_marked_do_not_call", "mark_lifted"].repeat(3) {
        let telling = heard.recv().await.unwrap();
        verify(&webhook.secret, &telling);
        assert_eq!(telling.kind(), kind);
        let entry = telling.json()["data"]["entry"].as_u64().unwrap();
        assert!(entry > last, "{telling:?}");
        last = entry;
        assert_eq!(telling.json()["data"]["customer"], customer.to_string());
        assert!(!telling.body.contains("Customer ") && !telling.body.contains("asked"), "{telling:?}");
    }
    let all = |opened: &Opened| opened.deliveries.iter().all(|it| it.state == DeliveryState::Delivered);
    assert_eq!(settled(&app, &ctx, webhook.id, all).await.deliveries.len(), 6);
}

async fn a_program_that_fails_is_told_again_and_one_that_is_gone_is_left_alone(db: Db) {
    let (app, _, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[500, 200, 410, 200]).await;
    let webhook = marks(&app, &ctx, &address).await;
    mark(&app, &ctx, customer).await;
    lift(&app, &ctx, customer).await;
    let (first, again) = (heard.recv().await.unwrap(), heard.recv().await.unwrap());
    assert_eq!((&first.name, &first.body), (&again.name, &again.body));
    verify(&webhook.secret, &again);
    assert_eq!(heard.recv().await.unwrap().kind(), "mark_lifted", "and this one is answered 410");
    settled(&app, &ctx, webhook.id, |opened| opened.webhook.disabled.is_some()).await;
    mark(&app, &ctx, customer).await;
    assert_eq!(service::webhook::follow(app.service(), ctx.business).await.unwrap(), [], "nobody is told");
    assert!(heard.try_recv().is_err());
    let which = domain::wire::webhook::params::Which { webhook: webhook.id.to_string() };
    service::webhook::enable(app.service(), &ctx, which).await.unwrap();
    let [one, two] = [heard.recv().await.unwrap().kind(), heard.recv().await.unwrap().kind()];
    assert_eq!([one.as_str(), two.as_str()], ["mark_lifted", "customer_marked_do_not_call"]);
}

async fn a_program_that_hangs_holds_no_other_one_up(db: Db) {
    let (app, _, ctx, customer) = scene(db).await;
    let (hanging, mut began) = Program::start(&[NEVER]).await;
    let (address, mut heard) = Program::start(&[204]).await;
    let hanging = marks(&app, &ctx, &hanging).await;
    marks(&app, &ctx, &address).await;
    mark(&app, &ctx, customer).await;
    began.recv().await.unwrap();
    assert_eq!(heard.recv().await.unwrap().kind(), "customer_marked_do_not_call");
    lift(&app, &ctx, customer).await;
    assert_eq!(heard.recv().await.unwrap().kind(), "mark_lifted");
    let waits = log_of(&app, &ctx, hanging.id).await.deliveries;
    let first = waits.iter().min_by_key(|delivery| delivery.entry).unwrap();
    assert_eq!((first.state, first.outcome.as_deref()), (DeliveryState::Owed, None), "it hangs still");
}

async fn what_was_under_way_when_the_server_stopped_is_told_by_the_next_one(db: Db) {
    let (app, _, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[NEVER, 204]).await;
    let webhook = marks(&app, &ctx, &address).await;
    mark(&app, &ctx, customer).await;
    let first = heard.recv().await.unwrap();
    // Nothing is written of what became of it. The next server takes it when the lease has run out.
    let app = app.restarted(&ALLOWED, TimeDelta::minutes(3)).await;
    let again = heard.recv().await.unwrap();
    assert_eq!((first.name, first.body), (again.name, again.body));
    let taken = |opened: &Opened| opened.deliveries[0].state == DeliveryState::Delivered;
    assert_eq!(settled(&app, &ctx, webhook.id, taken).await.deliveries[0].attempts, 2);
}

async fn what_a_program_did_itself_is_not_told_back_to_it(db: Db) {
    let (app, owner, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[204]).await;
    let (key, _) = app.api_key(&ctx, &[ApiScope::Webhooks, ApiScope::CustomersWrite]).await;
    let typed = json!({ "url": address, "events": ["all"] });
    let ask = owner.request(Method::POST, "/api/v1/webhooks").bearer_auth(&key).json(&typed);
    owner.send(ask).await.expect(201);
    let path = format!("/api/v1/customers/{customer}/do-not-call");
    owner.send(owner.request(Method::PUT, &path).bearer_auth(&key)).await.expect(204);
    lift(&app, &ctx, customer).await;
    let kinds = [heard.recv().await.unwrap().kind(), heard.recv().await.unwrap().kind()];
    assert!(kinds.iter().all(|kind| kind.ends_with("_lifted")), "{kinds:?}");
}

async fn nobody_is_led_to_this_machine_unless_the_operator_allows_it(db: Db) {
    let (app, owner, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[204]).await;
    let webhook = marks(&app, &ctx, &address).await;
    let app = app.restarted(&[], TimeDelta::minutes(1)).await;
    let owner = owner.at(app.host().parse().unwrap());
    for (wrong, said) in [(address.as_str(), "begins with https://"), ("https://127.0.0.1/", "private network")] {
        let fields = [("address", wrong), ("all", "true")];
        let page = owner.post_form("/integrations", "webhook/make", &fields).await.expect(422).body;
        assert!(page.contains(said), "{page}");
    }
    // One that was made while the operator allowed it.
    mark(&app, &ctx, customer).await;
    let tried = |opened: &Opened| opened.deliveries.first().is_some_and(|it| it.outcome.is_some());
    let outcome = settled(&app, &ctx, webhook.id, tried).await.deliveries[0].outcome.clone().unwrap();
    assert!(outcome.contains("private network"), "{outcome}");
    assert!(heard.try_recv().is_err());
}

async fn a_webhook_is_made_shown_and_removed_on_the_pages(db: Db) {
    log::keep();
    let (app, owner, ctx, customer) = scene(db).await;
    let (address, mut heard) = Program::start(&[404, 204]).await;
    let fields = [("address", address.as_str()), ("customer_marked_do_not_call", "true")];
    let page = owner.post_form("/integrations", "webhook/make", &fields).await.expect(200).body;
    let secret = page.split("value=\"whsec_").nth(1).unwrap().split('"').next().unwrap();
    let secret = format!("whsec_{}", crate::support::unescaped(secret));
    let page = owner.get("/integrations").await.expect(200).body;
    assert!(page.contains(&address) && !page.contains("whsec_"), "{page}");
    let path = page.split("href=\"/integrations/webhooks/").nth(1).unwrap().split('"').next().unwrap();
    let (id, path) = (path.to_owned(), format!("/integrations/webhooks/{path}"));
    mark(&app, &ctx, customer).await;
    verify(&secret, &heard.recv().await.unwrap());
    let id = id.parse().unwrap();
    let tried = |opened: &Opened| opened.deliveries.first().is_some_and(|it| it.outcome.is_some());
    settled(&app, &ctx, id, tried).await;
    let page = owner.get(&path).await.expect(200).body;
    assert!(page.contains("It answered 404") && page.contains("Marked do not call"), "{page}");
    let delivery = field(&page, "delivery").unwrap();
    let fields = [("webhook", id.to_string()), ("delivery", delivery)];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    owner.post_form(&path, "webhook/replay", &fields).await.expect_to(&path);
    verify(&secret, &heard.recv().await.unwrap());
    let which = id.to_string();
    let page = owner.post_form(&path, "webhook/rotate", &[("webhook", &which)]).await.expect(200).body;
    assert!(page.contains("whsec_") && page.contains("The secret before signs too until"), "{page}");
    owner.post_form(&path, "webhook/disable", &[("webhook", &which)]).await.expect_to(&path);
    assert!(owner.get(&path).await.expect(200).body.contains("Switched off by hand"));
    owner.post_form(&path, "webhook/remove", &[("webhook", &which)]).await.expect_to("/integrations");
    owner.get(&path).await.expect(404);
    let log = log::text();
    assert!(!log.is_empty() && !log.contains("whsec_") && !log.contains(&secret[6..]));
}

async fn a_program_looks_after_its_webhooks_with_the_scope_for_them_alone(db: Db) {
    let app = TestApp::start(db).await;
    let (owner, other) = (app.owner().await, app.owner_of("Zenith Roofing").await);
    let (ctx, other) = (app.ctx(&owner).await, app.ctx(&other).await);
    let every_other = ApiScope::ALL.into_iter().filter(|scope| *scope != ApiScope::Webhooks).collect::<Vec<_>>();
    let [good, wrong] = [app.api_key(&ctx, &[ApiScope::Webhooks]).await.0, app.api_key(&ctx, &every_other).await.0];
    let foreign = app.api_key(&other, &[ApiScope::Webhooks]).await.0;
    let ask = |method: Method, path: &str, key: &str, body: Option<Value>| {
        let request = owner.request(method, &format!("/api/v1{path}")).bearer_auth(key);
        let request = match body {
            Some(body) => request.json(&body),
            None => request,
        };
        owner.send(request)
    };
    let typed = |url: &str, events: &[&str]| Some(json!({ "url": url, "events": events }));
    let outside = "https://crm.example/webhooks";
    ask(Method::POST, "/webhooks", &wrong, typed(outside, &["all"])).await.expect(403);
    for (url, events, field) in [
        ("https://localhost/", &["all"][..], "url"),
        ("http://crm.example/", &["all"], "url"),
        (outside, &[], "events"),
        (outside, &["member_invited"], "events"),
    ] {
        let body = ask(Method::POST, "/webhooks", &good, typed(url, events)).await.expect(422).body;
        let problem: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(problem["errors"][0]["field"], field, "{body}");
    }
    let body = ask(Method::POST, "/webhooks", &good, typed(outside, &["mark_lifted"])).await.expect(201).body;
    let made: Value = serde_json::from_str(&body).unwrap();
    assert!(WebhookSecret::parse(made["secret"].as_str().unwrap()).is_ok());
    let body = ask(Method::GET, "/webhooks", &good, None).await.expect(200).body;
    let listed: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&listed["items"][0]["id"], &listed["items"][0]["url"]), (&made["id"], &json!(outside)));
    assert_eq!(listed["items"][0]["events"], json!(["mark_lifted"]));
    assert!(!body.contains("whsec_"));
    let path = format!("/webhooks/{}", made["id"].as_str().unwrap());
    ask(Method::DELETE, &path, &foreign, None).await.expect(404);
    ask(Method::DELETE, &path, &good, None).await.expect(204);
    ask(Method::DELETE, &path, &good, None).await.expect(404);
}
