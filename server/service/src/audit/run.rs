//! Making an audit: begun as a change, made under a lease, ended as a change.
//!
//! What was found is in memory until the end, so an audit that was killed leaves a row whose lease runs out:
//! whoever takes it up then makes every check again.

use chrono::TimeDelta;
use domain::{
    access::Right,
    audit::{AuditState, Cause, Check},
    event::{AuditEvent, Event},
    id::{AuditId, BusinessId},
};
use store::{audit, entity::audit_run as row};

use super::{check, finish::finish, schedule::is_due};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::Result,
};

/// For how long nobody else takes an audit up. It is renewed with each check.
const LEASE: TimeDelta = TimeDelta::minutes(15);

/// An audit that somebody asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It begins, and whoever asked makes it.
    Now(AuditId),
    /// One is being made already.
    UnderWay(AuditId),
}

/// Begins an audit and returns at once: it is made without anybody waiting for it.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden) for who may not run one.
pub async fn run_now(service: &Service, ctx: &Ctx) -> Result<AuditId> {
    let id = match begin(service, ctx).await? {
        Begun::UnderWay(id) => return Ok(id),
        Begun::Now(id) => id,
    };
    let (service, business) = (service.clone(), ctx.business);
    tokio::spawn(async move {
        if let Err(error) = carry_out(&service, business, id, |_, _| ()).await {
            tracing::error!(error = &error as &dyn std::error::Error, audit = %id, "an audit was not made to its end");
        }
    });
    Ok(id)
}

/// Begins an audit by hand, or names the one that is being made.
///
/// # Errors
/// [`Error::Forbidden`](crate::Error::Forbidden) for who may not run one.
pub async fn begin(service: &Service, ctx: &Ctx) -> Result<Begun> {
    ctx.require(Right::Operate)?;
    let done = service.change(ctx, Right::Operate, (), |tx, ()| {
        Box::pin(async move {
            if let Some(running) = audit::find_running(tx.scope).await? {
                return Ok(Outcome::Unchanged(Begun::UnderWay(running.id.into())));
            }
            let (event, id) = start(tx, Cause::ByHand).await?;
            Ok(Outcome::one(event, Begun::Now(id)))
        })
    });
    done.await.map(|done| done.value)
}

/// Begins the audit that is due; nothing where none is, or one is being made.
pub(super) async fn begin_due(service: &Service, ctx: &Ctx) -> Result<Option<AuditId>> {
    let done = service.change(ctx, Right::Operate, (), |tx, ()| {
        Box::pin(async move {
            if !is_due(tx.scope, tx.now).await? || audit::find_running(tx.scope).await?.is_some() {
                return Ok(Outcome::Unchanged(None));
            }
            let (event, id) = start(tx, Cause::Schedule).await?;
            Ok(Outcome::one(event, Some(id)))
        })
    });
    done.await.map(|done| done.value)
}

async fn start(tx: Tx<'_>, cause: Cause) -> Result<(Event, AuditId)> {
    let id: AuditId = tx.id();
    let run = row::Model {
        business_id: tx.business().0,
        id: id.0,
        cause: cause.code().to_owned(),
        state: AuditState::Running.code().to_owned(),
        started_at: tx.now,
        started_by_kind: tx.ctx.actor.kind().to_owned(),
        started_by_id: tx.ctx.actor.id(),
        done: 0,
        checks: counted(Check::ALL.len()),
        leased_until: Some(tx.now + LEASE),
        finished_at: None,
        totals: serde_json::json!({}),
        found: 0,
        new: 0,
        reopened: 0,
        gone: 0,
    };
    audit::insert(tx.scope, run).await?;
    Ok((Event::Audit(AuditEvent::Started { audit: id, cause }), id))
}

/// Makes an audit to its end, where whoever began it left it.
pub(super) async fn take_up(service: &Service, business: BusinessId, id: AuditId) -> Result<()> {
    let now = service.now();
    if audit::claim(service.upkeep(), business, id, now, now + LEASE).await? {
        carry_out(service, business, id, |_, _| ()).await?;
    }
    Ok(())
}

/// Makes every check of an audit that begins, and records what was found. `told` hears how many were made, and
/// of how many.
///
/// # Errors
/// Fails where the record cannot be read; the audit is taken up again later then.
pub async fn carry_out(
    service: &Service,
    business: BusinessId,
    id: AuditId,
    told: impl Fn(usize, usize) + Send,
) -> Result<()> {
    let mut found = Vec::with_capacity(Check::ALL.len());
    for (made, check) in Check::ALL.into_iter().enumerate() {
        told(made, Check::ALL.len());
        found.push((check, check::make(service, business, check).await?));
        let until = service.now() + LEASE;
        audit::keep_progress(service.upkeep(), business, id, counted(made + 1), until).await?;
    }
    finish(service, business, id, found).await
}

/// A count as its column holds it.
pub(super) fn counted(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
