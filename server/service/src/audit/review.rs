//! Signing an audit: a person vouches for it, on a ledger that verifies.

use domain::{
    access::Right,
    audit::AuditState,
    error::Problem,
    event::{AuditEvent, Event},
    id::AuditId,
    wire::audit::params::Sign,
};
use store::{audit, entity::audit_review};

use super::check::kept;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ledger,
};

/// Up to where the ledger was verified.
struct Verified {
    audit: AuditId,
    entry: u64,
    /// The root over all entries up to it, in hex.
    checkpoint: String,
}

/// Signs the review of an audit that has ended, once. The ledger is verified before: the signature names the
/// entry up to which that was done, and the root over it.
///
/// # Errors
/// Refuses on a ledger that does not verify, and fails as stale where it was signed already.
pub async fn sign(service: &Service, ctx: &Ctx, typed: Sign) -> Result<()> {
    ctx.require(Right::SignReviews)?;
    let audit = typed.audit.parse().map_err(|_| Error::NotFound)?;
    let kept = kept(service, ctx.business).await;
    let verification = match ledger::verify(service, ctx.business, &kept, |_, _| ()).await {
        Err(Error::KeysMissing) => return Err(unverified()),
        other => other?,
    };
    let Some(root) = verification.root.filter(|_| verification.findings.is_empty()) else { return Err(unverified()) };
    let verified = Verified { audit, entry: verification.size, checkpoint: root.to_string() };
    let done = service.change(ctx, Right::SignReviews, verified, |tx, verified| Box::pin(keep(tx, verified)));
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, verified: &Verified) -> Result<Outcome<()>> {
    let Verified { audit: id, entry, checkpoint } = verified;
    let run = audit::find(tx.scope, *id).await?.ok_or(Error::NotFound)?;
    if run.state()? != AuditState::Finished || audit::find_review(tx.scope, *id).await?.is_some() {
        return Err(Error::Stale);
    }
    let review = audit_review::Model {
        business_id: tx.business().0,
        run_id: id.0,
        signed_by_kind: tx.ctx.actor.kind().to_owned(),
        signed_by_id: tx.ctx.actor.id(),
        signed_at: tx.now,
        entry: i64::try_from(*entry).map_err(|_| Error::Broken("a ledger has outgrown its column"))?,
        checkpoint: checkpoint.clone(),
    };
    audit::insert_review(tx.scope, review).await?;
    let event = AuditEvent::Reviewed { audit: *id, entry: *entry, checkpoint: checkpoint.clone() };
    Ok(Outcome::one(Event::Audit(event), ()))
}

fn unverified() -> Error {
    let why = "The audit log does not verify, so nobody can vouch for this audit. Tell who runs this installation";
    Error::field("audit", Problem::Other(why.into()))
}
