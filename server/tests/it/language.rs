//! The customer's language: in their mails, on their page, and kept.

use domain::{
    event::EventKind,
    id::CustomerId,
    language::Language,
    wire::{
        customer::{Edit, Merge, MergeQuery},
        interaction::NewCustomer,
    },
};
use reqwest::Method;

use crate::support::{Answer, Client, Eml, PASSWORD, TestApp, field};

each_db!(
    each_customer_is_written_to_in_their_language_and_finds_their_page_in_it,
    a_customer_chooses_the_language_by_their_link_and_every_change_after_it_keeps_it,
    who_chose_none_gets_the_language_of_their_browser_and_else_that_of_the_country,
    a_language_that_is_not_there_is_refused_by_name,
    times_are_on_the_customers_clock,
    a_copy_is_in_the_customers_language_and_its_file_is_not,
);

/// A customer who agreed, with this code of a language.
async fn speaking(app: &TestApp, owner: &Client, code: &str) -> CustomerId {
    let ctx = app.ctx(owner).await;
    let typed = NewCustomer { language: code.into(), ..app.typed(&ctx, "yes_but_no_calls").await };
    service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap()
}

/// The newest mail.
async fn newest(app: &TestApp) -> Eml {
    app.mails().await.pop().unwrap()
}

/// What leads to the customer's page in a mail of each language.
fn preferences(language: Language) -> &'static str {
    match language.code() {
        "es" => "Sus preferencias",
        "fr" => "Vos préférences\u{a0}",
        "de" => "Ihre Einstellungen",
        _ => "Your preferences",
    }
}

/// A page with the language that it says it is in.
async fn opened(client: &Client, path: &str, accepts: &str) -> (Answer, String) {
    let request = client.request(Method::GET, path).header("accept-language", accepts);
    let said = request.try_clone().unwrap().send().await.unwrap().headers()["content-language"].clone();
    (client.send(request).await, said.to_str().unwrap().to_owned())
}

async fn each_customer_is_written_to_in_their_language_and_finds_their_page_in_it(app: TestApp) {
    let owner = app.owner().await;
    let expected = [
        ["what we agreed", "Hello Customer", "Calls with offers: no (before: no answer)", "Stop all calls"],
        [
            "lo que hemos acordado",
            "Hola, Customer",
            "Llamadas con ofertas: no (antes: sin respuesta)",
            "No recibir más",
        ],
        [
            "ce dont nous avons convenu",
            "Bonjour Customer",
            "Appels avec des offres\u{a0}: non (avant\u{a0}: pas de réponse)",
            "Ne plus recevoir d’appels",
        ],
        [
            "Was wir vereinbart haben",
            "Guten Tag Customer",
            "Anrufe mit Angeboten: nein (zuvor: keine Antwort)",
            "Alle Anrufe beenden",
        ],
    ];
    for (language, [subject, hello, line, stop]) in Language::ALL.into_iter().zip(expected) {
        speaking(&app, &owner, language.code()).await;
        let mail = newest(&app).await;
        assert!(mail.header("Subject").ends_with(subject), "{mail:?}");
        for words in [hello, line] {
            assert!(mail.text.contains(words), "{words}: {}", mail.text);
        }
        let path = mail.path(preferences(language));
        // What the browser asks for does not count against what the customer chose.
        let (page, said) = opened(&app.client(), &path, "it, fr;q=0.1").await;
        let page = page.expect(200).body;
        assert_eq!(said, language.code());
        assert!(page.contains(&format!("<html lang=\"{}\"", language.code())) && page.contains(stop), "{page}");
    }
    let kept = app.ask("SELECT language FROM message_intent ORDER BY created_at, id").await;
    assert_eq!(kept, ["en", "es", "fr", "de"]);
}

async fn a_customer_chooses_the_language_by_their_link_and_every_change_after_it_keeps_it(app: TestApp) {
    let owner = app.owner().await;
    let customer = speaking(&app, &owner, "").await;
    let path = newest(&app).await.path("Your preferences");
    let phone = app.client();
    phone.post_form(&path, "language", &[("language", "fr")]).await.expect_to(&path);
    let page = phone.get(&path).await.expect(200).body;
    assert!(page.contains("<h1>Vos préférences") && page.contains("value=\"en\""), "{page}");
    let ctx = app.ctx(&owner).await;
    let entries = app.happened(ctx.business).await;
    assert_eq!(entries.last(), Some(&(EventKind::CustomerEdited, Some(customer.0))));
    phone.post_form(&path, "language", &[("language", "fr")]).await.expect_to(&path);
    phone.post_form(&path, "language", &[("language", "tlh")]).await.expect(400);
    assert_eq!(app.happened(ctx.business).await.len(), entries.len(), "the same again, and none, change nothing");
    let history = owner.get("/audit-log").await.expect(200).body;
    assert!(history.contains("The customer") && history.contains("French"), "{history}");
    assert_eq!(app.mails().await.len(), 1, "a language needs no confirmation");

    // Staff edit something else, with a form that knows the language and with one that does not.
    let edit = service::customer::edit_form(app.service(), &ctx, &customer.to_string()).await.unwrap().edit;
    assert_eq!(edit.language.as_deref(), Some("fr"));
    let edit = Edit { city: "Lyon".into(), ..edit };
    service::customer::edit(app.service(), &ctx, edit.clone()).await.unwrap();
    let revision = edit.revision + 1;
    let without = Edit { city: "Nice".into(), language: None, revision, ..edit };
    service::customer::edit(app.service(), &ctx, without).await.unwrap();
    let other = speaking(&app, &owner, "de").await;
    merged(&app, &owner, customer, other).await;
    let shown = owner.get(&format!("/customers/{customer}")).await.expect(200).body;
    assert!(shown.contains("French") && !shown.contains("German"), "{shown}");
    assert!(phone.get(&path).await.expect(200).body.contains("Vos préférences"));
    phone.post_form(&path, "stop-everything", &[]).await.expect(200);
    assert!(newest(&app).await.header("Subject").contains("vos préférences ont changé"));
}

/// Merges the other into this one as the page proposes it.
async fn merged(app: &TestApp, owner: &Client, customer: CustomerId, other: CustomerId) {
    let ctx = app.ctx(owner).await;
    let query = MergeQuery { customer: customer.to_string(), with: other.to_string() };
    let shown = service::customer::merge_page(app.service(), &ctx, query).await.unwrap();
    let merge = Merge {
        customer: customer.to_string(),
        other: other.to_string(),
        revision: shown.revision.to_string(),
        other_revision: shown.preview.unwrap().other_revision.to_string(),
        fields: std::collections::BTreeMap::new(),
    };
    service::customer::merge(app.service(), &ctx, merge).await.unwrap();
}

async fn who_chose_none_gets_the_language_of_their_browser_and_else_that_of_the_country(app: TestApp) {
    let client = app.agreed().await;
    let fields = [
        ("business_name", "Acme Fontanería"),
        ("country", "MX"),
        ("name", "Ada Owner"),
        ("email", "ada@example.com"),
        ("password", PASSWORD),
    ];
    client.post_form("/register/account", "registration/register", &fields).await.expect_to("/customers");
    let ctx = app.ctx(&client).await;
    let typed = NewCustomer { phone: "+1 212 555 0142".into(), ..app.typed(&ctx, "yes").await };
    service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap();
    let mail = newest(&app).await;
    assert!(mail.header("Subject").ends_with("lo que hemos acordado"), "{mail:?}");
    let path = mail.path("Sus preferencias");
    let phone = app.client();
    for (accepts, said, title) in [
        ("de-CH, en;q=0.5", "de", "Ihre Einstellungen"),
        ("en-GB", "en", "Your preferences"),
        ("it, pt;q=0.4", "es", "Sus preferencias"),
    ] {
        let (page, language) = opened(&phone, &path, accepts).await;
        assert_eq!(language, said, "{accepts}");
        assert!(page.expect(200).body.contains(title), "{accepts}");
    }
    // Nobody is behind a link that opens nothing.
    let (nothing, language) = opened(&phone, "/preferences/x", "fr").await;
    assert_eq!((&*language, nothing.status), ("fr", 404));
    assert!(nothing.body.contains("Aucune donnée") && nothing.body.contains("<html lang=\"fr\""), "{}", nothing.body);
    assert_eq!(app.ask("SELECT coalesce(language, 'none') FROM customer").await, ["none"], "looking keeps nothing");
}

async fn a_language_that_is_not_there_is_refused_by_name(app: TestApp) {
    let owner = app.owner().await;
    let typed = app.typed(&app.ctx(&owner).await, "yes").await;
    let mut fields = vec![
        ("answer", &*typed.answer),
        ("script", &*typed.script),
        ("form", &*typed.form),
        ("name", &*typed.name),
        ("email", &*typed.email),
        ("language", "tlh"),
    ];
    let refused = owner.post_form("/customers/new?answer=yes", "interaction/save", &fields).await.expect(422).body;
    assert!(refused.contains("There is no language \u{201c}tlh\u{201d} here"), "{refused}");
    fields[5].1 = "es";
    let page =
        owner.post_form("/customers/new?answer=yes", "interaction/save", &fields).await.expect(303).location.unwrap();
    assert!(owner.get(&page).await.expect(200).body.contains("Spanish"));
    let here = format!("{page}/edit");
    let form = owner.get(&here).await.expect(200).body;
    let (customer, revision) = (field(&form, "customer").unwrap(), field(&form, "revision").unwrap());
    let edit = [("customer", &*customer), ("revision", &*revision), ("name", "Customer"), ("language", "xx-XX")];
    let refused = owner.post_form(&here, "customer/edit", &edit).await.expect(422).body;
    assert!(refused.contains("There is no language \u{201c}xx-XX\u{201d} here"), "{refused}");
    assert_eq!(app.ask("SELECT language FROM customer").await, ["es"]);
}

async fn times_are_on_the_customers_clock(app: TestApp) {
    let owner = app.owner().await;
    speaking(&app, &owner, "de").await;
    let path = newest(&app).await.path("Ihre Einstellungen");
    let phone = app.client();
    let saved = phone.post_form(&path, "withdraw", &[]).await.expect(200).body;
    let page = phone.get(&path).await.expect(200).body;
    let mail = newest(&app).await;
    assert!(mail.header("Subject").ends_with("Wir löschen Ihre Daten"), "{mail:?}");
    // The server's clock runs, from 15:00 in UTC: it is morning in New York.
    for text in [&saved, &page, &mail.text] {
        let (_, time) = text.split_once("am 6. März 2026, 10:").unwrap_or_else(|| panic!("{text}"));
        assert!(time[2..].starts_with(" Uhr (UTC\u{2212}5)"), "{text}");
    }
    let undo = mail.path("Rückgängig machen");
    assert!(phone.get(&undo).await.expect(200).body.contains("Meine Daten behalten"));
    let kept = phone.post_form(&undo, "confirm", &[]).await.expect(200).body;
    assert!(kept.contains("Ihre Daten bleiben gespeichert"), "{kept}");
    let used = phone.get(&undo).await.expect(410).body;
    assert!(used.contains("Dieser Link wurde schon benutzt") && used.contains("<html lang=\"de\""), "{used}");
}

async fn a_copy_is_in_the_customers_language_and_its_file_is_not(app: TestApp) {
    let owner = app.owner().await;
    let customer = speaking(&app, &owner, "es").await.to_string();
    let path = newest(&app).await.path("Sus preferencias");
    let phone = app.client();
    let asked = phone.post_form(&path, "copy", &[]).await.expect(200).body;
    assert!(asked.contains("Su solicitud queda registrada. La responderemos a más tardar el 3 de abril de 2026."));
    let link = newest(&app).await.path("Mostrar la copia de mis datos");
    assert!(phone.get(&link).await.expect(200).body.contains("una sola vez, todo lo que se guarda"));
    let copy = phone.post_form(&link, "confirm", &[]).await.expect(200).body;
    for words in [
        "<html lang=\"es\"",
        "Lo que Acme Plumbing guarda sobre usted",
        "Lo que usted respondió",
        "Recopilación de datos",
        "pedido al responder a nuestra pregunta",
        "Español",
        "Acme Plumbing: lo que hemos acordado",
    ] {
        assert!(copy.contains(words), "{words}: {copy}");
    }
    let ctx = app.ctx(&owner).await;
    let form = service::request::new(app.service(), &ctx, &customer).await.unwrap();
    let receive = domain::wire::request::params::Receive {
        customer,
        form: form.form,
        kind: "portability".into(),
        came: "mail".into(),
        received_on: form.today.to_string(),
        asked: String::new(),
    };
    let request = service::request::receive(app.service(), &ctx, receive).await.unwrap();
    let made = service::request::copy(app.service(), &ctx, &request.to_string()).await.unwrap();
    let file: serde_json::Value = serde_json::from_slice(&service::request::to_json(&made).unwrap()).unwrap();
    assert_eq!(
        (&file["profile"][0]["language"], &file["marks"][0]["how"]),
        (&"es".into(), &"in_answer_to_the_script".into())
    );
}
