//! How often a business is audited, and when it was not.

use chrono::{DateTime, Months, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// For how many days there may be no audit before that is a finding of its own.
const LONGEST_GAP: TimeDelta = TimeDelta::days(45);

/// How often audits run by themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhythm {
    /// Once a month.
    Monthly,
    /// Once a week.
    Weekly,
    /// Only when somebody asks for one.
    Off,
}

impl Rhythm {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Monthly, Self::Weekly, Self::Off];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Weekly => "weekly",
            Self::Off => "off",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Monthly => "Every month",
            Self::Weekly => "Every week",
            Self::Off => "Only by hand",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|rhythm| rhythm.code() == code).ok_or(Problem::NotAChoice)
    }

    /// When the next audit is due after the last one, or after the business was founded.
    pub fn next(self, last: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match self {
            Self::Monthly => last.checked_add_months(Months::new(1)),
            Self::Weekly => last.checked_add_signed(TimeDelta::weeks(1)),
            Self::Off => None,
        }
    }
}

/// Whether too long a time lies between the last audit, or the founding of the business, and now.
pub fn is_missed(last: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - last > LONGEST_GAP
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_audit_is_due_by_the_rhythm_and_none_where_it_is_off() {
        let last = at("2026-01-31T15:00:00Z");
        assert_eq!(Rhythm::Monthly.next(last), Some(at("2026-02-28T15:00:00Z")));
        assert_eq!(Rhythm::Weekly.next(last), Some(at("2026-02-07T15:00:00Z")));
        assert_eq!(Rhythm::Off.next(last), None);
        for rhythm in Rhythm::ALL {
            assert_eq!(Rhythm::from_code(rhythm.code()), Ok(rhythm));
        }
    }

    #[test]
    fn forty_five_days_without_an_audit_are_the_most() {
        let last = at("2026-01-01T00:00:00Z");
        assert!(!is_missed(last, at("2026-02-15T00:00:00Z")));
        assert!(is_missed(last, at("2026-02-15T00:00:01Z")));
    }
}
