//! The walls inside the database: between the businesses on PostgreSQL, and around the ledger on both.

use std::collections::BTreeSet;

use domain::access::Role;
use store::Db as Store;

use crate::support::{Db, TestApp};

each_db!(nobody_changes_or_deletes_an_entry_or_a_checkpoint_of_the_ledger);

/// A connection as the server's role, and what it may see of which tables.
struct Walled {
    app: TestApp,
    /// One connection only, so that what is set for one statement holds for the next.
    role: Store,
    ours: String,
    theirs: String,
    /// Every table whose rows belong to a business, with the column that says to which.
    tables: Vec<(String, &'static str)>,
}

impl Walled {
    /// Two businesses, each with rows in every table that the app fills.
    async fn new() -> Self {
        let app = TestApp::start(Db::Postgres).await;
        let mut businesses = Vec::new();
        for name in ["Acme Plumbing", "Zenith Roofing"] {
            let owner = app.owner_of(name).await;
            let ctx = app.ctx(&owner).await;
            let customer = app.customer(&ctx).await;
            service::dnc::mark(app.service(), &ctx, domain::wire::dnc::Mark { customer: customer.to_string() })
                .await
                .unwrap();
            let typed = app.typed(&ctx, "yes").await;
            let refusal = domain::wire::interaction::Denied {
                script: typed.script,
                reason: domain::interaction::DenialReason::ALL[0].code().into(),
                note: String::new(),
                form: typed.form,
            };
            service::interaction::record_refusal(app.service(), &ctx, refusal).await.unwrap();
            app.invite(&owner, Role::Staff).await;
            businesses.push(ctx.business.to_string());
        }
        let role = Store::open(&app.database, 1).await.unwrap();
        let owned = "SELECT table_name::text FROM information_schema.columns \
                     WHERE table_schema = 'public' AND column_name = 'business_id' ORDER BY 1";
        // A session, and a sign-in that waits for a code, name their business, and are looked up before one is known.
        let unwalled = ["session", "sign_in_step"];
        let owned = app.ask(owned).await.into_iter().filter(|table| !unwalled.contains(&table.as_str()));
        let tables = owned.map(|it| (it, "business_id"));
        let tables = tables.chain([("business".to_owned(), "id")]).collect();
        let [ours, theirs]: [String; 2] = businesses.try_into().unwrap();
        Self { app, role, ours, theirs, tables }
    }

    /// As the server does before it reads a business's rows.
    async fn name(&self, business: &str) {
        self.role.raw(&format!("SELECT set_config('app.business', '{business}', false)")).await.unwrap();
    }

    /// How many rows the server's role sees.
    async fn seen(&self, table: &str, condition: &str) -> u64 {
        self.role.raw(&format!("SELECT 1 FROM {table} WHERE {condition}")).await.unwrap()
    }
}

#[tokio::test]
async fn the_server_works_as_a_role_that_no_wall_lets_through() {
    let walled = Walled::new().await;
    assert_eq!(walled.seen("pg_roles", "rolname = current_user AND current_user = 'ringfence_app'").await, 1);
    let strong = "rolname = current_user AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)";
    assert_eq!(walled.seen("pg_roles", strong).await, 0);
    let owns =
        "relnamespace = 'public'::regnamespace AND relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)";
    assert_eq!(walled.seen("pg_class", owns).await, 0, "an owner could take the wall down");
}

#[tokio::test]
async fn every_table_of_a_business_has_its_wall_and_no_table_forgets_it() {
    let walled = Walled::new().await;
    let built = "SELECT c.relname::text FROM pg_class c WHERE c.relrowsecurity AND c.relforcerowsecurity AND EXISTS \
                 (SELECT FROM pg_policies p WHERE p.tablename = c.relname AND p.policyname = 'tenant' AND p.cmd = 'ALL' \
                 AND p.qual LIKE '%app.business%' AND p.with_check LIKE '%app.business%')";
    let built: BTreeSet<String> = walled.app.ask(built).await.into_iter().collect();
    let tables: BTreeSet<String> = walled.tables.iter().map(|(table, _)| table.clone()).collect();
    assert!(tables.len() >= 20, "{tables:?}");
    assert_eq!(built, tables);
}

#[tokio::test]
async fn without_a_business_nothing_is_seen() {
    let walled = Walled::new().await;
    let full: Vec<_> = walled.app.counts().await.into_iter().filter(|(_, rows)| *rows > 0).map(|it| it.0).collect();
    for filled in
        ["business", "member", "customer", "contact_point", "dnc_mark", "suppression", "ledger_entry", "denial"]
    {
        assert!(full.iter().any(|table| table == filled), "{filled} is empty, so this proves nothing");
    }
    for (table, _) in &walled.tables {
        assert_eq!(walled.seen(table, "true").await, 0, "{table}");
    }
    walled.name("").await;
    for (table, _) in &walled.tables {
        assert_eq!(walled.seen(table, "true").await, 0, "{table}");
    }
}

#[tokio::test]
async fn one_business_reads_nothing_of_another() {
    let walled = Walled::new().await;
    walled.name(&walled.ours).await;
    for (table, column) in &walled.tables {
        assert_eq!(walled.seen(table, &format!("{column} <> '{}'", walled.ours)).await, 0, "{table}");
    }
    assert_eq!(walled.seen("customer", "true").await, 1);
    assert_eq!(walled.app.count("customer").await, 2);
}

#[tokio::test]
async fn one_business_changes_and_deletes_nothing_of_another() {
    let walled = Walled::new().await;
    walled.name(&walled.ours).await;
    let before = walled.app.counts().await;
    for (table, column) in &walled.tables {
        let theirs = format!("WHERE {column} = '{}'", walled.theirs);
        for sql in [format!("UPDATE {table} SET {column} = {column} {theirs}"), format!("DELETE FROM {table} {theirs}")]
        {
            // Refused, or done to nothing: the ledger refuses, the others do not see the rows.
            assert_eq!(walled.role.raw(&sql).await.unwrap_or_default(), 0, "{sql}");
        }
    }
    assert_eq!(walled.app.counts().await, before);
}

#[tokio::test]
async fn one_business_puts_no_row_into_another() {
    let walled = Walled::new().await;
    walled.name(&walled.ours).await;
    let before = walled.app.counts().await;
    for (table, column) in &walled.tables {
        if walled.seen(table, "true").await == 0 {
            continue;
        }
        let copy = format!(
            "INSERT INTO {table} SELECT (jsonb_populate_record(own, jsonb_build_object('{column}', '{}'))).* \
             FROM {table} AS own",
            walled.theirs
        );
        let copied = format!("{:?}", walled.role.raw(&copy).await);
        assert!(copied.contains("row-level security"), "{table} takes a row of another business: {copied}");
        // The ledger refuses every change, the others this one.
        let moved = format!("UPDATE {table} SET {column} = '{}'", walled.theirs);
        let moved = format!("{:?}", walled.role.raw(&moved).await);
        let refused = moved.contains("row-level security") || moved.contains("permission denied");
        assert!(refused, "{table} gives a row to another business: {moved}");
    }
    assert_eq!(walled.app.counts().await, before);
}

async fn nobody_changes_or_deletes_an_entry_or_a_checkpoint_of_the_ledger(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    app.customer(&ctx).await;
    let before = app.counts().await;
    let db = app.service().db();
    if app.db() == Db::Postgres {
        // As the owner of the database, who needs no grant and sees every row.
        for sql in ["UPDATE ledger_entry SET kind = 'x'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry CASCADE"] {
            let refused = store::scratch::tell(&app.database, sql).await;
            assert!(format!("{refused:?}").contains("append-only"), "{sql}: {refused:?}");
        }
    }
    for table in ["ledger_entry", "ledger_checkpoint"] {
        for sql in [format!("UPDATE {table} SET at = at"), format!("DELETE FROM {table}")] {
            let refused = db.raw(&sql).await;
            assert!(refused.is_err(), "{sql}");
        }
    }
    assert_eq!(app.counts().await, before);
}
