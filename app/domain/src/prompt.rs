//! The scripted prompt and its four answers (policy section 2).

use serde::{Deserialize, Serialize};

use crate::{
    error::Problem,
    topic::{Channel, Purpose, Topic},
};

/// The sentence that staff read aloud at the first interaction, word for word (policy section 2).
pub const SCRIPT: &str =
    "Alright, is it ok if we save your information in our system here to assist you to our best ability?";

/// The words that staff read aloud before an answer on a topic.
pub const fn words(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => SCRIPT,
        Topic::Reach(channel, purpose) => question(channel, purpose),
    }
}

/// What staff say after a "No" (policy section 2, denial of service).
pub const AFTER_NO: &str = "That is fine, we have not saved anything about you. \
     Please understand that we cannot provide our app-based services without your consent.";

/// The question that staff read aloud before an answer about a channel and a purpose. It says that a
/// no costs nothing and a yes can be taken back (GDPR 7(3)).
const fn question(channel: Channel, purpose: Purpose) -> &'static str {
    match (channel, purpose) {
        (Channel::Call, Purpose::Service) => {
            "May we call you about the services that you have with us? You can say no, and change your mind at any time."
        }
        (Channel::Call, Purpose::Marketing) => {
            "May we call you with offers? You can say no, and change your mind at any time."
        }
        (Channel::Sms, Purpose::Service) => {
            "May we text you about the services that you have with us? You can say no, and change your mind at any time."
        }
        (Channel::Sms, Purpose::Marketing) => {
            "May we text you with offers? You can say no, and change your mind at any time."
        }
        (Channel::Email, Purpose::Service) => {
            "May we email you about the services that you have with us? You can say no, and change your mind at any time."
        }
        (Channel::Email, Purpose::Marketing) => {
            "May we email you with offers? You can say no, and change your mind at any time."
        }
    }
}

/// What the customer answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// "Yes".
    Yes,
    /// "Yes, but no calls".
    YesButNoCalls,
    /// "No".
    No,
    /// Nobody asked.
    NotAsked,
}

impl Answer {
    /// Every answer, in the order of the keys 1 to 4.
    pub const ALL: [Self; 4] = [Self::Yes, Self::YesButNoCalls, Self::No, Self::NotAsked];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::YesButNoCalls => "yes_but_no_calls",
            Self::No => "no",
            Self::NotAsked => "not_asked",
        }
    }

    /// The answer with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|answer| answer.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The word on the button.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::YesButNoCalls => "Yes, but no calls",
            Self::No => "No",
            Self::NotAsked => "Not asked",
        }
    }

    /// What pressing the button will do, for somebody who is not on file.
    pub const fn effect(self) -> &'static str {
        match self {
            Self::Yes => "Save the customer. Calls follow the other rules.",
            Self::YesButNoCalls => "Save the customer, marked do not call.",
            Self::No => "Save nothing about the person. Say that app-based services need consent.",
            Self::NotAsked => "Only note that there was a contact.",
        }
    }

    /// What pressing the button will do, for a customer on file.
    pub const fn effect_on_file(self) -> &'static str {
        match self {
            Self::Yes => "Record that data collection was agreed to.",
            Self::YesButNoCalls => "Record the consent, and mark do not call.",
            Self::No => "Withdraw consent: block, hide, and erase the customer's data.",
            Self::NotAsked => "Only note that there was a contact.",
        }
    }

    /// Whether the customer agreed that their data is kept.
    pub const fn agreed(self) -> bool {
        matches!(self, Self::Yes | Self::YesButNoCalls)
    }

    /// The topics that this answer refuses.
    pub const fn refuses(self) -> &'static [Topic] {
        match self {
            Self::Yes | Self::NotAsked => &[],
            Self::YesButNoCalls => &Topic::CALLS,
            Self::No => &[Topic::DataCollection],
        }
    }
}
