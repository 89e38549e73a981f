//! A mail server that takes, refuses, falls silent or is not there: what becomes of a confirmation.

use crate::support::{Db, Eml, Manners, SmtpServer, TestApp};

/// A server of ours whose mails go to this mail server, with a customer who agreed.
async fn with(db: Db, server: &SmtpServer) -> TestApp {
    let url = server.url();
    let variables = [
        ("SMTP_URL", url.as_str()),
        ("RINGFENCE_MAIL_TIMEOUT_SECONDS", "1"),
        ("RINGFENCE_MAIL_FROM", "hello@crm.example"),
    ];
    let app = TestApp::start_with(db, &variables).await;
    let owner = app.owner().await;
    app.customer(&app.ctx(&owner).await).await;
    app.mails_settled().await;
    app
}

/// The state of every message, with why it did not go.
async fn states(app: &TestApp) -> Vec<String> {
    app.ask("SELECT state || ' ' || coalesce(problem, '') FROM message_intent ORDER BY created_at, id").await
}

/// Lets everything be due that is still owed, and sends it.
async fn try_again(app: &TestApp) {
    app.ask("UPDATE message_intent SET due_at = created_at, problem = NULL WHERE state = 'owed' RETURNING state").await;
    service::message::deliver_due(app.service()).await.unwrap();
    // The server's own worker may have been there first.
    app.mails_settled().await;
}

on_each_db!(
    a_confirmation_arrives_once_with_what_programs_need,
    a_refused_address_is_not_tried_again,
    a_server_that_cannot_now_is_asked_again,
    a_server_that_falls_silent_gets_the_same_mail_again_and_it_is_marked_once,
    a_server_that_hangs_in_the_midst_of_a_mail_gets_it_whole_later,
    a_server_that_never_greets_is_asked_again,
);

async fn a_confirmation_arrives_once_with_what_programs_need(db: Db) {
    let server = SmtpServer::start(Manners::Takes).await;
    let app = with(db, &server).await;
    assert_eq!(states(&app).await, ["delivered "]);
    try_again(&app).await;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let mail = Eml::read(&taken[0]);
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert_eq!(mail.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert!(mail.header("List-Unsubscribe").ends_with("/one-click>"), "{mail:?}");
    assert!(mail.header("Message-ID").ends_with("@crm.example>"), "{mail:?}");
    assert!(mail.header("From").contains("Acme Plumbing") && mail.header("From").contains("<hello@crm.example>"));
    assert!(mail.text.contains("text/plain") && mail.text.contains("text/html"), "{mail:?}");
}

async fn a_refused_address_is_not_tried_again(db: Db) {
    let server = SmtpServer::start(Manners::Answers(550)).await;
    let app = with(db, &server).await;
    server.behave(Manners::Takes);
    try_again(&app).await;
    assert_eq!(states(&app).await, ["failed refused"]);
    assert_eq!(server.taken(), [""; 0]);
}

async fn a_server_that_cannot_now_is_asked_again(db: Db) {
    let server = SmtpServer::start(Manners::Answers(451)).await;
    let app = with(db, &server).await;
    assert_eq!(states(&app).await, ["owed not_now"]);
    server.behave(Manners::Takes);
    try_again(&app).await;
    assert_eq!(states(&app).await, ["delivered "]);
    assert_eq!(server.taken().len(), 1);
}

async fn a_server_that_falls_silent_gets_the_same_mail_again_and_it_is_marked_once(db: Db) {
    let server = SmtpServer::start(Manners::FallsSilent).await;
    let app = with(db, &server).await;
    assert_eq!(states(&app).await, ["owed unreachable"]);
    server.behave(Manners::Takes);
    try_again(&app).await;
    assert_eq!(states(&app).await, ["delivered "]);
    let ids: Vec<_> = server.taken().iter().map(|mail| Eml::read(mail).header("Message-ID").to_owned()).collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

async fn a_server_that_hangs_in_the_midst_of_a_mail_gets_it_whole_later(db: Db) {
    let server = SmtpServer::start(Manners::HangsMidMessage).await;
    let app = with(db, &server).await;
    assert_eq!((states(&app).await, server.taken().len()), (vec!["owed unreachable".to_owned()], 0));
    server.behave(Manners::Takes);
    try_again(&app).await;
    assert_eq!(states(&app).await, ["delivered "]);
    let taken = server.taken();
    assert!(taken.len() == 1 && Eml::read(&taken[0]).text.contains("</html>"), "{taken:?}");
}

async fn a_server_that_never_greets_is_asked_again(db: Db) {
    let server = SmtpServer::start(Manners::NeverGreets).await;
    let app = with(db, &server).await;
    assert_eq!(states(&app).await, ["owed unreachable"]);
    server.behave(Manners::Takes);
    try_again(&app).await;
    assert_eq!(states(&app).await, ["delivered "]);
}
