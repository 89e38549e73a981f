//! How long consents hold, dates without calls, and why an answer counts for nothing.

use sea_orm_migration::prelude::*;

use super::{
    table::{date, index, instant, int, table, text, uuid},
    wall,
};
use crate::dialect::statement;

/// Creates the tables, with their walls.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261125_000006_topic"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for created in tables() {
            manager.create_table(created).await?;
        }
        manager.create_index(index("consent_invalidation", &["business_id", "customer_id"]).take()).await?;
        let backend = manager.get_database_backend();
        for sql in TABLES.iter().flat_map(|table| wall::around(backend, table)) {
            manager.get_connection().execute_raw(statement(backend, sql)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in TABLES.iter().rev() {
            manager.drop_table(Table::drop().table(Alias::new(*name)).to_owned()).await?;
        }
        Ok(())
    }
}

const TABLES: &[&str] = &["consent_term", "holiday", "consent_invalidation"];

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("consent_term")
            .col(uuid("business_id").not_null())
            .col(text("topic").not_null())
            .col(int("holds_for_days").not_null())
            .primary_key(Index::create().col("business_id").col("topic"))
            .foreign_key(ForeignKey::create().from("consent_term", "business_id").to("business", "id"))
            .take(),
        table("holiday")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(date("on_date").not_null())
            .col(text("country").null())
            .col(text("name").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("holiday", "business_id").to("business", "id"))
            .take(),
        table("consent_invalidation")
            .col(uuid("business_id").not_null())
            .col(uuid("event_id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("reason").null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(instant("at").not_null())
            .primary_key(Index::create().col("business_id").col("event_id"))
            .foreign_key(ForeignKey::create().from("consent_invalidation", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("consent_invalidation", ("business_id", "event_id"))
                    .to("consent_event", ("business_id", "id")),
            )
            .foreign_key(
                ForeignKey::create()
                    .from("consent_invalidation", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
    ]
}
