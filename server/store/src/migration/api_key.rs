//! Keys for programs, when each was last used, and which call a program was given under which name.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::{
    table::{create_all, drop_all, index, instant, table, text, uuid},
    wall,
};

/// Creates the tables and the index.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261211_000030_api_key"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Asked before the business is known, so it does not begin with one.
        let indexes = vec![index(KEY, &["key_hash"]).unique().take(), index_of_calls()];
        create_all(manager, vec![key(), used(), call()], indexes).await?;
        wall::raise_around(manager, &TABLES).await?;
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, [LOOKED_UP, LOOK_UP].map(str::to_owned).into()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, vec!["DROP FUNCTION api_key_behind(text)".to_owned()]).await?;
        }
        drop_all(manager, &TABLES).await
    }
}

const KEY: &str = "api_key";
const USE: &str = "api_key_use";
pub(super) const CALL: &str = "api_call";
const TABLES: [&str; 3] = [KEY, USE, CALL];

/// A program shows its key before its business is known.
const LOOKED_UP: &str = "CREATE POLICY looked_up ON api_key FOR SELECT TO CURRENT_USER USING (true)";
const LOOK_UP: &str = "CREATE FUNCTION api_key_behind(wanted text) RETURNS TABLE (business_id uuid, id uuid) \
     LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS \
     $$ SELECT business_id, id FROM api_key WHERE key_hash = wanted $$";

fn key() -> TableCreateStatement {
    table(KEY)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("name").not_null())
        .col(text("scopes").not_null())
        .col(text("key_hash").not_null())
        .col(instant("made_at").not_null())
        .col(instant("expires_at").null())
        .col(instant("revoked_at").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(KEY, "business_id").to("business", "id"))
        .take()
}

fn used() -> TableCreateStatement {
    table(USE)
        .col(uuid("business_id").not_null())
        .col(uuid("api_key_id").not_null())
        .col(instant("used_at").not_null())
        .primary_key(Index::create().col("business_id").col("api_key_id"))
        .foreign_key(&mut of_a_key(USE))
        .take()
}

pub(super) fn call() -> TableCreateStatement {
    table(CALL)
        .col(uuid("business_id").not_null())
        .col(uuid("api_key_id").not_null())
        .col(text("name_hash").not_null())
        .col(text("asked_hash").not_null())
        .col(uuid("call_id").not_null())
        .col(instant("at").not_null())
        .primary_key(Index::create().col("business_id").col("api_key_id").col("name_hash"))
        .foreign_key(&mut of_a_key(CALL))
        .foreign_key(ForeignKey::create().from(CALL, ("business_id", "call_id")).to("call", ("business_id", "id")))
        .take()
}

pub(super) fn index_of_calls() -> IndexCreateStatement {
    index(CALL, &["business_id", "call_id"])
}

pub(super) fn of_a_key(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, ("business_id", "api_key_id")).to(KEY, ("business_id", "id")).to_owned()
}
