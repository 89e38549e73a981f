//! From which uploaded list a reason to be on the do-not-call list came.

use sea_orm_migration::prelude::*;

use super::table::{index, index_name, text};

/// Adds the column and its index.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261130_000010_uploaded_list"
    }
}

/// What finds the reasons of one list.
const COLUMNS: [&str; 2] = ["business_id", "list"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(sources().add_column(text("list").null()).take()).await?;
        manager.create_index(index("suppression_source", &COLUMNS)).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Alias::new("suppression_source");
        let index = Index::drop().name(index_name("suppression_source", &COLUMNS)).table(table).to_owned();
        manager.drop_index(index).await?;
        manager.alter_table(sources().drop_column("list").take()).await
    }
}

fn sources() -> TableAlterStatement {
    Table::alter().table(Alias::new("suppression_source")).take()
}
