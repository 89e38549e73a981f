//! The copy of a customer's data in Spanish.

use super::{CopyText, Sort, Term};
use crate::catalogue::Words;

pub(super) fn words(text: &CopyText<'_>) -> Words {
    match text {
        CopyText::Title { business } => format!("Lo que {business} guarda sobre usted").into(),
        CopyText::MadeOn { at } => format!("Elaborado el {at}").into(),
        CopyText::NothingHeld => "No se guarda nada.".into(),
        CopyText::Heading(sort) => heading(*sort).into(),
        CopyText::Name(term) => name(*term).into(),
    }
}

const fn heading(sort: Sort) -> &'static str {
    match sort {
        Sort::Profile => "Perfil",
        Sort::ContactPoints => "Números y direcciones",
        Sort::Consents => "Lo que usted respondió",
        Sort::Marks => "No llamar",
        Sort::DoNotCallList => "En la lista de no llamar",
        Sort::Contacts => "Contactos",
        Sort::Calls => "Llamadas",
        Sort::Messages => "Mensajes para usted",
        Sort::Requests => "Sus solicitudes",
    }
}

const fn name(term: Term) -> &'static str {
    match term {
        Term::FullName => "Nombre completo",
        Term::Company => "Empresa",
        Term::StreetAddress => "Calle y número",
        Term::City => "Ciudad",
        Term::Region => "Estado o región",
        Term::PostalCode => "Código postal",
        Term::Country => "País",
        Term::Language => "Idioma",
        Term::TimeZone => "Zona horaria",
        Term::Note => "Nota",
        Term::OnFileSince => "Registrado desde",
        Term::Kind => "Tipo",
        Term::Value => "Valor",
        Term::Extension => "Extensión",
        Term::Label => "Etiqueta",
        Term::NotUsedSince => "No se usa desde",
        Term::Topic => "Tema",
        Term::Answer => "Respuesta",
        Term::How => "Cómo",
        Term::AskedOf => "Se preguntó a",
        Term::Answered => "Respondido",
        Term::Recorded => "Registrado",
        Term::RecordedBy => "Registrado por",
        Term::TextVersion => "Versión del texto",
        Term::VoidSince => "No cuenta desde",
        Term::Marked => "Marcado",
        Term::TakenOff => "Retirado",
        Term::Reason => "Motivo",
        Term::Evidence => "Prueba",
        Term::Source => "Origen",
        Term::Since => "Desde",
        Term::When => "Cuándo",
        Term::Direction => "Sentido",
        Term::Outcome => "Resultado",
        Term::Purpose => "Finalidad",
        Term::Decision => "Decisión",
        Term::Reasons => "Motivos",
        Term::Started => "Iniciada",
        Term::To => "Para",
        Term::Subject => "Asunto",
        Term::State => "Estado",
        Term::ReceivedOn => "Recibida el",
        Term::DueOn => "Respuesta hasta el",
        Term::Asked => "Lo que pidió",
        Term::PutOff => "Aplazada porque",
        Term::Told => "Se le comunicó",
    }
}
