//! The ledger, its openings and checkpoints, and the messages that are owed.

use sea_orm_migration::prelude::*;

use super::table::{big, bytes, create_all, drop_all, index, instant, int, json, table, text, uuid};

/// Creates the tables.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000004_ledger"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, tables(), indexes()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, TABLES).await
    }
}

const TABLES: &[&str] = &["ledger_head", "ledger_entry", "ledger_opening", "ledger_checkpoint", "message_intent"];

#[allow(clippy::too_many_lines, reason = "one list of columns")]
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("ledger_head")
            .col(uuid("business_id").not_null())
            .col(big("size").not_null())
            .col(bytes("frontier").not_null())
            .primary_key(Index::create().col("business_id"))
            .foreign_key(ForeignKey::create().from("ledger_head", "business_id").to("business", "id"))
            .take(),
        table("ledger_entry")
            .col(uuid("business_id").not_null())
            .col(big("seq").not_null())
            .col(text("kind").not_null())
            .col(int("version").not_null())
            .col(instant("at").not_null())
            .col(text("actor_kind").not_null())
            .col(uuid("actor_id").null())
            .col(text("subject_kind").null())
            .col(uuid("subject_id").null())
            .col(bytes("bytes").not_null())
            .primary_key(Index::create().col("business_id").col("seq"))
            .foreign_key(ForeignKey::create().from("ledger_entry", "business_id").to("business", "id"))
            .take(),
        table("ledger_opening")
            .col(uuid("business_id").not_null())
            .col(big("seq").not_null())
            .col(text("field").not_null())
            .col(bytes("salt").not_null())
            .col(text("value").not_null())
            .col(uuid("customer_id").null())
            .primary_key(Index::create().col("business_id").col("seq").col("field"))
            .foreign_key(ForeignKey::create().from("ledger_opening", "business_id").to("business", "id"))
            .take(),
        table("ledger_checkpoint")
            .col(uuid("business_id").not_null())
            .col(big("size").not_null())
            .col(text("root").not_null())
            .col(text("note").not_null())
            .col(instant("at").not_null())
            .primary_key(Index::create().col("business_id").col("size"))
            .foreign_key(ForeignKey::create().from("ledger_checkpoint", "business_id").to("business", "id"))
            .take(),
        table("message_intent")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("class").not_null())
            .col(json("topics").not_null())
            .col(text("recipient").null())
            .col(text("language").null())
            .col(uuid("notice_id").null())
            .col(big("seq").not_null())
            .col(text("state").not_null())
            .col(instant("created_at").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("message_intent", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("message_intent", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("ledger_entry", &["business_id", "subject_id", "seq"]).take(),
        index("ledger_entry", &["business_id", "kind", "seq"]).take(),
        index("ledger_entry", &["business_id", "actor_id", "seq"]).take(),
        index("ledger_entry", &["business_id", "at"]).take(),
        index("ledger_opening", &["business_id", "customer_id"]).take(),
        index("message_intent", &["business_id", "customer_id"]).take(),
    ]
}
