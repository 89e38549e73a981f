//! What a customer decides about by their own link, in their words.

use crate::{
    consent::ConsentStatus,
    topic::{Channel, Purpose, Topic},
};

/// The topics that the customer says yes or no to, in the order of the page.
pub fn choices() -> impl Iterator<Item = Topic> {
    Topic::all().filter(|topic| *topic != Topic::DataCollection)
}

/// What a yes to this means, said to the customer.
pub const fn meaning(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "We keep your details so that we can help you.",
        Topic::Reach(Channel::Call, Purpose::Service) => "We may call you about work that we do for you.",
        Topic::Reach(Channel::Call, Purpose::Marketing) => "We may call you with offers.",
        Topic::Reach(Channel::Sms, Purpose::Service) => "We may text you about work that we do for you.",
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "We may text you with offers.",
        Topic::Reach(Channel::Email, Purpose::Service) => "We may write to you about work that we do for you.",
        Topic::Reach(Channel::Email, Purpose::Marketing) => "We may write to you with offers.",
    }
}

/// How an answer is said to the customer.
pub const fn said(status: ConsentStatus) -> &'static str {
    match status {
        ConsentStatus::Unknown => "You were not asked",
        ConsentStatus::Given => "You said yes",
        ConsentStatus::Expired => "Your yes has run out",
        ConsentStatus::Withdrawn => "You took your yes back",
        ConsentStatus::Refused => "You said no",
    }
}
