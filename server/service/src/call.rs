//! Calls: deciding, authorising and starting one, and everything that is refused.

mod facts;
mod number;
mod press;

pub(crate) use facts::{Facts, opt_in, terms, week_plan};
pub(crate) use number::NumberRecord;
pub use press::{place, show_number, start};

use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
};
use domain::{
    access::Right,
    call::CallDecision,
    phone::parse,
    topic::Purpose,
    wire::call::{Check, Checked},
};

/// Decides for any number, customer or not.
///
/// Everybody in the business who has the number must be callable: the answer by number is never
/// milder than the answer by customer.
pub async fn check(service: &Service, ctx: &Ctx, check: Check) -> Result<Checked> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let country = country::of_business(&scope).await?;
    let parsed = parse(&check.phone, &country).map_err(|problem| Error::field("phone", problem))?;
    let purpose = if check.purpose.is_empty() {
        Purpose::Marketing
    } else {
        Purpose::from_code(&check.purpose).map_err(|problem| Error::field("purpose", problem))?
    };
    let checked_at = service.clock.now();
    let record = NumberRecord::load(&service.keys, &scope, &parsed.number).await;
    let decision = record.map_or_else(unreadable, |record| record.decide(purpose, checked_at));
    Ok(Checked { number: parsed.number.formatted(), purpose, decision: (&decision).into(), checked_at })
}

/// No fact, no call.
#[allow(clippy::needless_pass_by_value, reason = "it ends the error")]
pub(crate) fn unreadable(error: Error) -> CallDecision {
    tracing::error!(error = &error as &dyn std::error::Error, "the facts of a call could not be read");
    CallDecision::could_not_check()
}

#[cfg(test)]
mod tests;
