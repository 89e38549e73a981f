//! How long consents hold, dates without calls, and why an answer counts for nothing.

use sea_orm_migration::prelude::*;

use super::{
    table::{create_all, date, drop_all, index, instant, int, table, text, uuid},
    wall,
};

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
        create_all(manager, tables(), vec![index("consent_invalidation", &["business_id", "customer_id"]).take()])
            .await?;
        wall::raise_around(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, TABLES).await
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
