//! "Ask before calls", the default purpose, and how long an erasure waits.

use domain::{
    access::Right,
    error::Problems,
    event::Event,
    setting::{Setting, erasure_delay},
    topic::Purpose,
    wire::setting::{params::Calls, preview::Preview},
};
use store::{business, customer, entity::business as row};

use super::{
    changed, default_purpose,
    effect::{self, Look, Settings},
    on_or_off, word,
};
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
    let chosen = read(&typed)?;
    let done = service.change(ctx, Right::Operate, chosen, |tx, chosen| Box::pin(set(tx, chosen)));
    done.await.map(|done| done.value)
}

/// What [`set_calls`] would do.
pub async fn preview_calls(service: &Service, ctx: &Ctx, typed: Calls) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let chosen = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let saved = Settings::saved(&scope).await?;
    let mut proposed = saved.clone();
    let changes = !apply(&mut proposed.business, &chosen).is_empty();
    let mut preview = effect::of(service, &scope, &proposed, &Look::Purposes).await?;
    preview.changes = changes;
    let purposes = (default_purpose(&saved.business)?, chosen.default_purpose);
    preview.default_purpose = (purposes.0 != purposes.1).then_some(purposes);
    if saved.business.erase_after_hours != chosen.erase_after_hours {
        preview.waiting = Some(customer::count_waiting_for_erasure(&scope).await?);
    }
    Ok(preview)
}

fn read(typed: &Calls) -> Result<Chosen> {
    let mut problems = Problems::default();
    let asks = problems.take(Setting::AsksBeforeCalls.code(), on_or_off(&typed.asks_before_calls));
    let purpose = problems.take(Setting::DefaultPurpose.code(), Purpose::from_code(&typed.default_purpose));
    let hours = problems.take(Setting::EraseAfterHours.code(), erasure_delay(&typed.erase_after_hours));
    problems.none()?;
    let (Some(asks_before_calls), Some(default_purpose), Some(erase_after_hours)) = (asks, purpose, hours) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    Ok(Chosen { asks_before_calls, default_purpose, erase_after_hours })
}

async fn set(tx: Tx<'_>, chosen: &Chosen) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let events = apply(&mut found, chosen);
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(events, ()))
}

fn apply(found: &mut row::Model, chosen: &Chosen) -> Vec<Event> {
    let hours = |hours: i32| format!("{hours}_{}", if hours == 1 { "hour" } else { "hours" });
    let events = [
        changed(Setting::AsksBeforeCalls, word(found.asks_before_calls), word(chosen.asks_before_calls)),
        changed(Setting::DefaultPurpose, &found.default_purpose, chosen.default_purpose.code()),
        changed(Setting::EraseAfterHours, hours(found.erase_after_hours), hours(chosen.erase_after_hours)),
    ];
    found.asks_before_calls = chosen.asks_before_calls;
    chosen.default_purpose.code().clone_into(&mut found.default_purpose);
    found.erase_after_hours = chosen.erase_after_hours;
    events.into_iter().flatten().collect()
}
