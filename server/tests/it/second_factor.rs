//! A second factor over HTTP: no cookie opens anything before the code was right.

use domain::wire::account::{params::ProveSecondFactor, view::SecondFactor};
use service::ctx::Ctx;
use totp_rs::{Builder, Secret};

use crate::support::{Answer, Client, PASSWORD, TestApp};

each_db!(
    the_password_alone_opens_no_page,
    who_must_set_one_up_does_so_before_the_first_page,
    recovery_codes_are_shown_once,
);

/// Reads the key from the page as a phone does: the code that it shows.
async fn code(app: &TestApp, ctx: &Ctx) -> String {
    let shown = service::account::second_factor(app.service(), ctx).await.unwrap();
    let SecondFactor::Unconfirmed(shared) = shown else { panic!("{shown:?}") };
    of_key(app, &shared.key)
}

/// The code that a phone shows for a key.
pub fn of_key(app: &TestApp, key: &str) -> String {
    let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
    let phone = Builder::new().with_secret(secret).with_account_name("a").build().unwrap();
    phone.generate(app.service().now().timestamp().unsigned_abs()).to_string()
}

/// Switches one on for whoever is signed in: the recovery codes.
async fn switched_on(app: &TestApp, client: &Client) -> Vec<String> {
    let ctx = app.ctx(client).await;
    service::account::set_up(app.service(), &ctx).await.unwrap();
    let typed = ProveSecondFactor { password: PASSWORD.into(), code: code(app, &ctx).await.as_str().into() };
    service::account::switch_on(app.service(), &ctx, typed).await.unwrap()
}

async fn email(app: &TestApp, client: &Client) -> String {
    service::account::email(app.service(), &app.ctx(client).await).await.unwrap()
}

async fn gives_the_password(browser: &Client, email: &str) -> Answer {
    let fields = [("email", email), ("password", PASSWORD), ("next", "/dashboard")];
    browser.post_form("/sign-in", "account/sign-in", &fields).await
}

async fn the_password_alone_opens_no_page(app: TestApp) {
    let owner = app.owner().await;
    let codes = switched_on(&app, &owner).await;
    let email = email(&app, &owner).await;
    let browser = app.client();
    gives_the_password(&browser, &email).await.expect_to("/sign-in/code?next=%2Fdashboard");
    browser.get("/dashboard").await.expect(302);
    let wrong = [("code", "wrong-code"), ("next", "/dashboard")];
    let refused = browser.post_form("/sign-in/code", "account/enter-code", &wrong).await.expect(422).body;
    assert!(refused.contains("Enter the six digits"), "{refused}");
    assert!(!refused.contains("wrong-code"), "a code is not sent back");
    let right = [("code", codes[0].as_str()), ("next", "/dashboard")];
    // Another browser does not know which sign-in waits.
    app.client().post_form("/sign-in/code", "account/enter-code", &right).await.expect_to("/sign-in?new=step");
    browser.post_form("/sign-in/code", "account/enter-code", &right).await.expect_to("/dashboard");
    browser.get("/dashboard").await.expect(200);
}

async fn who_must_set_one_up_does_so_before_the_first_page(app: TestApp) {
    let owner = app.owner().await;
    switched_on(&app, &owner).await;
    let staff = app.member(&owner, domain::access::Role::Staff).await;
    let email = email(&app, &staff).await;
    let on = [("required", "on")];
    owner.post_form("/team", "team/require-second-factor", &on).await.expect_to("/team");
    staff.get("/customers").await.expect(302);
    let browser = app.client();
    gives_the_password(&browser, &email).await.expect_to("/sign-in/second-factor?next=%2Fdashboard");
    let page = browser.get("/sign-in/second-factor").await.expect(200).body;
    let after = page.split("Key: ").nth(1).unwrap();
    // Beside marks of the page's own: eight groups of four signs.
    let key = after.split(['<', '>']).find(|part| part.len() == 39).unwrap();
    let code = of_key(&app, key);
    let fields = [("code", code.as_str()), ("next", "/dashboard")];
    let done = browser.post_form("/sign-in/second-factor", "account/set-up-at-sign-in", &fields).await.expect(200).body;
    assert!(done.contains("shown this once") && done.contains("href=\"/dashboard\""), "{done}");
    browser.get("/dashboard").await.expect(200);
}

async fn recovery_codes_are_shown_once(app: TestApp) {
    let owner = app.owner().await;
    let page = "/account/second-factor";
    owner.post_form(page, "account/set-up-second-factor", &[]).await.expect_to(page);
    let code = code(&app, &app.ctx(&owner).await).await;
    let fields = [("password", PASSWORD), ("code", code.as_str())];
    let made = owner.post_form(page, "account/switch-on-second-factor", &fields).await.expect(200).body;
    assert!(made.contains("Keep these recovery codes"), "{made}");
    let again = owner.get(page).await.expect(200).body;
    assert!(again.contains("10 are left") && !again.contains("Keep these recovery codes"), "{again}");
}
