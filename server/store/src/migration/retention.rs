//! For how long a business keeps things, and what it says about itself.

use sea_orm_migration::prelude::*;

use super::table::{index, index_name, instant, int, text};

/// Adds the columns.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261213_000032_retention"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in [
            text("time_zone").null().take(),
            text("language").null().take(),
            int("keep_identities_for").not_null().default(5).take(),
            int("keep_denials_for").not_null().default(5).take(),
            int("keep_contacts_for").null().take(),
            instant("retention_set_at").null().take(),
        ] {
            manager.alter_table(business().add_column(column).take()).await?;
        }
        for table in DATED {
            manager.create_index(index(table, &BY_DAY).take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in DATED {
            manager.drop_index(Index::drop().name(index_name(table, &BY_DAY)).to_owned()).await?;
        }
        for column in COLUMNS {
            manager.alter_table(business().drop_column(column).take()).await?;
        }
        Ok(())
    }
}

/// The tables whose oldest rows are looked for.
const DATED: [&str; 2] = ["denial", "interaction"];
const BY_DAY: [&str; 2] = ["business_id", "at"];

const COLUMNS: [&str; 6] =
    ["time_zone", "language", "keep_identities_for", "keep_denials_for", "keep_contacts_for", "retention_set_at"];

fn business() -> TableAlterStatement {
    Table::alter().table(Alias::new("business")).take()
}
