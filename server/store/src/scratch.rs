//! Databases that tests have for themselves, and a look into a database past every wall.
//!
//! Part of the feature `tamper`: never in a shipped build.

use std::{
    collections::hash_map::{DefaultHasher, RandomState},
    fs,
    hash::{BuildHasher as _, Hash as _, Hasher as _},
    io,
    path::Path,
};

use sea_orm::{ConnectionTrait, Database, DatabaseBackend, DatabaseConnection, Statement};

use crate::{
    db::{Db, is_postgres, quiet, sqlite},
    error::Result,
};

/// The variable that says on which PostgreSQL server tests make their databases.
const VARIABLE: &str = "RINGFENCE_TEST_POSTGRES";
/// Where they look without it.
const USUAL: &str = "postgres://postgres@127.0.0.1:5432/postgres";

/// A migrated PostgreSQL database, gone when it is dropped, even by a test that fails.
#[derive(Debug)]
pub struct Scratch {
    server: String,
    name: String,
    url: String,
}

impl Scratch {
    /// Makes one: a copy of what the first test of this program has migrated.
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
        Self { url: beside(&server, &name), server, name }
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

/// The address of another database on a server.
fn beside(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let host = address.rsplit_once('/').map_or(address, |(host, _)| host);
    if options.is_empty() { format!("{host}/{name}") } else { format!("{host}/{name}?{options}") }
}

/// Makes the role once and the database, one test at a time: roles belong to the whole server.
async fn make(server: &str, name: &str) -> Result<()> {
    let owner = connect(server).await?;
    for sql in [
        "SELECT pg_advisory_lock(7295184)",
        "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ringfence_app') THEN \
         CREATE ROLE ringfence_app NOLOGIN NOBYPASSRLS; END IF; END $$",
        "GRANT ringfence_app TO CURRENT_USER",
    ] {
        owner.execute_unprepared(sql).await?;
    }
    let template = template(server, &owner).await?;
    for sql in [
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        // It ends with its test: nobody comes back to it after a power cut.
        &format!("ALTER DATABASE {name} SET synchronous_commit = off"),
    ] {
        owner.execute_unprepared(sql).await?;
    }
    owner.close().await?;
    Ok(())
}

/// The database that the tests of this program copy, made by the first of them: to migrate one takes longer than most
/// tests do. One of an older build of the program goes.
async fn template(server: &str, owner: &DatabaseConnection) -> Result<String> {
    let (program, build) = build();
    let kin = format!("ringfence_like_{program:016x}_");
    let template = format!("{kin}{build:016x}");
    let sql = format!("SELECT datname::text FROM pg_database WHERE starts_with(datname, '{kin}')");
    let rows = owner.query_all_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await?;
    let mut is_there = false;
    for row in rows {
        let found: String = row.try_get_by_index(0)?;
        if found == template {
            is_there = true;
        } else {
            owner.execute_unprepared(&format!("DROP DATABASE IF EXISTS {found} WITH (FORCE)")).await?;
        }
    }
    if !is_there {
        // It gets its name when it is whole.
        let making = format!("{kin}making");
        owner.execute_unprepared(&format!("CREATE DATABASE {making} TEMPLATE template0")).await?;
        Db::migrate(&beside(server, &making)).await?;
        owner.execute_unprepared(&format!("ALTER DATABASE {making} RENAME TO {template}")).await?;
    }
    Ok(template)
}

/// Makes a migrated SQLite file: a copy of what the first test of this program has migrated.
///
/// # Errors
/// Where the file cannot be written.
pub async fn embedded(file: &Path) -> io::Result<()> {
    let (program, build) = build();
    let kin = format!("ringfence-like-{program:016x}-");
    let template = std::env::temp_dir().join(format!("{kin}{build:016x}.db"));
    if template.exists() {
        return fs::copy(&template, file).map(drop);
    }
    Db::migrate(&file.to_string_lossy()).await.map_err(io::Error::other)?;
    for old in fs::read_dir(std::env::temp_dir())?.filter_map(io::Result::ok) {
        if old.file_name().to_string_lossy().starts_with(&kin) {
            // Another test may have taken it away.
            let _gone = fs::remove_file(old.path());
        }
    }
    // It gets its name when it is whole; of two that come first at once, both write the same.
    let making = file.with_extension("like");
    fs::copy(file, &making)?;
    fs::rename(&making, &template).or_else(|_| fs::copy(&making, &template).map(drop))
}

/// Which program this is, and which build of it: its path, and its size and time.
fn build() -> (u64, u64) {
    let hash = |what: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        what(&mut hasher);
        hasher.finish()
    };
    let path = std::env::current_exe().unwrap_or_default();
    let facts = fs::metadata(&path).ok().map(|facts| (facts.len(), facts.modified().ok()));
    (hash(&|hasher| path.hash(hasher)), hash(&|hasher| facts.hash(hasher)))
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
