//! "Ask before calls", the default purpose, and how long an erasure waits.

use domain::{
    access::Right,
    error::Problems,
    setting::{Setting, erasure_delay},
    topic::Purpose,
    wire::setting::params::Calls,
};
use store::business;

use super::{changed, on_or_off, word};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// What was chosen, read.
struct Chosen {
    asks_before_calls: bool,
    default_purpose: Purpose,
    erase_after_hours: i32,
}

/// Sets what holds for every call, and for a withdrawal from now on.
pub async fn set_calls(service: &Service, ctx: &Ctx, typed: Calls) -> Result<()> {
    let mut problems = Problems::default();
    let asks = problems.take(Setting::AsksBeforeCalls.code(), on_or_off(&typed.asks_before_calls));
    let purpose = problems.take(Setting::DefaultPurpose.code(), Purpose::from_code(&typed.default_purpose));
    let hours = problems.take(Setting::EraseAfterHours.code(), erasure_delay(&typed.erase_after_hours));
    problems.none()?;
    let (Some(asks_before_calls), Some(default_purpose), Some(erase_after_hours)) = (asks, purpose, hours) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let chosen = Chosen { asks_before_calls, default_purpose, erase_after_hours };
    let done = service.change(ctx, Right::Operate, chosen, |tx, chosen| Box::pin(set(tx, chosen)));
    done.await.map(|done| done.value)
}

async fn set(tx: Tx<'_>, chosen: &Chosen) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let hours = |hours: i32| format!("{hours}_{}", if hours == 1 { "hour" } else { "hours" });
    let events = [
        changed(Setting::AsksBeforeCalls, word(found.asks_before_calls), word(chosen.asks_before_calls)),
        changed(Setting::DefaultPurpose, &found.default_purpose, chosen.default_purpose.code()),
        changed(Setting::EraseAfterHours, hours(found.erase_after_hours), hours(chosen.erase_after_hours)),
    ];
    found.asks_before_calls = chosen.asks_before_calls;
    chosen.default_purpose.code().clone_into(&mut found.default_purpose);
    found.erase_after_hours = chosen.erase_after_hours;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(events.into_iter().flatten().collect(), ()))
}
