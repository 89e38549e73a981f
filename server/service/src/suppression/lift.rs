//! Taking one source off the list: a stranger's, a list's, a refusal's. A mark's goes with the mark.

use domain::{
    access::Right,
    dnc::Lift,
    error::Problem,
    event::Event,
    id::{CustomerId, SuppressionId, SuppressionSourceId},
    wire::suppression::params,
};
use store::suppression;

use super::{kind_of, lift_one};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    dnc::Grounds,
    error::{Error, Result},
};

/// A lift whose fields have been read.
struct Asked {
    number: SuppressionId,
    source: SuppressionSourceId,
    grounds: Grounds,
}

/// Takes a source off: by request, with reason and evidence, or by mistake, with reason. The number
/// is free when its last source is gone.
///
/// # Errors
/// Names the fields that are missing; refuses a mark's source, which goes only with the mark.
pub async fn lift(service: &Service, ctx: &Ctx, typed: params::Lift) -> Result<()> {
    let number = typed.number.parse().map_err(|_| Error::NotFound)?;
    let source = typed.source.parse().map_err(|_| Error::NotFound)?;
    ctx.require(Right::Curate)?;
    let grounds = Grounds::read(&typed.lift, &typed.reason, &typed.evidence)?;
    let asked = Asked { number, source, grounds };
    let done = service.change(ctx, Right::Curate, asked, |tx, asked| Box::pin(take_off(tx, asked)));
    done.await.map(|done| done.value)
}

/// Takes the source of a customer's refusal off: they took it back by a link in a mail to them.
pub(crate) async fn lift_refusal(
    tx: Tx<'_>,
    customer: CustomerId,
    source: SuppressionSourceId,
    reason: &str,
    evidence: &str,
) -> Result<Option<Event>> {
    let grounds = Grounds::read(Lift::ByRequest.code(), reason, evidence)?;
    let Some(found) = suppression::find_source(tx.scope, source).await? else { return Ok(None) };
    let kind = kind_of(&found)?;
    if found.lifted_at.is_some() || found.customer_id != Some(customer.0) || !kind.is_lifted_alone() {
        return Ok(None);
    }
    lift_one(tx, found, kind, &grounds).await.map(Some)
}

async fn take_off(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<()>> {
    let found = suppression::find_source(tx.scope, asked.source).await?.ok_or(Error::NotFound)?;
    if found.suppression_id != asked.number.0 {
        return Err(Error::NotFound);
    }
    if found.lifted_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let kind = kind_of(&found)?;
    if !kind.is_lifted_alone() {
        let with_the_mark = "This goes only with the customer's mark. Take the mark off on the customer's page";
        return Err(Error::field("source", Problem::Other(with_the_mark.into())));
    }
    let event = lift_one(tx, found, kind, &asked.grounds).await?;
    if suppression::sources(tx.scope, &[asked.number]).await?.is_empty() {
        // Nothing keeps it on the list, so nothing needs its digits.
        suppression::forget_number(tx.scope, asked.number).await?;
    }
    Ok(Outcome::one(event, ()))
}
