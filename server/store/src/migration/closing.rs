//! A business that closes: when everything of it is erased, and that it was.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::{table::instant, wall};

/// Adds the columns, and the look-up of the businesses that were not erased.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261215_000041_closing"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            manager.alter_table(business().add_column(instant(column).null()).take()).await?;
        }
        look_up(manager, OPEN).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        look_up(manager, "DROP FUNCTION open_businesses()").await?;
        for column in COLUMNS {
            manager.alter_table(business().drop_column(column).take()).await?;
        }
        Ok(())
    }
}

const COLUMNS: [&str; 3] = ["closing_at", "erase_at", "erased_at"];

fn business() -> TableAlterStatement {
    Table::alter().table(Alias::new("business")).take()
}

/// Names them across the walls.
const OPEN: &str = "CREATE FUNCTION open_businesses() RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER \
                    SET search_path FROM CURRENT AS \
                    $$ SELECT id FROM business WHERE erased_at IS NULL ORDER BY created_at, id $$";

async fn look_up(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DatabaseBackend::Postgres {
        return Ok(());
    }
    wall::run(manager, vec![sql.to_owned()]).await
}
