//! The pages on which screens are made and looked after.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    country::Country,
    display::DisplayState,
    hours::{TimeZone, common_zones, country_of},
    wire::display::view::{Displays, Opened, Row},
};
use store::{Scope, business, display, entity::display as row};
use uuid::Uuid;

use super::{code::pairing, edit::which};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// The screens of the business: those in use by name, then the revoked ones.
///
/// # Errors
/// Fails for who does not operate the business.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<Displays> {
    ctx.require(Right::Operate)?;
    let scope = service.db.read(ctx.business).await?;
    let beats = beats(&scope).await?;
    let rows = display::list(&scope).await?;
    let zone = likely_zone(&scope, rows.last()).await?;
    let mut displays = rows.into_iter().map(|row| shown(&row, &beats, service.now())).collect::<Result<Vec<_>>>()?;
    displays.sort_by_key(|row| row.state == DisplayState::Revoked);
    Ok(Displays { displays, zones: zones(), zone })
}

/// One screen, with its code while that waits.
///
/// # Errors
/// Fails for who does not operate the business, and where there is no such screen.
pub async fn open(service: &Service, ctx: &Ctx, id: &str) -> Result<Opened> {
    ctx.require(Right::Operate)?;
    let scope = service.db.read(ctx.business).await?;
    let row = display::find(&scope, which(id)?).await?.ok_or(Error::NotFound)?;
    Ok(Opened {
        display: shown(&row, &beats(&scope).await?, service.now())?,
        made_at: row.made_at,
        paired_at: row.paired_at,
        revoked_at: row.revoked_at,
        pairing: pairing(service, &row)?,
        zones: zones(),
    })
}

async fn beats(scope: &Scope) -> Result<HashMap<Uuid, DateTime<Utc>>> {
    Ok(display::beats(scope).await?.into_iter().map(|beat| (beat.display_id, beat.seen_at)).collect())
}

fn shown(row: &row::Model, beats: &HashMap<Uuid, DateTime<Utc>>, now: DateTime<Utc>) -> Result<Row> {
    Ok(Row {
        id: row.id.into(),
        name: row.name.clone(),
        figures: row.shows()?,
        zone: row.time_zone.clone(),
        state: DisplayState::of(row.paired_at, row.code_expires_at, row.revoked_at, now),
        seen_at: beats.get(&row.id).copied(),
    })
}

/// Where a new screen is likely to hang: where another one does, or in the only zone of the business's country.
async fn likely_zone(scope: &Scope, other: Option<&row::Model>) -> Result<String> {
    if let Some(other) = other {
        return Ok(other.time_zone.clone());
    }
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).ok();
    let there = |name: &&&str| {
        let zone = TimeZone::parse(name).ok().and_then(|zone| zone.tz());
        country.is_some() && zone.and_then(country_of) == country
    };
    let mut there = common_zones().iter().filter(there);
    Ok(there.next().filter(|_| there.next().is_none()).map(|zone| (*zone).to_owned()).unwrap_or_default())
}

fn zones() -> Vec<String> {
    common_zones().iter().map(|zone| (*zone).to_owned()).collect()
}
