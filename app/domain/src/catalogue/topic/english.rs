//! Topics and answers in English.

use super::TopicText;
use crate::{
    consent::ConsentStatus as Status,
    topic::{Channel, Purpose, Topic},
};

pub(super) const fn words(text: &TopicText) -> &'static str {
    match text {
        TopicText::Name(topic) => name(*topic),
        TopicText::Meaning(topic) => meaning(*topic),
        TopicText::Said(Status::Unknown) => "You were not asked.",
        TopicText::Said(Status::Given) => "You said yes.",
        TopicText::Said(Status::Expired) => "Your yes has run out.",
        TopicText::Said(Status::Withdrawn) => "You took your yes back.",
        TopicText::Said(Status::Refused) => "You said no.",
        TopicText::Answer(Status::Unknown) => "no answer",
        TopicText::Answer(Status::Given) => "yes",
        TopicText::Answer(Status::Expired) => "no longer yes",
        TopicText::Answer(Status::Withdrawn | Status::Refused) => "no",
    }
}

const fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Data collection",
        Topic::Reach(Channel::Call, Purpose::Service) => "Calls about services",
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Calls with offers",
        Topic::Reach(Channel::Sms, Purpose::Service) => "Text messages about services",
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "Text messages with offers",
        Topic::Reach(Channel::Email, Purpose::Service) => "Email about services",
        Topic::Reach(Channel::Email, Purpose::Marketing) => "Email with offers",
    }
}

const fn meaning(topic: Topic) -> &'static str {
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
