//! Data subjects' requests, as staff and customers make them, without a script.

use domain::wire::request::params::Receive;

use crate::support::{Answer, Client, TestApp};

each_db!(
    a_request_goes_from_the_customers_page_to_its_answer,
    a_copy_is_made_by_who_may_export_and_is_recorded,
    a_customer_reads_their_copy_by_the_mail_and_not_by_the_link,
);

/// A business with a customer: its owner, and the customer's identifier.
async fn business(app: &TestApp) -> (Client, String) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    (owner, customer.to_string())
}

async fn received(app: &TestApp, owner: &Client, customer: &str, kind: &str) -> String {
    let ctx = app.ctx(owner).await;
    let form = service::request::new(app.service(), &ctx, customer).await.unwrap();
    let receive = Receive {
        customer: customer.into(),
        form: form.form,
        kind: kind.into(),
        came: "mail".into(),
        received_on: form.today.to_string(),
        asked: "MARKERASKED".into(),
    };
    service::request::receive(app.service(), &ctx, receive).await.unwrap().to_string()
}

async fn a_request_goes_from_the_customers_page_to_its_answer(app: TestApp) {
    let (owner, customer) = business(&app).await;
    let page = owner.get(&format!("/customers/{customer}")).await.expect(200).body;
    assert!(page.contains(&format!("/requests?customer={customer}")), "{page}");
    let list = owner.get(&format!("/requests?customer={customer}")).await.expect(200).body;
    assert!(list.contains(&format!("/requests/new?customer={customer}")), "{list}");
    let here = format!("/requests/new?customer={customer}");
    let form = owner.get(&here).await.expect(200).body;
    let (_, rest) = form.split_once("name=\"form\" value=\"").or_else(|| form.split_once("name=\"form\"")).unwrap();
    assert!(!rest.is_empty());
    let ctx = app.ctx(&owner).await;
    let id = service::request::new(app.service(), &ctx, &customer).await.unwrap().form;
    let mut fields = vec![("customer", &*customer), ("form", &*id), ("kind", "restriction"), ("came", "phone")];
    fields.extend([("received_on", "tomorrow"), ("asked", "<b>the figures</b> are wrong")]);
    let again = owner.post_form(&here, "request/receive", &fields).await.expect(422).body;
    assert!(again.contains("Enter a day like") && again.contains("&lt;b>the figures"), "{again}");
    let today = app.service().now().date_naive().to_string();
    fields[4].1 = &today;
    let to = owner.post_form(&here, "request/receive", &fields).await.expect(303).location.unwrap();
    assert_eq!(to, format!("/requests/{id}"));

    let blocked = owner.get(&format!("/customers/{customer}")).await.expect(200).body;
    assert!(blocked.contains("Customer asked to restrict the use of their data"), "{blocked}");
    assert!(!blocked.contains("tel:"));
    let open = owner.get("/requests?filter=open").await.expect(200).body;
    assert!(open.contains("Restriction") && open.contains(&to), "{open}");
    assert!(!owner.get("/requests?filter=overdue").await.expect(200).body.contains(&to));
    let answer = [("request", &*id), ("answer", "done"), ("outcome", "checked"), ("told", "")];
    let refused = owner.post_form(&to, "request/settle", &answer).await.expect(422).body;
    assert!(refused.contains("Tell the customer first"), "{refused}");
    let answer = [("request", &*id), ("answer", "done"), ("outcome", "checked"), ("told", "by letter")];
    owner.post_form(&to, "request/settle", &answer).await.expect_to(&to);
    let log = owner.get("/audit-log").await.expect(200).body;
    assert!(log.contains("Request received") && log.contains("Told before: by letter"), "{log}");
    let auditor = app.member(&owner, domain::access::Role::Auditor).await;
    let read = auditor.get(&to).await.expect(200).body;
    assert!(read.contains("by letter") && !read.contains("request/settle"), "{read}");
}

/// Presses a button of the request's page that has no fields.
async fn post(client: &Client, path: String) -> Answer {
    let request = client.request(reqwest::Method::POST, &path).header("sec-fetch-site", "same-origin");
    client.send(request).await
}

async fn a_copy_is_made_by_who_may_export_and_is_recorded(app: TestApp) {
    let (owner, customer) = business(&app).await;
    let id = received(&app, &owner, &customer, "access").await;
    let page = format!("/requests/{id}");
    let made = || app.ask("SELECT CAST(count(*) AS TEXT) FROM ledger_entry WHERE kind = 'copy_made'");
    let other = app.owner_of("Zenith Roofing").await;
    let staff = app.member(&owner, domain::access::Role::Staff).await;
    for client in [&other, &staff] {
        for path in ["copy", "copy.json"] {
            let answer = post(client, format!("{page}/{path}")).await;
            assert!(!answer.body.contains("MARKERASKED"), "{}", answer.body);
            answer.expect_to(&page);
        }
    }
    post(&app.client(), format!("{page}/copy")).await.expect_to(&format!("/sign-in?next={page}"));
    // Looking makes nothing.
    owner.get(&format!("{page}/copy")).await.expect_to(&page);
    assert_eq!(made().await, ["0"]);
    let document = post(&owner, format!("{page}/copy")).await.expect(200).body;
    assert!(document.contains("MARKERASKED") && !document.contains("<script"), "{document}");
    let file = post(&owner, format!("{page}/copy.json")).await.expect(200).body;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["requests"][0]["kind"], "access");
    assert_eq!(made().await, ["2"]);
}

async fn a_customer_reads_their_copy_by_the_mail_and_not_by_the_link(app: TestApp) {
    let (owner, customer) = business(&app).await;
    let path = app.mails().await[0].path("Your preferences");
    let phone = app.client();
    let asked = phone.post_form(&path, "copy", &[]).await.expect(200).body;
    assert!(asked.contains("Your request is recorded") && !asked.contains("/confirm/"), "{asked}");
    assert!(!asked.contains("+1212") && !asked.contains("Customer "), "the link reveals nothing: {asked}");
    let again = phone.post_form(&path, "copy", &[]).await.expect(200).body;
    assert!(again.contains("Nothing has changed"), "{again}");
    let open = owner.get(&format!("/requests?customer={customer}&filter=open")).await.expect(200).body;
    assert!(open.contains("by their link"), "{open}");

    let mails = app.mails().await;
    assert_eq!(mails.len(), 2);
    let link = mails[1].path("Show the copy of my data");
    let question = phone.get(&link).await.expect(200).body;
    assert!(question.contains("<form") && !question.contains("+1212"), "{question}");
    let copy = phone.post_form(&link, "confirm", &[]).await.expect(200).body;
    assert!(copy.contains("+1212") && copy.contains("What you answered"), "{copy}");
    phone.post_form(&link, "confirm", &[]).await.expect(410);
    phone.get(&link).await.expect(410);
    let done = owner.get(&format!("/requests?customer={customer}&filter=done")).await.expect(200).body;
    assert!(done.contains("by their link") && done.contains("Done"), "{done}");
}
