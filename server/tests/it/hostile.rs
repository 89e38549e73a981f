//! Input that means harm; below, what meets somebody else's, and a record that cannot be written.

mod meeting;
mod opening;
mod unwritable;

use reqwest::Method;

use crate::support::{Answer, Client, PASSWORD, TestApp, field, is_shown_escaped};

each_db!(
    what_looks_like_a_script_is_shown_as_the_text_that_it_is,
    signs_that_cannot_be_shown_are_refused_in_every_text,
    texts_that_are_too_long_are_refused_everywhere,
    what_another_site_sends_is_refused_before_anything_else,
    an_unknown_path_is_not_found,
    a_search_of_any_signs_is_only_a_search,
    what_is_searched_for_stands_in_no_address,
);

/// Breaks out of an element, out of an attribute, and out of the data that a page carries.
const SCRIPT: &str = "</script></title>\"'><script>alert(1)</script>";

/// A field and its value.
type Field = (&'static str, String);
/// Those of a form.
type Fields = Vec<Field>;

async fn submit(client: &Client, path: &str, form: &str, fields: &[Field]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    client.post_form(path, form, &fields).await
}

/// The form of a new customer, filled.
async fn new_customer(app: &TestApp, client: &Client) -> Fields {
    let typed = app.typed(&app.ctx(client).await, "yes").await;
    vec![
        ("answer", typed.answer),
        ("script", typed.script),
        ("form", typed.form),
        ("name", typed.name),
        ("phone", typed.phone),
        ("email", typed.email),
        ("company", "Acme".into()),
        ("time_zone", typed.time_zone),
        ("note", "calls back".into()),
    ]
}

/// The details of a customer as the edit page sends them.
async fn details(client: &Client, path: &str) -> Fields {
    let page = client.get(path).await.expect(200).body;
    let mut fields: Fields =
        ["customer", "revision", "name", "company", "address_line", "city", "region", "postal_code"]
            .map(|name| (name, field(&page, name).unwrap()))
            .into();
    fields.extend([("time_zone", "America/New_York".to_owned()), ("note", String::new())]);
    fields
}

fn with(fields: &[Field], name: &str, value: &str) -> Fields {
    fields.iter().map(|(field, old)| (*field, if *field == name { value.to_owned() } else { old.clone() })).collect()
}

async fn what_looks_like_a_script_is_shown_as_the_text_that_it_is(app: TestApp) {
    let owner = app.owner_of(SCRIPT).await;
    let mut fields = new_customer(&app, &owner).await;
    for name in ["name", "company", "note"] {
        fields = with(&fields, name, SCRIPT);
    }
    let page = submit(&owner, "/customers/new", "interaction/save", &fields).await.expect(303).location.unwrap();
    let customer = page.rsplit('/').next().unwrap().to_owned();
    let edit = format!("{page}/edit");
    let mut fields = details(&owner, &edit).await;
    for name in ["name", "company", "address_line", "city", "region", "postal_code", "note"] {
        fields = with(&fields, name, SCRIPT);
    }
    submit(&owner, &edit, "customer/edit", &fields).await.expect_to(&page);
    let point = [("customer", customer.clone()), ("phone", "(415) 555-0199".into()), ("label", SCRIPT.into())];
    submit(&owner, &edit, "customer/add-point", &point).await.expect_to(&edit);
    let contact = [
        ("customer", customer.clone()),
        ("direction", "inbound".into()),
        ("outcome", "spoke".into()),
        ("note", SCRIPT.into()),
        ("form", field(&owner.get(&page).await.expect(200).body, "form").unwrap()),
    ];
    submit(&owner, &page, "interaction/contact", &contact).await.expect_to(&page);
    let html = owner.get(&page).await.expect(200).body;
    let answer = [
        ("customer", customer.clone()),
        ("topic", "call/service".into()),
        ("answer", "given".into()),
        ("notice", field(&html, "notice").unwrap()),
        ("note", SCRIPT.into()),
    ];
    submit(&owner, &page, "consent/record", &answer).await.expect_to(&page);
    let wrong = [("customer", customer.clone()), ("event", field(&html, "event").unwrap()), ("reason", SCRIPT.into())];
    submit(&owner, &page, "consent/invalidate", &wrong).await.expect_to(&page);
    let holiday = [("on", "2030-01-01".into()), ("name", SCRIPT.into())];
    submit(&owner, "/settings", "setting/add-holiday", &holiday).await.expect_to("/settings");
    let policy = [("policy", "privacy_policy".to_owned()), ("base", "0".into()), ("text", SCRIPT.into())];
    submit(&owner, "/policies/privacy_policy", "policy/publish", &policy).await.expect_to("/policies/privacy_policy");
    let policies = owner.get("/policies").await.expect(200).body;
    let public = policies.split('"').find(|part| part.starts_with("/b/")).unwrap().to_owned();
    submit(&owner, &page, "dnc/mark", &[("customer", customer.clone())]).await.expect_to(&page);
    let lift =
        [("customer", customer), ("lift", "by_request".into()), ("reason", SCRIPT.into()), ("evidence", SCRIPT.into())];
    submit(&owner, &page, "dnc/lift", &lift).await.expect_to(&page);

    let interaction = format!("{page}/interaction");
    let stranger = [("phone", "(415) 555-0198".to_owned()), ("reason", SCRIPT.to_owned())];
    let number = submit(&owner, "/do-not-call/add", "suppression/add", &stranger).await.expect(303).location.unwrap();
    let (merge, split) = (format!("{page}/merge"), format!("{page}/split"));
    let pages = [
        "/customers",
        &page,
        &edit,
        &merge,
        &split,
        &interaction,
        "/audit-log",
        "/team",
        "/account",
        "/dashboard",
        "/do-not-call",
        &number,
        "/settings",
        "/policies/privacy_policy",
        &public,
    ];
    for path in pages {
        let html = owner.get(path).await.expect(200).body;
        assert!(is_shown_escaped(&html, "<script>alert(1)"), "{path}: {html}");
        // Nothing breaks out of an attribute either.
        assert!(!html.contains("\"'><"), "{path}: {html}");
    }
    // A title must not end before its text does.
    let html = owner.get(&page).await.expect(200).body;
    let (_, title) = html.split_once("<title>").unwrap();
    let (title, _) = title.split_once("</title>").unwrap();
    assert!(title.contains("alert(1)"), "{title}");

    // What is sent back to be typed again, too.
    let again = [("email", SCRIPT.to_owned()), ("password", PASSWORD.to_owned()), ("next", SCRIPT.to_owned())];
    let html = submit(&app.client(), "/sign-in", "account/sign-in", &again).await.expect(401).body;
    assert!(is_shown_escaped(&html, "<script>alert(1)"), "{html}");
    let pasted = [("numbers", SCRIPT.to_owned()), ("reason", SCRIPT.to_owned())];
    for (path, form, fields) in [
        ("/customers", "customer/search", [("q", SCRIPT.to_owned())].to_vec()),
        ("/do-not-call", "suppression/search", [("phone", SCRIPT.to_owned())].to_vec()),
        ("/do-not-call/paste", "suppression/paste", pasted.to_vec()),
    ] {
        let html = submit(&owner, path, form, &fields).await.body;
        assert!(is_shown_escaped(&html, "<script>alert(1)"), "{path}: {html}");
    }
}

/// A filled form: whose browser, which page, which form, its fields, and which of them are texts.
type Filled<'a> = (&'a Client, &'a str, &'a str, Fields, &'a [&'a str]);

/// The form of a split, which gives the first number to somebody.
async fn split_fields(owner: &Client, split: &str, customer: &str) -> Fields {
    let html = owner.get(split).await.expect(200).body;
    let (_, point) = html.split_once("name=\"point_").unwrap();
    // The name of the field is that of the number.
    let point: &'static str = format!("point_{}", point.split('"').next().unwrap()).leak();
    let revision = field(&html, "revision").unwrap();
    vec![("customer", customer.to_owned()), ("revision", revision), ("name", "text".into()), (point, "true".into())]
}

/// Every text of every form, one by one, with this value: the answers.
#[allow(clippy::too_many_lines, reason = "one list of forms")]
async fn in_every_text(app: &TestApp, value: &str) -> Vec<(String, Answer)> {
    let owner = app.owner().await;
    let fields = new_customer(app, &owner).await;
    let page = submit(&owner, "/customers/new", "interaction/save", &fields).await.expect(303).location.unwrap();
    let customer = page.rsplit('/').next().unwrap().to_owned();
    let edit = format!("{page}/edit");
    submit(&owner, &page, "dnc/mark", &[("customer", customer.clone())]).await.expect_to(&page);
    let script = field(&owner.get("/customers/new?answer=no").await.expect(200).body, "script").unwrap();
    let register = ["business_name", "country", "name", "email", "password"].into_iter();
    let register: Fields = register.zip(["Acme", "US", "Ada", "x@example.com", PASSWORD].map(str::to_owned)).collect();
    let text = |name: &'static str| (name, "text".to_owned());
    let own = || ("customer", customer.clone());
    let agreed = app.agreed().await;
    let html = owner.get(&page).await.expect(200).body;
    let (notice, event) = (field(&html, "notice").unwrap(), field(&html, "event").unwrap());
    let split = format!("{page}/split");
    let parted = split_fields(&owner, &split, &customer).await;
    let forms: [Filled<'_>; 14] = [
        (
            &owner,
            "/customers/new?answer=yes",
            "interaction/save",
            new_customer(app, &owner).await,
            &["name", "company", "note"],
        ),
        (
            &owner,
            &edit,
            "customer/edit",
            details(&owner, &edit).await,
            &["name", "company", "address_line", "city", "region", "postal_code", "note"],
        ),
        (
            &owner,
            &edit,
            "customer/add-point",
            vec![own(), ("phone", "(415) 555-0199".into()), text("label")],
            &["label"],
        ),
        (
            &owner,
            &page,
            "dnc/lift",
            vec![own(), ("lift", "by_request".into()), text("reason"), text("evidence")],
            &["reason", "evidence"],
        ),
        (
            &owner,
            &page,
            "interaction/contact",
            vec![own(), ("direction", "inbound".into()), ("outcome", "spoke".into()), text("note")],
            &["note"],
        ),
        (
            &owner,
            "/customers/new?answer=no",
            "interaction/refusal",
            vec![("script", script), ("reason", "not_said".into()), text("note")],
            &["note"],
        ),
        (&owner, &split, "customer/split", parted, &["name"]),
        (
            &owner,
            "/do-not-call/add",
            "suppression/add",
            vec![("phone", "(415) 555-0197".into()), text("reason")],
            &["reason"],
        ),
        (
            &owner,
            "/do-not-call/paste",
            "suppression/paste",
            vec![("numbers", "(415) 555-0197".into()), text("reason")],
            &["reason"],
        ),
        (
            &owner,
            &page,
            "consent/record",
            vec![own(), ("topic", "call/service".into()), ("answer", "given".into()), ("notice", notice), text("note")],
            &["note"],
        ),
        (&owner, &page, "consent/invalidate", vec![own(), ("event", event), text("reason")], &["reason"]),
        (
            &owner,
            "/settings",
            "setting/business",
            vec![text("business_name"), ("business_country", "US".into())],
            &["business_name"],
        ),
        (&owner, "/settings", "setting/add-holiday", vec![("on", "2030-01-01".into()), text("name")], &["name"]),
        (&agreed, "/register/account", "registration/register", register, &["business_name", "name"]),
    ];
    let before = app.counts().await;
    let mut answers = Vec::new();
    for (client, path, form, fields, texts) in &forms {
        for name in *texts {
            let answer = submit(client, path, form, &with(fields, name, value)).await;
            answers.push((format!("{form} {name}"), answer));
        }
    }
    assert_eq!(app.counts().await, before, "nothing was stored");
    answers
}

async fn signs_that_cannot_be_shown_are_refused_in_every_text(app: TestApp) {
    // The end of a text for a program in C, a terminal's escape, and what turns the writing around.
    for value in ["a\u{0}b", "a\u{1b}[31mb", "a\u{202e}b"] {
        for (text, answer) in in_every_text(&app, value).await {
            assert_eq!(answer.status, 422, "{text}: {}", answer.body);
            assert!(answer.body.contains("Remove the characters that cannot be shown"), "{text}: {}", answer.body);
        }
    }
}

async fn texts_that_are_too_long_are_refused_everywhere(app: TestApp) {
    let typed = "x".repeat(2_001);
    for (text, answer) in in_every_text(&app, &typed).await {
        assert_eq!(answer.status, 422, "{text}");
        assert!(answer.body.contains("Use at most"), "{text}: {}", answer.body);
        assert!(answer.body.contains(&typed), "{text}: what was typed is kept");
    }
}

async fn what_another_site_sends_is_refused_before_anything_else(app: TestApp) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    let path = format!("/customers/{customer}");
    let before = app.counts().await;
    let fields = [("do", "dnc/mark".to_owned()), ("customer", customer.to_string())];
    let arguments = serde_json::json!({ "params": { "customer": customer.to_string() } });
    let foreign = [
        Some(("sec-fetch-site", "cross-site")),
        Some(("sec-fetch-site", "same-site")),
        Some(("origin", "https://evil.example")),
        Some(("origin", "null")),
        None,
    ];
    for header in foreign {
        let form = owner.request(Method::POST, &path).form(&fields);
        let function = owner.request(Method::POST, "/fn/dnc/mark").json(&arguments);
        for request in [form, function] {
            let request = match header {
                Some((name, value)) => request.header(name, value),
                None => request,
            };
            let answer = owner.send(request).await;
            assert_eq!(answer.status, 403, "{header:?}");
        }
    }
    assert_eq!(app.counts().await, before);
    let ours = owner.request(Method::POST, &path).header("origin", format!("http://{}", app.host())).form(&fields);
    owner.send(ours).await.expect_to(&path);
}

async fn an_unknown_path_is_not_found(app: TestApp) {
    let owner = app.owner().await;
    for client in [&owner, &app.client()] {
        for path in ["/nope", "/customers/1/2/3", "/fn/nope", "/pkg/nope.js", "/.env", "/%2e%2e/%2e%2e/etc/passwd"] {
            client.get(path).await.expect(404);
        }
        let posted = client.post_form("/nope", "dnc/mark", &[]).await;
        assert!(matches!(posted.status, 404 | 405), "{}", posted.status);
    }
    for customer in ["nonsense", "00000000-0000-7000-8000-000000000000", "%00", "..%2f"] {
        owner.get(&format!("/customers/{customer}")).await.expect(404);
    }
    let nameless = owner.post_form("/customers", "dnc/everything", &[]).await;
    assert_eq!(nameless.status, 400, "a form that nobody knows");
}

async fn a_search_of_any_signs_is_only_a_search(app: TestApp) {
    let owner = app.owner().await;
    app.customer(&app.ctx(&owner).await).await;
    let signs = ["\0", "%", "' OR 1=1--", "\"", "\\", "\u{202e}", "+1 (212)", "_"];
    for typed in signs.map(str::to_owned).into_iter().chain(["x".repeat(4_000)]) {
        owner.post_form("/customers", "customer/search", &[("q", &typed)]).await.expect(200);
        let answer = owner.post_form("/do-not-call", "suppression/search", &[("phone", &typed)]).await;
        assert!(matches!(answer.status, 200 | 422), "{typed:?}: {}", answer.status);
    }
    for page in ["0", "-1", "99999999999999999999", "4294967295"] {
        let answer = owner.post_form("/customers", "customer/search", &[("q", "x"), ("page", page)]).await;
        assert!(matches!(answer.status, 200 | 422), "{page}: {}", answer.status);
    }
    for query in ["page=0", "page=-1", "page=99999999999999999999", "page=4294967295", "show=nonsense"] {
        owner.get(&format!("/customers?{query}")).await.expect(200);
    }
    for query in ["show=nonsense", "after=x", "after=99999999999999999999.x", "after=%00"] {
        owner.get(&format!("/do-not-call?{query}")).await.expect(200);
    }
}

async fn what_is_searched_for_stands_in_no_address(app: TestApp) {
    let owner = app.owner().await;
    let typed = app.typed(&app.ctx(&owner).await, "yes").await;
    let phone = typed.phone.clone();
    service::interaction::save_customer(app.service(), &app.ctx(&owner).await, typed.clone()).await.unwrap();
    let found = owner.post_form("/customers", "customer/search", &[("q", &phone)]).await.expect(200);
    assert!(found.body.contains(&typed.name) && found.location.is_none(), "{}", found.body);
    let stranger = [("phone", &*phone), ("reason", "asked on the phone")];
    owner.post_form("/do-not-call/add", "suppression/add", &stranger).await.expect(303);
    let found = owner.post_form("/do-not-call", "suppression/search", &[("phone", &phone)]).await.expect(200);
    assert!(found.body.contains("is on the list") && found.location.is_none(), "{}", found.body);
    for path in ["/customers", "/do-not-call"] {
        let html = owner.get(path).await.expect(200).body;
        assert!(!html.contains("method=\"get\""), "{path}: {html}");
    }
}
