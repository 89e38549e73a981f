//! Lets the server ask PostgreSQL to look at its tables again, which only their owner may.

use sea_orm_migration::{prelude::*, sea_orm::DatabaseBackend};

use super::wall;

/// Creates the function; SQLite needs none.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261201_000016_statistics"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            return Ok(());
        }
        let tables = GROW_AT_ONCE.join(", ");
        let function = format!(
            "CREATE FUNCTION gather_statistics() RETURNS void LANGUAGE sql SECURITY DEFINER \
             SET search_path FROM CURRENT AS $$ ANALYZE {tables} $$"
        );
        wall::run(manager, vec![function]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DatabaseBackend::Sqlite {
            return Ok(());
        }
        wall::run(manager, vec!["DROP FUNCTION gather_statistics()".to_owned()]).await
    }
}

/// What an import fills.
const GROW_AT_ONCE: [&str; 8] = [
    "customer",
    "contact_point",
    "consent_event",
    "dnc_mark",
    "suppression",
    "suppression_source",
    "ledger_entry",
    "ledger_opening",
];
