//! "Business B has moved on": how another process on the same database learns of a change.
//!
//! Between nodes on PostgreSQL by NOTIFY, one for each batch and after its commit, never inside
//! the transaction: a NOTIFY takes a lock over the whole database when it commits. A lost one
//! costs one polling interval.

use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, sqlx::postgres::PgListener};

use crate::{Db, error::Result};

const CHANNEL: &str = "ringfence";

/// Hears what other processes say.
#[derive(Debug)]
pub struct Ear(PgListener);

impl Db {
    /// Tells the other processes on this database. The embedded one has none that listen.
    pub async fn tell(&self, word: &str) -> Result<()> {
        if self.backend == DatabaseBackend::Postgres {
            let sql = "SELECT pg_notify($1, $2)";
            self.writes
                .execute_raw(Statement::from_sql_and_values(self.backend, sql, [CHANNEL.into(), word.into()]))
                .await?;
        }
        Ok(())
    }

    /// Listens to the other processes, on a connection of its own.
    pub async fn listen(&self) -> Result<Option<Ear>> {
        if self.backend != DatabaseBackend::Postgres {
            return Ok(None);
        }
        let pool = self.writes.get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await.map_err(database)?;
        listener.listen(CHANNEL).await.map_err(database)?;
        Ok(Some(Ear(listener)))
    }
}

impl Ear {
    /// The next word, or `None` when the connection was lost and made again: words may be missing.
    pub async fn hear(&mut self) -> Result<Option<String>> {
        Ok(self.0.try_recv().await.map_err(database)?.map(|word| word.payload().to_owned()))
    }
}

fn database(error: sea_orm::sqlx::Error) -> crate::StoreError {
    crate::StoreError::Database(sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())))
}
