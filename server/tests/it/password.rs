//! A forgotten password: asked for without script, sent by mail, and replaced once.

use domain::access::Role;

use crate::support::{PASSWORD, TestApp, field, log};

each_db!(
    a_refused_form_sends_no_password_back,
    a_forgotten_password_is_replaced_by_the_link_in_a_mail,
    who_has_no_account_hears_the_same_and_gets_nothing,
    an_invitation_arrives_by_mail,
);

const NEW: &str = "eight green tricycles";

async fn a_refused_form_sends_no_password_back(app: TestApp) {
    let owner = app.owner().await;
    let fields = [("current", PASSWORD), ("password", "short 47")];
    let page = owner.post_form("/account/sessions", "account/change-password", &fields).await.expect(422).body;
    assert!(!page.contains(PASSWORD) && !page.contains("short 47"), "{page}");
}

async fn a_forgotten_password_is_replaced_by_the_link_in_a_mail(app: TestApp) {
    log::keep();
    let owner = app.owner().await;
    let email = service::account::email(app.service(), &app.ctx(&owner).await).await.unwrap();
    let somebody = app.client();
    let page = somebody.get("/forgot").await.expect(200).body;
    assert!(page.contains("name=\"email\""), "{page}");
    somebody.post_form("/forgot", "account/forgot", &[("email", &email)]).await.expect_to("/forgot?sent=1");
    let page = somebody.get("/forgot?sent=1").await.expect(200).body;
    assert!(page.contains("If there is an account") && !page.contains(&email), "{page}");

    let mail = app.mail_to(&email, "A new password for your account").await;
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(!mail.head.iter().any(|line| line.starts_with("List-Unsubscribe")), "{:?}", mail.head);
    let path = mail.path("Choose a new password");
    let token = path.trim_start_matches("/reset/").to_owned();
    // Opening it, by whoever looks through mails for links too, uses nothing up.
    somebody.get(&path).await.expect(200);
    let page = somebody.get(&path).await.expect(200).body;
    assert_eq!(field(&page, "token").as_deref(), Some(&*token));

    let fields = |password| [("token", &*token), ("password", password)];
    let page = somebody.post_form(&path, "account/reset", &fields("short")).await.expect(422).body;
    assert!(!page.contains("value=\"short\""), "{page}");
    somebody.post_form(&path, "account/reset", &fields(NEW)).await.expect_to("/sign-in?new=1");
    owner.get("/customers").await.expect(302);
    let again = somebody.post_form(&path, "account/reset", &fields("nine red unicycles")).await;
    again.expect(410);
    assert!(somebody.get(&path).await.expect(410).body.contains("no longer good"));
    let signing = [("email", &*email), ("password", NEW), ("next", "/customers")];
    somebody.post_form("/sign-in", "account/sign-in", &signing).await.expect_to("/customers");

    // A colleague who administers the team sees that a mail went, and neither its link nor the whole address.
    let page = somebody.get("/messages").await.expect(200).body;
    assert!(page.contains("Link for a new password") && !page.contains(&token) && !page.contains(&email), "{page}");
    let staff = app.member(&somebody, Role::Staff).await;
    assert!(!staff.get("/messages").await.expect(200).body.contains("Link for a new password"));
    assert!(!log::text().contains(&token), "the link is in the log");
}

async fn who_has_no_account_hears_the_same_and_gets_nothing(app: TestApp) {
    let known = app.owner().await;
    let known = service::account::email(app.service(), &app.ctx(&known).await).await.unwrap();
    let ask = async |email: &str| app.client().post_form("/forgot", "account/forgot", &[("email", email)]).await;
    let mut answers = Vec::new();
    for email in ["nobody@example.com", &known] {
        let answer = ask(email).await;
        answers.push((answer.status, answer.location, answer.body.replace(email, "")));
    }
    assert_eq!(answers[0], answers[1]);
    app.mail_to(&known, "A new password for your account").await;
    assert_eq!(app.mails().await.len(), 1);
    for _ in 0..2 {
        ask("nobody@example.com").await.expect(303);
    }
    ask("nobody@example.com").await.expect(429);
    ask("Eve\r\nBcc: all@example.com").await.expect(422);
}

async fn an_invitation_arrives_by_mail(app: TestApp) {
    let owner = app.owner_of("Acme Plumbing & <b>Co</b>").await;
    let email = app.email();
    let fields = [("email", &*email), ("role", "staff"), ("name", "Sam <Bcc: all@example.com>")];
    let page = owner.post_form("/team", "team/invite", &fields).await.expect(200).body;
    let subject_starts = |line: &String| line.starts_with("Subject: ");
    let mail = loop {
        if let Some(mail) = app.mails().await.pop() {
            break mail;
        }
        tokio::task::yield_now().await;
    };
    assert!(mail.header("To").contains(&email), "{:?}", mail.head);
    assert_eq!(mail.head.iter().filter(|line| subject_starts(line)).count(), 1);
    assert!(!mail.head.iter().any(|line| line.starts_with("Bcc")), "{:?}", mail.head);
    let (_, html) = mail.text.split_once("text/html").unwrap();
    assert!(html.contains("&lt;b&gt;Co&lt;/b&gt;") && !html.contains("<b>"), "{html}");
    let path = mail.path("Join");
    assert!(page.contains(&path), "the link is shown on the page too");
    app.client().get(&path).await.expect(200);
}
