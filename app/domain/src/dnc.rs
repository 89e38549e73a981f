//! "Do not call": where a block comes from, and how it is taken off.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// For how long a member may take back their own mark without an admin.
pub const TAKE_BACK_FOR: TimeDelta = TimeDelta::seconds(60);

/// Why a number is on the do-not-call list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// A customer's mark; it goes only with the mark.
    Mark,
    /// A refusal or withdrawal of somebody whose data is not kept.
    Refusal,
    /// A number of a stranger, entered by hand.
    Stranger,
    /// A line of a list that was loaded.
    List,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Mark, Self::Refusal, Self::Stranger, Self::List];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mark => "mark",
            Self::Refusal => "refusal",
            Self::Stranger => "stranger",
            Self::List => "list",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Mark => "A customer's mark",
            Self::Refusal => "A refusal or withdrawal",
            Self::Stranger => "Entered by hand",
            Self::List => "A loaded list",
        }
    }

    /// Whether it is taken off by itself: a mark's source goes only with the mark.
    pub const fn is_lifted_alone(self) -> bool {
        !matches!(self, Self::Mark)
    }

    /// The kind with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// How a customer asked not to be called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HowAsked {
    /// "Yes, but no calls", or "No", in answer to the script.
    InAnswerToTheScript,
    /// At any other time, to a member.
    ToldAMember,
    /// By their own link.
    ByTheirLink,
    /// An import said so.
    ByImport,
    /// Another program passed it on.
    ByApi,
}

impl HowAsked {
    /// Every way.
    pub const ALL: [Self; 5] =
        [Self::InAnswerToTheScript, Self::ToldAMember, Self::ByTheirLink, Self::ByImport, Self::ByApi];

    /// The word in rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::InAnswerToTheScript => "in_answer_to_the_script",
            Self::ToldAMember => "told_a_member",
            Self::ByTheirLink => "by_their_link",
            Self::ByImport => "by_import",
            Self::ByApi => "by_api",
        }
    }

    /// The words on screen: "asked ...".
    pub const fn words(self) -> &'static str {
        match self {
            Self::InAnswerToTheScript => "asked in answer to the script",
            Self::ToldAMember => "asked by the customer",
            Self::ByTheirLink => "asked by the customer through their link",
            Self::ByImport => "imported",
            Self::ByApi => "passed on by another program",
        }
    }

    /// The way with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|how| how.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Why a block is taken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lift {
    /// The customer asked for it: right, reason and evidence.
    ByRequest,
    /// It was set in error: right and reason; the refusals of the same save are invalidated.
    ByMistake,
}

impl Lift {
    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::ByRequest => "by_request",
            Self::ByMistake => "by_mistake",
        }
    }

    /// The lift with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        [Self::ByRequest, Self::ByMistake].into_iter().find(|lift| lift.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Whether a member may still take back the mark that they set at `marked_at`.
pub fn may_take_back(marked_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - marked_at <= TAKE_BACK_FOR
}
