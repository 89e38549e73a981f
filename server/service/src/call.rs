//! Calls: deciding, authorising and starting one, and everything that is refused.

mod customer;
mod facts;
mod number;
mod press;
mod program;
mod why;

pub use customer::check_customer;
pub(crate) use facts::{Facts, opt_in, rules_with, terms, week_plan};
pub(crate) use number::NumberRecord;
pub use press::{place, show_number, start};
pub use program::{ask, start_once};
pub(crate) use why::unexplained;

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    call::{CallDecision, CallFacts, NumberFacts, Suppression, decide},
    error::Problem,
    phone::{PhoneNumber, parse},
    topic::Purpose,
    wire::call::{Check, Checked, Why},
};
use store::{Scope, business};

use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
    names::Names,
};

/// Decides for any number, customer or not, and says why.
///
/// # Errors
/// Fails where what was typed is not one number. An emergency or short number is one that cannot be called.
pub async fn check(service: &Service, ctx: &Ctx, check: Check) -> Result<Checked> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let country = country::of_business(&scope).await?;
    let purpose = purpose_or_strictest(&check.purpose)?;
    let checked_at = service.clock.now();
    let (number, (decision, why)) = match parse(&check.phone, &country) {
        Ok(parsed) => {
            let answer = of_number(service, &scope, &parsed.number, purpose, checked_at).await;
            (parsed.number.formatted(), answer.unwrap_or_else(unknown))
        }
        Err(Problem::ShortPhone) => {
            let answer = unusable(&scope, purpose, checked_at).await;
            (check.phone.trim().to_owned(), answer.unwrap_or_else(unknown))
        }
        Err(problem) => return Err(Error::field("phone", problem)),
    };
    Ok(Checked { number, purpose, decision: (&decision).into(), why, checked_at })
}

/// The purpose with this code; without one the purpose against which most stands.
fn purpose_or_strictest(code: &str) -> Result<Purpose> {
    if code.is_empty() {
        return Ok(Purpose::Marketing);
    }
    Purpose::from_code(code).map_err(|problem| Error::field("purpose", problem))
}

async fn of_number(
    service: &Service,
    scope: &Scope,
    number: &PhoneNumber,
    purpose: Purpose,
    now: DateTime<Utc>,
) -> Result<(CallDecision, Why)> {
    let record = NumberRecord::load(&service.keys, &service.shelf, scope, number).await?;
    let names = Names::of(scope).await?;
    Ok((record.decide(purpose, now), record.why(purpose, &names, now)))
}

async fn unusable(scope: &Scope, purpose: Purpose, now: DateTime<Utc>) -> Result<(CallDecision, Why)> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    let number = NumberFacts::Unusable(Suppression::Free);
    let decision = decide(
        &CallFacts { purpose, customers: Vec::new(), number, rules: facts::rules(scope, &business).await? },
        now,
    );
    let why = unexplained(None, &decision);
    Ok((decision, why))
}

fn unknown(error: Error) -> (CallDecision, Why) {
    let decision = unreadable(error);
    let why = unexplained(None, &decision);
    (decision, why)
}

/// No fact, no call.
#[allow(clippy::needless_pass_by_value, reason = "it ends the error")]
pub(crate) fn unreadable(error: Error) -> CallDecision {
    tracing::error!(error = &error as &dyn std::error::Error, "the facts of a call could not be read");
    CallDecision::could_not_check()
}

#[cfg(test)]
mod tests;
