//! Audits: what a business is checked against, and what becomes of a finding (policy section 5).

mod check;
mod rhythm;

pub use check::{Check, Severity};
pub use rhythm::{Rhythm, is_missed};

use serde::{Deserialize, Serialize};

use crate::{error::Problem, id::CustomerId};

/// For how many days a customer may be on file without a consent on record before it is a finding.
pub const FLAGGED_FOR_DAYS: i64 = 30;
/// After how many hours a confirmation that still waits is one that does not arrive.
pub const WAITS_FOR_HOURS: i64 = 72;
/// By how many hours an erasure may be late: the job that does it runs every minute.
pub const ERASED_WITHIN_HOURS: i64 = 1;
/// For how many minutes the journal may be behind the ledger.
pub const JOURNAL_WITHIN_MINUTES: i64 = 10;
/// How many findings of one check are listed one by one in a run. The rest is counted.
pub const LISTED: usize = 200;

/// Why an audit began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// It was due.
    Schedule,
    /// Somebody asked for it, on the page or at the command line.
    ByHand,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 2] = [Self::Schedule, Self::ByHand];

    /// The word in rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Schedule => "schedule",
            Self::ByHand => "by_hand",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Schedule => "On schedule",
            Self::ByHand => "By hand",
        }
    }

    /// The cause with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|cause| cause.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// How far an audit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditState {
    /// Its checks are being made.
    Running,
    /// Every check was made.
    Finished,
}

impl AuditState {
    /// Every state.
    pub const ALL: [Self; 2] = [Self::Running, Self::Finished];

    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Finished => "finished",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// How far a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingState {
    /// Somebody has to look at it.
    Open,
    /// Somebody said how it was settled.
    Resolved,
    /// The last audit did not find it any more.
    Gone,
}

impl FindingState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Resolved, Self::Gone];

    /// The word in rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Gone => "gone",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Resolved => "Resolved",
            Self::Gone => "Not found any more",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// One thing that a check found.
///
/// Check and `about` together say whether it is the same as one before. `about` is an identifier or a code,
/// never a name or a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// What it is about: empty for the business as a whole.
    pub about: String,
    /// The customer whom it concerns.
    pub customer: Option<CustomerId>,
    /// How many things it stands for.
    pub count: u64,
}

impl Found {
    /// Of the business as a whole.
    pub fn of_the_business(count: u64) -> Self {
        Self { about: String::new(), customer: None, count }
    }

    /// About one thing that is no customer's.
    pub fn about(thing: impl ToString) -> Self {
        Self { about: thing.to_string(), customer: None, count: 1 }
    }

    /// About one thing of a customer.
    pub fn of(customer: CustomerId, thing: impl ToString) -> Self {
        Self { about: thing.to_string(), customer: Some(customer), count: 1 }
    }
}

/// What an audit makes of a finding that it sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It is open, and stays so.
    Still,
    /// It was settled, and is there again.
    Again,
    /// It was settled, and what happened cannot be undone: nobody is asked again.
    Settled,
}

/// What an audit makes of a finding that was in this state before.
///
/// What can be put right was not, where it is seen after its resolution. What has happened is seen for ever,
/// and somebody has answered for it.
pub const fn seen(check: Check, before: FindingState) -> Seen {
    match before {
        FindingState::Open => Seen::Still,
        FindingState::Resolved if !check.can_be_put_right() => Seen::Settled,
        FindingState::Resolved | FindingState::Gone => Seen::Again,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_put_right_is_reopened_and_what_has_happened_is_answered_for_once() {
        assert_eq!(seen(Check::RegistryOutOfDate, FindingState::Resolved), Seen::Again);
        assert_eq!(seen(Check::CalledWhileBlocked, FindingState::Resolved), Seen::Settled);
        for check in Check::ALL {
            assert_eq!(seen(check, FindingState::Open), Seen::Still);
            assert_eq!(seen(check, FindingState::Gone), Seen::Again);
        }
    }

    #[test]
    fn every_word_is_read_back_from_its_code() {
        for cause in Cause::ALL {
            assert_eq!(Cause::from_code(cause.code()), Ok(cause));
        }
        for state in AuditState::ALL {
            assert_eq!(AuditState::from_code(state.code()), Ok(state));
        }
        for state in FindingState::ALL {
            assert_eq!(FindingState::from_code(state.code()), Ok(state));
        }
    }
}
