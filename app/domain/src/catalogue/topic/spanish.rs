//! Topics and answers in Spanish.

use super::TopicText;
use crate::{
    consent::ConsentStatus as Status,
    topic::{Channel, Purpose, Topic},
};

pub(super) const fn words(text: &TopicText) -> &'static str {
    match text {
        TopicText::Name(topic) => name(*topic),
        TopicText::Meaning(topic) => meaning(*topic),
        TopicText::Said(Status::Unknown) => "No se le ha preguntado.",
        TopicText::Said(Status::Given) => "Usted dijo que sí.",
        TopicText::Said(Status::Expired) => "Su consentimiento ha caducado.",
        TopicText::Said(Status::Withdrawn) => "Usted retiró su consentimiento.",
        TopicText::Said(Status::Refused) => "Usted dijo que no.",
        TopicText::Answer(Status::Unknown) => "sin respuesta",
        TopicText::Answer(Status::Given) => "sí",
        TopicText::Answer(Status::Expired) => "sí, pero caducado",
        TopicText::Answer(Status::Withdrawn | Status::Refused) => "no",
    }
}

const fn name(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Recopilación de datos",
        Topic::Reach(Channel::Call, Purpose::Service) => "Llamadas sobre servicios",
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Llamadas con ofertas",
        Topic::Reach(Channel::Sms, Purpose::Service) => "Mensajes de texto sobre servicios",
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "Mensajes de texto con ofertas",
        Topic::Reach(Channel::Email, Purpose::Service) => "Correos electrónicos sobre servicios",
        Topic::Reach(Channel::Email, Purpose::Marketing) => "Correos electrónicos con ofertas",
    }
}

const fn meaning(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "Guardamos sus datos para poder atenderle.",
        Topic::Reach(Channel::Call, Purpose::Service) => {
            "Podemos llamarle por teléfono sobre los trabajos que hacemos para usted."
        }
        Topic::Reach(Channel::Call, Purpose::Marketing) => "Podemos llamarle por teléfono con ofertas.",
        Topic::Reach(Channel::Sms, Purpose::Service) => {
            "Podemos enviarle mensajes de texto sobre los trabajos que hacemos para usted."
        }
        Topic::Reach(Channel::Sms, Purpose::Marketing) => "Podemos enviarle mensajes de texto con ofertas.",
        Topic::Reach(Channel::Email, Purpose::Service) => {
            "Podemos escribirle por correo electrónico sobre los trabajos que hacemos para usted."
        }
        Topic::Reach(Channel::Email, Purpose::Marketing) => "Podemos escribirle por correo electrónico con ofertas.",
    }
}
