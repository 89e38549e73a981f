//! Consents: the answers that were given, and the status that follows from them.
//!
//! A status is never stored as a fact of its own. It is the replay of the answers by the time at
//! which they occurred (GDPR 7(1): the business must be able to show it).

#[cfg(feature = "metadata")]
mod moment;
mod replay;
mod term;

#[cfg(feature = "metadata")]
pub use moment::occurred_at;
pub use replay::{ends_at, in_writing, latest, status};
pub use term::{HoldsFor, Terms};

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    error::Problem,
    id::{ConsentEventId, ContactPointId},
    topic::Topic,
};

/// What a customer's answers amount to, for one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStatus {
    /// Nobody asked, or the answer is not on record.
    Unknown,
    /// The customer agreed.
    Given,
    /// The customer did agree, and the time for which that holds is over.
    Expired,
    /// The customer agreed once and took it back.
    Withdrawn,
    /// The customer did not agree.
    Refused,
}

impl ConsentStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Unknown, Self::Given, Self::Expired, Self::Withdrawn, Self::Refused];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Given => "given",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|status| status.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether the customer said no.
    pub const fn is_no(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }

    /// What a "no" is after this: somebody who agreed before takes it back.
    #[must_use]
    pub const fn refused(self) -> Self {
        match self {
            Self::Given | Self::Expired | Self::Withdrawn => Self::Withdrawn,
            Self::Unknown | Self::Refused => Self::Refused,
        }
    }

    /// Which of two answers of the same instant wins: the more restrictive.
    const fn strictness(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Given => 1,
            Self::Expired => 2,
            Self::Withdrawn => 3,
            Self::Refused => 4,
        }
    }
}

/// How an answer reached the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Said to a member.
    Verbal,
    /// Chosen by the customer at their own link.
    PreferenceCentre,
    /// One click in a mail (RFC 8058).
    OneClick,
    /// Brought along by an import.
    Import,
    /// Sent by another program.
    Api,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Verbal, Self::PreferenceCentre, Self::OneClick, Self::Import, Self::Api];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verbal => "verbal",
            Self::PreferenceCentre => "preference_centre",
            Self::OneClick => "one_click",
            Self::Import => "import",
            Self::Api => "api",
        }
    }

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Verbal => "verbal",
            Self::PreferenceCentre => "through their link",
            Self::OneClick => "one click in a mail",
            Self::Import => "imported",
            Self::Api => "sent by another program",
        }
    }

    /// Whether a yes given so is one in writing: the customer's own act, which the ledger can show.
    /// What was said to a member is none, and what another system claims is not known to be one.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::PreferenceCentre)
    }

    /// The method with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|method| method.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedOf {
    /// The person themselves.
    Person,
    /// Their guardian.
    Guardian,
    /// Somebody who acts for them.
    Agent,
}

impl AskedOf {
    /// Everybody who can be asked.
    pub const ALL: [Self; 3] = [Self::Person, Self::Guardian, Self::Agent];

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Person => "The person themselves",
            Self::Guardian => "Their guardian",
            Self::Agent => "Somebody who acts for them",
        }
    }

    /// Who has this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|asked| asked.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Guardian => "guardian",
            Self::Agent => "agent",
        }
    }
}

/// Which contact points an answer covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Covers {
    /// Every contact point, present and future: a no, a withdrawal.
    All,
    /// Those that were known when the answer was given: a yes.
    Known(BTreeSet<ContactPointId>),
}

/// One answer about one topic, as far as its replay needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEvent {
    /// Its identifier; later answers have later ones.
    pub id: ConsentEventId,
    /// What it is about.
    pub topic: Topic,
    /// What was answered: given, refused or withdrawn.
    pub status: ConsentStatus,
    /// How it reached the business.
    pub method: Method,
    /// Which contact points it covers.
    pub covers: Covers,
    /// When the customer answered (UTC).
    pub occurred_at: DateTime<Utc>,
    /// Until when a yes holds (UTC): first as it was recorded, then as [`Terms::limit`] leaves it.
    pub expires_at: Option<DateTime<Utc>>,
    /// Recorded in error: it stays visible and counts for nothing.
    pub invalidated: bool,
}
