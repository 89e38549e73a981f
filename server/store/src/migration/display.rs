//! Office screens, when each was last alive, and what lets them count the answers of a day.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::{
    table::{create_all, drop_all, index, index_name, instant, table, text, uuid},
    wall,
};

/// Creates the tables and the index.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261203_000022_display"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, vec![display(), beat()], indexes()).await?;
        wall::raise_around(manager, &TABLES).await?;
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            let looks_up = LOOK_UPS.map(|(name, column)| look_up(name, column));
            wall::run(manager, std::iter::once(LOOKED_UP.to_owned()).chain(looks_up).collect()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, LOOK_UPS.map(|(name, _)| format!("DROP FUNCTION {name}(text)")).into()).await?;
        }
        drop_all(manager, &TABLES).await?;
        let answers = Index::drop().name(index_name(ANSWERS, &BY_DAY)).table(Alias::new(ANSWERS)).to_owned();
        manager.drop_index(answers).await
    }
}

const DISPLAY: &str = "display";
const BEAT: &str = "display_beat";
const TABLES: [&str; 2] = [DISPLAY, BEAT];
const ANSWERS: &str = "consent_event";
const BY_DAY: [&str; 2] = ["business_id", "recorded_at"];

/// A screen shows its secret, or the code is entered on it, before its business is known.
const LOOKED_UP: &str = "CREATE POLICY looked_up ON display FOR SELECT TO CURRENT_USER USING (true)";
const LOOK_UPS: [(&str, &str); 2] = [("display_behind", "token_hash"), ("display_of_code", "code_hash")];

fn look_up(name: &str, column: &str) -> String {
    format!(
        "CREATE FUNCTION {name}(wanted text) RETURNS TABLE (business_id uuid, id uuid) \
         LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS \
         $$ SELECT business_id, id FROM display WHERE {column} = wanted $$"
    )
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        // Asked before the business is known, so they do not begin with one.
        index(DISPLAY, &["token_hash"]).unique().take(),
        index(DISPLAY, &["code_hash"]).unique().take(),
        index(ANSWERS, &BY_DAY),
    ]
}

fn display() -> TableCreateStatement {
    table(DISPLAY)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("name").not_null())
        .col(text("figures").not_null())
        .col(text("time_zone").not_null())
        .col(instant("made_at").not_null())
        .col(text("code_hash").null())
        .col(instant("code_expires_at").null())
        .col(text("token_hash").null())
        .col(instant("paired_at").null())
        .col(instant("revoked_at").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(DISPLAY, "business_id").to("business", "id"))
        .take()
}

fn beat() -> TableCreateStatement {
    table(BEAT)
        .col(uuid("business_id").not_null())
        .col(uuid("display_id").not_null())
        .col(instant("seen_at").not_null())
        .primary_key(Index::create().col("business_id").col("display_id"))
        .foreign_key(ForeignKey::create().from(BEAT, ("business_id", "display_id")).to(DISPLAY, ("business_id", "id")))
        .take()
}
