//! What one line of a flat file says.

pub(super) mod change;
mod eight_digits;
mod field;
mod list;
pub(super) mod north_america;
mod run;
mod united_kingdom;

pub use run::{RUN_LINE, Run, run};

use super::{Area, Registry, area::NotAnArea};

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A number of a full list.
    Number(u64),
    /// A number that came on the registry: a line of a change file.
    Added(u64),
    /// A number that went off the registry: a line of a change file.
    Deleted(u64),
    /// Headings. They may stand above the first number and nowhere else.
    Header,
    /// Nothing.
    Blank,
}

/// What is wrong with a line. It never repeats what stands there: that may be somebody's number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// Not one of the formats of North America.
    #[error("this is not an area code, a comma and seven digits, nor ten digits")]
    NotAreaAndNumber,
    /// The first three digits are no area code.
    #[error(transparent)]
    NotAnArea(#[from] NotAnArea),
    /// The area belongs to the other registry of North America, or to none we know.
    #[error("area code {0} is not of this registry. Choose the registry that the file was downloaded from")]
    OtherArea(Area),
    /// More than a number, and not exactly one word that says what happened to it.
    #[error("a change says either A for an added or D for a deleted number, once")]
    NotAChange,
    /// More than a number where there are no change files.
    #[error("there is more than a number here. This registry is read as full lists only")]
    NoChanges,
    /// Not a line of fixed width with a number of the United Kingdom in it.
    #[error("this is not a number of the United Kingdom in a line of 12 signs")]
    NotFixedWidth,
    /// Not eight digits.
    #[error("this is not a number of eight digits as it is dialled there")]
    NotEightDigits,
    /// Something behind the number that is not the day of registration.
    #[error("what stands behind the number is not a day")]
    NotADay,
    /// The headings of a report of errors.
    #[error("this is a report of errors, not a list of numbers. Choose the file with the numbers")]
    ErrorReport,
    /// Nothing that a number is written with.
    #[error("this is not a phone number")]
    NotAPhone,
    /// Several numbers.
    #[error("there is more than one number here. Write one number on each line")]
    SeveralPhones,
    /// A number of another country.
    #[error("this number has the calling code of another country. Load it as that country's list")]
    OtherCountry,
    /// Digits that are not in use in the list's country, and could be meant for another.
    #[error("this number is in no range in use. Write it with + and its country code, so that it can only be one")]
    Ambiguous,
}

/// Reads one line of a flat file of this registry, without its line end.
///
/// # Errors
/// Fails with what is wrong where the line is none of the registry's formats, or could be read in
/// two ways. The caller refuses the whole file then: a number that is left out is somebody's block.
#[inline]
pub fn read(line: &[u8], registry: Registry) -> Result<Line, BadLine> {
    let read = match registry {
        Registry::UnitedStates | Registry::Canada => north_america::read(line, registry),
        Registry::UnitedKingdomTps | Registry::UnitedKingdomCtps => united_kingdom::read(line),
        Registry::HongKong => eight_digits::read_hong_kong(line),
        Registry::Singapore => eight_digits::read_singapore(line),
        Registry::List(country) => list::read(line, country),
    };
    read.or_else(|bad| read_without_number(line, bad))
}

/// Reads a line in which no number was found, for this reason.
#[cold]
fn read_without_number(line: &[u8], bad: BadLine) -> Result<Line, BadLine> {
    if line.iter().all(|byte| field::is_filler(*byte)) {
        return Ok(Line::Blank);
    }
    let has_digits = line.iter().any(u8::is_ascii_digit);
    let has_letters = line.iter().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii());
    let is_report = field::fields(line).skip(1).any(|name| name.eq_ignore_ascii_case(b"error code"));
    match (has_letters, has_digits) {
        (true, false) if is_report => Err(BadLine::ErrorReport),
        (true, false) => Ok(Line::Header),
        _ => Err(bad),
    }
}

#[cfg(test)]
mod tests;
