//! "Recorded in error": an answer counts for nothing, and stays visible.

use domain::{
    access::Right,
    consent::ConsentEvent,
    error::Problems,
    event::Event,
    id::{ConsentEventId, CustomerId},
    text::Remark,
    wire::consent::Invalidate,
};
use store::{consent, entity::consent_invalidation};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
};

/// An answer in error, read.
struct Wrong {
    customer: CustomerId,
    event: ConsentEventId,
    reason: Remark,
}

/// Lets an answer count for nothing, with a reason. The others are replayed without it.
pub async fn invalidate(service: &Service, ctx: &Ctx, typed: Invalidate) -> Result<()> {
    let customer = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let event = typed.event.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let reason = problems.take("reason", Remark::required(&typed.reason, "what was wrong with it"));
    problems.none()?;
    let reason = reason.ok_or(Error::Broken("a problem was not noted"))?;
    let wrong = Wrong { customer, event, reason };
    let done = service.change(ctx, Right::Curate, wrong, |tx, wrong| Box::pin(take_out(tx, wrong)));
    done.await.map(|done| done.value)
}

async fn take_out(tx: Tx<'_>, wrong: &Wrong) -> Result<Outcome<()>> {
    visible(tx.scope, wrong.customer).await?;
    let found = consent::find(tx.scope, wrong.event).await?.ok_or(Error::NotFound)?;
    if CustomerId(found.customer_id) != wrong.customer {
        return Err(Error::NotFound);
    }
    let answer = found.event()?;
    if answer.invalidated {
        return Ok(Outcome::Unchanged(()));
    }
    Ok(Outcome::one(count_for_nothing(tx, wrong.customer, &answer, wrong.reason.as_str()).await?, ()))
}

/// Lets an answer count for nothing, and keeps who said so and why.
pub(crate) async fn count_for_nothing(
    tx: Tx<'_>,
    customer: CustomerId,
    answer: &ConsentEvent,
    reason: &str,
) -> Result<Event> {
    consent::invalidate(tx.scope, answer.id, tx.now).await?;
    let why = consent_invalidation::Model {
        business_id: tx.business().0,
        event_id: answer.id.0,
        customer_id: customer.0,
        reason: Some(reason.to_owned()),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        at: tx.now,
    };
    consent::keep_invalidation(tx.scope, why).await?;
    Ok(Event::ConsentInvalidated { customer, event: answer.id, topic: answer.topic, reason: reason.to_owned() })
}
