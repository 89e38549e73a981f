//! One change, from its queue to its answer.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::{
    access::{Right, Role},
    actor::Actor,
    id::BusinessId,
    ledger::{Frontier, Hash},
};
use futures::future::BoxFuture;
use store::{Batch, Scope, StoreError, entity::ledger_head, ledger, member};
use tokio::sync::oneshot;

use super::{Done, Outcome, Shared, Tx, recorder};
use crate::{
    ctx::Ctx,
    error::{Error, Result},
    integration,
};

/// Whether the business has a ledger before this change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ledger {
    /// It has one.
    Continues,
    /// This change founds the business.
    Begins,
}

/// Where a business's ledger stands after a change.
pub(super) struct Position {
    pub(super) size: u64,
    pub(super) root: Hash,
}

/// A change whose types are forgotten, so that one queue holds all of them.
#[async_trait]
pub(super) trait Job: Send {
    /// Whose record it changes.
    fn business(&self) -> BusinessId;
    /// Runs in a savepoint of the batch. `None` when it left everything as it was.
    async fn run(&mut self, batch: &Batch, shared: &Shared) -> Option<Position>;
    /// Answers whoever waits, once the batch is durable or has failed.
    fn answer(self: Box<Self>, committed: bool);
}

/// Whoever waits for the change.
type Reply<T> = oneshot::Sender<Result<Done<T>>>;

/// A change with its types.
pub(super) struct Change<I, T, F> {
    ctx: Ctx,
    ledger: Ledger,
    right: Option<Right>,
    input: I,
    work: F,
    outcome: Option<Result<Done<T>>>,
    reply: Reply<T>,
}

impl<I, T, F> Change<I, T, F> {
    pub(super) fn new(ctx: Ctx, ledger: Ledger, right: Option<Right>, input: I, work: F, reply: Reply<T>) -> Self {
        Self { ctx, ledger, right, input, work, outcome: None, reply }
    }
}

#[async_trait]
impl<I, T, F> Job for Change<I, T, F>
where
    I: Send + Sync + 'static,
    T: Send + Sync + 'static,
    F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
{
    fn business(&self) -> BusinessId {
        self.ctx.business
    }

    async fn run(&mut self, batch: &Batch, shared: &Shared) -> Option<Position> {
        match self.attempt(batch, shared).await {
            Ok((done, position)) => {
                self.outcome = Some(Ok(done));
                position
            }
            Err(error) => {
                self.outcome = Some(Err(error));
                None
            }
        }
    }

    fn answer(self: Box<Self>, committed: bool) {
        let lost = || Err(Error::Store(StoreError::NotCommitted));
        let answer = match self.outcome {
            Some(Ok(done)) if committed => Ok(done),
            Some(Err(error)) => Err(error),
            _ => lost(),
        };
        // Whoever asked may have gone; the change stands all the same.
        let _gone = self.reply.send(answer);
    }
}

impl<I, T, F> Change<I, T, F>
where
    I: Send + Sync + 'static,
    T: Send + Sync + 'static,
    F: for<'t> Fn(Tx<'t>, &'t I) -> BoxFuture<'t, Result<Outcome<T>>> + Send + Sync + 'static,
{
    async fn attempt(&self, batch: &Batch, shared: &Shared) -> Result<(Done<T>, Option<Position>)> {
        let scope = batch.scope(self.ctx.business).await?;
        let worked = self.work_in(&scope, shared).await;
        match worked {
            Ok((done, Some(position))) => {
                scope.keep().await?;
                Ok((done, Some(position)))
            }
            Ok((done, None)) => {
                scope.discard().await?;
                Ok((done, None))
            }
            Err(error) => {
                scope.discard().await?;
                Err(error)
            }
        }
    }

    async fn work_in(&self, scope: &Scope, shared: &Shared) -> Result<(Done<T>, Option<Position>)> {
        let head = self.lock(scope).await?;
        let now = shared.clock.now();
        let ctx = self.as_of_now(scope, now).await?;
        let tx = Tx { scope, ctx: &ctx, now, random: &*shared.random, keys: &shared.keys, shelf: &shared.shelf };
        match (self.work)(tx, &self.input).await? {
            Outcome::Unchanged(value) => Ok((Done { value, seq: head.size }, None)),
            Outcome::Changed { first, rest, value } => {
                if self.ledger == Ledger::Begins {
                    ledger::open(scope, Frontier::default().to_bytes()).await?;
                }
                let frontier = recorder::record(tx, &head, std::iter::once(first).chain(rest).collect()).await?;
                let (size, root) = (frontier.size(), frontier.root());
                let seq = i64::try_from(size).map_err(|_| Error::Broken("a ledger has outgrown its column"))?;
                Ok((Done { value, seq }, Some(Position { size, root })))
            }
        }
    }

    /// Takes the lock that orders all changes of the business, before any fact is read.
    async fn lock(&self, scope: &Scope) -> Result<ledger_head::Model> {
        let head = ledger::lock_head(scope).await?;
        match (head, self.ledger) {
            (Some(head), Ledger::Continues) => Ok(head),
            (None, Ledger::Begins) => Ok(ledger_head::Model {
                business_id: self.ctx.business.0,
                size: 0,
                frontier: Frontier::default().to_bytes(),
                tallied: 0,
            }),
            (None, Ledger::Continues) => Err(Error::NotFound),
            (Some(_), Ledger::Begins) => Err(Error::Broken("a business was founded twice")),
        }
    }

    /// The context with the member's role, or the key, as it stands now; fails when they are not let in any more.
    async fn as_of_now(&self, scope: &Scope, now: DateTime<Utc>) -> Result<Ctx> {
        let mut ctx = self.ctx.clone();
        let Some(right) = self.right else { return Ok(ctx) };
        if let Actor::Member(id) = ctx.actor {
            let member = member::find(scope, id).await?.filter(|member| member.disabled_at.is_none());
            let role = member.and_then(|member| Role::from_code(&member.role).ok());
            ctx.role = Some(role.ok_or(Error::SignedOut)?);
        }
        if let Actor::ApiKey(id) = ctx.actor {
            integration::still_opens(scope, id, ctx.scope, now).await?;
        }
        ctx.require(right)?;
        Ok(ctx)
    }
}
