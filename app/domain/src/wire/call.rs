//! Calls: what the button sends, and what it shows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    call::{BlockReason, CallDecision},
    id::{CallId, ContactPointId, CustomerId},
    topic::Purpose,
};

/// A press on a call button.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Whom.
    pub customer: String,
    /// Which of their numbers; empty for somebody without one.
    #[serde(default)]
    pub number: String,
    /// What for.
    pub purpose: String,
}

/// A wish to see a masked number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowNumber {
    /// Whose.
    pub customer: String,
    /// Which.
    pub number: String,
}

/// A question about any number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The number, as typed.
    pub phone: String,
    /// What for; without one the strictest answer is given.
    #[serde(default)]
    pub purpose: String,
}

/// A question about a customer's first number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckCustomer {
    /// Whom.
    pub customer: String,
    /// What for; without one the strictest answer is given.
    #[serde(default)]
    pub purpose: String,
}

/// A call that a program asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskForCall {
    /// Whom.
    pub customer: String,
    /// Which of their numbers; empty for the first one.
    #[serde(default)]
    pub number: String,
    /// What for; without one the strictest answer is given.
    #[serde(default)]
    pub purpose: String,
}

/// A decision as pages, frames and the API carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// `allowed` or `blocked`.
    pub decision: String,
    /// The codes of all reasons, the strongest first.
    pub reasons: Vec<String>,
    /// Their sentences, in the same order.
    #[serde(default)]
    pub sentences: Vec<String>,
    /// The next instant at which time alone can change it (UTC).
    pub until: Option<DateTime<Utc>>,
}

impl Decision {
    /// Whether nothing stands against the call.
    pub fn is_allowed(&self) -> bool {
        self.decision == "allowed" && self.reasons.is_empty()
    }

    /// The text on the blocked button.
    pub fn sentence(&self) -> Option<&str> {
        self.sentences.first().map(String::as_str)
    }

    /// The same decision once it can no longer be relied on: the connection or its time is gone.
    #[must_use]
    pub fn unchecked() -> Self {
        Self::from(&CallDecision::could_not_check())
    }
}

impl From<&CallDecision> for Decision {
    fn from(decision: &CallDecision) -> Self {
        Self {
            decision: decision.word().to_owned(),
            reasons: decision.reasons().iter().map(|reason| reason.code().to_owned()).collect(),
            sentences: decision.reasons().iter().map(BlockReason::sentence).collect(),
            until: decision.until,
        }
    }
}

/// The decision for one number and one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Flat")]
pub struct Standing {
    /// The number; `None` for a customer without one.
    pub number: Option<ContactPointId>,
    /// The purpose.
    pub purpose: Purpose,
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
}

/// A [`Standing`] as it is written. Reading its fields by their names spares the browser code that keeps
/// values of any kind.
#[derive(Deserialize)]
struct Flat {
    number: Option<ContactPointId>,
    purpose: Purpose,
    decision: String,
    reasons: Vec<String>,
    #[serde(default)]
    sentences: Vec<String>,
    until: Option<DateTime<Utc>>,
}

impl From<Flat> for Standing {
    fn from(flat: Flat) -> Self {
        let Flat { number, purpose, decision, reasons, sentences, until } = flat;
        Self { number, purpose, decision: Decision { decision, reasons, sentences, until } }
    }
}

/// A customer's decisions, as a frame carries them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standings {
    /// Whose.
    pub customer: CustomerId,
    /// One for each number and purpose.
    pub calls: Vec<Standing>,
}

/// A call that the gate allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permit {
    /// The call.
    pub call: CallId,
    /// What to follow: `tel:` and the number.
    pub uri: String,
    /// Until when (UTC).
    pub expires_at: DateTime<Utc>,
}

/// The answer to a press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placed {
    /// The call may be made now.
    Allowed(Permit),
    /// It may not; the attempt is recorded.
    Blocked(Decision),
}

/// What a decision rests on, as of the same instant. No other customer is named in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Which of a customer's numbers; `None` for somebody without one, and for a bare number.
    pub number: Option<ContactPointId>,
    /// Each reason with its facts, the strongest first; none where the call is allowed.
    pub reasons: Vec<Explanation>,
    /// What time it is there, where that is known: `It is 10:00 there (America/New_York)`.
    pub clock: Option<String>,
}

/// A reason, what it rests on, and what would change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The code of the reason.
    pub code: String,
    /// What it rests on.
    pub facts: Vec<Fact>,
    /// What would change it.
    pub remedy: String,
}

/// One fact behind a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is, and who recorded it.
    pub words: String,
    /// Since when (UTC).
    pub since: Option<DateTime<Utc>>,
}

/// The answer to a question about a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The number as it was read, in the international format.
    pub number: String,
    /// The purpose for which it holds.
    pub purpose: Purpose,
    /// The decision.
    pub decision: Decision,
    /// What it rests on.
    pub why: Why,
    /// When it was made (UTC).
    pub checked_at: DateTime<Utc>,
}
