//! What the tests of the store stand on: each runs on an SQLite file and on a PostgreSQL database of
//! its own, opened as the server opens them.

pub mod row;

use store::{
    Db,
    scratch::{Scratch, embedded},
};
use tempfile::TempDir;

/// A migrated database, gone after the test.
pub struct Fresh {
    /// What `Db` takes.
    pub url: String,
    /// Keeps it until the test ends.
    _kept: Kept,
}

#[allow(dead_code, reason = "held, not read")]
enum Kept {
    Folder(TempDir),
    Scratch(Scratch),
}

impl Fresh {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ringfence.db");
        embedded(&file).await.unwrap();
        let url = file.to_string_lossy().into_owned();
        Self { url, _kept: Kept::Folder(folder) }
    }

    pub async fn postgres() -> Self {
        let scratch = Scratch::new().await;
        Self { url: scratch.url().to_owned(), _kept: Kept::Scratch(scratch) }
    }

    /// Brings the schema up and opens the database.
    pub async fn open(&self) -> Db {
        Db::migrate(&self.url).await.unwrap();
        Db::open(&self.url, 4).await.unwrap()
    }
}

/// Makes of each function `name(Fresh)` the tests `name::sqlite` and `name::postgres`.
#[macro_export]
macro_rules! each_db {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use $crate::support::Fresh;

            #[tokio::test]
            async fn sqlite() {
                super::$name(Fresh::sqlite().await).await;
            }

            #[tokio::test]
            async fn postgres() {
                super::$name(Fresh::postgres().await).await;
            }
        }
    )+};
}
