//! The two doors to write.
//!
//! [`Service::change`] is the only way to change a business's record: its work says what happened,
//! and rows, ledger entries and what is owed to the customer are committed together or not at all.
//! [`Service::upkeep`] writes the closed list of tables that no decision reads.

mod committer;
mod job;
mod outcome;
mod recorder;

pub use committer::Committer;
pub use outcome::{Done, Outcome};

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::{access::Right, id::BusinessId, ledger::Hash};
use futures::future::BoxFuture;
use store::Scope;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    key::Keys,
    ports::{Random, new_id},
    registry::Shelf,
};
use job::{Change, Ledger};

/// What the work of a change sees: one business's rows inside the transaction, and the moment.
#[derive(Clone, Copy)]
pub struct Tx<'t> {
    /// The rows.
    pub scope: &'t Scope,
    /// Who asks.
    pub ctx: &'t Ctx,
    /// When the change happens (UTC): read inside the transaction, not when the request came.
    pub now: DateTime<Utc>,
    pub(crate) random: &'t dyn Random,
    pub(crate) keys: &'t Keys,
    pub(crate) shelf: &'t Shelf,
}

impl Tx<'_> {
    /// A new identifier.
    pub fn id<T: From<Uuid>>(&self) -> T {
        new_id(self.now, self.random).into()
    }

    /// Whose rows these are.
    pub fn business(&self) -> BusinessId {
        self.scope.business()
    }

    /// The keyed hash of a number or an address. Fails when the key is missing.
    pub fn hash_contact(&self, kind: &str, value: &str) -> Result<Hash> {
        self.keys.hash_contact(self.business(), kind, value)
    }
}

impl Service {
    /// Changes a business's record.
    ///
    /// `right` is asked of the member's role as it stands inside the transaction, so a member who
    /// was disabled while the request was under way changes nothing. The work may be run again and
    /// must await nothing but its queries. What it returned is answered only after the commit is
    /// durable.
    ///
    /// # Errors
    /// What the work refused with; everything is as it was then.
    pub async fn change<I, T, F>(&self, ctx: &Ctx, right: Right, input: I, work: F) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        self.submit(Ledger::Continues, ctx, Some(right), input, work).await
    }

    /// Changes a record by somebody who is not a member yet: the new member who joins by a link.
    pub(crate) async fn change_by_newcomer<I, T, F>(&self, ctx: &Ctx, input: I, work: F) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        self.submit(Ledger::Continues, ctx, None, input, work).await
    }

    /// Changes a record by a customer, whose link was proved: inside the work it is looked up again.
    pub(crate) async fn change_by_customer<I, T, F>(&self, ctx: &Ctx, input: I, work: F) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        self.submit(Ledger::Continues, ctx, None, input, work).await
    }

    /// Makes a business, its ledger and its owner: the one change before which there is no ledger.
    pub(crate) async fn found_business<I, T, F>(&self, ctx: &Ctx, input: I, work: F) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        self.submit(Ledger::Begins, ctx, None, input, work).await
    }

    async fn submit<I, T, F>(
        &self,
        ledger: Ledger,
        ctx: &Ctx,
        right: Option<Right>,
        input: I,
        work: F,
    ) -> Result<Done<T>>
    where
        I: Send + Sync + 'static,
        T: Send + Sync + 'static,
        F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let change = Change::new(ctx.clone(), ledger, right, input, work, reply);
        self.committer.submit(ctx.business, Box::new(change)).await?;
        answer.await.map_err(|_| Error::Broken("a change ended without an answer"))?
    }

    /// Writes what no decision reads and no ledger records: a session's last use, a lease.
    ///
    /// The list of these tables is closed: see `UPKEEP_TABLES`.
    pub(crate) fn upkeep(&self) -> &store::Db {
        &self.db
    }
}

/// The tables that may be written outside of a change.
///
/// The counts in `tally` go with each change; only the entries of an older build are counted afterwards.
pub const UPKEEP_TABLES: [&str; 17] = [
    "account",
    "session",
    "sign_in_attempt",
    "sign_in_step",
    "second_factor",
    "agreement",
    "installation",
    "platform_notice",
    "import_run",
    "message_intent",
    "member_mail",
    "audit_run",
    "tally",
    "display_beat",
    "api_key_use",
    "webhook_position",
    "webhook_delivery",
];

/// What every change needs from the installation.
pub(crate) struct Shared {
    pub(crate) db: store::Db,
    pub(crate) clock: Arc<dyn crate::ports::Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) keys: Arc<Keys>,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) origin: String,
}
