//! Making a screen, choosing what it shows, giving it another code, and turning it off.

use domain::{
    access::Right,
    display::{DisplayName, Figure, Figures, PAIRING_FOR, Setup},
    error::Problems,
    event::{DisplayEvent, Event},
    hours::TimeZone,
    id::DisplayId,
    wire::display::params::{Change, Chosen, Which},
};
use store::{display, entity::display as row};

use super::code::{code_hash, code_of};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Makes a screen. Its code waits to be entered.
///
/// # Errors
/// Names the field that cannot be taken.
pub async fn make(service: &Service, ctx: &Ctx, typed: Chosen) -> Result<DisplayId> {
    ctx.require(Right::Operate)?;
    let setup = chosen(&typed)?;
    let done = service.change(ctx, Right::Operate, setup, |tx, setup| Box::pin(keep(tx, setup)));
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, setup: &Setup) -> Result<Outcome<DisplayId>> {
    let id: DisplayId = tx.id();
    let made = row::Model {
        business_id: tx.business().0,
        id: id.0,
        name: setup.name.to_string(),
        figures: setup.figures.code(),
        time_zone: setup.zone.to_string(),
        made_at: tx.now,
        code_hash: None,
        code_expires_at: None,
        token_hash: None,
        paired_at: None,
        revoked_at: None,
    };
    display::insert(tx.scope, with_code(tx, made)?).await?;
    let event = DisplayEvent::Made { display: id, setup: setup.clone() };
    Ok(Outcome::one(Event::Display(event), id))
}

/// The same screen with a new code; one that waited before is good no more.
fn with_code(tx: Tx<'_>, found: row::Model) -> Result<row::Model> {
    let until = tx.now + PAIRING_FOR;
    let code = code_of(tx.keys, tx.business(), found.id.into(), until)?;
    Ok(row::Model { code_hash: Some(code_hash(tx.keys, code)?), code_expires_at: Some(until), ..found })
}

/// Chooses something else about a screen. What it shows changes at once.
///
/// # Errors
/// Names the field that cannot be taken; fails as stale where it was revoked.
pub async fn change(service: &Service, ctx: &Ctx, typed: Change) -> Result<()> {
    ctx.require(Right::Operate)?;
    let input = (which(&typed.display)?, chosen(&typed.chosen)?);
    let done = service.change(ctx, Right::Operate, input, |tx, (id, setup)| Box::pin(choose(tx, *id, setup)));
    done.await.map(|done| done.value)
}

async fn choose(tx: Tx<'_>, id: DisplayId, to: &Setup) -> Result<Outcome<()>> {
    let found = in_use(tx, id).await?;
    let from = setup_of(&found)?;
    if from == *to {
        return Ok(Outcome::Unchanged(()));
    }
    let chosen =
        row::Model { name: to.name.to_string(), figures: to.figures.code(), time_zone: to.zone.to_string(), ..found };
    display::update(tx.scope, chosen).await?;
    Ok(Outcome::one(Event::Display(DisplayEvent::Changed { display: id, from, to: to.clone() }), ()))
}

/// Makes another code for a screen: for another device, or because the first one was not entered in time. The
/// screen that is paired goes on until the code is entered.
///
/// # Errors
/// Fails as stale where it was revoked.
pub async fn make_code(service: &Service, ctx: &Ctx, typed: Which) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id = which(&typed.display)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(give_code(tx, *id)));
    done.await.map(|done| done.value)
}

async fn give_code(tx: Tx<'_>, id: DisplayId) -> Result<Outcome<()>> {
    let found = in_use(tx, id).await?;
    display::update(tx.scope, with_code(tx, found)?).await?;
    Ok(Outcome::one(Event::Display(DisplayEvent::CodeMade { display: id }), ()))
}

/// Turns a screen off for good. It hears nothing more, and says so.
///
/// # Errors
/// Fails where there is no such screen.
pub async fn revoke(service: &Service, ctx: &Ctx, typed: Which) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id = which(&typed.display)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(turn_off(tx, *id)));
    done.await.map(|done| done.value)
}

async fn turn_off(tx: Tx<'_>, id: DisplayId) -> Result<Outcome<()>> {
    let found = display::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.revoked_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let revoked = row::Model { code_hash: None, code_expires_at: None, revoked_at: Some(tx.now), ..found };
    display::update(tx.scope, revoked).await?;
    Ok(Outcome::one(Event::Display(DisplayEvent::Revoked { display: id }), ()))
}

/// A screen that was not revoked.
async fn in_use(tx: Tx<'_>, id: DisplayId) -> Result<row::Model> {
    let found = display::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.revoked_at.is_some() { Err(Error::Stale) } else { Ok(found) }
}

/// Which screen is meant.
pub(super) fn which(typed: &str) -> Result<DisplayId> {
    typed.parse().map_err(|_| Error::NotFound)
}

fn chosen(typed: &Chosen) -> Result<Setup> {
    let mut problems = Problems::default();
    let name = problems.take("name", DisplayName::required(&typed.name, "a name, such as the room"));
    let [first, second, third] = [("first", &typed.first), ("second", &typed.second), ("third", &typed.third)]
        .map(|(field, code)| problems.take(field, Figure::from_code(code)));
    let figures = match (first, second, third) {
        (Some(first), Some(second), Some(third)) => problems.take("third", Figures::new([first, second, third])),
        _ => None,
    };
    let zone = problems.take("time_zone", TimeZone::parse(&typed.time_zone));
    problems.none()?;
    let (Some(name), Some(figures), Some(zone)) = (name, figures, zone) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    Ok(Setup { name, figures, zone })
}

fn setup_of(found: &row::Model) -> Result<Setup> {
    let name = DisplayName::required(&found.name, "a name");
    let name = name.map_err(|_| store::StoreError::Garbled("display.name"))?;
    Ok(Setup { name, figures: found.shows()?, zone: found.zone()? })
}
