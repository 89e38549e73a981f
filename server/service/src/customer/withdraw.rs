//! Erasing a customer at the word of a program: the withdrawal of `data_collection` that the pages record too.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    consent::{ConsentStatus, Method},
    id::CustomerId,
    topic::Topic,
};
use store::{customer, entity::customer as row};

use super::{survivor, visible};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent::Answered,
    ctx::Ctx,
    error::{Error, Result},
    interaction,
};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// Since when the customer is blocked and hidden (UTC).
    pub withdrawn_at: DateTime<Utc>,
    /// When they are erased at the latest (UTC).
    pub erase_at: DateTime<Utc>,
    /// When they were (UTC).
    pub erased_at: Option<DateTime<Utc>>,
}

/// Blocks and hides a customer now, and has them erased when the time of the setting is over. The customer is told,
/// with an undo. Done twice it is one withdrawal.
///
/// # Errors
/// [`Error::NotFound`] where the business has no such customer.
pub async fn withdraw(service: &Service, ctx: &Ctx, customer: &str) -> Result<Withdrawal> {
    ctx.require(Right::Curate)?;
    let id: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Curate, id, |tx, id| Box::pin(end(tx, *id)));
    done.await.map(|done| done.value)
}

async fn end(tx: Tx<'_>, id: CustomerId) -> Result<Outcome<Withdrawal>> {
    // Who was merged is who is left: a no is never lost.
    let id = survivor(tx.scope, id).await?;
    if let Some(before) = how_far(&found(tx, id).await?) {
        return Ok(Outcome::Unchanged(before));
    }
    let answered = Answered {
        topic: Topic::DataCollection,
        status: ConsentStatus::Withdrawn,
        method: Method::Api,
        script: None,
        interaction: None,
        note: None,
    };
    let events = interaction::withdraw(tx, visible(tx.scope, id).await?, answered).await?;
    let now = how_far(&found(tx, id).await?).ok_or(Error::Broken("a withdrawal was not kept"))?;
    Ok(Outcome::many(events, now))
}

async fn found(tx: Tx<'_>, id: CustomerId) -> Result<row::Model> {
    customer::find(tx.scope, id).await?.ok_or(Error::NotFound)
}

fn how_far(found: &row::Model) -> Option<Withdrawal> {
    let withdrawn_at = found.withdrawn_at.or(found.erased_at)?;
    let erase_at = found.erase_at.unwrap_or(withdrawn_at);
    Some(Withdrawal { withdrawn_at, erase_at, erased_at: found.erased_at })
}
