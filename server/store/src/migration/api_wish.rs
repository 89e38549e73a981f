//! What a program was answered under each name that it gave, whatever it asked for: before, calls alone had names.

use sea_orm_migration::prelude::*;

use super::{
    api_key,
    table::{create_all, drop_all, index, instant, table, text, uuid},
    wall,
};

/// Creates the table, and drops the one for calls: what is in it holds for a day.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261214_000040_api_wish"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, vec![wish()], vec![index(WISH, &["business_id", "at"])]).await?;
        wall::raise_around(manager, &[WISH]).await?;
        drop_all(manager, &[api_key::CALL]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_all(manager, vec![api_key::call()], vec![api_key::index_of_calls()]).await?;
        wall::raise_around(manager, &[api_key::CALL]).await?;
        drop_all(manager, &[WISH]).await
    }
}

const WISH: &str = "api_wish";

fn wish() -> TableCreateStatement {
    table(WISH)
        .col(uuid("business_id").not_null())
        .col(uuid("api_key_id").not_null())
        .col(text("name_hash").not_null())
        .col(text("asked_hash").not_null())
        .col(text("answer").not_null())
        .col(instant("at").not_null())
        .primary_key(Index::create().col("business_id").col("api_key_id").col("name_hash"))
        .foreign_key(&mut api_key::of_a_key(WISH))
        .take()
}
