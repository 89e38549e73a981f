//! Addresses from which mail comes back.

use sea_orm_migration::prelude::*;

use super::table::instant;

/// Adds the column.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000019_undeliverable"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(points().add_column(instant("undeliverable_at").null()).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(points().drop_column("undeliverable_at").take()).await
    }
}

fn points() -> TableAlterStatement {
    Table::alter().table(Alias::new("contact_point")).take()
}
