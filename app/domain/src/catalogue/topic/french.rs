//! Topics and answers in French.

use super::TopicText;
use crate::{
    consent::ConsentStatus as Status,
    topic::{Channel, Purpose, Topic},
};

pub(super) const fn words(text: &TopicText) -> &'static str {
    match text {
        TopicText::Name(topic) => name(*topic),
        TopicText::Meaning(topic) => meaning(*topic),
        TopicText::Said(Status::Unknown) => "La question ne vous a pas été posée.",
        TopicText::Said(Status::Given) => "Vous avez dit oui.",
        TopicText::Said(Status::Expired) => "Votre consentement a expiré.",
        TopicText::Said(Status::Withdrawn) => "Vous avez retiré votre consentement.",
        TopicText::Said(Status::Refused) => "Vous avez dit non.",
        TopicText::Answer(Status::Unknown) => "pas de réponse",
        TopicText::Answer(Status::Given) => "oui",
        TopicText::Answer(Status::Expired) => "oui, mais expiré",
        TopicText::Answer(Status::Withdrawn | Status::Refused) => "non",
    }
}

const fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Collecte de données",
        Topic::Reach(Channel::Call, Purpose::Service) => "Appels au sujet de prestations",
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Appels avec des offres",
        Topic::Reach(Channel::Sms, Purpose::Service) => "SMS au sujet de prestations",
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "SMS avec des offres",
        Topic::Reach(Channel::Email, Purpose::Service) => "E-mails au sujet de prestations",
        Topic::Reach(Channel::Email, Purpose::Marketing) => "E-mails avec des offres",
    }
}

const fn meaning(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Nous conservons vos données afin de pouvoir vous aider.",
        Topic::Reach(Channel::Call, Purpose::Service) => {
            "Nous pouvons vous appeler au sujet des travaux que nous faisons pour vous."
        }
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Nous pouvons vous appeler pour vous proposer des offres.",
        Topic::Reach(Channel::Sms, Purpose::Service) => {
            "Nous pouvons vous envoyer des SMS au sujet des travaux que nous faisons pour vous."
        }
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "Nous pouvons vous envoyer des SMS avec des offres.",
        Topic::Reach(Channel::Email, Purpose::Service) => {
            "Nous pouvons vous écrire au sujet des travaux que nous faisons pour vous."
        }
        Topic::Reach(Channel::Email, Purpose::Marketing) => "Nous pouvons vous écrire pour vous proposer des offres.",
    }
}
