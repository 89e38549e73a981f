//! The clock of the story: it stands where it was put, and moves on a little whenever somebody looks.

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

use crate::ports::Clock;

/// By how much it moves on with each look: enough that nothing happens at once, and little enough that a permit of
/// a minute is still good after a few looks.
const STEP: TimeDelta = TimeDelta::milliseconds(250);

/// A clock of the past. It never goes back.
pub(super) struct PastClock(Mutex<DateTime<Utc>>);

impl PastClock {
    /// A clock that begins here.
    pub(super) fn at(begin: DateTime<Utc>) -> Self {
        Self(Mutex::new(begin))
    }

    /// Moves on to an instant, unless it is past it.
    pub(super) fn move_to(&self, at: DateTime<Utc>) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = (*now).max(at);
    }
}

impl Clock for PastClock {
    fn now(&self) -> DateTime<Utc> {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now += STEP;
        *now
    }
}
