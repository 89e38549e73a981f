//! What Ringfence costs: each figure beside a baseline that was measured in the same run, as a ratio.
//!
//! The server runs in this process, on each database. Nothing here passes or fails; the table says
//! which targets are reached. Words on the command line choose by what they are part of: `live`,
//! `page`, `change`, `mail`, `import`, `scrub`, `registry`, `screens`, `dashboard`, `sqlite`, `postgresql`. What takes
//! long is measured only where it is named: `ten-million`, `us-size`, `screens thousand`, `dashboard million`.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be run may end like this")]

mod bare;
mod change;
mod dashboard;
mod import;
mod live;
mod mail;
mod measure;
mod page;
mod registry;
mod screens;
mod scrub;
mod stage;
mod table;

use ringfence::Environment;
use scrub::Size;
use stage::{Db, TestApp};
use table::Table;
use tokio::{net::TcpStream, runtime::Runtime};

/// What the long scrub is called.
const TEN_MILLION: &str = "scrub ten-million";
/// What the whole registry of the United States is called.
const US_SIZE: &str = "registry us-size";

/// What a thousand open pages are called.
const THOUSAND: &str = "screens thousand";
/// What the dashboard of a million customers is called.
const MILLION: &str = "dashboard million";

/// Every benchmark.
const ALL: [&str; 13] = [
    "live",
    "page",
    "change",
    "mail",
    "import",
    "scrub",
    TEN_MILLION,
    "registry",
    US_SIZE,
    "screens",
    THOUSAND,
    "dashboard",
    MILLION,
];

/// Which benchmarks were asked for.
struct Chosen(Vec<String>);

impl Chosen {
    /// Reads the command line, where cargo adds options of its own.
    fn of_process() -> Self {
        Self(std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect())
    }

    /// Whether a benchmark is among them: no word chooses all.
    fn has(&self, benchmark: &str, db: Db) -> bool {
        let name = format!("{benchmark} {db}").to_lowercase();
        self.0.iter().all(|word| name.contains(&word.to_lowercase()))
    }

    /// Whether this word is one of them.
    fn names(&self, word: &str) -> bool {
        self.0.iter().any(|chosen| chosen.eq_ignore_ascii_case(word))
    }
}

/// Runs what was chosen and prints the table.
fn main() {
    let chosen = Chosen::of_process();
    let mut table = Table::default();
    for db in [Db::Sqlite, Db::Postgres] {
        // A runtime for each, so that nothing of the first server is left when the second is measured.
        Runtime::new().unwrap().block_on(run(db, &chosen, &mut table));
    }
    print!("{table}");
}

/// Runs the chosen benchmarks on one database.
async fn run(db: Db, chosen: &Chosen, table: &mut Table) {
    if !ALL.iter().any(|benchmark| chosen.has(benchmark, db)) {
        return;
    }
    if db == Db::Postgres && !postgres_answers().await {
        println!("PostgreSQL is skipped: start one on 127.0.0.1:5432, or name it in RINGFENCE_TEST_POSTGRES");
        return;
    }
    let app = TestApp::start(db).await;
    if chosen.has("live", db) {
        table.add(db, live::run(&app).await);
        table.add(db, live::run_preferences(&app).await);
    }
    if chosen.has("page", db) {
        table.add(db, page::run(&app).await);
    }
    if chosen.has("change", db) {
        table.add(db, change::run(&app).await);
    }
    if chosen.has("mail", db) {
        table.add(db, mail::run(db).await);
    }
    if chosen.has("scrub", db) {
        table.add(db, scrub::run(&app, Size::Million).await);
    }
    if chosen.names("ten-million") && chosen.has(TEN_MILLION, db) {
        table.add(db, scrub::run(&app, Size::TenMillion).await);
    }
    if chosen.has("registry", db) {
        table.add(db, registry::run(&app).await);
    }
    // It asks no database: once is enough.
    if db == Db::Sqlite && chosen.names("us-size") && chosen.has(US_SIZE, db) {
        table.add(db, registry::run_whole());
    }
    if chosen.has("screens", db) {
        table.add(db, screens::run(&app, screens::Size::Hundred).await);
    }
    if chosen.names("thousand") && chosen.has(THOUSAND, db) {
        table.add(db, screens::run(&app, screens::Size::Thousand).await);
    }
    if chosen.has("dashboard", db) {
        table.add(db, dashboard::run(&app, dashboard::Size::Small).await);
    }
    if chosen.names("million") && chosen.has(MILLION, db) {
        table.add(db, dashboard::run(&app, dashboard::Size::Million).await);
    }
    // Last: it leaves hundreds of thousands of people.
    if chosen.has("import", db) {
        table.add(db, import::run(&app).await);
    }
}

/// Whether there is a PostgreSQL server: one that was named has to be there.
async fn postgres_answers() -> bool {
    let is_named = Environment::of_process().get("RINGFENCE_TEST_POSTGRES").is_some();
    is_named || TcpStream::connect(("127.0.0.1", 5432)).await.is_ok()
}
