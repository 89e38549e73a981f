//! Marks and the do-not-call list.

use sea_orm_migration::prelude::*;

use super::table::{create_all, drop_all, index, instant, table, text, uuid};

/// Creates the tables.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261124_000003_suppression"
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

const TABLES: &[&str] = &["dnc_mark", "suppression", "suppression_source"];

#[allow(clippy::too_many_lines, reason = "one list of columns")]
fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("dnc_mark")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("customer_id").not_null())
            .col(text("how").not_null())
            .col(text("marked_by_kind").not_null())
            .col(uuid("marked_by_id").null())
            .col(instant("marked_at").not_null())
            .col(uuid("interaction_id").null())
            .col(text("lift").null())
            .col(text("lift_reason").null())
            .col(text("lift_evidence").null())
            .col(text("lifted_by_kind").null())
            .col(uuid("lifted_by_id").null())
            .col(instant("lifted_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("dnc_mark", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("dnc_mark", ("business_id", "customer_id"))
                    .to("customer", ("business_id", "id")),
            )
            .take(),
        table("suppression")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(text("number").null())
            .col(text("hash").not_null())
            .col(instant("listed_at").not_null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("suppression", "business_id").to("business", "id"))
            .take(),
        table("suppression_source")
            .col(uuid("business_id").not_null())
            .col(uuid("id").not_null())
            .col(uuid("suppression_id").not_null())
            .col(text("kind").not_null())
            .col(uuid("customer_id").null())
            .col(uuid("mark_id").null())
            .col(text("note").null())
            .col(text("added_by_kind").not_null())
            .col(uuid("added_by_id").null())
            .col(instant("added_at").not_null())
            .col(text("lift").null())
            .col(text("lift_reason").null())
            .col(text("lifted_by_kind").null())
            .col(uuid("lifted_by_id").null())
            .col(instant("lifted_at").null())
            .primary_key(Index::create().col("business_id").col("id"))
            .foreign_key(ForeignKey::create().from("suppression_source", "business_id").to("business", "id"))
            .foreign_key(
                ForeignKey::create()
                    .from("suppression_source", ("business_id", "suppression_id"))
                    .to("suppression", ("business_id", "id")),
            )
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("dnc_mark", &["business_id", "customer_id"]).take(),
        index("suppression", &["business_id", "hash"]).unique().take(),
        index("suppression", &["business_id", "number"]).take(),
        index("suppression_source", &["business_id", "suppression_id"]).take(),
        index("suppression_source", &["business_id", "mark_id"]).take(),
    ]
}
