//! What can go wrong below the rules.

use sea_orm::{DbErr, SqlErr};

/// A database that did not do what it was asked to.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A row with this key is there already.
    #[error("a row with this key is there already")]
    Taken,
    /// A row does not say what it must.
    #[error("the column {0} holds something that it cannot")]
    Garbled(&'static str),
    /// The commit of a batch failed: nothing of it is there.
    #[error("the changes were not committed")]
    NotCommitted,
    /// The database is locked, full, away or refuses.
    #[error("the database did not answer")]
    Database(#[source] DbErr),
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(_)) => Self::Taken,
            _ => Self::Database(error),
        }
    }
}

/// What a query of this crate answers.
pub type Result<T> = std::result::Result<T, StoreError>;
