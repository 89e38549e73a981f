//! How far a screen is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How far a screen is, as people see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DisplayState {
    /// A code waits to be entered.
    Waiting,
    /// It was never paired, and its code is too old.
    Unpaired,
    /// A screen shows it.
    Paired,
    /// It was turned off for good.
    Revoked,
}

impl DisplayState {
    /// What follows from the facts: whether it was paired and revoked, and until when its code is good.
    pub fn of(
        paired_at: Option<DateTime<Utc>>,
        code_until: Option<DateTime<Utc>>,
        revoked_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Self {
        match (revoked_at, paired_at, code_until) {
            (Some(_), ..) => Self::Revoked,
            (None, Some(_), _) => Self::Paired,
            (None, None, Some(until)) if now < until => Self::Waiting,
            (None, None, _) => Self::Unpaired,
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting for its screen",
            Self::Unpaired => "Not paired",
            Self::Paired => "Paired",
            Self::Revoked => "Revoked",
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn a_screen_waits_while_its_code_is_good_and_a_revoked_one_is_never_anything_else() {
        let now: DateTime<Utc> = "2026-03-03T15:00:00Z".parse().unwrap();
        let later = Some(now + TimeDelta::minutes(1));
        assert_eq!(DisplayState::of(None, later, None, now), DisplayState::Waiting);
        assert_eq!(DisplayState::of(None, Some(now), None, now), DisplayState::Unpaired);
        assert_eq!(DisplayState::of(Some(now), later, None, now), DisplayState::Paired);
        assert_eq!(DisplayState::of(Some(now), later, Some(now), now), DisplayState::Revoked);
    }
}
