//! Cutting text into records: cells between delimiters, quoted where they hold one (RFC 4180).
//!
//! Stricter than most readers in one thing: a quote that does not end where a cell ends is an
//! error of that line. A lenient reader would swallow the lines behind it, and a "no" in them.

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
    let mut cells = Vec::new();
    let mut bad = None;
    let mut at = 0;
    loop {
        let cell = match quoted(text, at, form.delimiter) {
            Some(start) => read_quoted(text, start, form, behind),
            None => read_plain(text, at, form, behind),
        };
        let cell = match cell {
            Ok(cell) => cell,
            Err(Stop::More) => return Cut::More,
            Err(Stop::Endless) => return Cut::Endless,
            Err(Stop::Quotes) => return cut_line(text, form, behind),
        };
        bad = bad.or_else(|| problem_of(&cell.text, cell.kind));
        cells.push(cell.text);
        at = cell.end;
        if let Some(next) = cell.next {
            at = next;
            continue;
        }
        let lines = line_ends(&text[..at], form.ends);
        return Cut::Record { cells: bad.map_or(Ok(cells), Err), bytes: at, lines };
    }
}

struct Cell {
    text: String,
    /// Where the record ends, if it ends here.
    end: usize,
    /// Where the next cell begins, if there is one.
    next: Option<usize>,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Quoted,
}

enum Stop {
    More,
    Endless,
    Quotes,
}

/// Where the text of a quoted cell begins. Spaces before the quote are not part of the cell.
fn quoted(text: &str, at: usize, delimiter: Delimiter) -> Option<usize> {
    let blank = |b: &u8| *b == b' ' || (*b == b'\t' && delimiter != Delimiter::Tab);
    let spaces = text.as_bytes()[at..].iter().take_while(|b| blank(b)).count();
    (text.as_bytes().get(at + spaces) == Some(&b'"')).then_some(at + spaces + 1)
}

fn read_plain(text: &str, at: usize, form: Form, behind: Behind) -> Result<Cell, Stop> {
    let ends = |b: u8| b == form.delimiter.sign() || b == b'\n' || (b == b'\r' && form.ends == LineEnd::Return);
    let found = text.as_bytes()[at..].iter().position(|b| ends(*b)).map(|found| at + found);
    match (found, behind) {
        (Some(end), _) => finish(text, text[at..end].to_owned(), end, form, behind, Kind::Plain),
        (None, Behind::Nothing) => finish(text, text[at..].to_owned(), text.len(), form, behind, Kind::Plain),
        (None, Behind::Perhaps) => Err(Stop::More),
        (None, Behind::TooMuch) => Err(Stop::Endless),
    }
}

fn read_quoted(text: &str, start: usize, form: Form, behind: Behind) -> Result<Cell, Stop> {
    let bytes = text.as_bytes();
    let mut cell = String::new();
    let mut from = start;
    loop {
        let Some(quote) = bytes[from..].iter().position(|b| *b == b'"').map(|found| from + found) else {
            return Err(if behind == Behind::Perhaps { Stop::More } else { Stop::Quotes });
        };
        cell.push_str(&text[from..quote]);
        match bytes.get(quote + 1) {
            Some(b'"') => {
                cell.push('"');
                from = quote + 2;
            }
            None if behind == Behind::Perhaps => return Err(Stop::More),
            _ => {
                let spaces = bytes[quote + 1..].iter().take_while(|b| **b == b' ').count();
                return finish(text, cell, quote + 1 + spaces, form, behind, Kind::Quoted);
            }
        }
    }
}

/// Closes a cell at `end`, where a delimiter, a line end or the end of the file must stand.
fn finish(text: &str, cell: String, end: usize, form: Form, behind: Behind, kind: Kind) -> Result<Cell, Stop> {
    let rest = &text.as_bytes()[end..];
    let done = |cell: String, end, next| Ok(Cell { text: cell, end, next, kind });
    match rest {
        [sign, ..] if *sign == form.delimiter.sign() => done(cell, end, Some(end + 1)),
        [] if behind == Behind::Nothing => done(without_returns(cell, kind), end, None),
        [b'\n', ..] => done(without_returns(cell, kind), end + 1, None),
        [b'\r', b'\n', ..] => done(cell, end + 2, None),
        [] | [b'\r'] if behind == Behind::Perhaps => Err(Stop::More),
        [b'\r', ..] if form.ends == LineEnd::Return => done(cell, end + 1, None),
        // A closing quote, and then `\r\r\n`, which some programs write, or the last line's lone `\r`.
        [b'\r', more @ ..] => match more.iter().position(|b| *b != b'\r') {
            Some(ahead) if more[ahead] == b'\n' => done(cell, end + 2 + ahead, None),
            None if behind == Behind::Nothing => done(cell, text.len(), None),
            None if behind == Behind::Perhaps => Err(Stop::More),
            _ => Err(Stop::Quotes),
        },
        _ => Err(Stop::Quotes),
    }
}

/// The CR of a CRLF is not part of an unquoted cell.
fn without_returns(mut cell: String, kind: Kind) -> String {
    if kind == Kind::Plain {
        cell.truncate(cell.trim_end_matches('\r').len());
    }
    cell
}

fn cut_line(text: &str, form: Form, behind: Behind) -> Cut {
    let ends = |b: u8| b == b'\n' || (b == b'\r' && form.ends == LineEnd::Return);
    match (text.bytes().position(ends), behind) {
        (Some(end), _) => {
            let both = text.as_bytes()[end..].starts_with(b"\r\n");
            Cut::Record { cells: Err(BadCut::Quotes), bytes: end + 1 + usize::from(both), lines: 1 }
        }
        (None, Behind::Nothing) => Cut::Record { cells: Err(BadCut::Quotes), bytes: text.len(), lines: 0 },
        (None, Behind::Perhaps) => Cut::More,
        (None, Behind::TooMuch) => Cut::Endless,
    }
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
pub fn line_ends(text: &str, ends: LineEnd) -> u64 {
    let bytes = text.as_bytes();
    let lone = |at: usize| ends == LineEnd::Return && bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    (0..bytes.len()).filter(|at| bytes[*at] == b'\n' || lone(*at)).count() as u64
}

#[cfg(test)]
mod tests;
