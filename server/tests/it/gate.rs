//! The registration gate (policy section 1): every step of it, on GET and on POST.

use chrono::TimeDelta;
use domain::access::Role;

use crate::support::{Answer, Client, Db, PASSWORD, TestApp, field};

each_db!(
    without_an_agreement_there_is_no_form_and_no_account,
    declining_stores_nothing_and_takes_an_agreement_back,
    an_unticked_box_is_told_so_and_stores_nothing,
    an_agreement_is_good_for_one_account_and_one_hour,
    a_form_with_a_problem_comes_back_as_it_was_typed,
    an_invited_member_passes_the_same_gate,
    an_invitation_is_good_for_one_person,
    a_wrong_password_and_an_unknown_address_get_the_same_answer,
    guessing_is_slowed_down_for_the_right_password_too,
    signing_out_ends_the_session_on_the_server,
    signing_in_leads_back_to_the_page_that_was_asked_for,
    cookies_are_kept_from_scripts_and_other_sites,
);

/// What the gate may write, and how many rows there are.
async fn written(app: &TestApp) -> [u64; 6] {
    let mut counts = [0; 6];
    let tables = ["account", "business", "member", "agreement", "session", "ledger_entry"];
    for (count, table) in counts.iter_mut().zip(tables) {
        *count = app.count(table).await;
    }
    counts
}

/// A filled form of the page `/register/account`.
fn form<'a>(email: &'a str, password: &'a str) -> [(&'a str, &'a str); 5] {
    [
        ("business_name", "Acme & Sons"),
        ("country", "CA"),
        ("name", "Ada Owner"),
        ("email", email),
        ("password", password),
    ]
}

async fn register(client: &Client, email: &str) -> Answer {
    client.post_form("/register/account", "registration/register", &form(email, PASSWORD)).await
}

async fn sign_in(client: &Client, email: &str, password: &str) -> Answer {
    client.post_form("/sign-in", "account/sign-in", &[("email", email), ("password", password)]).await
}

async fn without_an_agreement_there_is_no_form_and_no_account(app: TestApp) {
    let before = written(&app).await;
    let client = app.client();
    client.get("/register/account").await.expect_to("/register");
    register(&client, "ada@example.com").await.expect_to("/register");
    let fields = [("email", "ada@example.com"), ("password", PASSWORD)];
    let landed = client.submit("registration/register", &fields).await.expect(200).body;
    assert_eq!(landed, "{\"to\":\"/register\",\"answer\":null}");
    let forged = app.client();
    forged.sign_in_with("forged");
    forged.get("/customers").await.expect_to("/sign-in?next=/customers");
    assert_eq!(written(&app).await, before);
    assert_eq!(client.session(), None);
}

async fn declining_stores_nothing_and_takes_an_agreement_back(app: TestApp) {
    let client = app.agreed().await;
    client.get("/register/account").await.expect(200);
    let before = written(&app).await;
    client.post_form("/register", "registration/decline", &[]).await.expect_to("/register/declined");
    let page = client.get("/register/declined").await.expect(200).body;
    assert!(page.contains("Registration needs your consent"), "{page}");
    assert_eq!(client.cookie("agreement"), None);
    client.get("/register/account").await.expect_to("/register");
    register(&client, "ada@example.com").await.expect_to("/register");
    assert_eq!(written(&app).await, before);

    let stranger = app.client();
    stranger.post_form("/register", "registration/decline", &[]).await.expect_to("/register/declined");
    assert_eq!(written(&app).await, before);
}

async fn an_unticked_box_is_told_so_and_stores_nothing(app: TestApp) {
    let client = app.client();
    let page = client.get("/register").await.expect(200).body;
    let (statement, privacy) = (field(&page, "statement").unwrap(), field(&page, "privacy").unwrap());
    let before = written(&app).await;
    let fields = [("statement", &*statement), ("privacy", &*privacy)];
    let again = client.post_form("/register", "registration/agree", &fields).await.expect(422).body;
    assert!(again.contains("Tick the box if you agree"), "{again}");
    assert_eq!(field(&again, "statement").as_ref(), Some(&statement), "the statement is shown again");

    // An agreement to texts that nobody was shown is none.
    let fields = [("agree", "on"), ("statement", "99"), ("privacy", &*privacy)];
    client.post_form("/register", "registration/agree", &fields).await.expect(403);
    assert_eq!(written(&app).await, before);
    client.get("/register/account").await.expect_to("/register");
}

async fn an_agreement_is_good_for_one_account_and_one_hour(app: TestApp) {
    let client = app.agreed().await;
    let agreement = client.cookie("agreement").unwrap();
    register(&client, "ada@example.com").await.expect_to("/customers");
    assert_eq!(client.cookie("agreement"), None);
    let replayed = app.client();
    let request = replayed.request(reqwest::Method::POST, "/register/account").header("sec-fetch-site", "same-origin");
    let request = request.header("cookie", format!("agreement={agreement}"));
    let fields: Vec<_> =
        form("bob@example.com", PASSWORD).into_iter().chain([("do", "registration/register")]).collect();
    replayed.send(request.form(&fields)).await.expect_to("/register");

    let slow = app.agreed().await;
    let almost = app.second_node(TimeDelta::minutes(59)).await;
    slow.at(almost.address).get("/register/account").await.expect(200);
    almost.stop().await;
    let later = app.second_node(TimeDelta::minutes(60)).await;
    slow.at(later.address).get("/register/account").await.expect_to("/register");
    register(&slow.at(later.address), "carol@example.com").await.expect_to("/register");
    later.stop().await;
    assert_eq!(app.count("account").await, 1);
}

async fn a_form_with_a_problem_comes_back_as_it_was_typed(app: TestApp) {
    let client = app.agreed().await;
    let before = written(&app).await;
    let again = client.post_form("/register/account", "registration/register", &form("ada at home", PASSWORD)).await;
    let again = again.expect(422).body;
    assert!(again.contains("Enter an email address like name@example.com"), "{again}");
    assert_eq!(field(&again, "business_name").as_deref(), Some("Acme & Sons"));
    assert_eq!(field(&again, "email").as_deref(), Some("ada at home"));
    assert!(!again.contains(PASSWORD), "a password is not sent back");

    let weak =
        client.post_form("/register/account", "registration/register", &form("ada@example.com", "password")).await;
    assert_eq!(field(&weak.expect(422).body, "name").as_deref(), Some("Ada Owner"));
    assert_eq!(written(&app).await, before);
    register(&client, "ada@example.com").await.expect_to("/customers");

    let second = app.agreed().await;
    let taken = register(&second, "ADA@example.com").await.expect(422).body;
    assert!(taken.contains("This is already in use"), "{taken}");
    assert_eq!(app.count("account").await, 1);
}

async fn an_invited_member_passes_the_same_gate(app: TestApp) {
    let owner = app.owner().await;
    let link = app.invite(&owner, Role::Staff).await;
    let token = link.trim_start_matches("/join/");
    let before = written(&app).await;
    let client = app.client();
    let page = client.get(&link).await.expect(200).body;
    assert!(page.contains("Before you join"), "{page}");
    assert_eq!(field(&page, "password"), None, "no account form before the agreement");

    let account = [("token", token), ("name", "Sam"), ("password", PASSWORD)];
    client.post_form(&link, "team/join", &account).await.expect_to(&link);
    client.post_form(&link, "registration/decline", &[]).await.expect_to("/register/declined");
    let fields = [("token", token), ("statement", "1"), ("privacy", "1")];
    let unticked = client.post_form(&link, "team/agree", &fields).await.expect(422).body;
    assert!(unticked.contains("Tick the box if you agree"), "{unticked}");
    assert_eq!(written(&app).await, before);

    let (statement, privacy) = (field(&page, "statement").unwrap(), field(&page, "privacy").unwrap());
    let fields = [("token", token), ("agree", "on"), ("statement", &*statement), ("privacy", &*privacy)];
    client.post_form(&link, "team/agree", &fields).await.expect_to(&link);
    assert!(field(&client.get(&link).await.expect(200).body, "password").is_some());
    client.post_form(&link, "team/join", &account).await.expect_to("/customers");
    client.get("/customers").await.expect(200);
    assert_eq!(app.ctx(&client).await.role, Some(Role::Staff));
    let agreed =
        app.ask("SELECT 'account' FROM account WHERE statement_id IS NOT NULL AND agreed_at IS NOT NULL").await;
    assert_eq!(agreed.len(), 2, "both accounts keep what they agreed to");
}

async fn an_invitation_is_good_for_one_person(app: TestApp) {
    let owner = app.owner().await;
    let (used, withdrawn) = (app.invite(&owner, Role::Staff).await, app.invite(&owner, Role::Admin).await);
    let client = app.agreed().await;
    let fields = [("token", used.trim_start_matches("/join/")), ("name", "Sam"), ("password", PASSWORD)];
    client.post_form(&used, "team/join", &fields).await.expect_to("/customers");
    let second = app.agreed().await;
    second.post_form(&used, "team/join", &fields).await.expect(410);
    second.get(&used).await.expect(410);

    let ctx = app.ctx(&owner).await;
    let open = service::team::list(app.service(), &ctx).await.unwrap().invitations;
    let invitation = open[0].id.to_string();
    owner.post_form("/team", "team/revoke", &[("invitation", &invitation)]).await.expect_to("/team");
    let fields = [("token", withdrawn.trim_start_matches("/join/")), ("name", "Eve"), ("password", PASSWORD)];
    second.post_form(&withdrawn, "team/join", &fields).await.expect(410);
    second.get("/join/guessed").await.expect(410);
    assert_eq!(app.count("member").await, 2);
}

/// A page without what is by chance in every answer.
fn without_chance(page: &str) -> String {
    ["nonce=\"", "crossorigin=\""].into_iter().fold(page.to_owned(), |page, attribute| {
        let mut parts = page.split(attribute);
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |page, part| page + part.split_once('"').map_or("", |(_, rest)| rest))
    })
}

async fn a_wrong_password_and_an_unknown_address_get_the_same_answer(app: TestApp) {
    register(&app.agreed().await, "ada@example.com").await.expect_to("/customers");
    let client = app.client();
    let wrong = sign_in(&client, "ada@example.com", "nine green tractors").await.expect(401);
    let unknown = sign_in(&client, "bob@example.com", "nine green tractors").await.expect(401);
    assert!(wrong.body.contains("This email and password do not go together"), "{}", wrong.body);
    let wrong_page = without_chance(&wrong.body).replace("ada@example.com", "bob@example.com");
    assert_eq!(wrong_page, without_chance(&unknown.body));
    assert_eq!((wrong.cookies.len(), unknown.cookies.len()), (0, 0));
    assert_eq!(field(&wrong.body, "email").as_deref(), Some("ada@example.com"));
    assert!(!wrong.body.contains("tractors"));
    sign_in(&client, " Ada@Example.com ", PASSWORD).await.expect_to("/customers");
}

async fn guessing_is_slowed_down_for_the_right_password_too(app: TestApp) {
    register(&app.agreed().await, "ada@example.com").await.expect_to("/customers");
    let client = app.client();
    for email in ["ada@example.com", "nobody@example.com"] {
        for _ in 0..5 {
            sign_in(&client, email, "nine green tractors").await.expect(401);
        }
        sign_in(&client, email, "nine green tractors").await.expect(429);
    }
    let told = sign_in(&client, "ada@example.com", PASSWORD).await.expect(429).body;
    assert!(told.contains("Too many attempts"), "{told}");
    let later = app.second_node(TimeDelta::minutes(16)).await;
    sign_in(&client.at(later.address), "ada@example.com", PASSWORD).await.expect_to("/customers");
    later.stop().await;
}

async fn signing_out_ends_the_session_on_the_server(app: TestApp) {
    let owner = app.owner().await;
    let stolen = owner.copy();
    stolen.get("/customers").await.expect(200);
    let out = owner.post_form("/customers", "account/sign-out", &[]).await.expect_to("/sign-in");
    assert!(out.cookies.iter().any(|line| line.starts_with("session=;") && line.contains("Max-Age=0")));
    assert_eq!(owner.session(), None);
    stolen.get("/customers").await.expect_to("/sign-in?next=/customers");
    stolen.post_fn("dashboard/show", &serde_json::json!({})).await.expect(401);
}

async fn signing_in_leads_back_to_the_page_that_was_asked_for(app: TestApp) {
    let client = app.agreed().await;
    register(&client, "ada@example.com").await.expect_to("/customers");
    let stranger = app.client();
    let to = stranger.get("/audit-log").await.expect(302).location.unwrap();
    let page = stranger.get(&to).await.expect(200).body;
    let next = field(&page, "next").unwrap();
    for (next, to) in
        [(next.as_str(), "/audit-log"), ("https://evil.example/", "/customers"), ("//evil.example", "/customers")]
    {
        let fields = [("email", "ada@example.com"), ("password", PASSWORD), ("next", next)];
        app.client().post_form("/sign-in", "account/sign-in", &fields).await.expect_to(to);
    }
}

async fn cookies_are_kept_from_scripts_and_other_sites(app: TestApp) {
    let client = app.agreed().await;
    let line = register(&client, "ada@example.com").await.cookies.into_iter().find(|line| line.starts_with("session="));
    let line = line.expect("the session's cookie");
    for flag in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(line.contains(flag), "{line}");
    }
    // A browser would not keep a Secure cookie of http.
    assert!(!line.contains("Secure"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_https_a_cookie_is_bound_to_this_host_and_to_https() {
    let app = TestApp::start_with(Db::Sqlite, &[("RINGFENCE_HTTP_PUBLIC_URL", "https://crm.example")]).await;
    let client = app.client();
    let page = client.get("/register").await.expect(200).body;
    let (statement, privacy) = (field(&page, "statement").unwrap(), field(&page, "privacy").unwrap());
    let fields = [("agree", "on"), ("statement", &*statement), ("privacy", &*privacy)];
    let answer = client.post_form("/register", "registration/agree", &fields).await.expect_to("/register/account");
    let line = answer.cookies.first().expect("the agreement's cookie");
    for part in ["__Host-agreement=", "; Secure", "; HttpOnly", "; Path=/", "; SameSite=Lax"] {
        assert!(line.contains(part), "{line}");
    }
    assert!(!line.contains("Domain"), "{line}");
}
