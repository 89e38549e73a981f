//! Customers who turned out to be one person.

use sea_orm_migration::prelude::*;

use super::table::{index, index_name, uuid};

/// Adds the column and its index.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261125_000008_customer_merge"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(customers().add_column(uuid("merged_into").null()).take()).await?;
        manager.create_index(index("customer", &["business_id", "merged_into"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name(index_name("customer", &["business_id", "merged_into"]))
            .table(Alias::new("customer"))
            .to_owned();
        manager.drop_index(index).await?;
        manager.alter_table(customers().drop_column("merged_into").take()).await
    }
}

fn customers() -> TableAlterStatement {
    Table::alter().table(Alias::new("customer")).take()
}
