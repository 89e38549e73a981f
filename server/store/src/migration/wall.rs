//! The walls inside the database: the ledger is append-only on both, and on PostgreSQL every
//! tenant's rows are walled off once more by row-level security for the role `ringfence_app`.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use crate::dialect::{TENANT_TABLES, statement};

/// Raises the walls.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000005_wall"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, raised(manager.get_database_backend())).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, lowered(manager.get_database_backend())).await
    }
}

/// The tables of the ledger that nobody may change.
const APPEND_ONLY: [&str; 2] = ["ledger_entry", "ledger_checkpoint"];

/// The tables that a look-up reads before the tenant is known.
const LOOKED_UP: [&str; 3] = ["business", "member", "invitation"];

fn raised(backend: DatabaseBackend) -> Vec<String> {
    if backend == DatabaseBackend::Sqlite { sqlite_triggers() } else { [postgres_triggers(), postgres_role()].concat() }
}

fn lowered(backend: DatabaseBackend) -> Vec<String> {
    if backend == DatabaseBackend::Sqlite {
        let triggers = APPEND_ONLY.iter().flat_map(|table| ["update", "delete"].map(|verb| (table, verb)));
        return triggers.map(|(table, verb)| format!("DROP TRIGGER {table}_no_{verb}")).collect();
    }
    let mut sql: Vec<_> = APPEND_ONLY.iter().map(|table| format!("DROP TRIGGER append_only ON {table}")).collect();
    sql.push("DROP FUNCTION refuse_change()".into());
    sql.extend(LOOKED_UP.iter().map(|table| format!("DROP POLICY looked_up ON {table}")));
    for (table, _) in TENANT_TABLES {
        sql.push(format!("DROP POLICY tenant ON {table}"));
        sql.push(format!("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"));
    }
    sql.extend(LOOK_UPS.iter().map(|(signature, ..)| format!("DROP FUNCTION {signature}")));
    sql
}

fn sqlite_triggers() -> Vec<String> {
    let triggers = APPEND_ONLY.iter().flat_map(|table| ["UPDATE", "DELETE"].map(|verb| (table, verb)));
    triggers
        .map(|(table, verb)| {
            format!(
                "CREATE TRIGGER {table}_no_{} BEFORE {verb} ON {table} \
                 BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
                verb.to_lowercase()
            )
        })
        .collect()
}

fn postgres_triggers() -> Vec<String> {
    let refuse = "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS \
                  $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
        .to_owned();
    let each = APPEND_ONLY.iter().map(|table| {
        format!(
            "CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
    });
    std::iter::once(refuse).chain(each).collect()
}

pub(super) async fn run(manager: &SchemaManager<'_>, statements: Vec<String>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for sql in statements {
        manager.get_connection().execute_raw(statement(backend, sql)).await?;
    }
    Ok(())
}

/// Walls off the tables of a business that come in a later step.
pub(super) async fn raise_around(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    run(manager, tables.iter().flat_map(|table| around(backend, table)).collect()).await
}

/// Lets the server do this with the rows of a table that belongs to no business.
pub(super) async fn open_to_all(manager: &SchemaManager<'_>, table: &str, verbs: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(());
    }
    run(manager, vec![format!("GRANT {verbs} ON {table} TO ringfence_app")]).await
}

/// The wall around one table: nothing on SQLite, which has one role only.
fn around(backend: DatabaseBackend, table: &str) -> Vec<String> {
    if backend == DatabaseBackend::Sqlite {
        return Vec::new();
    }
    let grant = format!("GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO ringfence_app");
    policy(table, "business_id").into_iter().chain([grant]).collect()
}

/// Lets nobody see or write a row of another business, the owner of the table included.
fn policy(table: &str, column: &str) -> [String; 3] {
    let own = format!("{column} = nullif(current_setting('app.business', true), '')::uuid");
    [
        format!("ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"),
        format!("ALTER TABLE {table} FORCE ROW LEVEL SECURITY"),
        format!("CREATE POLICY tenant ON {table} USING ({own}) WITH CHECK ({own})"),
    ]
}

/// The few questions that are asked before the tenant is known, each answered by a function that
/// runs with the owner's rights and tells no more than its name says.
const LOOK_UPS: [(&str, &str, &str); 4] = [
    (
        "memberships_of(uuid)",
        "memberships_of(wanted uuid) RETURNS TABLE (business_id uuid, id uuid)",
        "SELECT business_id, id FROM member WHERE account_id = wanted AND disabled_at IS NULL ORDER BY joined_at",
    ),
    (
        "invitation_behind(text)",
        "invitation_behind(wanted text) RETURNS TABLE (business_id uuid, id uuid)",
        "SELECT business_id, id FROM invitation WHERE token_hash = wanted",
    ),
    (
        "business_named(text)",
        "business_named(wanted text) RETURNS TABLE (id uuid)",
        "SELECT id FROM business WHERE slug = wanted",
    ),
    ("every_business()", "every_business() RETURNS TABLE (id uuid)", "SELECT id FROM business ORDER BY created_at, id"),
];

fn postgres_role() -> Vec<String> {
    let mut sql = vec![
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_app') THEN \
         CREATE ROLE ringfence_app NOLOGIN NOBYPASSRLS; END IF; \
         EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
            .to_owned(),
        "GRANT ringfence_app TO CURRENT_USER".to_owned(),
        "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO ringfence_app', current_schema()); END $$".to_owned(),
        "DO $$ BEGIN EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO ringfence_app', \
         current_schema()); END $$"
            .to_owned(),
    ];
    sql.extend(
        APPEND_ONLY.iter().map(|table| format!("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM ringfence_app")),
    );
    sql.extend(TENANT_TABLES.iter().flat_map(|(table, column)| policy(table, column)));
    // FORCE binds the owner too, unless it is a superuser; its look-ups need to see these three.
    for table in LOOKED_UP {
        sql.push(format!("CREATE POLICY looked_up ON {table} FOR SELECT TO CURRENT_USER USING (true)"));
    }
    sql.extend(LOOK_UPS.iter().map(|(_, head, body)| {
        format!(
            "CREATE FUNCTION {head} LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$ {body} $$"
        )
    }));
    sql
}
