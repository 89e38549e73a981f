//! Calls: deciding, authorising and starting one, and everything that is refused.

mod facts;
mod press;

pub(crate) use facts::{Facts, opt_in, terms, week_plan};
pub use press::{place, show_number, start};

use domain::{
    access::Right,
    call::{CallDecision, CallFacts, NumberFacts, Suppression, decide},
    country::Country,
    event::PointKind,
    id::CustomerId,
    phone::{PhoneNumber, parse, zones},
    topic::Purpose,
    wire::call::{Check, Checked},
};
use store::{Scope, business, customer};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// Decides for any number, customer or not.
///
/// Everybody in the business who has the number must be callable: the answer by number is never
/// milder than the answer by customer.
pub async fn check(service: &Service, ctx: &Ctx, check: Check) -> Result<Checked> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).map_err(|_| Error::Broken("a business has no country"))?;
    let parsed = parse(&check.phone, &country).map_err(|problem| Error::field("phone", problem))?;
    let purpose = if check.purpose.is_empty() {
        Purpose::Marketing
    } else {
        Purpose::from_code(&check.purpose).map_err(|problem| Error::field("purpose", problem))?
    };
    let checked_at = service.clock.now();
    let decision = of_number(service, &scope, &parsed.number, purpose).await.unwrap_or_else(unreadable);
    Ok(Checked { number: parsed.number.formatted(), purpose, decision: (&decision).into(), checked_at })
}

async fn of_number(service: &Service, scope: &Scope, number: &PhoneNumber, purpose: Purpose) -> Result<CallDecision> {
    let points = customer::holders(scope, PointKind::Phone, number.as_str()).await?;
    let holders: Vec<_> = points.iter().map(|point| CustomerId(point.customer_id)).collect();
    let facts = Facts::load(&service.keys, scope, &holders).await?;
    let hash = service.keys.hash_contact(scope.business(), "phone", number.as_str())?.to_string();
    let listed = store::suppression::listed(scope, &[hash]).await?;
    let mut all = Vec::new();
    for point in &points {
        match facts.zone_of(point.customer_id.into()) {
            Some(own) => all.push(own),
            None => all.extend(zones(number)),
        }
    }
    if points.is_empty() {
        all.extend(zones(number));
    }
    let facts = CallFacts {
        purpose,
        customers: points.iter().map(|point| facts.person(point.customer_id.into(), Some(point.id.into()))).collect(),
        number: NumberFacts::Usable {
            suppression: if listed.is_empty() { Suppression::Free } else { Suppression::Listed },
            zones: all,
        },
        rules: facts.rules().clone(),
    };
    Ok(decide(&facts, service.clock.now()))
}

/// No fact, no call.
#[allow(clippy::needless_pass_by_value, reason = "it ends the error")]
pub(crate) fn unreadable(error: Error) -> CallDecision {
    tracing::error!(error = &error as &dyn std::error::Error, "the facts of a call could not be read");
    CallDecision::could_not_check()
}

#[cfg(test)]
mod tests;
