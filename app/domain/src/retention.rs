//! For how long a business keeps what it may not keep for ever.

use chrono::{DateTime, Months, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// What is erased when its time is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// The keyed hashes of the contact points of erased people, by which their answers can be found.
    Identities,
    /// The records of people who said no and of whom nothing else is kept.
    Denials,
    /// The records of contacts, with their notes.
    Contacts,
}

impl Kept {
    /// Each of them.
    pub const ALL: [Self; 3] = [Self::Identities, Self::Denials, Self::Contacts];

    /// The word in forms, findings and the ledger. It never changes.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identities => "identities",
            Self::Denials => "denials",
            Self::Contacts => "contacts",
        }
    }

    /// What has this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|kept| kept.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen and in the audit log.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Identities => "hashes of erased people",
            Self::Denials => "records of refusals",
            Self::Contacts => "records of contacts",
        }
    }

    /// Whether it may be kept for as long as the customer is on file.
    pub const fn may_stay(self) -> bool {
        matches!(self, Self::Contacts)
    }
}

/// The longest time that can be chosen.
const MOST: u8 = 30;

/// A number of years for which something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Years(u8);

impl Years {
    /// As long as a claim can come, unless a business says otherwise (GDPR 17(3)(e)).
    pub const FIVE: Self = Self(5);

    /// Reads a number of years.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let years = typed.trim().parse().ok().and_then(Self::from_stored);
        years.ok_or_else(|| Problem::Other(format!("Enter whole years from 1 to {MOST}")))
    }

    /// Reads a number of years that may be left out.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        if typed.trim().is_empty() { Ok(None) } else { Self::parse(typed).map(Some) }
    }

    /// A number of years as a row holds it, if it is one that can be chosen.
    pub fn from_stored(years: i32) -> Option<Self> {
        u8::try_from(years).ok().filter(|years| (1..=MOST).contains(years)).map(Self)
    }

    /// How many.
    pub const fn count(self) -> u8 {
        self.0
    }

    fn months(self) -> Months {
        Months::new(u32::from(self.0) * 12)
    }

    /// Until when something of this instant is kept.
    pub fn after(self, at: DateTime<Utc>) -> DateTime<Utc> {
        at.checked_add_months(self.months()).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// Before which instant something must be from, for its time to be over.
    pub fn before(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now.checked_sub_months(self.months()).unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

/// How long a night may be missed before what should have gone is overdue.
pub const GRACE: TimeDelta = TimeDelta::hours(48);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_the_same_day_of_another_year() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let years = Years::parse(" 2 ").unwrap();
        assert_eq!(years.after(at("2024-02-29T12:00:00Z")), at("2026-02-28T12:00:00Z"));
        assert_eq!(years.before(at("2026-03-03T12:00:00Z")), at("2024-03-03T12:00:00Z"));
    }

    #[test]
    fn nothing_is_kept_for_ever_by_a_slip_of_the_finger() {
        for typed in ["", "0", "31", "-1", "1.5", "always", "999999999999"] {
            assert!(Years::parse(typed).is_err(), "{typed}");
        }
        assert_eq!(Years::optional(""), Ok(None));
        assert!(Years::optional("0").is_err());
    }

    #[test]
    fn everything_that_is_kept_is_found_by_its_code() {
        for kept in Kept::ALL {
            assert_eq!(Kept::from_code(kept.code()), Ok(kept));
        }
        assert!(Kept::from_code("customers").is_err());
    }
}
