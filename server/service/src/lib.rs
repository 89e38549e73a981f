//! The use cases: authorise, load, decide, change.
//!
//! The rules are in `domain`, the queries in `store`; nothing here knows a page or a request.
#![forbid(unsafe_code)]

pub mod account;
pub mod archive;
pub mod audit;
pub mod call;
pub mod change;
pub mod closing;
mod confirmation;
pub mod consent;
mod country;
pub mod ctx;
pub mod customer;
pub mod dashboard;
pub mod demo;
pub mod display;
pub mod dnc;
pub mod erasure;
pub mod error;
pub mod import;
pub mod installation;
pub mod integration;
pub mod interaction;
pub mod journal;
pub mod key;
pub mod ledger;
pub mod link;
pub mod live;
mod markdown;
mod member_mail;
pub mod message;
mod names;
pub mod policy;
pub mod ports;
pub mod preference;
mod reader;
pub mod receipt;
pub mod registration;
pub mod registry;
pub mod request;
pub mod retention;
pub mod scrub;
mod sealed;
pub mod setting;
pub mod standing;
pub mod suppression;
pub mod tally;
pub mod team;
#[cfg(test)]
mod testing;
pub mod training;
pub mod webhook;

use std::sync::Arc;

use change::{Committer, Shared};
use key::Keys;
use live::Wakes;
use ports::{Clock, Mailer, NoMail, NoTeller, NoTexts, Random, Teller, Texter};
use store::Db;

pub use error::{Error, Result};

/// The use cases of one installation, with what they need. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    pub(crate) db: Db,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) keys: Arc<Keys>,
    pub(crate) shelf: Arc<registry::Shelf>,
    pub(crate) committer: Arc<Committer>,
    pub(crate) uploads: import::Uploads,
    pub(crate) mailer: Arc<dyn Mailer>,
    pub(crate) texter: Arc<dyn Texter>,
    pub(crate) teller: Arc<dyn Teller>,
    /// The address that people see, for the links in mails.
    pub(crate) public_url: Arc<str>,
    /// What names this installation in signed checkpoints.
    pub(crate) origin: Arc<str>,
    pub(crate) week_plan: domain::hours::WeekPlan,
    /// The file of the suppression journal, where one is kept.
    pub(crate) journal: Option<Arc<std::path::Path>>,
    /// What tells readers that something has changed.
    pub wakes: Wakes,
}

impl Service {
    /// Puts the use cases together. `origin` names this installation in signed checkpoints: the
    /// public address without its scheme.
    pub fn new(db: Db, clock: Arc<dyn Clock>, random: Arc<dyn Random>, keys: Keys, origin: String) -> Self {
        let keys = Arc::new(keys);
        let shelf = Arc::new(registry::Shelf::default());
        let wakes = Wakes::default();
        let named: Arc<str> = origin.as_str().into();
        let shared = Shared {
            db: db.clone(),
            clock: Arc::clone(&clock),
            random: Arc::clone(&random),
            keys: Arc::clone(&keys),
            shelf: Arc::clone(&shelf),
            origin,
        };
        let committer = Arc::new(Committer::new(Arc::new(shared), wakes.clone()));
        Self {
            db,
            clock,
            random,
            keys,
            shelf,
            committer,
            uploads: import::Uploads::default(),
            mailer: Arc::new(NoMail),
            texter: Arc::new(NoTexts),
            teller: Arc::new(NoTeller),
            public_url: "http://localhost".into(),
            origin: named,
            week_plan: domain::hours::WeekPlan::default(),
            journal: None,
            wakes,
        }
    }

    /// The same use cases by another clock, for what is told of the past. Mail of the past has arrived, and nothing of
    /// it is kept; the journal catches up when a server starts.
    pub(crate) fn in_the_past(&self, clock: Arc<dyn Clock>) -> Self {
        let shared = Shared {
            db: self.db.clone(),
            clock: Arc::clone(&clock),
            random: Arc::clone(&self.random),
            keys: Arc::clone(&self.keys),
            shelf: Arc::clone(&self.shelf),
            origin: self.origin.to_string(),
        };
        let committer = Arc::new(Committer::new(Arc::new(shared), self.wakes.clone()));
        Self { clock, committer, mailer: Arc::new(ports::GoneMail), journal: None, ..self.clone() }
    }

    /// The same use cases, with a place for uploaded lists.
    #[must_use]
    pub fn with_uploads(self, uploads: import::Uploads) -> Self {
        Self { uploads, ..self }
    }

    /// The same use cases, with a way to send mail, and the address that people see.
    #[must_use]
    pub fn with_mail(self, mailer: Arc<dyn Mailer>, public_url: &str) -> Self {
        Self { mailer, public_url: public_url.into(), ..self }
    }

    /// The same use cases, with a way to send text messages.
    #[must_use]
    pub fn with_texts(self, texter: Arc<dyn Texter>) -> Self {
        Self { texter, ..self }
    }

    /// The same use cases, with a way to tell programs what happens.
    #[must_use]
    pub fn with_webhooks(self, teller: Arc<dyn Teller>) -> Self {
        Self { teller, ..self }
    }

    /// With the indexes of the national registries in this folder.
    #[must_use]
    pub fn with_registries(self, folder: std::path::PathBuf) -> Self {
        self.shelf.keep_in(folder);
        self
    }

    /// With the suppression journal that is kept in this folder, for the audits to look at.
    #[must_use]
    pub fn with_journal(self, folder: &std::path::Path) -> Self {
        Self { journal: Some(journal::file(folder).into()), ..self }
    }

    /// The indexes of the national registries.
    pub fn shelf(&self) -> &registry::Shelf {
        &self.shelf
    }

    /// With these hours for calls in businesses that register from now on.
    #[must_use]
    pub fn with_hours(self, hours: domain::hours::OpenHours) -> Self {
        Self { week_plan: domain::hours::WeekPlan::new([Some(hours); 7], []), ..self }
    }

    /// The database, for the readiness check.
    pub fn db(&self) -> &Db {
        &self.db
    }

    /// The time (UTC).
    pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
        self.clock.now()
    }

    /// A name for a request that came by another way than the web.
    pub fn new_request(&self) -> domain::id::RequestId {
        ports::new_id(self.clock.now(), &*self.random).into()
    }

    /// Deletes mails that are kept on the disk: before the rows that name them.
    pub(crate) fn forget_mails(&self, mails: &[domain::id::MessageId]) -> Result<()> {
        self.mailer.forget(mails).map_err(|error| {
            tracing::error!(%error, "kept mails could not be deleted");
            Error::Broken("kept mails could not be deleted")
        })
    }

    /// Whether every key of the installation is there and the right one.
    pub fn has_keys(&self) -> bool {
        self.keys.are_complete()
    }
}
