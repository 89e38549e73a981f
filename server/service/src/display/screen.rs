//! The page of a screen.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    display::{Frame, clock},
    id::{BusinessId, DisplayId},
    wire::display::view::{Line, Screen},
};
use store::{
    business,
    display::{self, Known},
    ledger,
};

use super::{
    code::{ticket_hash, ticket_of},
    now::{counts, known_zone, stream},
};
use crate::{
    Service,
    error::{Error, Result},
};

/// That a screen is alive is noted at most this often.
pub(super) const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// What a screen sees that shows this secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Its numbers.
    Screen(Box<Screen>),
    /// It was turned off.
    Revoked,
    /// It is not paired, or another one took its place.
    Unpaired,
}

/// What the screen with this secret shows now.
///
/// # Errors
/// Fails where the record cannot be read.
pub async fn look(service: &Service, token: Option<&str>) -> Result<Seen> {
    let Some(token) = token else { return Ok(Seen::Unpaired) };
    let ticket = ticket_of(token);
    let found = service.db.display_behind(Known::ByTicket, &ticket_hash(&ticket)).await?;
    let Some((of, id)) = found else { return Ok(Seen::Unpaired) };
    let scope = service.db.read(of).await?;
    let Some(row) = display::find(&scope, id).await? else { return Ok(Seen::Unpaired) };
    if row.revoked_at.is_some() {
        return Ok(Seen::Revoked);
    }
    let at = service.now();
    let now = Frame { seq: ledger::size(&scope).await?, at, counts: counts(&scope, &row, at).await?, event: None };
    let zone = known_zone(&row)?;
    let line = |(_, at, what)| Line { at, clock: clock(zone, at), what };
    let stream = stream(&scope, 0).await?.into_iter().map(line).collect();
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?.name;
    let last = display::beats(&scope).await?.into_iter().find(|beat| beat.display_id == id.0).map(|beat| beat.seen_at);
    let screen = Screen { business, zone: row.zone()?, name: row.name, ticket, now, clock: clock(zone, at), stream };
    drop(scope);
    note(service, of, id, last).await?;
    Ok(Seen::Screen(Box::new(screen)))
}

/// Notes that a screen is alive, unless that was noted just now. Answers since when it is noted.
pub(super) async fn note(
    service: &Service,
    of: BusinessId,
    id: DisplayId,
    last: Option<DateTime<Utc>>,
) -> Result<DateTime<Utc>> {
    let now = service.now();
    if let Some(last) = last.filter(|last| now - *last < NOTED_EVERY) {
        return Ok(last);
    }
    display::keep_beat(service.upkeep(), of, id, now).await?;
    Ok(now)
}
