//! Messages of a business to its customers: what may be sent, and how far one is.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    consent::{ConsentEvent, ConsentStatus, status},
    error::Problem,
    topic::{Channel, Purpose, Topic},
};

/// What sort of message it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageClass {
    /// A confirmation, a notice, something about security: owed whatever was refused (policy sections 4 and 6).
    Legal,
    /// About the business's services to this customer.
    Service,
    /// Offers.
    Marketing,
}

impl MessageClass {
    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Legal => "legal",
            Self::Service => "service",
            Self::Marketing => "marketing",
        }
    }
}

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// It waits to be sent, for the first time or again.
    Owed,
    /// There is no address on file: staff say it to the customer.
    NotPossible,
    /// It was not to be sent.
    Dropped,
    /// The mail server took it.
    Delivered,
    /// It could not be delivered.
    Failed,
}

impl MessageState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Owed, Self::NotPossible, Self::Dropped, Self::Delivered, Self::Failed];

    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owed => "owed",
            Self::NotPossible => "not_possible",
            Self::Dropped => "dropped",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }

    /// The word on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Owed => "Owed",
            Self::NotPossible => "Not possible",
            Self::Dropped => "Not sent",
            Self::Delivered => "Sent",
            Self::Failed => "Failed",
        }
    }

    /// The state with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|state| state.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// For how long a text message is worth sending: who stops something hears of it at once, or not by text
/// (47 CFR 64.1200(a)(12)).
pub const TEXT_IS_GOOD_FOR: TimeDelta = TimeDelta::minutes(5);

/// Whether there is where to send a message to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// There is one on file.
    OnFile,
    /// There is one, and mail to it comes back.
    Undeliverable,
    /// There is none.
    Missing,
}

/// Whether an answer is needed before a message of a purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// A yes.
    Yes,
    /// Only that there is no no.
    NoRefusal,
}

/// What a decision about a message rests on.
#[derive(Clone, Copy, Debug)]
pub struct MessageFacts<'a> {
    /// By which way it would go.
    pub channel: Channel,
    /// Whether there is an address.
    pub address: Address,
    /// Every answer of the customer.
    pub answers: &'a [ConsentEvent],
    /// What the business needs before a message of this channel and purpose.
    pub needs: Needs,
    /// Whether the customer asked to restrict the use of their data, and that stands (GDPR 18).
    pub restricted: bool,
}

/// Whether a message goes into the outbox.
#[derive(Debug)]
pub enum MessageDecision {
    /// It does.
    Allowed(MessagePermit),
    /// There is nowhere to send it.
    NotPossible,
    /// The customer did not agree to such messages.
    Refused,
}

/// The right to put one message into the outbox. Only [`decide_message`] gives one.
#[derive(Debug)]
pub struct MessagePermit(());

impl MessageDecision {
    /// The state in which the message is recorded.
    pub const fn state(&self) -> MessageState {
        match self {
            Self::Allowed(_) => MessageState::Owed,
            Self::NotPossible => MessageState::NotPossible,
            Self::Refused => MessageState::Dropped,
        }
    }
}

/// Decides whether a message of this class may be sent. The only door to the outbox.
///
/// A confirmation is owed whatever was refused: it says what was recorded. Everything else needs that the
/// customer's data may be kept and used, and that messages of its channel and purpose were agreed to, or not
/// refused.
pub fn decide_message(facts: &MessageFacts<'_>, class: MessageClass, now: DateTime<Utc>) -> MessageDecision {
    let purpose = match class {
        MessageClass::Legal => None,
        MessageClass::Service => Some(Purpose::Service),
        MessageClass::Marketing => Some(Purpose::Marketing),
    };
    if let Some(purpose) = purpose {
        let said = |topic| status(facts.answers, topic, None, now);
        let agreed = match said(Topic::Reach(facts.channel, purpose)) {
            ConsentStatus::Given => true,
            ConsentStatus::Unknown => facts.needs == Needs::NoRefusal,
            ConsentStatus::Expired | ConsentStatus::Withdrawn | ConsentStatus::Refused => false,
        };
        if facts.restricted || !agreed || said(Topic::DataCollection).is_no() {
            return MessageDecision::Refused;
        }
    }
    match facts.address {
        Address::OnFile => MessageDecision::Allowed(MessagePermit(())),
        Address::Undeliverable | Address::Missing => MessageDecision::NotPossible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        consent::{Covers, Method},
        id::ConsentEventId,
    };

    const CLASSES: [MessageClass; 3] = [MessageClass::Legal, MessageClass::Service, MessageClass::Marketing];

    fn now() -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_521_600, 0).unwrap()
    }

    fn answer(topic: Topic, status: ConsentStatus) -> ConsentEvent {
        ConsentEvent {
            id: ConsentEventId(uuid::Uuid::from_u128(7)),
            topic,
            status,
            covers: Covers::All,
            method: Method::Verbal,
            occurred_at: now(),
            expires_at: None,
            invalidated: false,
        }
    }

    /// The states of a message of each class, after these answers.
    fn states(answers: &[ConsentEvent], address: Address, needs: Needs) -> [MessageState; 3] {
        let facts = MessageFacts { channel: Channel::Email, address, answers, needs, restricted: false };
        CLASSES.map(|class| decide_message(&facts, class, now()).state())
    }

    #[test]
    fn a_confirmation_is_owed_whatever_was_refused() {
        use MessageState::{Dropped, Owed};
        let no = answer(Topic::DataCollection, ConsentStatus::Withdrawn);
        assert_eq!(states(&[no], Address::OnFile, Needs::NoRefusal), [Owed, Dropped, Dropped]);
    }

    #[test]
    fn a_marketing_stop_stops_marketing_and_nothing_else() {
        use MessageState::{Dropped, Owed};
        let stop = answer(Topic::Reach(Channel::Email, Purpose::Marketing), ConsentStatus::Refused);
        assert_eq!(states(&[stop], Address::OnFile, Needs::NoRefusal), [Owed, Owed, Dropped]);
    }

    #[test]
    fn a_yes_to_one_channel_is_none_to_another() {
        use MessageState::{Dropped, Owed};
        let yes = answer(Topic::Reach(Channel::Email, Purpose::Marketing), ConsentStatus::Given);
        let facts = MessageFacts {
            channel: Channel::Sms,
            address: Address::OnFile,
            answers: &[yes],
            needs: Needs::Yes,
            restricted: false,
        };
        let states = CLASSES.map(|class| decide_message(&facts, class, now()).state());
        assert_eq!(states, [Owed, Dropped, Dropped]);
    }

    #[test]
    fn a_restriction_leaves_what_the_law_requires() {
        use MessageState::{Dropped, Owed};
        let yes = answer(Topic::Reach(Channel::Email, Purpose::Service), ConsentStatus::Given);
        let facts = MessageFacts {
            channel: Channel::Email,
            address: Address::OnFile,
            answers: &[yes],
            needs: Needs::NoRefusal,
            restricted: true,
        };
        let states = CLASSES.map(|class| decide_message(&facts, class, now()).state());
        assert_eq!(states, [Owed, Dropped, Dropped]);
    }

    #[test]
    fn what_needs_a_yes_is_not_sent_without_one() {
        use MessageState::{Dropped, Owed};
        assert_eq!(states(&[], Address::OnFile, Needs::Yes), [Owed, Dropped, Dropped]);
        let yes = answer(Topic::Reach(Channel::Email, Purpose::Marketing), ConsentStatus::Given);
        assert_eq!(states(&[yes], Address::OnFile, Needs::Yes), [Owed, Dropped, Owed]);
    }

    #[test]
    fn without_an_address_that_takes_mail_it_is_recorded_that_it_was_not_possible() {
        for address in [Address::Missing, Address::Undeliverable] {
            assert_eq!(states(&[], address, Needs::NoRefusal), [MessageState::NotPossible; 3]);
        }
    }

    #[test]
    fn every_state_is_read_back_from_its_code() {
        for state in MessageState::ALL {
            assert_eq!(MessageState::from_code(state.code()), Ok(state));
        }
    }
}
