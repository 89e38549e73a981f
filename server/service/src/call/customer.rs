//! Deciding for a customer without calling.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    id::CustomerId,
    wire::call::{CheckCustomer, Decision},
};

use super::{Facts, purpose_or_strictest, unreadable};
use crate::{
    Service,
    ctx::Ctx,
    customer::survivor,
    error::{Error, Result},
};

/// Decides for the first number of a customer, as the button on their page does: the decision, and when it was made.
///
/// # Errors
/// Fails where the business has no such customer.
pub async fn check_customer(service: &Service, ctx: &Ctx, asked: CheckCustomer) -> Result<(Decision, DateTime<Utc>)> {
    ctx.require(Right::Read)?;
    let purpose = purpose_or_strictest(&asked.purpose)?;
    let asked: CustomerId = asked.customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let id = survivor(&scope, asked).await?;
    let checked_at = service.clock.now();
    let decision = match Facts::load_apart(&service.keys, &service.shelf, &scope, &[id]).await {
        Ok(facts) => facts.decide(id, facts.numbers(id).first().copied(), purpose, checked_at),
        Err(error) => unreadable(error),
    };
    Ok((Decision::from(&decision), checked_at))
}
