//! Connections, and the only ways to a transaction.

use std::{path::Path, time::Duration};

use domain::id::BusinessId;
use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    EntityTrait as _, IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use crate::{dialect::statement, error::Result, migration::Migrator};

/// How long a write waits for another process that writes to the same SQLite file.
const BUSY_FOR: Duration = Duration::from_secs(5);

/// The database of one installation.
#[derive(Clone, Debug)]
pub struct Db {
    pub(crate) backend: DatabaseBackend,
    pub(crate) reads: DatabaseConnection,
    pub(crate) writes: DatabaseConnection,
}

/// A transaction that may hold several changes, each in a [`Scope`] of its own.
#[derive(Debug)]
pub struct Batch {
    tx: DatabaseTransaction,
    backend: DatabaseBackend,
}

/// One business's rows, inside one transaction. Every query on them starts here.
#[derive(Debug)]
pub struct Scope {
    pub(crate) business: BusinessId,
    pub(crate) tx: DatabaseTransaction,
}

impl Db {
    /// Opens a database, made and migrated before: a PostgreSQL address, or the file of an embedded one.
    pub async fn open(url: &str, connections: u32) -> Result<Self> {
        if is_postgres(url) {
            Self::open_postgres(url, connections).await
        } else {
            Self::open_sqlite(url, connections).await
        }
    }

    async fn open_postgres(url: &str, connections: u32) -> Result<Self> {
        let mut options = quiet(url);
        options.max_connections(connections).map_sqlx_postgres_opts(|options| {
            // Not the owner: row-level security holds for everything that the server does.
            options.options([("role", "ringfence_app")])
        });
        let pool = Database::connect(options).await?;
        Ok(Self { backend: DatabaseBackend::Postgres, reads: pool.clone(), writes: pool })
    }

    async fn open_sqlite(path: &str, connections: u32) -> Result<Self> {
        let writes = Database::connect(sqlite(path, 1)).await?;
        let reads = Database::connect(sqlite(path, connections.max(2))).await?;
        Ok(Self { backend: DatabaseBackend::Sqlite, reads, writes })
    }

    /// Brings the schema up to date, as the owner of the database.
    pub async fn migrate(url: &str) -> Result<()> {
        let owner = Database::connect(if is_postgres(url) { quiet(url) } else { sqlite(url, 1) }).await?;
        Migrator::up(&owner, None).await?;
        owner.close().await?;
        Ok(())
    }

    /// Takes the schema down again: for the test of the migrations.
    pub async fn unmigrate(url: &str) -> Result<()> {
        let owner = Database::connect(if is_postgres(url) { quiet(url) } else { sqlite(url, 1) }).await?;
        Migrator::down(&owner, None).await?;
        owner.close().await?;
        Ok(())
    }

    /// Whether this is the embedded database, which one process writes at a time.
    pub fn is_embedded(&self) -> bool {
        self.backend == DatabaseBackend::Sqlite
    }

    /// Reads one business's rows, all as of one instant.
    pub async fn read(&self, business: BusinessId) -> Result<Scope> {
        let options = match self.backend {
            DatabaseBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        let tx = self.reads.begin_with_options(options).await?;
        name_business(&tx, self.backend, business).await?;
        Ok(Scope { business, tx })
    }

    /// Begins a batch of changes. On SQLite the file's write lock is taken at once, so that nothing
    /// that was read in it can be changed by another process before it commits.
    pub async fn begin(&self) -> Result<Batch> {
        let options = TransactionOptions {
            sqlite_transaction_mode: self.is_embedded().then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Batch { tx: self.writes.begin_with_options(options).await?, backend: self.backend })
    }

    /// Has PostgreSQL look at the tables that an import fills. Until it has, it plans for empty ones, and
    /// each check of a foreign key may read every row of the business.
    pub async fn gather_statistics(&self) -> Result<()> {
        if !self.is_embedded() {
            self.writes.execute_raw(statement(self.backend, "SELECT gather_statistics()")).await?;
        }
        Ok(())
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.reads.ping().await?;
        Ok(())
    }

    /// Runs any statement past every rule of this crate: for tests of what tampering leaves behind.
    #[cfg(feature = "tamper")]
    pub async fn raw(&self, sql: &str) -> Result<u64> {
        Ok(self.writes.execute_raw(Statement::from_string(self.backend, sql)).await?.rows_affected())
    }

    /// A number that changes when another process has written to the same SQLite file.
    pub async fn data_version(&self) -> Result<Option<i64>> {
        if !self.is_embedded() {
            return Ok(None);
        }
        let row = self.writes.query_one_raw(Statement::from_string(self.backend, "PRAGMA data_version")).await?;
        Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
    }

    /// Puts the write-ahead log into the file and empties it, so that nothing erased lingers there.
    pub async fn truncate_log(&self) -> Result<()> {
        if self.is_embedded() {
            self.writes.query_one_raw(Statement::from_string(self.backend, "PRAGMA wal_checkpoint(TRUNCATE)")).await?;
        }
        Ok(())
    }
}

impl Batch {
    /// One change of one business, in a savepoint of its own.
    pub async fn scope(&self, business: BusinessId) -> Result<Scope> {
        let tx = self.tx.begin().await?;
        name_business(&tx, self.backend, business).await?;
        Ok(Scope { business, tx })
    }

    /// Makes every change of the batch durable.
    pub async fn commit(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }
}

impl Scope {
    /// Whose rows these are.
    pub fn business(&self) -> BusinessId {
        self.business
    }

    /// The same rows, in a savepoint of their own: what cannot be read there leaves this scope as it was.
    /// On PostgreSQL nothing more could be asked after an error otherwise.
    pub async fn apart(&self) -> Result<Self> {
        Ok(Self { business: self.business, tx: self.tx.begin().await? })
    }

    /// Keeps what was done in this scope (the batch makes it durable).
    pub async fn keep(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// Leaves everything as it was.
    pub async fn discard(self) -> Result<()> {
        Ok(self.tx.rollback().await?)
    }
}

pub(crate) fn is_postgres(url: &str) -> bool {
    url.starts_with("postgres://") || url.starts_with("postgresql://")
}

pub(crate) fn quiet(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    options
}

/// The file's own settings, in one place: durable at each commit, erased bytes overwritten.
pub(crate) fn sqlite(path: &str, connections: u32) -> ConnectOptions {
    use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
    let file = Path::new(path.trim_start_matches("sqlite://")).to_owned();
    let mut options = quiet("sqlite::memory:");
    options.max_connections(connections).min_connections(1).map_sqlx_sqlite_opts(move |options| {
        options
            .filename(&file)
            .in_memory(false)
            .shared_cache(false)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(BUSY_FOR)
            .pragma("secure_delete", "ON")
            // What SQLite sets aside never reaches a file of its own, where an erasure would not find it.
            .pragma("temp_store", "MEMORY")
            .pragma("cache_size", "-16000")
    });
    options
}

async fn name_business(tx: &DatabaseTransaction, backend: DatabaseBackend, business: BusinessId) -> Result<()> {
    if backend == DatabaseBackend::Postgres {
        let sql = format!("SET LOCAL app.business = '{business}'");
        tx.execute_raw(Statement::from_string(backend, sql)).await?;
    }
    Ok(())
}

/// How many rows one statement inserts: enough to be quick, and few enough for the values that either
/// database takes in one statement.
const ROWS_TOGETHER: usize = 100;

/// Inserts new rows, however many.
pub(crate) async fn insert_all<M, A>(scope: &Scope, rows: Vec<M>) -> Result<()>
where
    M: sea_orm::IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait,
{
    let mut rows = rows.into_iter().map(fresh).peekable();
    while rows.peek().is_some() {
        let some: Vec<A> = rows.by_ref().take(ROWS_TOGETHER).collect();
        A::Entity::insert_many(some).exec_without_returning(&scope.tx).await?;
    }
    Ok(())
}

/// A new row, every column of it.
pub(crate) fn fresh<M, A>(row: M) -> A
where
    M: sea_orm::IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait,
{
    row.into_active_model().reset_all()
}
