//! What the tests stand on: a started server with a database of its own, and browsers that speak to it.

mod app;
mod client;
mod html;
pub mod log;
mod mail;
mod record;
mod registry;
mod smtp;

pub use app::{PASSWORD, TestApp};
pub use client::{Answer, Client};
pub use html::{field, is_shown_escaped, unescaped};
pub use mail::Eml;
pub use registry::DOWNLOADED_ON;
pub use smtp::{Manners, SmtpServer};

/// Which database a test runs on. Both always run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Db {
    /// The embedded one, in a file.
    Sqlite,
    /// A fresh one on a server.
    Postgres,
}

/// Makes of each function `name(Db)` the tests `name::sqlite` and `name::postgres`.
macro_rules! on_each_db {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(crate::support::Db::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(crate::support::Db::Postgres).await;
            }
        }
    )+};
}

/// Makes of each function `name(TestApp)` the tests `name::sqlite` and `name::postgres`.
macro_rules! each_db {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            use crate::support::{Db, TestApp};

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(TestApp::start(Db::Sqlite).await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(TestApp::start(Db::Postgres).await).await;
            }
        }
    )+};
}
