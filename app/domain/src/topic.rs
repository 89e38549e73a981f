//! What a consent is about.

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// The way in which a customer is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A phone call.
    Call,
    /// A text message.
    Sms,
    /// An e-mail.
    Email,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 3] = [Self::Call, Self::Sms, Self::Email];

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Call => "Calls",
            Self::Sms => "Text messages",
            Self::Email => "Email",
        }
    }

    /// The word in rows and in the codes of topics.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Sms => "sms",
            Self::Email => "email",
        }
    }
}

/// What a customer is reached for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// The business's services to this customer.
    Service,
    /// Offers.
    Marketing,
}

impl Purpose {
    /// Every purpose of a call.
    pub const ALL: [Self; 2] = [Self::Service, Self::Marketing];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Marketing => "marketing",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Service => "Service",
            Self::Marketing => "Marketing",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// What a consent is about: the keeping of data, or a channel with a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Topic {
    /// Keeping and using the customer's data (policy section 2).
    DataCollection,
    /// Being reached on a channel for a purpose.
    Reach(Channel, Purpose),
}

impl Topic {
    /// Calls about services.
    pub const CALL_SERVICE: Self = Self::Reach(Channel::Call, Purpose::Service);
    /// Calls with offers.
    pub const CALL_MARKETING: Self = Self::Reach(Channel::Call, Purpose::Marketing);
    /// Both topics that a "no calls" refuses.
    pub const CALLS: [Self; 2] = [Self::CALL_SERVICE, Self::CALL_MARKETING];

    /// Every topic: data collection, then channel by purpose.
    pub fn all() -> impl Iterator<Item = Self> {
        let reach = Channel::ALL.into_iter().flat_map(|c| Purpose::ALL.into_iter().map(move |p| Self::Reach(c, p)));
        std::iter::once(Self::DataCollection).chain(reach)
    }

    /// The code in rows, the API and the ledger: `data_collection`, `call/service`.
    pub fn code(self) -> String {
        match self {
            Self::DataCollection => "data_collection".to_owned(),
            Self::Reach(channel, purpose) => format!("{}/{}", channel.code(), purpose.code()),
        }
    }

    /// The topic with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::all().find(|topic| topic.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen.
    pub fn label(self) -> String {
        match self {
            Self::DataCollection => "Data collection".to_owned(),
            Self::Reach(channel, Purpose::Service) => format!("{} about services", channel.label()),
            Self::Reach(channel, Purpose::Marketing) => format!("{} with offers", channel.label()),
        }
    }
}

impl TryFrom<String> for Topic {
    type Error = Problem;
    fn try_from(code: String) -> Result<Self, Problem> {
        Self::from_code(&code)
    }
}

impl From<Topic> for String {
    fn from(topic: Topic) -> Self {
        topic.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_is_read_back_from_its_code() {
        assert_eq!(Topic::all().count(), 7);
        for topic in Topic::all() {
            assert_eq!(Topic::from_code(&topic.code()), Ok(topic));
        }
    }
}
