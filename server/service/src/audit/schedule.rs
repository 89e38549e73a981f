//! How often audits run by themselves.

use chrono::{DateTime, Utc};
use domain::{access::Right, audit::Rhythm, setting::Setting, wire::audit::params::Schedule};
use store::{
    Scope, audit, business,
    entity::{audit_run, business as business_row},
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    setting::changed,
};

/// Sets how often a business is audited.
///
/// # Errors
/// Names the field where it is none of the choices.
pub async fn set_schedule(service: &Service, ctx: &Ctx, typed: Schedule) -> Result<()> {
    let rhythm = Rhythm::from_code(&typed.audit_rhythm);
    let rhythm = rhythm.map_err(|problem| Error::field(Setting::AuditRhythm.code(), problem))?;
    let done = service.change(ctx, Right::Operate, rhythm, |tx, rhythm| Box::pin(set(tx, *rhythm)));
    done.await.map(|done| done.value)
}

async fn set(tx: Tx<'_>, rhythm: Rhythm) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let event = changed(Setting::AuditRhythm, &found.audit_rhythm, rhythm.code());
    rhythm.code().clone_into(&mut found.audit_rhythm);
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(event.into_iter().collect(), ()))
}

/// Whether an audit is due.
pub(super) async fn is_due(scope: &Scope, now: DateTime<Utc>) -> Result<bool> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    let last = audit::list(scope, 1).await?.pop();
    Ok(next_at(&business, last.as_ref())?.is_some_and(|at| at <= now))
}

/// When the next audit is due (UTC), after the last one.
pub(super) fn next_at(
    business: &business_row::Model,
    last: Option<&audit_run::Model>,
) -> Result<Option<DateTime<Utc>>> {
    Ok(business.rhythm()?.next(counted_from(business, last)))
}

/// From when on the time without an audit is counted (UTC): from the beginning of the last one, or from the
/// founding of the business.
pub(super) fn counted_from(business: &business_row::Model, last: Option<&audit_run::Model>) -> DateTime<Utc> {
    last.map_or(business.created_at, |last| last.started_at)
}
