//! The schema goes up, down and up again, on both databases.
#![allow(clippy::unwrap_used, reason = "a test may end like this")]

mod support;

use domain::id::BusinessId;
use store::{
    Db,
    entity::customer,
    scratch::{ask, tell},
};
use support::{
    Fresh,
    row::{business, id, person},
};

each_db!(
    what_goes_up_comes_down_and_goes_up_to_the_same_schema,
    going_up_twice_changes_nothing,
    a_schema_with_rows_in_it_comes_down,
    languages_on_file_become_codes_and_what_is_none_stays_beside_the_person,
);

/// Everything that migrations make, one line each; nothing of the list of migrations itself.
async fn schema(url: &str) -> Vec<String> {
    let queries: &[&str] = if url.starts_with("postgres") {
        &[
            "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable \
             FROM information_schema.columns WHERE table_schema = 'public'",
            "SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'",
            "SELECT 'constraint ' || conrelid::regclass::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace",
            "SELECT 'policy ' || tablename || ' ' || policyname || ' ' || coalesce(qual, '') FROM pg_policies",
            "SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
            "SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
            "SELECT 'wall ' || relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity",
        ]
    } else {
        &["SELECT type || ' ' || sql FROM sqlite_master WHERE sql IS NOT NULL"]
    };
    let mut lines = Vec::new();
    for query in queries {
        lines.extend(ask(url, query).await.unwrap());
    }
    lines.retain(|line| !line.contains("seaql_migrations"));
    lines.sort();
    lines
}

async fn what_goes_up_comes_down_and_goes_up_to_the_same_schema(fresh: Fresh) {
    Db::migrate(&fresh.url).await.unwrap();
    let up = schema(&fresh.url).await;
    assert!(up.iter().any(|line| line.contains("ledger_entry")), "{up:#?}");
    Db::unmigrate(&fresh.url).await.unwrap();
    assert_eq!(schema(&fresh.url).await, Vec::<String>::new());
    Db::migrate(&fresh.url).await.unwrap();
    assert_eq!(schema(&fresh.url).await, up);
}

async fn going_up_twice_changes_nothing(fresh: Fresh) {
    Db::migrate(&fresh.url).await.unwrap();
    let up = schema(&fresh.url).await;
    Db::migrate(&fresh.url).await.unwrap();
    assert_eq!(schema(&fresh.url).await, up);
}

async fn a_schema_with_rows_in_it_comes_down(fresh: Fresh) {
    let db = fresh.open().await;
    let head = "INSERT INTO installation (name, value) VALUES ('colour', 'blue')";
    assert_eq!(db.raw(head).await.unwrap(), 1);
    drop(db);
    Db::unmigrate(&fresh.url).await.unwrap();
    assert_eq!(schema(&fresh.url).await, Vec::<String>::new());
}

async fn languages_on_file_become_codes_and_what_is_none_stays_beside_the_person(fresh: Fresh) {
    let db = fresh.open().await;
    let written = [Some("es-MX"), Some("Deutsch"), Some("fr"), Some("Esperanto"), None];
    for number in [1, 2] {
        let of = BusinessId(id(number));
        let batch = db.begin().await.unwrap();
        let scope = batch.scope(of).await.unwrap();
        store::business::insert(&scope, business(of)).await.unwrap();
        let people = (1..).zip(written).map(|(at, language)| {
            let row = person(of, id(number * 100 + at), "Ana");
            customer::Model { language: language.map(str::to_owned), ..row }
        });
        store::customer::insert_many(&scope, people.collect(), Vec::new()).await.unwrap();
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
    }
    let step = "DELETE FROM seaql_migrations WHERE version = 'm20261202_000018_customer_language'";
    assert_eq!(tell(&fresh.url, step).await.unwrap(), 1);
    Db::migrate(&fresh.url).await.unwrap();
    let languages = "SELECT coalesce(language, 'none') || ' ' || CAST(extra AS TEXT) FROM customer ORDER BY id";
    let read: Vec<_> = ask(&fresh.url, languages).await.unwrap().iter().map(|row| row.replace(", ", ",")).collect();
    let each = ["es []", "de []", "fr []", "none [[\"Language\",\"Esperanto\"]]", "none []"];
    assert_eq!(read, [each, each].concat());
}
