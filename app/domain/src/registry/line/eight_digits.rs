//! Hong Kong and Singapore: eight digits, in Hong Kong with the day of registration behind them.

use super::{BadLine, Line, field::fields};
use crate::registry::digits::only;

/// How many numbers of eight digits there are behind a calling code.
const PLACES: u64 = 100_000_000;

/// Reads `21234567`, or `21234567,20240131`.
pub(super) fn read_hong_kong(line: &[u8]) -> Result<Line, BadLine> {
    let mut fields = fields(line);
    // 0 and 1 open codes for services.
    let number = number(fields.next(), b"23456789")?;
    let day = fields.next().is_none_or(is_day) && fields.next().is_none();
    day.then_some(Line::Number(852 * PLACES + number)).ok_or(BadLine::NotADay)
}

/// Reads `61234567`.
pub(super) fn read_singapore(line: &[u8]) -> Result<Line, BadLine> {
    let mut fields = fields(line);
    let number = number(fields.next(), b"3689")?;
    fields.next().is_none().then_some(Line::Number(65 * PLACES + number)).ok_or(BadLine::NoChanges)
}

/// Eight digits of which the first is one of these.
fn number(field: Option<&[u8]>, first: &[u8]) -> Result<u64, BadLine> {
    let field = field.unwrap_or_default();
    let opens = field.first().is_some_and(|digit| first.contains(digit));
    only::<8>(field).filter(|_| opens).ok_or(BadLine::NotEightDigits)
}

/// Whether a field can be a day. How it is written is not published, so all that is asked is that
/// it is no second number: then nobody could say which of the two is meant.
fn is_day(field: &[u8]) -> bool {
    let only_signs = field.iter().all(|byte| byte.is_ascii_digit() || b"-/.".contains(byte));
    let digits = field.iter().filter(|byte| byte.is_ascii_digit()).count();
    let could_be_a_number = only::<8>(field).is_some_and(|digits| !is_date(digits));
    only_signs && (6..=8).contains(&digits) && !could_be_a_number
}

/// Whether eight digits are a date of this century, year first or year last.
fn is_date(digits: u64) -> bool {
    let date = |year, month, day| (2000..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    date(digits / 10_000, digits / 100 % 100, digits % 100)
        || date(digits % 10_000, digits / 10_000 % 100, digits / 1_000_000)
}
