//! How far a run of an import is, how it goes on, what its undoing took away, and what columns
//! became the last time.

use sea_orm_migration::prelude::*;

use super::{
    table::{big, drop_all, json, table, text, uuid},
    wall,
};

/// Adds the columns, and the table with its wall.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261125_000007_import"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // One at a time: SQLite takes no more in one statement.
        for column in columns() {
            manager.alter_table(Table::alter().table(Alias::new(RUN)).add_column(column).to_owned()).await?;
        }
        manager.create_table(mapping()).await?;
        wall::raise_around(manager, &[MAPPING]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_all(manager, &[MAPPING]).await?;
        for column in columns() {
            let name = Alias::new(column.get_column_name());
            manager.alter_table(Table::alter().table(Alias::new(RUN)).drop_column(name).to_owned()).await?;
        }
        Ok(())
    }
}

const RUN: &str = "import_run";
const MAPPING: &str = "import_mapping";

fn columns() -> Vec<ColumnDef> {
    vec![
        json("reading").null().take(),
        text("country").null().take(),
        text("list_hash").null().take(),
        text("upload").null().take(),
        big("bytes").not_null().default(0).take(),
        big("size").not_null().default(0).take(),
        big("removed").not_null().default(0).take(),
        big("said_no").not_null().default(0).take(),
        big("worked_with").not_null().default(0).take(),
    ]
}

fn mapping() -> TableCreateStatement {
    table(MAPPING)
        .col(uuid("business_id").not_null())
        .col(text("headings_hash").not_null())
        .col(json("mapping").not_null())
        .primary_key(Index::create().col("business_id").col("headings_hash"))
        .foreign_key(ForeignKey::create().from(MAPPING, "business_id").to("business", "id"))
        .take()
}
