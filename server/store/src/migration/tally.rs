//! What the dashboard counts: by day, and how many customers are what now.
//!
//! A business that was founded before has no counts yet: `ledger_head.tallied` says up to which entry its ledger
//! was counted, and the rest is counted afterwards.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, create_all, date, drop_all, flag, index, index_name, int, table, text, uuid},
    wall,
};

/// Creates the tables, the columns and the indexes.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261204_000023_tally"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![index(COUNTED, &["business_id", "flags", "customer_id"])];
        create_all(manager, vec![tally(), head_count(), counted_customer()], indexes).await?;
        wall::raise_around(manager, &TABLES).await?;
        let tallied = big("tallied").not_null().default(0).take();
        manager.alter_table(altered("ledger_head").add_column(tallied).take()).await?;
        let steps = flag("first_steps").not_null().default(true).take();
        manager.alter_table(altered("business").add_column(steps).take()).await?;
        for (table, columns) in INDEXES {
            manager.create_index(index(table, columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, columns) in INDEXES {
            let name = index_name(table, columns);
            manager.drop_index(Index::drop().name(name).table(Alias::new(*table)).to_owned()).await?;
        }
        manager.alter_table(altered("business").drop_column("first_steps").take()).await?;
        manager.alter_table(altered("ledger_head").drop_column("tallied").take()).await?;
        drop_all(manager, &TABLES).await
    }
}

const TALLY: &str = "tally";
const HEAD_COUNT: &str = "head_count";
const COUNTED: &str = "counted_customer";
const TABLES: [&str; 3] = [TALLY, HEAD_COUNT, COUNTED];

/// What the numbers that are counted from rows are found by.
const INDEXES: &[(&str, &[&str])] = &[
    ("consent_event", &["business_id", "topic", "occurred_at"]),
    ("consent_event", &["business_id", "expires_at"]),
    ("message_intent", &["business_id", "state", "settled_at"]),
    ("suppression_source", &["business_id", "lifted_at", "suppression_id"]),
];

fn altered(name: &'static str) -> TableAlterStatement {
    Table::alter().table(Alias::new(name)).take()
}

fn tally() -> TableCreateStatement {
    table(TALLY)
        .col(uuid("business_id").not_null())
        .col(date("on_date").not_null())
        .col(text("kind").not_null())
        .col(big("count").not_null())
        .primary_key(Index::create().col("business_id").col("on_date").col("kind"))
        .foreign_key(ForeignKey::create().from(TALLY, "business_id").to("business", "id"))
        .take()
}

fn head_count() -> TableCreateStatement {
    table(HEAD_COUNT)
        .col(uuid("business_id").not_null())
        .col(text("kind").not_null())
        .col(big("count").not_null())
        .primary_key(Index::create().col("business_id").col("kind"))
        .foreign_key(ForeignKey::create().from(HEAD_COUNT, "business_id").to("business", "id"))
        .take()
}

fn counted_customer() -> TableCreateStatement {
    table(COUNTED)
        .col(uuid("business_id").not_null())
        .col(uuid("customer_id").not_null())
        .col(int("flags").not_null())
        .primary_key(Index::create().col("business_id").col("customer_id"))
        .foreign_key(
            ForeignKey::create().from(COUNTED, ("business_id", "customer_id")).to("customer", ("business_id", "id")),
        )
        .take()
}
