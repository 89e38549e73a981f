//! The replay: from every answer to the status that follows.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::{ConsentEvent, ConsentStatus, Covers};
use crate::{id::ContactPointId, topic::Topic};

/// The status of a topic after all these answers, for a contact point or (with `None`) for the person.
///
/// Answers count by the time at which they occurred. Of two of the same instant the more
/// restrictive wins, and a yes from before the latest no never wins, however late it is typed.
pub fn status(
    events: &[ConsentEvent],
    topic: Topic,
    point: Option<ContactPointId>,
    now: DateTime<Utc>,
) -> ConsentStatus {
    latest(events, topic, point).map_or(ConsentStatus::Unknown, |event| match end_of(event) {
        Some(end) if end <= now => ConsentStatus::Expired,
        _ => event.status,
    })
}

/// The answer on which the status of a topic rests.
pub fn latest(events: &[ConsentEvent], topic: Topic, point: Option<ContactPointId>) -> Option<&ConsentEvent> {
    events.iter().filter(|event| event.topic == topic && !event.invalidated && concerns(event, point)).max_by_key(
        |event| {
            // Of two yeses of the same instant the one that ends first is the more restrictive.
            let end = end_of(event).unwrap_or(DateTime::<Utc>::MAX_UTC);
            (event.occurred_at, event.status.strictness(), Reverse(end), event.id)
        },
    )
}

/// Whether a yes stands that was given in writing.
pub fn in_writing(events: &[ConsentEvent], topic: Topic, point: Option<ContactPointId>, now: DateTime<Utc>) -> bool {
    status(events, topic, point, now) == ConsentStatus::Given
        && latest(events, topic, point).is_some_and(|event| event.method.is_written())
}

/// The instant at which the status of a topic changes by time alone: the end of the yes on which it rests.
pub fn ends_at(
    events: &[ConsentEvent],
    topic: Topic,
    point: Option<ContactPointId>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    latest(events, topic, point).and_then(end_of).filter(|end| *end > now)
}

/// Until when a yes holds. A no has no end.
fn end_of(event: &ConsentEvent) -> Option<DateTime<Utc>> {
    event.expires_at.filter(|_| event.status == ConsentStatus::Given)
}

fn concerns(event: &ConsentEvent, point: Option<ContactPointId>) -> bool {
    match (&event.covers, point) {
        (Covers::All, _) | (_, None) => true,
        (Covers::Known(points), Some(point)) => points.contains(&point),
    }
}

#[cfg(test)]
mod naive;
#[cfg(test)]
mod tests;
