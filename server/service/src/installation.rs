//! The installation as a whole: its schema, and what it knows about itself before anything is recorded.

pub use store::Db;
use store::installation;

use crate::error::Result;

/// The fact about a database that was made for tests, whose clock may be moved.
const SCRATCH: &str = "scratch";

/// Brings the schema up to date, as the owner of the database, and opens it.
pub async fn open(url: &str, connections: u32) -> Result<Db> {
    Db::migrate(url).await?;
    Ok(Db::open(url, connections).await?)
}

/// Whether the database has never been used: the keys are made at the first start, before anything
/// can be recorded.
pub async fn is_new(db: &Db) -> Result<bool> {
    Ok(installation::find(db, "key/hash").await?.is_none())
}

/// Whether the database was made for tests.
pub async fn is_scratch(db: &Db) -> Result<bool> {
    Ok(installation::find(db, SCRATCH).await?.as_deref() == Some("true"))
}

/// Marks a new database as made for tests, for ever.
pub async fn mark_scratch(db: &Db) -> Result<()> {
    Ok(installation::keep(db, SCRATCH, "true").await?)
}
