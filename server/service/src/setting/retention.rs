//! For how long things are kept.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    error::Problems,
    event::Event,
    retention::{Kept, Years},
    setting::Setting,
    wire::setting::{
        params::Retention,
        preview::{Expiring, Preview},
    },
};
use store::{business, entity::business as row, retention};

use super::changed;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    retention::{due, kept_for},
};

/// What was typed, read: for how many years each is kept.
struct Chosen([(Kept, Option<Years>); Kept::ALL.len()]);

/// Sets for how long things are kept. A shorter time counts at once for everything on record; a longer one does not
/// bring back what was promised to go.
pub async fn set_retention(service: &Service, ctx: &Ctx, typed: Retention) -> Result<()> {
    let chosen = read(&typed)?;
    let done = service.change(ctx, Right::Operate, chosen, |tx, chosen| Box::pin(set(tx, chosen)));
    done.await.map(|done| done.value)
}

/// What [`set_retention`] would do: what would be erased in the next night.
pub async fn preview_retention(service: &Service, ctx: &Ctx, typed: Retention) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let chosen = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let now = service.clock.now();
    let saved = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let mut proposed = saved.clone();
    let changes = !apply(&mut proposed, &chosen, now)?.is_empty();
    let mut expiring = Vec::new();
    for kept in Kept::ALL {
        let (as_it_is, _) = retention::count(&scope, due(&saved, kept, now)?).await?;
        let (then, oldest) = retention::count(&scope, due(&proposed, kept, now)?).await?;
        expiring.push(Expiring { kept, now: as_it_is, then, oldest });
    }
    Ok(Preview { changes, expiring, ..Preview::default() })
}

fn read(typed: &Retention) -> Result<Chosen> {
    let mut problems = Problems::default();
    let years = Kept::ALL.map(|kept| {
        let code = Setting::KeptFor(kept).code();
        let typed = typed.fields.get(code).map_or("", String::as_str);
        let years = if kept.may_stay() { Years::optional(typed) } else { Years::parse(typed).map(Some) };
        (kept, problems.take(code, years).flatten())
    });
    problems.none()?;
    Ok(Chosen(years))
}

async fn set(tx: Tx<'_>, chosen: &Chosen) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let events = apply(&mut found, chosen, tx.now)?;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(events, ()))
}

fn apply(found: &mut row::Model, chosen: &Chosen, now: DateTime<Utc>) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for (kept, years) in chosen.0 {
        events.extend(changed(Setting::KeptFor(kept), word(kept_for(found, kept)?), word(years)));
        let years = years.map(|years| i32::from(years.count()));
        match kept {
            Kept::Identities => found.keep_identities_for = years.unwrap_or(found.keep_identities_for),
            Kept::Denials => found.keep_denials_for = years.unwrap_or(found.keep_denials_for),
            Kept::Contacts => found.keep_contacts_for = years,
        }
    }
    if !events.is_empty() {
        found.retention_set_at = Some(now);
    }
    Ok(events)
}

/// What the ledger keeps of it: a code, which has no blanks.
fn word(years: Option<Years>) -> String {
    let years = years.map(Years::count);
    match years {
        None => "as_long_as_the_customer_is_on_file".to_owned(),
        Some(1) => "1_year".to_owned(),
        Some(years) => format!("{years}_years"),
    }
}
