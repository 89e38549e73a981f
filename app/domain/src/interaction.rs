//! Interactions: contacts with customers, and what a denial may keep.

use serde::{Deserialize, Serialize};

use crate::{
    error::Problem,
    text::{Remark, Text},
};

/// Who called whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer reached the business. Always allowed, and lifts nothing.
    Inbound,
    /// The business reached the customer.
    Outbound,
}

impl Direction {
    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Inbound => "They contacted us",
            Self::Outbound => "We contacted them",
        }
    }

    /// The direction with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        [Self::Inbound, Self::Outbound].into_iter().find(|it| it.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// What came of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They spoke.
    Spoke,
    /// Nobody answered.
    NoAnswer,
    /// A message was left.
    LeftAMessage,
    /// The number belongs to somebody else.
    WrongNumber,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Spoke, Self::NoAnswer, Self::LeftAMessage, Self::WrongNumber];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Spoke => "spoke",
            Self::NoAnswer => "no_answer",
            Self::LeftAMessage => "left_a_message",
            Self::WrongNumber => "wrong_number",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spoke => "We spoke",
            Self::NoAnswer => "No answer",
            Self::LeftAMessage => "Left a message",
            Self::WrongNumber => "Wrong number",
        }
    }

    /// The outcome with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|outcome| outcome.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Why somebody said no, as far as it may be kept: nothing about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DenialReason {
    /// No reason was given.
    NotSaid,
    /// They do not want their data kept.
    Privacy,
    /// They do not need the service.
    NotInterested,
    /// They want to think about it or read the policy first.
    WantsToReadFirst,
}

impl DenialReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::NotSaid, Self::Privacy, Self::NotInterested, Self::WantsToReadFirst];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotSaid => "not_said",
            Self::Privacy => "privacy",
            Self::NotInterested => "not_interested",
            Self::WantsToReadFirst => "wants_to_read_first",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotSaid => "No reason given",
            Self::Privacy => "Does not want data kept",
            Self::NotInterested => "Does not need the service",
            Self::WantsToReadFirst => "Wants to read the policy first",
        }
    }

    /// The reason with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|reason| reason.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// A short note on a denial, in which nothing identifies the person (policy section 2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DenialNote(Text<500>);

impl DenialNote {
    /// Reads a note, and refuses anything like a number or an address.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        let Some(note) = Remark::optional(typed)? else { return Ok(None) };
        if identifies(note.as_str()) { Err(Problem::Identifying) } else { Ok(Some(Self(note))) }
    }

    /// The note.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

/// Four digits in any script or spacing may be part of a number; an `@` or a link is an address.
fn identifies(note: &str) -> bool {
    let digits = note.chars().filter(|sign| sign.is_numeric()).count();
    let lower = note.to_lowercase();
    digits >= 4 || note.contains(['@', '\u{ff20}']) || ["http", "www.", "://"].iter().any(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_on_a_denial_refuses_numbers_and_addresses() {
        for typed in [
            "call 415 555 0100",
            "4 1 5 5",
            "ana@example.com",
            "see www.example.com",
            "\u{0664}\u{0661}\u{0665}\u{0665}",
        ] {
            assert_eq!(DenialNote::optional(typed), Err(Problem::Identifying), "{typed}");
        }
        assert!(DenialNote::optional("Was in a hurry, 2 children around").unwrap().is_some());
        assert_eq!(DenialNote::optional("  "), Ok(None));
    }
}
