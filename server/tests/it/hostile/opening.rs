//! Opening pages, by whoever and with whatever behind the question mark.

use domain::{
    access::Role,
    wire::{account::params::NewAddress, request::params::Receive},
};
use leptos_axum::generate_route_list;
use reqwest::Method;

use crate::support::{Client, PASSWORD, TestApp};

each_db!(opening_pages_changes_nothing);

/// The links in mails about one's own account: to a new password, and to another address.
async fn account_links(app: &TestApp, owner: &Client) -> [String; 2] {
    let ctx = app.ctx(owner).await;
    let (email, new) = (service::account::email(app.service(), &ctx).await.unwrap(), app.email());
    service::account::ask_reset(app.service(), &email, "").await.unwrap();
    let typed = NewAddress { email: new.clone(), password: PASSWORD.into() };
    service::account::ask_address(app.service(), &ctx, typed).await.unwrap();
    [
        app.mail_to(&email, "A new password for your account").await.path("Choose a new password"),
        app.mail_to(&new, "Confirm your address").await.path("Confirm this address"),
    ]
}

/// A request of a customer.
async fn request_of(app: &TestApp, owner: &Client, customer: &str) -> String {
    let ctx = app.ctx(owner).await;
    let form = service::request::new(app.service(), &ctx, customer).await.unwrap();
    let receive = Receive {
        customer: customer.into(),
        form: form.form,
        kind: "access".into(),
        came: "mail".into(),
        received_on: form.today.to_string(),
        asked: String::new(),
    };
    service::request::receive(app.service(), &ctx, receive).await.unwrap().to_string()
}

/// An audit of the business, and one of its findings: nobody accepted the agreement.
async fn audit_of(app: &TestApp, owner: &Client) -> [String; 2] {
    let ctx = app.ctx(owner).await;
    let id = app.audit(&ctx).await;
    let audits = service::audit::list(app.service(), &ctx).await.unwrap();
    [id.to_string(), audits.open[0].id.to_string()]
}

async fn opening_pages_changes_nothing(app: TestApp) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await.to_string();
    let link = app.invite(&owner, Role::Staff).await;
    let door = service::demo::seed(app.service(), 1).await.unwrap().members.remove(0).link;
    let stranger = [("phone", "(415) 555-0198"), ("reason", "asked on the phone")];
    let number = owner.post_form("/do-not-call/add", "suppression/add", &stranger).await.expect(303).location.unwrap();
    let number = number.trim_start_matches("/do-not-call/").split('?').next().unwrap().to_owned();
    let messages = domain::wire::message::params::Query::default();
    let messages = service::message::show(app.service(), &app.ctx(&owner).await, messages).await.unwrap();
    let message = messages.rows[0].id.to_string();
    let [reset, confirm] = account_links(&app, &owner).await;
    let request = request_of(&app, &owner, &customer).await;
    let [audit, finding] = audit_of(&app, &owner).await;
    let display = app.display(&app.ctx(&owner).await).await.to_string();
    let webhook = app.webhook(&app.ctx(&owner).await, "https://crm.example/webhooks").await.id.to_string();
    app.member(&owner, Role::Staff).await;
    let team = service::team::list(app.service(), &app.ctx(&owner).await).await.unwrap();
    let member = team.members.iter().find(|member| !member.is_me).unwrap().id.to_string();
    let before = app.counts().await;
    let pages = generate_route_list(app::App);
    assert!(pages.len() >= 20, "the app has its pages");
    for page in &pages {
        let path = page.path().replace(":id", &customer).replace("{id}", &customer);
        let path = path.replace(":number", &number).replace("{number}", &number);
        let path = path.replace("/join/:token", &link).replace("/join/{token}", &link);
        let path = path.replace("/reset/:token", &reset).replace("/reset/{token}", &reset);
        let path = path.replace("/confirm-address/:token", &confirm).replace("/confirm-address/{token}", &confirm);
        let path = path.replace(":request", &request).replace("{request}", &request);
        let path = path.replace(":audit", &audit).replace("{audit}", &audit);
        let path = path.replace(":finding", &finding).replace("{finding}", &finding);
        let path = path.replace(":member", &member).replace("{member}", &member);
        let path = path.replace(":display", &display).replace("{display}", &display);
        let path = path.replace(":webhook", &webhook).replace("{webhook}", &webhook);
        let path = path.replace("/demo/:link", &door).replace("/demo/{link}", &door);
        let path = path.replace(":policy", "question.call.service").replace("{policy}", "question.call.service");
        let path = path.replace(":message", &message).replace("{message}", &message);
        let path = path.replace("/compare", "/compare?from=1&to=1");
        let path = path.replace("/requests/new", &format!("/requests/new?customer={customer}"));
        for client in [&owner, &app.client()] {
            for method in [Method::GET, Method::HEAD] {
                let request = client.request(method.clone(), &path).header("accept", "text/html");
                let answer = client.send(request).await;
                assert!(matches!(answer.status, 200 | 302), "{method} {path}: {}", answer.status);
            }
            for query in ["answer=no", "do=dnc/mark", "do=account/sign-out", "purpose=marketing"] {
                let sign = if path.contains('?') { '&' } else { '?' };
                client.get(&format!("{path}{sign}{query}")).await;
            }
        }
    }
    for (path, _) in server_fn::axum::server_fn_paths() {
        let answer = owner.get(path).await;
        assert_ne!(answer.status, 200, "{path} answers a GET");
    }
    assert_eq!(app.counts().await, before);
    owner.get("/customers").await.expect(200);
}
