//! For how long a key is good, and how far it is.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// For how long a new key is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyLife {
    /// 30 days.
    Month,
    /// 90 days.
    Quarter,
    /// 365 days.
    Year,
    /// Until it is revoked.
    UntilRevoked,
}

impl KeyLife {
    /// Every choice, the shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::UntilRevoked];

    /// The word in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::UntilRevoked => "until_revoked",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Month => "30 days",
            Self::Quarter => "90 days",
            Self::Year => "One year",
            Self::UntilRevoked => "Until it is revoked",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|life| life.code() == code).ok_or(Problem::NotAChoice)
    }

    /// When a key ends that is made now.
    pub fn end(self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let days = match self {
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Year => 365,
            Self::UntilRevoked => return None,
        };
        Some(now + TimeDelta::days(days))
    }
}

/// How far a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyState {
    /// It lets a program in.
    InUse,
    /// Whoever answers for it has no access any more.
    Stopped,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl KeyState {
    /// What follows from the facts. `answered_for` is whether somebody who has access answers for the key: it stops
    /// with their access.
    pub fn of(
        expires_at: Option<DateTime<Utc>>,
        revoked_at: Option<DateTime<Utc>>,
        answered_for: bool,
        now: DateTime<Utc>,
    ) -> Self {
        match (revoked_at, expires_at) {
            (Some(_), _) => Self::Revoked,
            (None, Some(end)) if end <= now => Self::Expired,
            (None, _) if !answered_for => Self::Stopped,
            (None, _) => Self::InUse,
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::InUse => "In use",
            Self::Stopped => "Stopped",
            Self::Expired => "Expired",
            Self::Revoked => "Revoked",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_good_until_the_instant_of_its_end_and_a_revoked_one_never_again() {
        let now: DateTime<Utc> = "2026-03-03T15:00:00Z".parse().unwrap();
        let end = KeyLife::Month.end(now);
        assert_eq!(end, Some(now + TimeDelta::days(30)));
        assert_eq!(KeyState::of(end, None, true, now), KeyState::InUse);
        assert_eq!(KeyState::of(Some(now), None, true, now), KeyState::Expired);
        assert_eq!(KeyState::of(KeyLife::UntilRevoked.end(now), None, true, now), KeyState::InUse);
        assert_eq!(KeyState::of(end, Some(now), true, now), KeyState::Revoked);
        assert_eq!(KeyState::of(end, None, false, now), KeyState::Stopped);
    }

    #[test]
    fn every_choice_is_read_back_from_its_code() {
        for life in KeyLife::ALL {
            assert_eq!(KeyLife::from_code(life.code()), Ok(life));
        }
    }
}
