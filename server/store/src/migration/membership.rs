//! How a membership ends for good, and an account with it; and when a member read the training.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::{
    table::{instant, int},
    wall,
};

/// Adds the columns and the look-ups.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261212_000031_membership"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, _, column) in columns() {
            manager.alter_table(alter(table).add_column(column).take()).await?;
        }
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, LOOK_UPS.map(|(_, made)| made.to_owned()).into()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Postgres {
            wall::run(manager, LOOK_UPS.map(|(name, _)| format!("DROP FUNCTION {name}")).into()).await?;
        }
        for (table, name, _) in columns().into_iter().rev() {
            manager.alter_table(alter(table).drop_column(name).take()).await?;
        }
        Ok(())
    }
}

/// Who leaves is asked about before their businesses are known, and so are those who invited them.
const LOOK_UPS: [(&str, &str); 2] = [
    (
        "places_of(uuid)",
        "CREATE FUNCTION places_of(wanted uuid) RETURNS TABLE (business_id uuid, id uuid) \
         LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS \
         $$ SELECT business_id, id FROM member WHERE account_id = wanted AND left_at IS NULL ORDER BY joined_at $$",
    ),
    (
        "invitations_to(text)",
        "CREATE FUNCTION invitations_to(wanted text) RETURNS TABLE (business_id uuid, id uuid) \
         LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS \
         $$ SELECT business_id, id FROM invitation \
            WHERE email = wanted AND used_at IS NULL AND revoked_at IS NULL $$",
    ),
];

/// The columns: of which table, and under which name.
fn columns() -> [(&'static str, &'static str, ColumnDef); 4] {
    let instant = |table, name| (table, name, instant(name).null().take());
    [
        instant("account", "closed_at"),
        instant("member", "left_at"),
        ("member", "trained_version", int("trained_version").null().take()),
        instant("member", "trained_at"),
    ]
}

fn alter(table: &'static str) -> TableAlterStatement {
    Table::alter().table(Alias::new(table)).take()
}
