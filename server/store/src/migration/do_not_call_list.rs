//! The do-not-call list as a page: its order, its counts, and the evidence of a lift.

use sea_orm_migration::prelude::*;

use super::table::{index, index_name, text};

/// Adds the column and the indexes.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261125_000006_do_not_call_list"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(sources().add_column(text("lift_evidence").null()).take()).await?;
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
        manager.alter_table(sources().drop_column("lift_evidence").take()).await
    }
}

const INDEXES: &[(&str, &[&str])] = &[
    ("suppression", &["business_id", "listed_at", "id"]),
    ("suppression_source", &["business_id", "lifted_at", "kind", "suppression_id"]),
];

fn sources() -> TableAlterStatement {
    Table::alter().table(Alias::new("suppression_source")).take()
}
