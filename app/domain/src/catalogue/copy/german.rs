//! The copy of a customer's data in German.

use super::{CopyText, Sort, Term};
use crate::catalogue::Words;

pub(super) fn words(text: &CopyText<'_>) -> Words {
    match text {
        CopyText::Title { business } => format!("Was {business} über Sie gespeichert hat").into(),
        CopyText::MadeOn { at } => format!("Erstellt am {at}").into(),
        CopyText::NothingHeld => "Es ist nichts gespeichert.".into(),
        CopyText::Heading(sort) => heading(*sort).into(),
        CopyText::Name(term) => name(*term).into(),
    }
}

const fn heading(sort: Sort) -> &'static str {
    match sort {
        Sort::Profile => "Profil",
        Sort::ContactPoints => "Nummern und Adressen",
        Sort::Consents => "Ihre Antworten",
        Sort::Marks => "Nicht anrufen",
        Sort::DoNotCallList => "Auf der Anrufsperrliste",
        Sort::Contacts => "Kontakte",
        Sort::Calls => "Anrufe",
        Sort::Messages => "Nachrichten an Sie",
        Sort::Requests => "Ihre Anfragen",
    }
}

const fn name(term: Term) -> &'static str {
    match term {
        Term::FullName => "Vollständiger Name",
        Term::Company => "Firma",
        Term::StreetAddress => "Straße und Hausnummer",
        Term::City => "Ort",
        Term::Region => "Bundesland oder Region",
        Term::PostalCode => "Postleitzahl",
        Term::Country => "Land",
        Term::Language => "Sprache",
        Term::TimeZone => "Zeitzone",
        Term::Note => "Notiz",
        Term::OnFileSince => "Gespeichert seit",
        Term::Kind => "Art",
        Term::Value => "Wert",
        Term::Extension => "Durchwahl",
        Term::Label => "Bezeichnung",
        Term::NotUsedSince => "Nicht mehr verwendet seit",
        Term::Topic => "Thema",
        Term::Answer => "Antwort",
        Term::How => "Wie",
        Term::AskedOf => "Gefragt wurde",
        Term::Answered => "Beantwortet",
        Term::Recorded => "Erfasst",
        Term::RecordedBy => "Erfasst von",
        Term::TextVersion => "Textfassung",
        Term::VoidSince => "Zählt nicht mehr seit",
        Term::Marked => "Eingetragen",
        Term::TakenOff => "Aufgehoben",
        Term::Reason => "Grund",
        Term::Evidence => "Nachweis",
        Term::Source => "Herkunft",
        Term::Since => "Seit",
        Term::When => "Wann",
        Term::Direction => "Richtung",
        Term::Outcome => "Ergebnis",
        Term::Purpose => "Zweck",
        Term::Decision => "Entscheidung",
        Term::Reasons => "Gründe",
        Term::Started => "Begonnen",
        Term::To => "An",
        Term::Subject => "Betreff",
        Term::State => "Stand",
        Term::ReceivedOn => "Eingegangen am",
        Term::DueOn => "Zu beantworten bis",
        Term::Asked => "Ihr Anliegen",
        Term::PutOff => "Verlängert, weil",
        Term::Told => "Mitgeteilt",
    }
}
