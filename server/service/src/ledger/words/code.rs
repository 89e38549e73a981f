//! Codes as the words that stand for them on screen.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    call::BlockReason,
    country::Country,
    dnc::{HowAsked, Lift, SourceKind},
    event::PointKind,
    interaction::{DenialReason, Direction, Outcome},
    language::Language,
    prompt::Answer,
    setting::Setting,
    topic::Topic,
};

/// What every reason against a call begins with on the button.
const ON_THE_BUTTON: &str = "Call disabled: ";

/// A code as it reads: `left_a_message` is "Left a message".
pub(in crate::ledger) fn humanised(code: &str) -> String {
    capitalised(&code.replace('_', " "))
}

/// A text that begins a line.
pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A day as it reads.
pub(super) fn day(written: &str) -> String {
    let read = written.parse::<NaiveDate>();
    read.map_or_else(|_| written.to_owned(), |day| day.format("%-d %B %Y").to_string())
}

pub(super) fn language(code: String) -> String {
    Language::from_code(&code).map_or(code, |language| language.name().to_owned())
}

pub(super) fn topic(code: &str) -> String {
    Topic::from_code(code).map_or_else(|_| humanised(code), Topic::label)
}

pub(super) fn how(code: &str) -> String {
    HowAsked::from_code(code).map_or_else(|_| humanised(code), |how| humanised(how.words()))
}

pub(super) fn answer(code: &str) -> String {
    Answer::from_code(code).map_or_else(|_| humanised(code), |answer| answer.label().to_owned())
}

pub(super) fn direction(code: &str) -> String {
    Direction::from_code(code).map_or_else(|_| humanised(code), |direction| direction.label().to_owned())
}

pub(super) fn outcome(code: &str) -> String {
    Outcome::from_code(code).map_or_else(|_| humanised(code), |outcome| outcome.label().to_owned())
}

pub(super) fn denial(code: &str) -> String {
    DenialReason::from_code(code).map_or_else(|_| humanised(code), |reason| reason.label().to_owned())
}

pub(super) fn point(code: &str) -> String {
    match PointKind::from_code(code) {
        Some(PointKind::Phone) => "Phone".to_owned(),
        Some(PointKind::Email) => "Email".to_owned(),
        None => humanised(code),
    }
}

/// Why a number is on the list.
pub(super) fn source(code: &str) -> String {
    SourceKind::from_code(code).map_or_else(|_| humanised(code), |kind| kind.label().to_owned())
}

/// Why a block is taken off.
pub(super) fn lift(code: &str) -> String {
    match Lift::from_code(code) {
        Ok(Lift::ByRequest) => "lifted at the customer's request".to_owned(),
        Ok(Lift::ByMistake) => "lifted because it was set by mistake".to_owned(),
        Err(_) => humanised(code),
    }
}

/// The reasons against a call, the strongest first.
pub(super) fn reasons(codes: &str) -> String {
    codes.split('+').map(reason).collect::<Vec<_>>().join("; ")
}

fn reason(code: &str) -> String {
    use BlockReason as Reason;
    let with_one_sentence = [
        Reason::DoNotCall,
        Reason::NumberSuppressed,
        Reason::DataConsentRefused,
        Reason::ProcessingRestricted,
        Reason::CallConsentRefused,
        Reason::ConsentExpired,
        Reason::ConsentUnknown,
        Reason::TimeZoneUnknown,
        Reason::UnusableNumber,
        Reason::NoPhoneNumber,
        Reason::CouldNotCheck,
    ];
    let sentence = with_one_sentence.iter().find(|reason| reason.code() == code).map(BlockReason::sentence);
    let words = sentence.and_then(|sentence| Some(sentence.strip_prefix(ON_THE_BUTTON)?.to_owned()));
    words.unwrap_or_else(|| humanised(code))
}

/// What a setting is called on screen.
pub(super) fn setting(code: &str) -> String {
    match Setting::from_code(code) {
        Ok(setting) => setting.label(),
        Err(_) if code == "shortcuts" => "Single-key shortcuts".to_owned(),
        Err(_) => humanised(code),
    }
}

/// What a setting is set to.
pub(super) fn set_to(setting: &str, code: &str) -> String {
    match Setting::from_code(setting) {
        Ok(Setting::Country) => Country::parse(code).map_or_else(|_| humanised(code), |it| it.name().to_owned()),
        Ok(Setting::Language) => Language::from_code(code).map_or_else(|_| humanised(code), |it| it.name().to_owned()),
        Ok(Setting::TimeZone) if code.contains('/') => code.to_owned(),
        _ => humanised(code),
    }
}

/// A date without calls, and where it is one.
pub(super) fn holiday(on: &str, country: &str) -> String {
    let written = on.parse().map_or_else(|_| on.to_owned(), |day: NaiveDate| day.format("%-d %B %Y").to_string());
    match Country::parse(country) {
        Ok(country) => format!("{written}, {}", country.name()),
        Err(_) => format!("{written}, every country"),
    }
}

/// An instant of an entry, to the minute.
pub(super) fn instant(written: &str) -> String {
    parsed(written).map_or_else(|| written.to_owned(), |at| at.format("%-d %B %Y, %H:%M UTC").to_string())
}

/// An instant of an entry.
pub(super) fn parsed(written: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(written).ok().map(|at| at.to_utc())
}
