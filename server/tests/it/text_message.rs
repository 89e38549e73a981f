//! A gateway for text messages that takes, refuses or is not there: what becomes of a confirmation.

use std::sync::{Arc, Mutex};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use tokio::net::TcpListener;

use crate::support::{Client, Db, TestApp};

/// A gateway that answers with one status, and keeps what it was sent.
#[derive(Clone)]
struct Gateway {
    answers: StatusCode,
    got: Arc<Mutex<Vec<(HeaderMap, serde_json::Value)>>>,
}

impl Gateway {
    /// Starts one, and says where it is.
    async fn start(answers: StatusCode) -> (Self, String) {
        let gateway = Self { answers, got: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/messages", listener.local_addr().unwrap());
        let router = Router::new().route("/messages", post(take)).with_state(gateway.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (gateway, url)
    }
}

async fn take(State(gateway): State<Gateway>, headers: HeaderMap, body: String) -> StatusCode {
    gateway.got.lock().unwrap().push((headers, serde_json::from_str(&body).unwrap()));
    gateway.answers
}

/// A server with this gateway, whose business chose text messages and has a customer without an address.
async fn with(db: Db, url: &str) -> (TestApp, Client) {
    let variables =
        [("RINGFENCE_TEXT_GATEWAY_URL", url), ("RINGFENCE_TEXT_TOKEN", "open sesame"), ("RINGFENCE_TEXT_FROM", "Acme")];
    let app = TestApp::start_with(db, &variables).await;
    let owner = app.owner().await;
    owner.post_form("/settings", "setting/texts", &[("text_confirmations", "on")]).await.expect_to("/settings");
    let ctx = app.ctx(&owner).await;
    let mut person = app.typed(&ctx, "yes").await;
    person.email = String::new();
    service::interaction::save_customer(app.service(), &ctx, person).await.unwrap();
    service::message::deliver_due(app.service()).await.unwrap();
    app.mails_settled().await;
    (app, owner)
}

/// The state of every message, with why it did not go.
async fn states(app: &TestApp) -> Vec<String> {
    app.ask("SELECT channel || ' ' || state || ' ' || coalesce(problem, '') FROM message_intent ORDER BY id").await
}

on_each_db!(
    a_text_message_reaches_the_gateway_once_with_its_secret,
    a_number_that_the_gateway_refuses_is_not_tried_again,
    a_gateway_that_fails_in_between_is_not_asked_again,
    a_gateway_that_is_not_there_is_asked_again,
);

async fn a_text_message_reaches_the_gateway_once_with_its_secret(db: Db) {
    let (gateway, url) = Gateway::start(StatusCode::ACCEPTED).await;
    let (app, owner) = with(db, &url).await;
    assert_eq!(states(&app).await, ["sms delivered "]);
    let got = gateway.got.lock().unwrap().clone();
    let [(headers, body)] = &got[..] else { panic!("{got:?}") };
    assert_eq!(headers["authorization"], "Bearer open sesame");
    assert_eq!((&body["from"], headers["idempotency-key"].to_str().ok()), (&"Acme".into(), body["id"].as_str()));
    let to = body["to"].as_str().unwrap();
    assert!(to.starts_with("+1212555"), "{to}");
    let text = body["text"].as_str().unwrap();
    assert!(text.starts_with("Acme Plumbing: We keep your details: yes"), "{text}");
    // The link in it stops the calls.
    let path = text.split_whitespace().find_map(|word| word.split_once("/preferences/")).unwrap().1;
    let phone = app.client();
    let saved = phone.post_form(&format!("/preferences/{path}"), "stop-calls", &[]).await.expect(200).body;
    assert!(saved.contains("Nobody there may call you any more"), "{saved}");
    let listed = owner.get("/messages").await.expect(200).body;
    assert!(listed.contains("Text message") && !listed.contains(to), "{listed}");
}

async fn a_number_that_the_gateway_refuses_is_not_tried_again(db: Db) {
    let (gateway, url) = Gateway::start(StatusCode::UNPROCESSABLE_ENTITY).await;
    let (app, _) = with(db, &url).await;
    service::message::deliver_due(app.service()).await.unwrap();
    assert_eq!(states(&app).await, ["sms failed gateway_refused"]);
    assert_eq!(gateway.got.lock().unwrap().len(), 1);
}

async fn a_gateway_that_fails_in_between_is_not_asked_again(db: Db) {
    let (gateway, url) = Gateway::start(StatusCode::BAD_GATEWAY).await;
    let (app, _) = with(db, &url).await;
    service::message::deliver_due(app.service()).await.unwrap();
    assert_eq!(states(&app).await, ["sms failed unknown"]);
    assert_eq!(gateway.got.lock().unwrap().len(), 1);
}

async fn a_gateway_that_is_not_there_is_asked_again(db: Db) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/messages", listener.local_addr().unwrap());
    drop(listener);
    let (app, _) = with(db, &url).await;
    assert_eq!(states(&app).await, ["sms owed gateway_not_now"]);
}
