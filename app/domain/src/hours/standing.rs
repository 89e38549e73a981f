//! Whether it is the time to call, in every zone in which the customer may be.
//!
//! Time is cut at the instants at which a zone's clock jumps. Between two of them local time is
//! UTC plus one number, so hours become exact spans of UTC without asking what a local time means
//! that does not exist, or exists twice.

use chrono::{DateTime, NaiveDate, NaiveTime, Offset, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::{WeekPlan, country_of};

/// What the clock says about a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoursStanding {
    /// Calls are allowed in every zone.
    Open {
        /// The instant at which that ends; `None` where it never does.
        until: Option<DateTime<Utc>>,
    },
    /// Calls are not allowed now in at least one zone.
    Closed {
        /// The time of day in the zone that closes it; of several, in the one that opens last.
        local: NaiveTime,
        /// From when calls are allowed, on that zone's clock; `None` while its day is one without calls.
        opens: Option<NaiveTime>,
        /// The instant at which all zones allow calls again; `None` if that is more than a year away.
        until: Option<DateTime<Utc>>,
    },
    /// No zone is known, or the zones leave no common hour in the coming eight days of regular hours.
    NoCommonHour,
}

/// Seconds in a day.
const DAY: i64 = 24 * 60 * 60;
/// Every weekday occurs in eight days, with an hour to spare for clocks that are put back.
const WINDOW: i64 = 8 * DAY;
/// How far ahead to look past a row of holidays.
const FAR: i64 = 400 * DAY;
/// No zone's clock jumps twice in half a day.
const STEP: i64 = DAY / 2;

/// Seconds since 1970, from the first (inside) to the second (outside).
type Span = (i64, i64);

/// Says whether calls are allowed at `now`: all zones must allow them, each by its own weekday and
/// holidays (privacy policy section 3: no call where it is not the time for one).
pub fn standing(plan: &WeekPlan, zones: &[Tz], now: DateTime<Utc>) -> HoursStanding {
    let now = now.timestamp();
    let Some(window) = now.checked_add(WINDOW).filter(|_| !zones.is_empty()) else {
        return HoursStanding::NoCommonHour;
    };
    match common(plan, zones, now, window) {
        Some((from, to)) if from <= now => {
            let until = if to < window { Some(to) } else { end_of_opening(plan, zones, now) };
            HoursStanding::Open { until: until.and_then(instant) }
        }
        Some((from, _)) => closed(plan, zones, now, Some(from)),
        None => {
            let week = plan.without_holidays();
            let together = common(&week, zones, now, window).is_some();
            let alone = zones.iter().all(|zone| first_inside(&week, *zone, now, window).is_some());
            if alone && !together {
                return HoursStanding::NoCommonHour;
            }
            let next = together.then(|| next_opening(plan, zones, now)).flatten();
            closed(plan, zones, now, next)
        }
    }
}

fn closed(plan: &WeekPlan, zones: &[Tz], now: i64, next: Option<i64>) -> HoursStanding {
    let own_opening = |zone: &&Tz| first_inside(plan, **zone, now, now + WINDOW).map_or(i64::MAX, |span| span.0);
    let Some(zone) = zones.iter().rev().max_by_key(own_opening) else { return HoursStanding::NoCommonHour };
    let (today, local) = on_the_clock(*zone, now);
    let opens = today.and_then(|day| plan.on(day, country_of(*zone))).and(next).map(|next| on_the_clock(*zone, next).1);
    HoursStanding::Closed { local, opens, until: next.and_then(instant) }
}

/// The next instant at which all zones are inside, past the first window.
fn next_opening(plan: &WeekPlan, zones: &[Tz], now: i64) -> Option<i64> {
    windows(now).find_map(|(from, to)| Some(common(plan, zones, from, to)?.0))
}

/// The next instant at which at least one zone is outside, where all are inside for a whole window.
fn end_of_opening(plan: &WeekPlan, zones: &[Tz], now: i64) -> Option<i64> {
    let always = plan.days().iter().all(|hours| hours.is_some_and(super::OpenHours::whole_day));
    if always && plan.holidays().last().is_none_or(|last| start_of(last.on) + 2 * DAY < now) {
        return None;
    }
    windows(now).find_map(|(from, to)| match common(plan, zones, from, to) {
        Some((start, end)) if start == from => (end < to).then_some(end),
        _ => Some(from),
    })
}

fn windows(now: i64) -> impl Iterator<Item = Span> {
    (0..FAR / WINDOW).map(move |at| (now + at * WINDOW, now + (at + 1) * WINDOW))
}

/// The first span between two instants that is inside in every zone.
fn common(plan: &WeekPlan, zones: &[Tz], from: i64, to: i64) -> Option<Span> {
    let mut common = (from, to);
    let mut agreed = 0;
    // Round and round the zones, until all of them are inside from one instant on.
    for zone in zones.iter().cycle() {
        let (opens, closes) = first_inside(plan, *zone, common.0, to)?;
        if opens > common.0 {
            common = (opens, closes);
            agreed = 1;
        } else {
            common.1 = common.1.min(closes);
            agreed += 1;
        }
        if agreed == zones.len() {
            return Some(common);
        }
    }
    None
}

/// The first span between two instants in which one zone's clock shows a time inside the plan.
fn first_inside(plan: &WeekPlan, zone: Tz, from: i64, to: i64) -> Option<Span> {
    let mut inside: Option<Span> = None;
    let mut start = from;
    // What is inside up to the end of a piece may go on in the next one.
    while start < to && inside.is_none_or(|(_, closes)| closes == start) {
        let (next, end) = piece(plan, zone, start, to);
        inside = match (inside, next) {
            (Some((opens, _)), Some((from, closes))) if from == start => Some((opens, closes)),
            (Some(_), _) => break,
            (None, next) => next,
        };
        start = end;
    }
    inside
}

/// What is inside of the piece of time that begins here, and where the piece ends: with the zone's
/// own day, with a jump of its clock, or at `to`.
///
/// The holidays are those of the zone's country, by the zone's own date.
fn piece(plan: &WeekPlan, zone: Tz, start: i64, to: i64) -> (Option<Span>, i64) {
    let offset = offset(zone, start);
    let day = (start + offset).div_euclid(DAY);
    let midnight = day * DAY - offset;
    let end = end_of_offset(zone, offset, start, to.min(midnight + DAY));
    let country = (!plan.holidays().is_empty()).then(|| country_of(zone)).flatten();
    let hours = date(day).and_then(|date| plan.on(date, country));
    let inside = hours.map(|hours| {
        let closes = if hours.closes() == NaiveTime::MIN { DAY } else { seconds(hours.closes()) };
        (start.max(midnight + seconds(hours.opens())), end.min(midnight + closes))
    });
    (inside.filter(|(opens, closes)| opens < closes), end)
}

/// The instant, `to` at the latest, up to which the zone's clock runs without a jump.
fn end_of_offset(zone: Tz, here: i64, from: i64, to: i64) -> i64 {
    let mut same = from;
    while same < to {
        let mut other = same.saturating_add(STEP).min(to);
        if offset(zone, other) == here {
            same = other;
            continue;
        }
        while other - same > 1 {
            let middle = same + (other - same) / 2;
            if offset(zone, middle) == here { same = middle } else { other = middle }
        }
        return other;
    }
    to
}

/// How far a zone's clock is ahead of UTC, in seconds.
fn offset(zone: Tz, at: i64) -> i64 {
    let at = instant(at).unwrap_or_default().naive_utc();
    zone.offset_from_utc_datetime(&at).fix().local_minus_utc().into()
}

/// The date and the time of day that a zone's clock shows.
fn on_the_clock(zone: Tz, at: i64) -> (Option<NaiveDate>, NaiveTime) {
    let local = at + offset(zone, at);
    (date(local.div_euclid(DAY)), NaiveTime::MIN + TimeDelta::seconds(local.rem_euclid(DAY)))
}

fn date(days_since_1970: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(days_since_1970).ok()?)
}

fn start_of(date: NaiveDate) -> i64 {
    date.and_time(NaiveTime::MIN).and_utc().timestamp()
}

fn seconds(time: NaiveTime) -> i64 {
    (time - NaiveTime::MIN).num_seconds()
}

fn instant(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}

#[cfg(test)]
mod tests;
