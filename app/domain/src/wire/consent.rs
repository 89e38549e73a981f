//! Consents: how each topic stands, what was answered, and recording another answer.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{consent::ConsentStatus, id::ConsentEventId, topic::Topic};

/// How a topic stands, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Agreed.
    Yes,
    /// Refused, withdrawn, or marked.
    No,
    /// Nothing said, and nothing needed.
    NotRefused,
    /// Nothing said, and a yes is needed.
    NotAsked,
    /// Agreed once; it has run out.
    Expired,
}

/// One topic, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicStanding {
    /// How it stands.
    pub wish: Wish,
    /// Since when (UTC).
    pub since: Option<DateTime<Utc>>,
    /// How the answer reached the business.
    pub method: Option<String>,
    /// Until when a yes holds (UTC).
    pub ends_at: Option<DateTime<Utc>>,
    /// Whether there are numbers or addresses of this channel that a yes does not cover.
    pub uncovered: bool,
}

/// One channel, as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preference {
    /// The channel's word on screen.
    pub channel: String,
    /// For the business's services.
    pub service: TopicStanding,
    /// For offers.
    pub marketing: TopicStanding,
}

/// The words that are read out before an answer on a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The topic.
    pub topic: Topic,
    /// The version, as it is sent back with the answer.
    pub notice: String,
    /// Its number, for people.
    pub version: i32,
    /// The sentence.
    pub text: String,
}

/// One answer that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// Which.
    pub id: ConsentEventId,
    /// The topic's words.
    pub topic: String,
    /// What was answered.
    pub status: ConsentStatus,
    /// When (UTC).
    pub occurred_at: DateTime<Utc>,
    /// When it was typed (UTC).
    pub recorded_at: DateTime<Utc>,
    /// "verbal".
    pub method: String,
    /// Who was asked, where it was not the person themselves.
    pub asked_of: Option<String>,
    /// The version of the text that was shown or read out.
    pub version: Option<i32>,
    /// Who recorded it.
    pub by: String,
    /// Until when a yes holds (UTC).
    pub ends_at: Option<DateTime<Utc>>,
    /// How many numbers and addresses a yes covers; a no covers all.
    pub covers: Option<u32>,
    /// A note.
    pub note: Option<String>,
    /// Why it counts for nothing.
    pub invalidated: Option<Invalidated>,
}

/// Why an answer counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalidated {
    /// Since when (UTC).
    pub at: DateTime<Utc>,
    /// Who said so.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// An answer that a customer gave to a member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Whose.
    pub customer: String,
    /// The topic's code.
    #[serde(default)]
    pub topic: String,
    /// `given` or `refused`.
    #[serde(default)]
    pub answer: String,
    /// "Answered at", on the clock of `zone`; empty for now.
    #[serde(default)]
    pub occurred_at: String,
    /// The zone of whoever types; empty for UTC.
    #[serde(default)]
    pub zone: String,
    /// `person`, `guardian` or `agent`; empty for the person.
    #[serde(default)]
    pub asked_of: String,
    /// The version of the words that were read out.
    #[serde(default)]
    pub notice: String,
    /// "Note".
    #[serde(default)]
    pub note: String,
}

/// "Recorded in error".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalidate {
    /// Whose answer.
    pub customer: String,
    /// Which.
    #[serde(default)]
    pub event: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
}
