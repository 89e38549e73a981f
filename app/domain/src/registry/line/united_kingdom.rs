//! The two Preference Services of the United Kingdom: lines of twelve signs with a number as it is
//! dialled there.
//!
//! "With spaces" is the area code in five signs and the rest pushed to the right (`0207 3787244`,
//! `01635 506160`); "without" is the number and blanks behind it.

use super::{BadLine, Line, field::without_commas};

/// How many signs a line has.
const WIDTH: usize = 12;
/// How many digits a number has at most, its zero in front included. A line with as many may have
/// lost its blanks and nothing else.
const LONGEST: usize = 11;
/// How many digits a number has at least.
const SHORTEST: usize = 10;

/// Reads a line of either service.
pub(super) fn read(line: &[u8]) -> Result<Line, BadLine> {
    let line = without_commas(line);
    let wide_enough = line.len() == WIDTH || (line.len() == LONGEST && line.iter().all(u8::is_ascii_digit));
    let (code, rest) = split(line);
    let length = code.len() + rest.len();
    if !wide_enough || !code.starts_with(b"0") || !(SHORTEST..=LONGEST).contains(&length) {
        return Err(BadLine::NotFixedWidth);
    }
    let national = code.iter().chain(rest).try_fold(0, |all, byte| match byte {
        b'0'..=b'9' => Ok(all * 10 + u64::from(byte - b'0')),
        _ => Err(BadLine::NotFixedWidth),
    })?;
    // What is dialled after 44 has no zero in front, so it is one digit shorter than the line's.
    let places = if length == LONGEST { 10_000_000_000 } else { 1_000_000_000 };
    Ok(Line::Number(44 * places + national))
}

/// What stands before and behind the blanks inside a line. Blanks behind both stay where they are
/// and are no digits: with spaces, the rest reaches to the end of its line or has lost a digit.
fn split(line: &[u8]) -> (&[u8], &[u8]) {
    let gap = line.iter().position(|byte| *byte == b' ').unwrap_or(line.len());
    let (code, rest) = line.split_at(gap);
    (code, rest.trim_ascii_start())
}
