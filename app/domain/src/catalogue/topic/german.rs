//! Topics and answers in German.

use super::TopicText;
use crate::{
    consent::ConsentStatus as Status,
    topic::{Channel, Purpose, Topic},
};

pub(super) const fn words(text: &TopicText) -> &'static str {
    match text {
        TopicText::Name(topic) => name(*topic),
        TopicText::Meaning(topic) => meaning(*topic),
        TopicText::Said(Status::Unknown) => "Sie wurden nicht gefragt.",
        TopicText::Said(Status::Given) => "Sie haben Ja gesagt.",
        TopicText::Said(Status::Expired) => "Ihre Einwilligung ist abgelaufen.",
        TopicText::Said(Status::Withdrawn) => "Sie haben Ihre Einwilligung widerrufen.",
        TopicText::Said(Status::Refused) => "Sie haben Nein gesagt.",
        TopicText::Answer(Status::Unknown) => "keine Antwort",
        TopicText::Answer(Status::Given) => "ja",
        TopicText::Answer(Status::Expired) => "ja, aber abgelaufen",
        TopicText::Answer(Status::Withdrawn | Status::Refused) => "nein",
    }
}

const fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Datenerhebung",
        Topic::Reach(Channel::Call, Purpose::Service) => "Anrufe zu Dienstleistungen",
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Anrufe mit Angeboten",
        Topic::Reach(Channel::Sms, Purpose::Service) => "SMS zu Dienstleistungen",
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "SMS mit Angeboten",
        Topic::Reach(Channel::Email, Purpose::Service) => "E-Mails zu Dienstleistungen",
        Topic::Reach(Channel::Email, Purpose::Marketing) => "E-Mails mit Angeboten",
    }
}

const fn meaning(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Wir speichern Ihre Daten, damit wir Ihnen helfen können.",
        Topic::Reach(Channel::Call, Purpose::Service) => {
            "Wir dürfen Sie zu Arbeiten anrufen, die wir für Sie erledigen."
        }
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Wir dürfen Sie mit Angeboten anrufen.",
        Topic::Reach(Channel::Sms, Purpose::Service) => {
            "Wir dürfen Ihnen SMS zu Arbeiten schicken, die wir für Sie erledigen."
        }
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "Wir dürfen Ihnen SMS mit Angeboten schicken.",
        Topic::Reach(Channel::Email, Purpose::Service) => {
            "Wir dürfen Ihnen zu Arbeiten schreiben, die wir für Sie erledigen."
        }
        Topic::Reach(Channel::Email, Purpose::Marketing) => "Wir dürfen Ihnen mit Angeboten schreiben.",
    }
}
