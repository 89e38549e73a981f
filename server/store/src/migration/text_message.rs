//! Text messages: confirmations that go to a number.

use sea_orm_migration::prelude::*;

use super::table::text;

/// Adds the columns.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000020_text_message"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let channel = text("channel").not_null().default("email").take();
        manager.alter_table(alter("message_intent").add_column(channel).take()).await?;
        let setting = ColumnDef::new("text_confirmations").boolean().not_null().default(false).take();
        manager.alter_table(alter("business").add_column(setting).take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(alter("business").drop_column("text_confirmations").take()).await?;
        manager.alter_table(alter("message_intent").drop_column("channel").take()).await
    }
}

fn alter(table: &'static str) -> TableAlterStatement {
    Table::alter().table(Alias::new(table)).take()
}
