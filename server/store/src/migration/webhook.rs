//! Webhooks, how far each was told, and what was sent to it.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, create_all, drop_all, index, instant, int, table, text, uuid},
    wall,
};

/// Creates the tables and the indexes.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261216_000050_webhook"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            // An entry is told once, however often the ledger is read.
            index(DELIVERY, &["business_id", "webhook_id", "seq"]).unique().take(),
            index(DELIVERY, &["business_id", "webhook_id", "state", "due_at"]),
            index(DELIVERY, &["business_id", "webhook_id", "subject_id", "seq"]),
            index(DELIVERY, &["business_id", "settled_at"]),
        ];
        create_all(manager, vec![webhook(), position(), delivery()], indexes).await?;
        wall::raise_around(manager, &TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &TABLES).await
    }
}

const WEBHOOK: &str = "webhook";
const POSITION: &str = "webhook_position";
const DELIVERY: &str = "webhook_delivery";
const TABLES: [&str; 3] = [WEBHOOK, POSITION, DELIVERY];

fn webhook() -> TableCreateStatement {
    table(WEBHOOK)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(text("address").not_null())
        .col(text("kinds").not_null())
        .col(uuid("own_key_id").null())
        .col(text("secret").not_null())
        .col(text("earlier_secret").null())
        .col(instant("earlier_until").null())
        .col(instant("made_at").not_null())
        .col(text("made_by_kind").not_null())
        .col(uuid("made_by_id").null())
        .col(instant("disabled_at").null())
        .col(text("disabled_why").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(ForeignKey::create().from(WEBHOOK, "business_id").to("business", "id"))
        .foreign_key(
            ForeignKey::create().from(WEBHOOK, ("business_id", "own_key_id")).to("api_key", ("business_id", "id")),
        )
        .take()
}

fn position() -> TableCreateStatement {
    table(POSITION)
        .col(uuid("business_id").not_null())
        .col(uuid("webhook_id").not_null())
        .col(big("seq").not_null())
        .primary_key(Index::create().col("business_id").col("webhook_id"))
        .foreign_key(&mut of_a_webhook(POSITION))
        .take()
}

fn delivery() -> TableCreateStatement {
    table(DELIVERY)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(uuid("webhook_id").not_null())
        .col(big("seq").not_null())
        .col(text("kind").not_null())
        .col(uuid("subject_id").not_null())
        .col(uuid("customer_id").null())
        .col(text("state").not_null())
        .col(int("attempts").not_null().default(0))
        .col(instant("due_at").null())
        .col(instant("settled_at").null())
        .col(int("status").null())
        .col(text("problem").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(&mut of_a_webhook(DELIVERY))
        .take()
}

fn of_a_webhook(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(table, ("business_id", "webhook_id")).to(WEBHOOK, ("business_id", "id")).to_owned()
}
