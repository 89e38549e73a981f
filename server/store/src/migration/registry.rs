//! The files of the national registries, one set for the installation, and which business asks which.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, create_all, date, drop_all, instant, json, table, text, uuid},
    wall,
};

/// Creates the tables; only the subscriptions are a business's own.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261125_000009_registry"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, vec![file(), subscription()], Vec::new()).await?;
        wall::open_to_all(manager, FILE, "SELECT, INSERT, UPDATE").await?;
        wall::raise_around(manager, &[SUBSCRIPTION]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &[FILE, SUBSCRIPTION]).await
    }
}

const FILE: &str = "registry_file";
const SUBSCRIPTION: &str = "registry_subscription";

fn file() -> TableCreateStatement {
    table(FILE)
        .col(text("registry").not_null().primary_key())
        .col(big("version").not_null())
        .col(text("index_file").not_null())
        .col(text("contents").not_null())
        .col(json("coverage").not_null())
        .col(big("numbers").not_null())
        .col(date("downloaded_on").not_null())
        .col(instant("loaded_at").not_null())
        .take()
}

fn subscription() -> TableCreateStatement {
    table(SUBSCRIPTION)
        .col(uuid("business_id").not_null())
        .col(text("registry").not_null())
        .col(text("organisation").not_null())
        .col(date("downloaded_on").not_null())
        .col(json("areas").not_null())
        .col(instant("set_at").not_null())
        .col(text("set_by_kind").not_null())
        .col(uuid("set_by_id").null())
        .primary_key(Index::create().col("business_id").col("registry"))
        .foreign_key(ForeignKey::create().from(SUBSCRIPTION, "business_id").to("business", "id"))
        .take()
}
