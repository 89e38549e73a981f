//! The copy of a customer's data in English.

use super::{CopyText, Sort, Term};
use crate::catalogue::Words;

pub(super) fn words(text: &CopyText<'_>) -> Words {
    match text {
        CopyText::Title { business } => format!("What {business} holds about you").into(),
        CopyText::MadeOn { at } => format!("Made on {at}").into(),
        CopyText::NothingHeld => "Nothing is held.".into(),
        CopyText::Heading(sort) => heading(*sort).into(),
        CopyText::Name(term) => name(*term).into(),
    }
}

const fn heading(sort: Sort) -> &'static str {
    match sort {
        Sort::Profile => "Profile",
        Sort::ContactPoints => "Numbers and addresses",
        Sort::Consents => "What you answered",
        Sort::Marks => "Do not call",
        Sort::DoNotCallList => "On the do-not-call list",
        Sort::Contacts => "Contacts",
        Sort::Calls => "Calls",
        Sort::Messages => "Messages to you",
        Sort::Requests => "Your requests",
    }
}

const fn name(term: Term) -> &'static str {
    match term {
        Term::FullName => "Full name",
        Term::Company => "Company",
        Term::StreetAddress => "Street address",
        Term::City => "City",
        Term::Region => "State or region",
        Term::PostalCode => "Postal code",
        Term::Country => "Country",
        Term::Language => "Language",
        Term::TimeZone => "Time zone",
        Term::Note => "Note",
        Term::OnFileSince => "On file since",
        Term::Kind => "Kind",
        Term::Value => "Value",
        Term::Extension => "Extension",
        Term::Label => "Label",
        Term::NotUsedSince => "No longer used since",
        Term::Topic => "Topic",
        Term::Answer => "Answer",
        Term::How => "How",
        Term::AskedOf => "Asked of",
        Term::Answered => "Answered",
        Term::Recorded => "Recorded",
        Term::RecordedBy => "Recorded by",
        Term::TextVersion => "Text version",
        Term::VoidSince => "Counts for nothing since",
        Term::Marked => "Marked",
        Term::TakenOff => "Taken off",
        Term::Reason => "Reason",
        Term::Evidence => "Evidence",
        Term::Source => "Source",
        Term::Since => "Since",
        Term::When => "When",
        Term::Direction => "Direction",
        Term::Outcome => "Outcome",
        Term::Purpose => "Purpose",
        Term::Decision => "Decision",
        Term::Reasons => "Reasons",
        Term::Started => "Started",
        Term::To => "To",
        Term::Subject => "Subject",
        Term::State => "State",
        Term::ReceivedOn => "Received on",
        Term::DueOn => "Due on",
        Term::Asked => "Asked",
        Term::PutOff => "Put off because",
        Term::Told => "You were told",
    }
}
