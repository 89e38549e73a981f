//! Data subjects' requests: what a customer may ask for, and until when it is answered (GDPR 12 and 15 to 21).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// Within how many months after its receipt a request is answered (GDPR 12(3)).
const MONTHS: u32 = 1;
/// By how many months the answer may be put off, once.
const FURTHER_MONTHS: u32 = 2;

/// How many days before its day a request is among what needs attention.
pub const DUE_SOON_DAYS: u64 = 7;

/// What a customer asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// A copy of what is held about them (GDPR 15).
    Access,
    /// What is wrong is put right (GDPR 16).
    Rectification,
    /// Their data is erased (GDPR 17).
    Erasure,
    /// Their data is kept and not used (GDPR 18).
    Restriction,
    /// A copy that another business can read (GDPR 20).
    Portability,
    /// Their data is not used for a purpose (GDPR 21).
    Objection,
}

impl RequestKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Access, Self::Rectification, Self::Erasure, Self::Restriction, Self::Portability, Self::Objection];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Rectification => "rectification",
            Self::Erasure => "erasure",
            Self::Restriction => "restriction",
            Self::Portability => "portability",
            Self::Objection => "objection",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Access => "Access: a copy of their data",
            Self::Rectification => "Rectification",
            Self::Erasure => "Erasure",
            Self::Restriction => "Restriction",
            Self::Portability => "Portability",
            Self::Objection => "Objection",
        }
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether it is answered with a copy of the data.
    pub const fn asks_for_a_copy(self) -> bool {
        matches!(self, Self::Access | Self::Portability)
    }

    /// Whether it is in force from its receipt until it is settled, and so never late.
    pub const fn holds_at_once(self) -> bool {
        matches!(self, Self::Restriction)
    }
}

/// How a request came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// On the phone.
    ByPhone,
    /// By letter or e-mail.
    ByMail,
    /// In person.
    InPerson,
    /// By the customer's own link.
    ByTheirLink,
}

impl Came {
    /// Every way.
    pub const ALL: [Self; 4] = [Self::ByPhone, Self::ByMail, Self::InPerson, Self::ByTheirLink];
    /// The ways that staff can enter.
    pub const TO_STAFF: [Self; 3] = [Self::ByPhone, Self::ByMail, Self::InPerson];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByPhone => "phone",
            Self::ByMail => "mail",
            Self::InPerson => "in_person",
            Self::ByTheirLink => "link",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::ByPhone => "By phone",
            Self::ByMail => "By letter or email",
            Self::InPerson => "In person",
            Self::ByTheirLink => "By their link",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|came| came.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// It waits for its answer.
    Open,
    /// It waits, for longer, and the customer was told why.
    Extended,
    /// It was done.
    Done,
    /// It was refused, with a reason.
    Refused,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Open, Self::Extended, Self::Done, Self::Refused];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Extended => "extended",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Open => "Open",
            Self::Extended => "Extended",
            Self::Done => "Done",
            Self::Refused => "Refused",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether it waits for its answer.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Open | Self::Extended)
    }

    /// Those that wait for their answer.
    pub fn waiting() -> Vec<Self> {
        Self::ALL.into_iter().filter(|state| state.waits()).collect()
    }
}

/// The day by which a request is answered: one month after its receipt. `None` beyond the calendar.
pub fn due_on(received_on: NaiveDate) -> Option<NaiveDate> {
    received_on.checked_add_months(Months::new(MONTHS))
}

/// The day by which it is answered once it was put off: two months further (GDPR 12(3)).
pub fn extended_to(received_on: NaiveDate) -> Option<NaiveDate> {
    received_on.checked_add_months(Months::new(MONTHS + FURTHER_MONTHS))
}

/// Whether it should have been answered by this day (UTC).
pub fn is_overdue(kind: RequestKind, state: RequestState, due_on: NaiveDate, today: NaiveDate) -> bool {
    state.waits() && !kind.holds_at_once() && due_on < today
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_request_is_due_in_a_month_and_two_further_ones_where_it_is_put_off() {
        assert_eq!(due_on(day("2026-01-31")), Some(day("2026-02-28")));
        assert_eq!(extended_to(day("2026-11-30")), Some(day("2027-02-28")));
        assert_eq!(due_on(NaiveDate::MAX), None);
    }

    #[test]
    fn it_is_overdue_on_the_day_after_and_not_once_it_is_answered() {
        let due = day("2026-02-28");
        let overdue = |kind, state, today| is_overdue(kind, state, due, day(today));
        assert!(!overdue(RequestKind::Access, RequestState::Open, "2026-02-28"));
        assert!(overdue(RequestKind::Access, RequestState::Extended, "2026-03-01"));
        assert!(!overdue(RequestKind::Access, RequestState::Done, "2026-03-01"));
        assert!(!overdue(RequestKind::Restriction, RequestState::Open, "2026-03-01"), "it holds since its receipt");
    }

    #[test]
    fn every_word_is_read_back_from_its_code() {
        for kind in RequestKind::ALL {
            assert_eq!(RequestKind::from_code(kind.code()), Ok(kind));
        }
        for came in Came::ALL {
            assert_eq!(Came::from_code(came.code()), Ok(came));
        }
        for state in RequestState::ALL {
            assert_eq!(RequestState::from_code(state.code()), Ok(state));
        }
    }
}
