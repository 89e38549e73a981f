//! Cutting text into records: cells between delimiters, quoted where they hold one (RFC 4180).
//!
//! Stricter than most readers in one thing: a quote that does not end where a cell ends is an
//! error of that line. A lenient reader would swallow the lines behind it, and a "no" in them.

mod scan;

pub use scan::{Found, Kind, Scan, Span, scan};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
    /// `|`
    Pipe,
}

impl Delimiter {
    /// Every delimiter, the comma last: where two fit a text equally well, the rarer sign is meant.
    pub const ALL: [Self; 4] = [Self::Tab, Self::Semicolon, Self::Pipe, Self::Comma];

    /// The sign itself.
    pub const fn sign(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            Self::Pipe => b'|',
        }
    }
}

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LineEnd {
    /// LF, or CRLF.
    Feed,
    /// CR alone, or CRLF.
    Return,
}

/// How a text is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Between cells.
    pub delimiter: Delimiter,
    /// Between lines.
    pub ends: LineEnd,
}

/// What comes behind the text that is at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// There may be more.
    Perhaps,
    /// It is the end of the file.
    Nothing,
    /// There may be more, and no record may be that long.
    TooMuch,
}

/// The most that one cell may hold, in bytes.
pub const LONGEST_CELL: usize = 64 * 1024;
/// The sign that stands for bytes which are no text in the file's encoding. It is a non-character:
/// no text holds it.
pub const NOT_TEXT: char = '\u{ffff}';

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
pub enum BadCut {
    /// A quote is never closed, or text follows a closing quote.
    #[error("the quotation marks do not match")]
    Quotes,
    /// NUL or another control character.
    #[error("it contains control characters")]
    Control,
    /// Bytes that mean nothing in the file's encoding.
    #[error("it contains bytes that are not text")]
    NotText,
    /// A cell of more than 64 KiB.
    #[error("a cell is longer than 64 KiB")]
    TooLong,
    /// More cells than headings, and there is something in them.
    #[error("it has more cells than the header")]
    TooManyCells,
}

/// One cut at the beginning of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cut {
    /// A record, or why it cannot be used; it takes up so many bytes and ends so many lines.
    Record {
        /// The cells, as they were written, without their quotes.
        cells: Result<Vec<String>, BadCut>,
        /// How many bytes are done with.
        bytes: usize,
        /// How many lines have ended with them.
        lines: u64,
    },
    /// The record is not complete; more text is needed.
    More,
    /// The line is longer than anything may be: leave out everything up to its end.
    Endless,
}

/// Cuts the first record off a text that is not empty.
///
/// After broken quotes the cut is made at the end of the first line, so that what follows is
/// read as if that line was not there.
pub fn cut(text: &str, form: Form, behind: Behind) -> Cut {
    let mut spans = Vec::new();
    match scan(text.as_bytes(), form, behind, &mut spans) {
        Scan::Record { bytes, lines, cells: Found::Cells } => {
            Cut::Record { cells: spans.iter().map(|span| read(text, span)).collect(), bytes, lines }
        }
        Scan::Record { bytes, lines, cells: Found::BrokenQuotes } => {
            Cut::Record { cells: Err(BadCut::Quotes), bytes, lines }
        }
        Scan::More => Cut::More,
        Scan::Endless => Cut::Endless,
    }
}

fn read(text: &str, span: &Span) -> Result<String, BadCut> {
    span.read(text).map(Cow::into_owned)
}

fn problem_of(cell: &str, kind: Kind) -> Option<BadCut> {
    if cell.len() > LONGEST_CELL {
        return Some(BadCut::TooLong);
    }
    if cell.contains(NOT_TEXT) {
        return Some(BadCut::NotText);
    }
    let plain = |sign: char| sign == '\t' || (kind == Kind::Quoted && (sign == '\n' || sign == '\r'));
    cell.chars().any(|sign| sign.is_control() && !plain(sign)).then_some(BadCut::Control)
}

/// How many lines end in a text.
pub fn line_ends(bytes: &[u8], ends: LineEnd) -> u64 {
    let lone = |at: usize| ends == LineEnd::Return && bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || lone(*at)).count() as u64
}

#[cfg(test)]
mod tests;
