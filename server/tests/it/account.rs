//! One's own account and place in a business, without a script.

use domain::{access::Role, event::EventKind};

use crate::support::{Client, PASSWORD, TestApp, field};

each_db!(
    a_member_changes_their_own_name_and_everybody_sees_it,
    an_owner_hands_over_and_is_an_admin,
    who_is_removed_is_out_at_once_and_may_come_back_as_somebody_new,
    who_withdraws_is_shut_out_and_may_register_anew_with_the_same_address,
    the_last_owner_is_told_to_hand_over_first,
    the_training_is_asked_for_on_every_page_until_it_was_read,
);

async fn email(app: &TestApp, client: &Client) -> String {
    service::account::email(app.service(), &app.ctx(client).await).await.unwrap()
}

async fn a_member_changes_their_own_name_and_everybody_sees_it(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let page = staff.post_form("/account", "account/rename", &[("name", " ")]).await.expect(422).body;
    assert!(page.contains("Enter your name"), "{page}");
    staff.post_form("/account", "account/rename", &[("name", "Stella <i>Stern</i>")]).await.expect_to("/account");
    let page = staff.get("/account").await.expect(200).body;
    assert_eq!(field(&page, "name").as_deref(), Some("Stella <i>Stern</i>"));
    for path in ["/team", "/audit-log"] {
        let page = owner.get(path).await.expect(200).body;
        assert!(page.contains("Stella &lt;i&gt;Stern"), "{path}: {page}");
    }
    let log = owner.get("/audit-log?kind=member_renamed").await.expect(200).body;
    assert!(log.contains("Name changed") && log.contains("staff Member"), "{log}");
}

async fn an_owner_hands_over_and_is_an_admin(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let id = app.ctx(&staff).await.member().unwrap().to_string();
    let page = owner.get("/team").await.expect(200).body;
    assert!(page.contains("Hand over ownership") && page.contains(&id), "{page}");
    let wrong = [("member", &*id), ("password", "another password")];
    let page = owner.post_form("/team", "team/hand-over", &wrong).await.expect(422).body;
    assert!(page.contains("This is not your password") && !page.contains("another password"), "{page}");
    owner.post_form("/team", "team/hand-over", &[("member", &*id), ("password", PASSWORD)]).await.expect_to("/team");
    let page = owner.get("/team").await.expect(200).body;
    assert!(!page.contains("Hand over ownership"), "{page}");
    assert!(staff.get("/team").await.expect(200).body.contains("Hand over ownership"));
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Ada Owner hands over to staff Member, and is an admin from now on"), "{log}");
}

async fn who_is_removed_is_out_at_once_and_may_come_back_as_somebody_new(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let (address, id) = (email(&app, &staff).await, app.ctx(&staff).await.member().unwrap().to_string());
    let page = format!("/team/{id}/remove");
    assert!(owner.get("/team").await.expect(200).body.contains(&page));
    let shown = owner.get(&page).await.expect(200).body;
    assert!(shown.contains("Remove staff Member") && shown.contains("It cannot be undone"), "{shown}");
    staff.get(&page).await.expect(403);
    staff.post_form(&page, "team/remove", &[("member", &*id)]).await.expect(403);
    let own = format!("/team/{}/remove", app.ctx(&owner).await.member().unwrap());
    owner.get(&own).await.expect(404);

    owner.post_form(&page, "team/remove", &[("member", &*id)]).await.expect_to("/team");
    staff.get("/customers").await.expect_to("/sign-in?next=/customers");
    owner.get(&page).await.expect(404);
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Member removed") && log.contains("staff Member"), "{log}");
    let kept = app.ask("SELECT email FROM account UNION ALL SELECT recipient FROM member_mail").await;
    assert!(!kept.contains(&address), "{kept:?}");
    let invite = [("name", "Sam"), ("email", &*address), ("role", "staff")];
    owner.post_form("/team", "team/invite", &invite).await.expect(200);
}

async fn who_withdraws_is_shut_out_and_may_register_anew_with_the_same_address(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let (address, business) = (email(&app, &staff).await, app.ctx(&owner).await.business);
    assert!(staff.get("/account").await.expect(200).body.contains("/account/withdraw"));
    let page = staff.get("/account/withdraw").await.expect(200).body;
    assert!(page.contains("Your access to Acme Plumbing ends at once"), "{page}");
    let wrong = [("password", "another password")];
    let page = staff.post_form("/account/withdraw", "account/withdraw", &wrong).await.expect(422).body;
    assert!(page.contains("This is not your password") && !page.contains("another password"), "{page}");
    // Another browser of theirs.
    let other = staff.copy();
    let typed = [("password", PASSWORD)];
    staff.post_form("/account/withdraw", "account/withdraw", &typed).await.expect_to("/account/closed");
    let page = staff.get("/account/closed").await.expect(200).body;
    assert!(page.contains("Your account is closed") && page.contains("What stays, and why"), "{page}");
    for browser in [&staff, &other] {
        browser.get("/customers").await.expect_to("/sign-in?next=/customers");
    }
    let mut answers = Vec::new();
    for email in [&*address, "nobody@example.com"] {
        let signing = [("email", email), ("password", PASSWORD)];
        let answer = app.client().post_form("/sign-in", "account/sign-in", &signing).await.expect(401);
        // Beside it the page holds what is new in each: the name of its scripts.
        let (_, shown) = answer.body.split_once("<main").unwrap();
        answers.push(shown.split_once("</main>").unwrap().0.replace(email, ""));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(!app.ask("SELECT email FROM account").await.contains(&address));
    assert!(!app.ask("SELECT recipient FROM member_mail").await.contains(&address));
    assert!(!app.ask("SELECT email FROM invitation").await.contains(&address));
    assert!(!owner.get("/team").await.expect(200).body.contains("staff Member"));
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Registration consent withdrawn") && log.contains("staff Member left"), "{log}");
    assert!(service::ledger::verify(app.service(), business, &[], |_, _| ()).await.unwrap().holds());

    let anew = app.agreed().await;
    let fields = [
        ("business_name", "Zenith Roofing"),
        ("country", "US"),
        ("name", "Stella Stern"),
        ("email", &*address),
        ("password", PASSWORD),
    ];
    anew.post_form("/register/account", "registration/register", &fields).await.expect_to("/customers");
    assert_ne!(app.ctx(&anew).await.business, business);
}

async fn the_last_owner_is_told_to_hand_over_first(app: TestApp) {
    let owner = app.owner().await;
    let page = owner.get("/account/withdraw").await.expect(200).body;
    assert!(page.contains("You are the last owner of Acme Plumbing") && !page.contains("Keep my account"), "{page}");
    let typed = [("password", PASSWORD)];
    let page = owner.post_form("/account/withdraw", "account/withdraw", &typed).await.expect(422).body;
    assert!(page.contains("You are the last owner of Acme Plumbing"), "{page}");
    owner.get("/customers").await.expect(200);
    assert_eq!(app.ledger(app.ctx(&owner).await.business).await, [EventKind::BusinessFounded]);
}

async fn the_training_is_asked_for_on_every_page_until_it_was_read(app: TestApp) {
    const ASKS: &str = "aria-label=\"Training\"";
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    for path in ["/customers", "/account", "/dashboard"] {
        assert!(staff.get(path).await.expect(200).body.contains(ASKS), "{path}");
    }
    let page = staff.get("/training").await.expect(200).body;
    assert!(page.contains("A no is an answer") && page.contains("I have read and understood this"), "{page}");
    assert!(!page.contains(ASKS), "the page itself is enough");
    let due = owner.get("/team").await.expect(200).body;
    assert_eq!(due.matches(">Due<").count(), 2, "{due}");

    let old = staff.post_form("/training", "training/acknowledge", &[("version", "0")]).await;
    old.expect(409);
    let version = field(&page, "version").unwrap();
    staff.post_form("/training", "training/acknowledge", &[("version", &*version)]).await.expect_to("/training");
    assert!(!staff.get("/customers").await.expect(200).body.contains(ASKS));
    let read = staff.get("/training").await.expect(200).body;
    assert!(read.contains("Thank you") && !read.contains("I have read and understood this"), "{read}");
    assert!(owner.get("/customers").await.expect(200).body.contains(ASKS), "each for themselves");
    let team = owner.get("/team").await.expect(200).body;
    assert!(team.contains("Done on ") && team.contains("Due"), "{team}");
    let log = owner.get("/audit-log?kind=training_acknowledged").await.expect(200).body;
    assert!(log.contains("Training read") && log.contains("staff Member") && log.contains("Version 1"), "{log}");
    app.client().get("/training").await.expect_to("/sign-in?next=/training");
}
