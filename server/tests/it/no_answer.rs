//! "No" (policy section 2): nothing that was typed about the person is kept, whatever a client sends.

use std::path::Path;

use crate::support::{Db, TestApp, field, log};

each_db!(
    the_form_of_a_refusal_has_no_field_about_the_person,
    what_a_hostile_client_sends_with_a_refusal_is_nowhere_afterwards,
    a_note_that_looks_like_a_number_or_an_address_is_refused,
);

/// What no file, no table and no log may hold afterwards.
const MARKERS: [&str; 4] = ["Quintessa Zweifelhofer", "4155550173", "zweifelhofer", "Obergurgl"];

async fn the_form_of_a_refusal_has_no_field_about_the_person(app: TestApp) {
    let owner = app.owner().await;
    let page = owner.get("/customers/new?answer=no").await.expect(200).body;
    assert!(field(&page, "reason").is_some() || page.contains("name=\"reason\""), "{page}");
    for name in ["name", "phone", "email", "company", "language", "time_zone"] {
        assert!(!page.contains(&format!("name=\"{name}\"")), "{name}");
    }
    // Without an answer there is nothing to type into yet.
    let unanswered = owner.get("/customers/new").await.expect(200).body;
    assert!(!unanswered.contains("name=\"phone\""), "{unanswered}");
}

/// Whether the text is in a file of this folder, or below it.
fn files_hold(folder: &Path, text: &str) -> Option<String> {
    std::fs::read_dir(folder).unwrap().find_map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return files_hold(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(text.len()).any(|window| window.eq_ignore_ascii_case(text.as_bytes()));
        found.then(|| path.display().to_string())
    })
}

/// Where the text is: a file, a table, the log.
async fn places_of(app: &TestApp, text: &str) -> Vec<String> {
    let mut places: Vec<String> = files_hold(app.folder.path(), text).into_iter().collect();
    if app.db() == Db::Postgres {
        let hex: String = text
            .bytes()
            .flat_map(|byte| [byte >> 4, byte & 15])
            .filter_map(|half| char::from_digit(half.into(), 16))
            .collect();
        for table in app.tables().await {
            let query = format!(
                "SELECT '{table}' FROM {table} AS own WHERE strpos(lower(own::text), lower('{text}')) > 0 \
                 OR strpos(own::text, '{hex}') > 0"
            );
            places.extend(app.ask(&query).await);
        }
    }
    if log::text().to_lowercase().contains(&text.to_lowercase()) {
        places.push("the log".into());
    }
    places
}

async fn what_a_hostile_client_sends_with_a_refusal_is_nowhere_afterwards(app: TestApp) {
    log::keep();
    let owner = app.owner().await;
    let page = owner.get("/customers/new?answer=no").await.expect(200).body;
    let script = field(&page, "script").unwrap();
    let (people, denials) = (app.count("customer").await, app.count("denial").await);
    let form = field(&page, "form").unwrap();
    let fields = [
        ("script", &*script),
        ("form", &*form),
        ("reason", "privacy"),
        ("note", "asked to be left alone"),
        ("name", MARKERS[0]),
        ("phone", "+14155550173"),
        ("email", "q.zweifelhofer@example.com"),
        ("company", "Obergurgl Lifts"),
        ("customer", MARKERS[0]),
        ("extra[name]", MARKERS[0]),
    ];
    owner.post_form("/customers/new", "interaction/refusal", &fields).await.expect_to("/customers?done=refused");
    let another = field(&owner.get("/customers/new?answer=no").await.expect(200).body, "form").unwrap();
    let mut again = fields;
    again[1].1 = &another;
    owner.submit("interaction/refusal", &again).await.expect(200);
    // A refusal that is itself refused is no way in either.
    owner.post_form("/customers/new", "interaction/refusal", &fields[4..]).await.expect(422);

    assert_eq!(app.count("customer").await, people);
    assert_eq!(app.count("denial").await, denials + 2);
    assert!(!places_of(&app, "asked to be left alone").await.is_empty(), "the search finds what is kept");
    assert!(log::text().contains("answered"), "the log is kept");
    for marker in MARKERS {
        assert_eq!(places_of(&app, marker).await, [""; 0], "{marker}");
    }
}

async fn a_note_that_looks_like_a_number_or_an_address_is_refused(app: TestApp) {
    let owner = app.owner().await;
    let page = owner.get("/customers/new?answer=no").await.expect(200).body;
    let script = field(&page, "script").unwrap();
    for note in ["call 415 555 0173", "q.z@example.com", "(415) 555-0173", "\u{ff14}\u{ff11}\u{ff15}5550173"] {
        let fields = [("script", &*script), ("reason", "privacy"), ("note", note)];
        let refused =
            owner.post_form("/customers/new?answer=no", "interaction/refusal", &fields).await.expect(422).body;
        assert!(refused.contains("Leave out numbers and addresses"), "{note}: {refused}");
    }
    assert_eq!(app.count("denial").await, 0);
}
