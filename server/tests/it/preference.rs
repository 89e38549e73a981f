//! The customer's own side, over HTTP: no sign-in, no cookie, no script.

use domain::{
    id::CustomerId,
    language::Language,
    wire::live::{Changed, Frame},
};
use futures::StreamExt as _;
use reqwest::Method;
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest as _},
};

use crate::support::{Client, TestApp, log};

each_db!(
    a_customer_stops_the_calls_from_the_mail_and_an_open_page_hears_of_it,
    following_every_link_of_every_mail_changes_nothing,
    a_mail_program_stops_e_mails_by_one_post_without_cookies,
    the_page_is_there_at_once_on_a_poor_line_in_every_language,
    every_link_that_opens_nothing_gets_the_same_answer,
    a_form_that_is_sent_again_changes_nothing,
    what_was_stopped_is_back_by_the_mail_and_only_once,
    a_token_is_in_no_log_and_its_pages_are_told_to_nobody,
    a_member_hands_a_link_over_in_person,
);

/// A business whose customer agreed, with the path of the customer's link.
async fn agreed(app: &TestApp) -> (Client, CustomerId, String) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    let mails = app.mails().await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    (owner, customer, mails[0].path("Your preferences"))
}

async fn wish(client: &Client, path: &str, wish: &str) -> String {
    client.post_form(path, wish, &[]).await.expect(200).body
}

async fn a_customer_stops_the_calls_from_the_mail_and_an_open_page_hears_of_it(app: TestApp) {
    let (owner, customer, path) = agreed(&app).await;
    let mut request = format!("ws://{}/live", app.host()).into_client_request().unwrap();
    let headers = request.headers_mut();
    headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
    headers.insert("cookie", format!("session={}", owner.session().unwrap()).parse().unwrap());
    let (mut socket, _) = connect_async(request).await.unwrap();

    let phone = app.client();
    let page = phone.get(&path).await.expect(200).body;
    let stop = page.find("Stop all calls").unwrap();
    assert!(stop < page.find("Stop everything").unwrap() && page.contains("<h1>Your preferences"), "{page}");
    assert!(page.contains("Acme Plumbing") && !page.contains("<script") && !page.contains("555-01"), "{page}");
    assert!(!page.contains("@example.com") || page.contains("\u{2022}@example.com"), "{page}");
    let saved = wish(&phone, &path, "stop-calls").await;
    assert!(saved.contains("Nobody there may call you any more"), "{saved}");
    let heard: Changed = loop {
        let Some(Ok(Message::Text(text))) = socket.next().await else { panic!("the socket ended") };
        match serde_json::from_str(&text).unwrap() {
            Frame::Changed(changed) if !changed.standings.is_empty() => break changed,
            _ => {}
        }
    };
    assert_eq!(heard.standings[0].customer, customer);
    assert!(heard.standings[0].calls.iter().all(|call| call.decision.reasons.contains(&"do_not_call".to_owned())));
    let staff = owner.get(&format!("/customers/{customer}")).await.expect(200).body;
    assert!(staff.contains("Customer is marked as 'do not call'") || staff.contains("do not call"), "{staff}");
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2, "one confirmation of the yes, one of the stop");
    let listed = owner.get("/messages").await.expect(200).body;
    assert!(listed.contains("your preferences have changed") && listed.contains("what we agreed"), "{listed}");
}

async fn following_every_link_of_every_mail_changes_nothing(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let phone = app.client();
    wish(&phone, &path, "stop-everything").await;
    let fields = [("call/service", "yes"), ("email/marketing", "yes")];
    phone.post_form(&path, "save", &fields).await.expect(200);
    let mails = app.mails().await;
    assert_eq!(mails.len(), 3);
    let paths: Vec<_> = mails.iter().flat_map(crate::support::Eml::paths).collect();
    assert!(paths.iter().filter(|path| path.contains("/confirm/")).count() >= 2, "{paths:?}");
    let rows = "SELECT state || coalesce(CAST(settled_at AS TEXT), '') FROM message_intent ORDER BY created_at, id";
    let unused = "SELECT CAST(count(*) AS TEXT) FROM customer_grant WHERE used_at IS NULL";
    let before = (app.counts().await, app.ask(rows).await, app.ask(unused).await);
    for path in &paths {
        for _ in 0..100 {
            for method in [Method::GET, Method::HEAD] {
                let status = phone.send(phone.request(method, path)).await.status;
                assert!(matches!(status, 200 | 303), "{path}: {status}");
            }
        }
    }
    assert_eq!((app.counts().await, app.ask(rows).await, app.ask(unused).await), before);
}

async fn a_mail_program_stops_e_mails_by_one_post_without_cookies(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let program = app.client();
    let one_click = format!("{path}/one-click");
    program.get(&one_click).await.expect_to(&path);
    let post = || program.request(Method::POST, &one_click).form(&[("List-Unsubscribe", "One-Click")]);
    program.send(post()).await.expect(200);
    let events = app.count("consent_event").await;
    program.send(post()).await.expect(200);
    assert_eq!(app.count("consent_event").await, events);
    let methods = app.ask("SELECT DISTINCT topic FROM consent_event WHERE method = 'one_click' ORDER BY topic").await;
    assert_eq!(methods, ["email/marketing", "email/service"]);
    // The page's own forms say where they come from.
    let elsewhere = program.request(Method::POST, &path).form(&[("do", "stop-calls")]);
    program.send(elsewhere.header("sec-fetch-site", "cross-site")).await.expect(403);
    assert_eq!(app.count("dnc_mark").await, 0);
}

async fn the_page_is_there_at_once_on_a_poor_line_in_every_language(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let phone = app.client();
    for language in Language::ALL {
        let request = phone.request(Method::GET, &path).header("accept-language", language.code());
        let answer = request.header("accept-encoding", "br").send().await.unwrap();
        assert_eq!(answer.headers()["content-encoding"], "br");
        let compressed = answer.bytes().await.unwrap().len();
        assert!(compressed <= 14_600, "{}: {compressed} bytes", language.code());
    }
}

async fn every_link_that_opens_nothing_gets_the_same_answer(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let client = app.client();
    let token = path.rsplit('/').next().unwrap();
    let forged = "A".repeat(43);
    let nothing = client.get("/preferences/x").await.expect(404).body;
    assert!(nothing.contains("Nothing is held"), "{nothing}");
    for token in [&token[..42], &forged, &format!("{token}A"), "%3Cscript%3E", "..%2f"] {
        let path = format!("/preferences/{token}");
        assert_eq!(client.get(&path).await.expect(404).body, nothing, "{token}");
        assert_eq!(client.post_form(&path, "stop-calls", &[]).await.expect(404).body, nothing, "{token}");
        let one_click = client.request(Method::POST, &format!("{path}/one-click"));
        assert_eq!(client.send(one_click).await.expect(404).body, nothing, "{token}");
        assert_eq!(client.get(&format!("{path}/confirm/{forged}")).await.expect(404).body, nothing);
    }
    assert_eq!(client.get(&format!("{path}/confirm/{forged}")).await.expect(404).body, nothing);
    assert_eq!(client.post_form(&format!("{path}/confirm/{forged}"), "confirm", &[]).await.expect(404).body, nothing);
    client.post_form(&path, "something-else", &[]).await.expect(400);
    assert_eq!(app.count("dnc_mark").await, 0);
}

async fn a_form_that_is_sent_again_changes_nothing(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let phone = app.client();
    wish(&phone, &path, "stop-everything").await;
    app.mails_settled().await;
    let before = app.counts().await;
    for again in ["stop-everything", "stop-calls", "save"] {
        let page = wish(&phone, &path, again).await;
        assert!(page.contains("Nothing has changed"), "{page}");
    }
    assert_eq!(app.counts().await, before);
}

async fn what_was_stopped_is_back_by_the_mail_and_only_once(app: TestApp) {
    let (_, _, path) = agreed(&app).await;
    let phone = app.client();
    let page = wish(&phone, &path, "withdraw").await;
    assert!(page.contains("Your data is hidden now") && !page.contains("/confirm/"), "{page}");
    assert!(phone.get(&path).await.expect(200).body.contains("You withdrew your consent"));
    let undo = app.mails().await[1].path("Undo this");
    let asked = phone.get(&undo).await.expect(200).body;
    assert!(asked.contains("Keep my data") && asked.contains("<form"), "{asked}");
    let back = phone.post_form(&undo, "confirm", &[]).await.expect(200).body;
    assert!(back.contains("Your data is kept as before"), "{back}");
    phone.post_form(&undo, "confirm", &[]).await.expect(410);
    phone.get(&undo).await.expect(410);
    assert!(phone.get(&path).await.expect(200).body.contains("Stop all calls"));
}

async fn a_token_is_in_no_log_and_its_pages_are_told_to_nobody(app: TestApp) {
    log::keep();
    let (_, _, path) = agreed(&app).await;
    let phone = app.client();
    wish(&phone, &path, "stop-calls").await;
    let undo = app.mails().await[1].path("Undo this");
    phone.get(&undo).await.expect(200);
    phone.get(&format!("{}x", &path)).await.expect(404);
    let response = phone.request(Method::GET, &path).send().await.unwrap();
    assert_eq!(response.headers()["referrer-policy"], "same-origin");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(log::text().contains("/preferences/{token}"), "the log is kept");
    for secret in [path.rsplit('/').next().unwrap(), undo.rsplit('/').next().unwrap()] {
        assert!(!log::text().lines().any(|line| line.contains(secret) && line.contains("ringfence")), "{secret}");
    }
}

async fn a_member_hands_a_link_over_in_person(app: TestApp) {
    let (owner, customer, _) = agreed(&app).await;
    let page = format!("/customers/{customer}/messages");
    let shown = owner.get(&page).await.expect(200).body;
    assert!(shown.contains("what we agreed") && shown.contains("Make a link"), "{shown}");
    let id = customer.to_string();
    let made = owner.post_form(&page, "message/hand-over", &[("customer", &id)]).await.expect(200).body;
    let (_, rest) = made.split_once("/preferences/").unwrap();
    let token: String = rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect();
    assert!(made.contains("<svg"), "{made}");
    let page = app.client().get(&format!("/preferences/{token}")).await.expect(200).body;
    assert!(page.contains("Stop all calls") && !page.contains("This is not my address"), "{page}");
}
