//! How the numbers of a screen stand, and what happened of which it may hear.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    display::{Counts, Figure, Happening, day_began},
    event::EventKind,
};
use store::{
    Scope, StoreError, call,
    customer::{self, Filter, Flag},
    display::count,
    entity::display as row,
};

use crate::error::Result;

/// How many events a screen shows, and how many of a burst it hears.
pub(super) const SHOWN: u64 = 6;

/// The numbers as of now.
pub(super) async fn counts(scope: &Scope, display: &row::Model, now: DateTime<Utc>) -> Result<Counts> {
    let (figures, today) = (display.shows()?, day_began(known_zone(display)?, now));
    let mut counts = [0; 3];
    for (count, figure) in counts.iter_mut().zip(figures.each()) {
        *count = counted(scope, figure, today).await?;
    }
    Ok(Counts::new(figures, counts))
}

/// Where the screen hangs.
pub(super) fn known_zone(display: &row::Model) -> Result<Tz> {
    Ok(display.zone()?.tz().ok_or(StoreError::Garbled("display.time_zone"))?)
}

async fn counted(scope: &Scope, figure: Figure, today: DateTime<Utc>) -> Result<u64> {
    let flagged = |flag| Filter { flag: Some(flag), ..Filter::default() };
    Ok(match figure {
        Figure::ConsentsToday => count::consents(scope, today).await?,
        Figure::RefusalsToday => count::refusals(scope, today).await?,
        Figure::CallsPreventedToday => call::count(scope, "blocked", today).await?,
        Figure::CallsPlacedToday => call::count(scope, "allowed", today).await?,
        Figure::CustomersFlagged => customer::count(scope, &flagged(Flag::NoConsentOnRecord)).await?,
        Figure::DoNotCall => customer::count(scope, &flagged(Flag::DoNotCall)).await?,
    })
}

/// The newest of what happened behind a position, the newest first: where it stands, when it was, and what.
pub(super) async fn stream(scope: &Scope, after: i64) -> Result<Vec<(i64, DateTime<Utc>, Happening)>> {
    let kinds: BTreeSet<_> = Happening::all().map(Happening::code).collect();
    let entries = count::happened(scope, after, &kinds, SHOWN).await?.into_iter();
    let happened = entries.filter_map(|entry| {
        let kind = EventKind::from_code(&entry.kind).ok()?;
        Some((entry.seq, entry.at, Happening::of(kind)?))
    });
    Ok(happened.collect())
}
