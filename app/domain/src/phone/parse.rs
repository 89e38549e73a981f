//! Reading one number.

use std::fmt;

use super::{PhoneNumber, cell::parse_cell, prefix, typed::Written};
use crate::{country::Country, error::Problem};

/// A number that was read from what somebody typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedPhone {
    /// The number.
    pub number: PhoneNumber,
    /// The digits of its extension. They are no part of the number: a block on the number blocks
    /// every extension.
    pub extension: Option<String>,
    /// What the person who typed it should look at again.
    pub warning: Option<PhoneWarning>,
}

/// A doubt about a number that can be stored and blocked all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneWarning {
    /// Possible, but in no range that is in use: fictional, new, or mistyped.
    NotValid,
}

impl fmt::Display for PhoneWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotValid => f.write_str("This is not a valid number. Check its digits"),
        }
    }
}

/// Reads one number, however it is written; a national one as dialled in `country`.
///
/// Possible is enough: a number that no range holds yet can be stored, matched and blocked, and
/// carries a warning. Fails with [`Problem::Missing`] for an empty field, with
/// [`Problem::SeveralPhones`] for more than one number, with [`Problem::ShortPhone`] for emergency
/// and short numbers and with [`Problem::NotAPhone`] for the rest.
pub fn parse(typed: &str, country: &Country) -> Result<ParsedPhone, Problem> {
    let mut found = parse_cell(typed, country);
    if found.iter().filter(|one| one.is_ok()).count() > 1 {
        return Err(Problem::SeveralPhones);
    }
    let wrong = found.iter().position(Result::is_err);
    let first = if found.is_empty() { None } else { Some(found.swap_remove(wrong.unwrap_or_default())) };
    first.unwrap_or_else(|| Err((String::new(), Problem::missing("a phone number")))).map_err(|(_, problem)| problem)
}

/// Reads one number from a text in plain signs.
pub(super) fn parse_plain(plain: &str, country: Country) -> Result<ParsedPhone, Problem> {
    let written = Written::read(plain).ok_or(Problem::NotAPhone)?;
    let split = prefix::read(&written, country).ok_or_else(|| refusal(&written))?;
    let valid = split.kind().is_some();
    if !valid && is_short_code(&split.national) {
        return Err(Problem::ShortPhone);
    }
    let number = split.number().ok_or(Problem::NotAPhone)?;
    let warning = (!valid).then_some(PhoneWarning::NotValid);
    Ok(ParsedPhone { number, extension: written.extension, warning })
}

/// What to say about digits that are no possible number.
fn refusal(written: &Written) -> Problem {
    let national = if written.plus {
        prefix::international(&written.digits).map_or_else(|| written.digits.clone(), |split| split.national)
    } else {
        written.digits.clone()
    };
    if is_short_code(&national) { Problem::ShortPhone } else { Problem::NotAPhone }
}

/// Whether the digits are those of an emergency call or of a short code, in whatever country:
/// emergency numbers have two or three digits, and 1 opens the longer codes for services (116 117,
/// 1122, 118 118) nearly everywhere. Numbers in use are never asked about.
fn is_short_code(national: &str) -> bool {
    national.len() <= 3 || (national.len() <= 6 && national.starts_with('1'))
}

#[cfg(test)]
mod tests;
