//! The names of the values in a copy.

/// What a value in a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The full name.
    FullName,
    /// The company.
    Company,
    /// The street address.
    StreetAddress,
    /// The city.
    City,
    /// The state or region.
    Region,
    /// The postal code.
    PostalCode,
    /// The country.
    Country,
    /// The language.
    Language,
    /// The time zone.
    TimeZone,
    /// A note.
    Note,
    /// Since when they are on file.
    OnFileSince,
    /// What sort of thing it is.
    Kind,
    /// A number or an address.
    Value,
    /// The extension of a number.
    Extension,
    /// What a number or address is called.
    Label,
    /// Since when it is not used.
    NotUsedSince,
    /// What an answer is about.
    Topic,
    /// What was answered.
    Answer,
    /// How it came.
    How,
    /// Who was asked.
    AskedOf,
    /// When it was answered.
    Answered,
    /// When it was recorded.
    Recorded,
    /// Who recorded it.
    RecordedBy,
    /// The words that were read out.
    TextVersion,
    /// Since when an answer counts for nothing.
    VoidSince,
    /// When the mark was set.
    Marked,
    /// When a block was taken off.
    TakenOff,
    /// Why.
    Reason,
    /// What shows it.
    Evidence,
    /// Why a number is on the list.
    Source,
    /// Since when.
    Since,
    /// When.
    When,
    /// Who reached whom.
    Direction,
    /// What came of it.
    Outcome,
    /// What for.
    Purpose,
    /// Whether a call was allowed.
    Decision,
    /// Why it was not.
    Reasons,
    /// When a call began.
    Started,
    /// To which address.
    To,
    /// The subject of a message.
    Subject,
    /// How far it is.
    State,
    /// On which day it came.
    ReceivedOn,
    /// By which day it is answered.
    DueOn,
    /// What they said.
    Asked,
    /// Why it is answered later.
    PutOff,
    /// How they were told.
    Told,
}

impl Term {
    /// Its name in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::FullName => "full_name",
            Self::Company => "company",
            Self::StreetAddress => "street_address",
            Self::City => "city",
            Self::Region => "state_or_region",
            Self::PostalCode => "postal_code",
            Self::Country => "country",
            Self::Language => "language",
            Self::TimeZone => "time_zone",
            Self::Note => "note",
            Self::OnFileSince => "on_file_since",
            Self::Kind => "kind",
            Self::Value => "value",
            Self::Extension => "extension",
            Self::Label => "label",
            Self::NotUsedSince => "no_longer_used_since",
            Self::Topic => "topic",
            Self::Answer => "answer",
            Self::How => "how",
            Self::AskedOf => "asked_of",
            Self::Answered => "answered",
            Self::Recorded => "recorded",
            Self::RecordedBy => "recorded_by",
            Self::TextVersion => "text_version",
            Self::VoidSince => "counts_for_nothing_since",
            Self::Marked => "marked",
            Self::TakenOff => "taken_off",
            Self::Reason => "reason",
            Self::Evidence => "evidence",
            Self::Source => "source",
            Self::Since => "since",
            Self::When => "when",
            Self::Direction => "direction",
            Self::Outcome => "outcome",
            Self::Purpose => "purpose",
            Self::Decision => "decision",
            Self::Reasons => "reasons",
            Self::Started => "started",
            Self::To => "to",
            Self::Subject => "subject",
            Self::State => "state",
            Self::ReceivedOn => "received_on",
            Self::DueOn => "due_on",
            Self::Asked => "asked",
            Self::PutOff => "put_off_because",
            Self::Told => "you_were_told",
        }
    }
}
