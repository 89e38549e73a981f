//! Databases that tests have for themselves, and a look into a database past every wall.
//!
//! Part of the feature `tamper`: never in a shipped build.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher as _, Hasher as _},
};

use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};

use crate::{
    db::{is_postgres, quiet, sqlite},
    error::Result,
};

/// The variable that says on which PostgreSQL server tests make their databases.
const VARIABLE: &str = "RINGFENCE_TEST_POSTGRES";
/// Where they look without it.
const USUAL: &str = "postgres://postgres@127.0.0.1:5432/postgres";

/// An empty PostgreSQL database, gone when it is dropped, even by a test that fails.
#[derive(Debug)]
pub struct Scratch {
    server: String,
    name: String,
    url: String,
}

impl Scratch {
    /// Makes one.
    ///
    /// # Panics
    /// With a sentence that says what is missing when no server can be reached: a test of PostgreSQL
    /// that runs without PostgreSQL proves nothing.
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration that would read it")]
    pub async fn new() -> Self {
        let server = std::env::var(VARIABLE).unwrap_or_else(|_| USUAL.to_owned());
        let chance = RandomState::new().build_hasher().finish();
        let name = format!("ringfence_test_{}_{chance:016x}", std::process::id());
        if let Err(error) = make(&server, &name).await {
            panic!("no test database on {server}: start PostgreSQL there, or name a server in {VARIABLE}. {error:?}");
        }
        let (address, options) = server.split_once('?').unwrap_or((&server, ""));
        let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
        let url = if options.is_empty() { format!("{host}/{name}") } else { format!("{host}/{name}?{options}") };
        Self { server, name, url }
    }

    /// Its address, as its owner.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let (server, sql) = (self.server.clone(), format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name));
        // The runtime of the test is ending, so this last statement has one of its own.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| runtime.block_on(tell(&server, &sql)))
        });
        // A database that stays behind has a name that nobody takes again.
        let _anyway = dropping.join();
    }
}

/// Makes the role once and the database, one test at a time: roles belong to the whole server.
async fn make(server: &str, name: &str) -> Result<()> {
    let owner = connect(server).await?;
    for sql in [
        "SELECT pg_advisory_lock(7295184)",
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_app') THEN \
         CREATE ROLE ringfence_app NOLOGIN NOBYPASSRLS; END IF; END $$",
        "GRANT ringfence_app TO CURRENT_USER",
        &format!("CREATE DATABASE {name} TEMPLATE template0"),
    ] {
        owner.execute_unprepared(sql).await?;
    }
    owner.close().await?;
    Ok(())
}

/// Asks as the owner of the database, whom no wall stops: the first column of each row, which is text.
pub async fn ask(url: &str, sql: &str) -> Result<Vec<String>> {
    let owner = connect(url).await?;
    let rows = owner.query_all_raw(Statement::from_string(backend(url), sql)).await?;
    let cells = rows.iter().map(|row| row.try_get_by_index(0)).collect::<std::result::Result<_, _>>()?;
    owner.close().await?;
    Ok(cells)
}

/// Runs a statement as the owner of the database: how many rows it touched.
pub async fn tell(url: &str, sql: &str) -> Result<u64> {
    let owner = connect(url).await?;
    let touched = owner.execute_unprepared(sql).await?.rows_affected();
    owner.close().await?;
    Ok(touched)
}

async fn connect(url: &str) -> Result<DatabaseConnection> {
    let mut options = if is_postgres(url) { quiet(url) } else { sqlite(url, 1) };
    // What is set for one statement holds for the next one.
    options.max_connections(1);
    Ok(Database::connect(options).await?)
}

fn backend(url: &str) -> DatabaseBackend {
    if is_postgres(url) { DatabaseBackend::Postgres } else { DatabaseBackend::Sqlite }
}
