//! What a column of a list can become.

use serde::{Deserialize, Serialize};

use crate::{
    error::Problem,
    topic::{Channel, Purpose, Topic},
};

/// What a column of the list becomes in a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// The full name.
    FullName,
    /// The first name.
    FirstName,
    /// The middle name.
    MiddleName,
    /// The last name.
    LastName,
    /// The company.
    Company,
    /// Phone numbers, one or several in a cell.
    Phone(Label),
    /// E-mail addresses, one or several in a cell.
    Email(Label),
    /// The label of the number or address in the next column, as Google Contacts writes it.
    LabelOfNext,
    /// A line of the postal address; several columns are several lines.
    AddressLine,
    /// The city.
    City,
    /// The state or province.
    Region,
    /// The postal code.
    PostalCode,
    /// The country, as it is written. It does not decide how numbers are read.
    CountryName,
    /// The time zone, by its IANA name.
    TimeZone,
    /// The language.
    Language,
    /// The note.
    Note,
    /// What the exporter calls this person; makes a second run find them again.
    ExternalId,
    /// The day on which the person agreed. Without source and wording it grants nothing.
    ConsentDate,
    /// Where the person agreed.
    ConsentSource,
    /// The words to which the person agreed.
    ConsentWording,
    /// What the person said no to.
    OptOut(OptOut),
    /// Kept under its own heading: shown, searched and erased with the person.
    Keep,
    /// Left out, because whoever imports chose so.
    Skip,
}

/// What a number or an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// Not said.
    Plain,
    /// At work.
    Work,
    /// At home.
    Home,
    /// On the move.
    Mobile,
    /// Something else.
    Other,
}

impl Label {
    /// Every label.
    pub const ALL: [Self; 5] = [Self::Plain, Self::Work, Self::Home, Self::Mobile, Self::Other];

    /// The word beside the number; `None` where nothing was said.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Work => Some("Work"),
            Self::Home => Some("Home"),
            Self::Mobile => Some("Mobile"),
            Self::Other => Some("Other"),
        }
    }
}

/// How a column says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OptOut {
    /// To what.
    pub topics: OptOutTopics,
    /// In which direction the values are read.
    pub reads: OptOutReading,
}

impl OptOut {
    /// A column in which "yes" means no: "Do not call".
    pub const fn plain(topics: OptOutTopics) -> Self {
        Self { topics, reads: OptOutReading::TrueMeansNo }
    }

    /// A column in which "no" means no: "Allow phone calls".
    pub const fn inverted(topics: OptOutTopics) -> Self {
        Self { topics, reads: OptOutReading::FalseMeansNo }
    }

    /// A column that names how somebody stands with a mailing: "Marketing status".
    pub const fn status(topics: OptOutTopics) -> Self {
        Self { topics, reads: OptOutReading::Status }
    }

    /// What the column does, as a sentence for the dry run.
    pub fn sentence(self) -> String {
        let when = match self.reads {
            OptOutReading::TrueMeansNo => "\u{201c}yes\u{201d}",
            OptOutReading::FalseMeansNo => "\u{201c}no\u{201d}",
            OptOutReading::Status => "\u{201c}unsubscribed\u{201d}",
        };
        format!("{when} in this column means: {}", self.topics.no())
    }
}

/// What an opt-out is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptOutTopics {
    /// Calls.
    Calls,
    /// E-mail of any kind.
    Email,
    /// E-mail with offers: what one unsubscribes from. Mail about services goes on.
    MarketingEmail,
    /// Text messages.
    Sms,
    /// Calls and text messages: a blacklist of numbers.
    Phone,
    /// Every way of being reached.
    All,
}

impl OptOutTopics {
    /// Every kind of opt-out.
    pub const ALL: [Self; 6] = [Self::Calls, Self::Email, Self::MarketingEmail, Self::Sms, Self::Phone, Self::All];

    /// The topics that are refused by it.
    pub fn topics(self) -> impl Iterator<Item = Topic> {
        let (channels, purposes): (&[Channel], &[Purpose]) = match self {
            Self::Calls => (&[Channel::Call], &Purpose::ALL),
            Self::Email => (&[Channel::Email], &Purpose::ALL),
            Self::MarketingEmail => (&[Channel::Email], &[Purpose::Marketing]),
            Self::Sms => (&[Channel::Sms], &Purpose::ALL),
            Self::Phone => (&[Channel::Call, Channel::Sms], &Purpose::ALL),
            Self::All => (&Channel::ALL, &Purpose::ALL),
        };
        channels.iter().flat_map(|channel| purposes.iter().map(|purpose| Topic::Reach(*channel, *purpose)))
    }

    /// Whether it closes calls.
    pub const fn closes_calls(self) -> bool {
        matches!(self, Self::Calls | Self::Phone | Self::All)
    }

    const fn no(self) -> &'static str {
        match self {
            Self::Calls => "no calls",
            Self::Email => "no email",
            Self::MarketingEmail => "no email with offers",
            Self::Sms => "no text messages",
            Self::Phone => "no calls and no text messages",
            Self::All => "no contact at all",
        }
    }
}

/// In which direction the values of an opt-out column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptOutReading {
    /// "Do not call = yes" is a no.
    TrueMeansNo,
    /// "Allow phone calls = no" is a no.
    FalseMeansNo,
    /// "Marketing status = unsubscribed" is a no, and "no consent" is nobody's answer.
    Status,
}

/// Every target with its code in forms and rows, and its words on screen, in the order of the select.
const TARGETS: [(Target, &str, &str); 43] = {
    use Label::{Home, Mobile, Other, Plain, Work};
    use OptOutTopics::{All, Calls, Email as Mail, MarketingEmail as Offers, Phone as Line, Sms};
    use Target as T;
    [
        (T::FullName, "full_name", "Full name"),
        (T::FirstName, "first_name", "First name"),
        (T::MiddleName, "middle_name", "Middle name"),
        (T::LastName, "last_name", "Last name"),
        (T::Company, "company", "Company"),
        (T::Phone(Plain), "phone", "Phone"),
        (T::Phone(Work), "phone/work", "Phone (work)"),
        (T::Phone(Home), "phone/home", "Phone (home)"),
        (T::Phone(Mobile), "phone/mobile", "Phone (mobile)"),
        (T::Phone(Other), "phone/other", "Phone (other)"),
        (T::Email(Plain), "email", "Email"),
        (T::Email(Work), "email/work", "Email (work)"),
        (T::Email(Home), "email/home", "Email (home)"),
        (T::Email(Mobile), "email/mobile", "Email (mobile)"),
        (T::Email(Other), "email/other", "Email (other)"),
        (T::LabelOfNext, "label_of_next", "Label of the next column"),
        (T::AddressLine, "address_line", "Address line"),
        (T::City, "city", "City"),
        (T::Region, "region", "State or province"),
        (T::PostalCode, "postal_code", "Postal code"),
        (T::CountryName, "country", "Country"),
        (T::TimeZone, "time_zone", "Time zone"),
        (T::Language, "language", "Language"),
        (T::Note, "note", "Note"),
        (T::ExternalId, "external_id", "ID in the other system"),
        (T::ConsentDate, "consent_date", "Consent: date"),
        (T::ConsentSource, "consent_source", "Consent: where it was given"),
        (T::ConsentWording, "consent_wording", "Consent: wording"),
        (T::OptOut(OptOut::plain(Calls)), "opt_out/calls", "Do not call"),
        (T::OptOut(OptOut::plain(Mail)), "opt_out/email", "Do not email"),
        (T::OptOut(OptOut::plain(Offers)), "opt_out/marketing_email", "Unsubscribed from email with offers"),
        (T::OptOut(OptOut::plain(Sms)), "opt_out/sms", "Do not text"),
        (T::OptOut(OptOut::plain(Line)), "opt_out/phone", "Do not call or text"),
        (T::OptOut(OptOut::plain(All)), "opt_out/all", "Do not contact"),
        (T::OptOut(OptOut::inverted(Calls)), "opt_out/calls/inverted", "Calls allowed (\u{201c}no\u{201d} blocks)"),
        (T::OptOut(OptOut::inverted(Mail)), "opt_out/email/inverted", "Email allowed (\u{201c}no\u{201d} blocks)"),
        (
            T::OptOut(OptOut::inverted(Offers)),
            "opt_out/marketing_email/inverted",
            "Subscribed to email with offers (\u{201c}no\u{201d} blocks)",
        ),
        (
            T::OptOut(OptOut::status(Offers)),
            "opt_out/marketing_email/status",
            "Marketing status (\u{201c}unsubscribed\u{201d} blocks)",
        ),
        (T::OptOut(OptOut::inverted(Sms)), "opt_out/sms/inverted", "Texts allowed (\u{201c}no\u{201d} blocks)"),
        (
            T::OptOut(OptOut::inverted(Line)),
            "opt_out/phone/inverted",
            "Calls and texts allowed (\u{201c}no\u{201d} blocks)",
        ),
        (T::OptOut(OptOut::inverted(All)), "opt_out/all/inverted", "Contact allowed (\u{201c}no\u{201d} blocks)"),
        (T::Keep, "keep", "Keep as it is"),
        (T::Skip, "skip", "Leave out"),
    ]
};

impl Target {
    /// Every target, in the order of the select.
    pub fn all() -> impl Iterator<Item = Self> {
        TARGETS.iter().map(|(target, ..)| *target)
    }

    /// The code in forms and rows.
    pub fn code(self) -> &'static str {
        self.row().1
    }

    /// The words in the select.
    pub fn label(self) -> &'static str {
        self.row().2
    }

    /// The target with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        TARGETS.iter().find(|(_, known, _)| *known == code).map(|(target, ..)| *target).ok_or(Problem::NotAChoice)
    }

    fn row(self) -> &'static (Self, &'static str, &'static str) {
        TARGETS.iter().find(|(target, ..)| *target == self).expect("the table lists every target; a test proves it")
    }
}

impl TryFrom<String> for Target {
    type Error = Problem;
    fn try_from(code: String) -> Result<Self, Problem> {
        Self::from_code(&code)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_target_is_read_back_from_its_code() {
        for target in Target::all() {
            assert_eq!(Target::from_code(target.code()), Ok(target));
        }
        assert_eq!(Target::all().map(Target::code).collect::<BTreeSet<_>>().len(), TARGETS.len());
        assert_eq!(Target::all().map(Target::label).collect::<BTreeSet<_>>().len(), TARGETS.len());
    }

    #[test]
    fn every_label_and_every_opt_out_is_a_choice() {
        let listed: Vec<_> = Target::all().collect();
        for label in Label::ALL {
            assert!(listed.contains(&Target::Phone(label)) && listed.contains(&Target::Email(label)), "{label:?}");
        }
        for topics in OptOutTopics::ALL {
            assert!(listed.contains(&Target::OptOut(OptOut::plain(topics))), "{topics:?}");
            assert!(listed.contains(&Target::OptOut(OptOut::inverted(topics))), "{topics:?}");
        }
        assert!(listed.contains(&Target::OptOut(OptOut::status(OptOutTopics::MarketingEmail))));
    }

    #[test]
    fn the_direction_of_an_opt_out_is_said_as_a_sentence() {
        assert_eq!(
            OptOut::inverted(OptOutTopics::Calls).sentence(),
            "\u{201c}no\u{201d} in this column means: no calls"
        );
    }
}
