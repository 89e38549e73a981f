//! Lists without a format of their own: one number a line, however it is written.

use super::{BadLine, Line};
use crate::{
    country::Country,
    error::Problem,
    phone,
    registry::{Registry, digits},
};

/// Reads a line of a list of this country.
///
/// With a plus sign a number can only be one. Without, it must be in use in the list's country:
/// digits that are not are perhaps another country's, or have lost some at the beginning.
pub(super) fn read(line: &[u8], country: Country) -> Result<Line, BadLine> {
    let text = str::from_utf8(line).map_err(|_| BadLine::NotAPhone)?;
    let text = text.trim_matches(|sign: char| sign == ',' || sign.is_whitespace());
    let read = phone::parse(text, &country).map_err(|problem| match problem {
        Problem::SeveralPhones => BadLine::SeveralPhones,
        _ => BadLine::NotAPhone,
    })?;
    let number = digits(&read.number);
    if !Registry::List(country).has_calling_code_of(number) {
        return Err(BadLine::OtherCountry);
    }
    if read.warning.is_some() && !text.contains('+') {
        return Err(BadLine::Ambiguous);
    }
    Ok(Line::Number(number))
}
