//! Who leaves may come back as a new member, and a key for a program has a member who answers for it.

use sea_orm_migration::prelude::*;

use super::{
    table::{index_name, uuid},
    wall,
};

/// Adds the column, and makes a place in a business one at a time instead of one for ever.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261214_000033_removal"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(key().add_column(uuid(OWNER).null().take()).take()).await?;
        wall::run(manager, places("WHERE left_at IS NULL")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        wall::run(manager, places("")).await?;
        manager.alter_table(key().drop_column(OWNER).take()).await
    }
}

const OWNER: &str = "owner_id";

fn key() -> TableAlterStatement {
    Table::alter().table(Alias::new("api_key")).take()
}

/// The places that an account has in a business: one among those that are meant.
fn places(which: &str) -> Vec<String> {
    let columns = ["business_id", "account_id"];
    let (name, columns) = (index_name("member", &columns), columns.join(", "));
    vec![format!("DROP INDEX {name}"), format!("CREATE UNIQUE INDEX {name} ON member ({columns}) {which}")]
}
