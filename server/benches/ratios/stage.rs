//! The server and the browsers of the integration tests, which are measured here.

use std::fmt;

#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/it/support/app.rs"]
mod app;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/it/support/client.rs"]
mod client;
#[allow(dead_code, reason = "the tests use the rest")]
#[path = "../../tests/it/support/html.rs"]
mod html;

pub use app::TestApp;
pub use client::Client;
use html::field;

/// Which database is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Db {
    /// The embedded one, in a file.
    Sqlite,
    /// A fresh one on a server.
    Postgres,
}

impl fmt::Display for Db {
    /// As the table and the command line name it.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}
