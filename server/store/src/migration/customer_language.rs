//! The language of a customer becomes one of those in which they are written to.
//!
//! The column held whatever an imported list said. What is recognised becomes its code; the rest stays beside
//! the person, with the other columns that nobody knows.

use domain::language::Language;
use sea_orm_migration::{
    prelude::*,
    sea_orm::{DatabaseBackend, Statement, Value},
};

use crate::dialect::statement;

/// Reads the languages on file.
pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &'static str {
        "m20261202_000018_customer_language"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        if backend == DatabaseBackend::Sqlite {
            return read_all(manager).await;
        }
        // The wall stands around each business for the owner of the tables, too.
        let businesses = "SELECT CAST(id AS TEXT) AS text FROM business";
        for id in texts(manager, businesses).await? {
            let enter = "SELECT set_config('app.business', $1, true)";
            let enter = Statement::from_sql_and_values(backend, enter, [id.into()]);
            manager.get_connection().query_one_raw(enter).await?;
            read_all(manager).await?;
        }
        Ok(())
    }

    /// A code is a word that the column held before, too.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}

async fn read_all(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    let on_file = "SELECT DISTINCT language AS text FROM customer WHERE language IS NOT NULL";
    for written in texts(manager, on_file).await? {
        let (sql, values): (_, Vec<Value>) = match Language::recognised(&written) {
            Some(language) => {
                ("UPDATE customer SET language = $1 WHERE language = $2", vec![language.code().into(), written.into()])
            }
            None if backend == DatabaseBackend::Sqlite => (
                "UPDATE customer SET extra = json_insert(extra, '$[#]', json_array('Language', language)), \
                 language = NULL WHERE language = $1",
                vec![written.into()],
            ),
            None => (
                "UPDATE customer SET extra = extra || jsonb_build_array(jsonb_build_array('Language', language)), \
                 language = NULL WHERE language = $1",
                vec![written.into()],
            ),
        };
        manager.get_connection().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

/// What a query with one column of text finds.
async fn texts(manager: &SchemaManager<'_>, sql: &str) -> Result<Vec<String>, DbErr> {
    let rows = manager.get_connection().query_all_raw(statement(manager.get_database_backend(), sql)).await?;
    rows.iter().map(|row| row.try_get("", "text")).collect()
}
