//! Data subjects' requests.

use sea_orm_migration::prelude::*;

use super::{
    table::{create_all, date, drop_all, index, instant, table, text, uuid},
    wall,
};

/// Creates the register.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000017_request"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![index(REQUEST, &["business_id", "customer_id"]), index(REQUEST, &["business_id", "due_on"])];
        create_all(manager, vec![request()], indexes).await?;
        wall::raise_around(manager, &[REQUEST]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &[REQUEST]).await
    }
}

const REQUEST: &str = "request";

fn request() -> TableCreateStatement {
    table(REQUEST)
        .col(uuid("business_id").not_null())
        .col(uuid("id").not_null())
        .col(uuid("customer_id").not_null())
        .col(text("kind").not_null())
        .col(text("came").not_null())
        .col(date("received_on").not_null())
        .col(date("due_on").not_null())
        .col(text("state").not_null())
        .col(text("asked").null())
        .col(text("extension").null())
        .col(text("outcome").null())
        .col(text("told").null())
        .col(instant("recorded_at").not_null())
        .col(text("handled_by_kind").not_null())
        .col(uuid("handled_by_id").null())
        .col(instant("settled_at").null())
        .primary_key(Index::create().col("business_id").col("id"))
        .foreign_key(
            ForeignKey::create().from(REQUEST, ("business_id", "customer_id")).to("customer", ("business_id", "id")),
        )
        .take()
}
