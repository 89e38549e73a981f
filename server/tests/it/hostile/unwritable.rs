//! A record that cannot be written: locked by somebody else, or full.

use super::{Field, new_customer, submit};
use crate::support::{Answer, Db, TestApp, field};

#[tokio::test(flavor = "multi_thread")]
async fn while_the_database_is_locked_nothing_is_half_done_and_what_was_typed_is_kept() {
    let app = TestApp::start(Db::Sqlite).await;
    let owner = app.owner().await;
    let fields = new_customer(&app, &owner).await;
    let before = app.counts().await;
    let other = store::Db::open(&app.database, 1).await.unwrap();
    other.raw("BEGIN EXCLUSIVE").await.unwrap();
    let refused = submit(&owner, "/customers/new?answer=yes", "interaction/save", &fields).await;
    other.raw("ROLLBACK").await.unwrap();
    assert_eq!(app.counts().await, before);
    keeps_what_was_typed(refused, &fields);
    let page = submit(&owner, "/customers/new", "interaction/save", &fields).await.expect(303).location.unwrap();
    owner.get(&page).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_full_database_nothing_is_half_done_and_what_was_typed_is_kept() {
    let app = TestApp::start(Db::Sqlite).await;
    let owner = app.owner().await;
    let db = app.service().db();
    // The file may not grow from here on; what is free inside of it is used up first.
    db.raw("PRAGMA max_page_count = 1").await.unwrap();
    let (refused, fields, before) = loop {
        let fields = new_customer(&app, &owner).await;
        let before = app.counts().await;
        let answer = submit(&owner, "/customers/new?answer=yes", "interaction/save", &fields).await;
        if answer.status != 303 {
            break (answer, fields, before);
        }
    };
    assert_eq!(app.counts().await, before);
    keeps_what_was_typed(refused, &fields);
    db.raw("PRAGMA max_page_count = 1000000").await.unwrap();
    let page = submit(&owner, "/customers/new", "interaction/save", &fields).await.expect(303).location.unwrap();
    owner.get(&page).await.expect(200);
}

/// The record could not be written: the page says so, and has every field as it was.
fn keeps_what_was_typed(refused: Answer, fields: &[Field]) {
    let refused = refused.expect(503).body;
    assert!(refused.contains("The record cannot be reached at the moment. Nothing was changed."), "{refused}");
    for name in ["name", "phone", "email", "company"] {
        let typed = fields.iter().find(|(field, _)| *field == name).map(|(_, value)| value.clone());
        assert_eq!(field(&refused, name), typed, "{name}");
    }
}
