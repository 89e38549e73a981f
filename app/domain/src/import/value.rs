//! Reading the values of an opt-out column.
//!
//! A value that cannot be read blocks: a guess could lose somebody's "no".

use serde::{Deserialize, Serialize};

use super::column::{OptOut, OptOutReading};

/// What an opt-out column says about one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// The person does not want it.
    No,
    /// Nothing against it. This is not a consent.
    Nothing,
}

/// Why an opt-out value cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum Unreadable {
    /// The value is none of the known words.
    #[error("neither a yes nor a no")]
    Unknown,
    /// A column of permissions is empty here: a permission that nobody wrote down is not one.
    #[error("no permission is written down")]
    NoPermission,
}

/// Words that say the same in either direction. Dynamics writes `Do not allow Phone Calls = Allow`,
/// and somebody who reads that "Allow" as a "yes" blocks the wrong people.
const ALWAYS_NO: [&str; 19] = [
    "do not allow",
    "not allowed",
    "disallowed",
    "do not call",
    "do not contact",
    "do not email",
    "do not text",
    "dnc",
    "no calls",
    "no contact",
    "opt out",
    "opted out",
    "optout",
    "unsubscribed",
    "blocked",
    "blacklisted",
    "black listed",
    "refused",
    "withdrawn",
];
const ALWAYS_NOTHING: [&str; 8] =
    ["allow", "allowed", "opt in", "opted in", "optin", "subscribed", "not blocked", "call allowed"];

const TRUE: [&str; 26] = [
    "true",
    "1",
    "1.0",
    "yes",
    "y",
    "t",
    "x",
    "on",
    "checked",
    "\u{2713}",
    "\u{2714}",
    "\u{2611}",
    "ja",
    "j",
    "wahr",
    "oui",
    "vrai",
    "si",
    "s\u{ed}",
    "sim",
    "verdadero",
    "verdadeiro",
    "vero",
    "\u{662f}",
    "\u{306f}\u{3044}",
    "\u{0939}\u{093e}\u{0901}",
];
const FALSE: [&str; 21] = [
    "false",
    "0",
    "0.0",
    "no",
    "n",
    "f",
    "off",
    "unchecked",
    "\u{2610}",
    "nein",
    "falsch",
    "non",
    "faux",
    "n\u{e3}o",
    "nao",
    "falso",
    "nee",
    "nej",
    "\u{5426}",
    "\u{3044}\u{3044}\u{3048}",
    "\u{0928}\u{0939}\u{0940}\u{0902}",
];

/// Reads one value of an opt-out column.
///
/// # Errors
/// Fails with [`Unreadable`] where the value is no known word, or where a permission is missing
/// in a column of permissions. The caller blocks the person then and reports the line.
pub fn read_opt_out(value: &str, column: OptOut) -> Result<Said, Unreadable> {
    let word = fold(value);
    let said = |no: bool| Ok(if no { Said::No } else { Said::Nothing });
    match (word.as_str(), column.reads) {
        // "No consent" as a status: nobody was asked. It is no consent, and no "no" either.
        ("" | "null", OptOutReading::TrueMeansNo | OptOutReading::Status) | ("no consent", OptOutReading::Status) => {
            Ok(Said::Nothing)
        }
        ("" | "null", OptOutReading::FalseMeansNo) => Err(Unreadable::NoPermission),
        ("archived", OptOutReading::Status) => Ok(Said::No),
        (_, OptOutReading::Status) if TRUE.contains(&&*word) || FALSE.contains(&&*word) => Err(Unreadable::Unknown),
        (word, _) if ALWAYS_NO.contains(&word) => Ok(Said::No),
        (word, _) if ALWAYS_NOTHING.contains(&word) => Ok(Said::Nothing),
        (word, reads) if TRUE.contains(&word) => said(reads == OptOutReading::TrueMeansNo),
        (word, reads) if FALSE.contains(&word) => said(reads == OptOutReading::FalseMeansNo),
        _ => Err(Unreadable::Unknown),
    }
}

/// Lower case, single spaces, without the quotes and the `=` that a spreadsheet leaves.
fn fold(value: &str) -> String {
    let bare = value.trim_matches(|sign: char| sign.is_whitespace() || "'\"=".contains(sign));
    // A hyphen joins words (`opt-out`); alone, or before a digit, it is a sign of its own.
    let words = if bare.chars().any(char::is_alphabetic) { bare.replace(['-', '_'], " ") } else { bare.to_owned() };
    words.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::column::OptOutTopics::{Calls, MarketingEmail};
    use super::*;

    const DO_NOT_CALL: OptOut = OptOut::plain(Calls);
    const CALLS_ALLOWED: OptOut = OptOut::inverted(Calls);

    #[test]
    fn yes_and_no_turn_round_in_an_inverted_column() {
        for yes in ["true", "TRUE", "1", "Yes", " y ", "T", "x", "Ja", "OUI", "=\"1\"", "wahr"] {
            assert_eq!(read_opt_out(yes, DO_NOT_CALL), Ok(Said::No), "{yes:?}");
            assert_eq!(read_opt_out(yes, CALLS_ALLOWED), Ok(Said::Nothing), "{yes:?}");
        }
        for no in ["false", "0", "No", "n", "F", "nein", "Non", "'0", "FAUX"] {
            assert_eq!(read_opt_out(no, DO_NOT_CALL), Ok(Said::Nothing), "{no:?}");
            assert_eq!(read_opt_out(no, CALLS_ALLOWED), Ok(Said::No), "{no:?}");
        }
    }

    #[test]
    fn words_that_speak_for_themselves_are_never_turned_round() {
        for column in [DO_NOT_CALL, CALLS_ALLOWED] {
            assert_eq!(read_opt_out("Do Not Allow", column), Ok(Said::No));
            assert_eq!(read_opt_out("Allow", column), Ok(Said::Nothing));
            assert_eq!(read_opt_out("Opt-Out", column), Ok(Said::No));
            assert_eq!(read_opt_out("subscribed", column), Ok(Said::Nothing));
        }
    }

    #[test]
    fn a_status_is_read_by_its_own_words() {
        let status = OptOut::status(MarketingEmail);
        for (word, said) in [
            ("Unsubscribed", Said::No),
            ("Archived", Said::No),
            ("Subscribed", Said::Nothing),
            ("No consent", Said::Nothing),
            ("", Said::Nothing),
        ] {
            assert_eq!(read_opt_out(word, status), Ok(said), "{word:?}");
        }
        for word in ["yes", "0", "bounced"] {
            assert_eq!(read_opt_out(word, status), Err(Unreadable::Unknown), "{word:?}");
        }
        assert_eq!(read_opt_out("No consent", DO_NOT_CALL), Err(Unreadable::Unknown));
    }

    #[test]
    fn an_empty_opt_out_says_nothing_and_an_empty_permission_is_none() {
        assert_eq!(read_opt_out(" ", DO_NOT_CALL), Ok(Said::Nothing));
        assert_eq!(read_opt_out(" ", CALLS_ALLOWED), Err(Unreadable::NoPermission));
    }

    #[test]
    fn anything_else_is_not_guessed() {
        for value in ["maybe", "2", "-", "-1", "yes please", "ask again", "N/A", "01/02/2024"] {
            assert_eq!(read_opt_out(value, DO_NOT_CALL), Err(Unreadable::Unknown), "{value:?}");
            assert_eq!(read_opt_out(value, CALLS_ALLOWED), Err(Unreadable::Unknown), "{value:?}");
        }
    }
}
