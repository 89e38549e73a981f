//! What a test reads in the database itself, past every page.

use domain::{event::EventKind, id::BusinessId};
use store::scratch::ask;
use uuid::Uuid;

use super::{Db, TestApp};

impl TestApp {
    /// Which database it runs on.
    pub fn db(&self) -> Db {
        if self.service().db().is_embedded() { Db::Sqlite } else { Db::Postgres }
    }

    /// Asks the database as its owner: the first column of each row, which is text.
    pub async fn ask(&self, sql: &str) -> Vec<String> {
        ask(&self.database, sql).await.unwrap()
    }

    /// How many rows a table has, of all businesses.
    pub async fn count(&self, table: &str) -> u64 {
        self.ask(&format!("SELECT CAST(count(*) AS TEXT) FROM {table}")).await[0].parse().unwrap()
    }

    /// Every table.
    pub async fn tables(&self) -> Vec<String> {
        self.ask(match self.db() {
            Db::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
            }
            Db::Postgres => "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
        })
        .await
    }

    /// How many rows each table has.
    pub async fn counts(&self) -> Vec<(String, u64)> {
        let mut counts = Vec::new();
        for table in self.tables().await {
            let count = self.count(&table).await;
            counts.push((table, count));
        }
        counts
    }

    /// The kinds of everything that happened in a business, in the order of its ledger.
    pub async fn ledger(&self, business: BusinessId) -> Vec<EventKind> {
        self.happened(business).await.into_iter().map(|(kind, _)| kind).collect()
    }

    /// The same, each with whom or what it is about.
    pub async fn happened(&self, business: BusinessId) -> Vec<(EventKind, Option<Uuid>)> {
        let scope = self.service().db().read(business).await.unwrap();
        let entries = store::ledger::list_after(&scope, 0, 10_000_000).await.unwrap();
        entries.iter().map(|entry| (EventKind::from_code(&entry.kind).unwrap(), entry.subject_id)).collect()
    }
}
