//! Finding where the cells of a record are, without taking them out of the text.

use std::{borrow::Cow, ops::Range};

use super::{BadCut, Behind, Delimiter, Form, LineEnd, line_ends, problem_of};

/// Where a cell of a record is in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// Everything between its delimiters, quotes and the spaces around them included.
    pub range: Range<usize>,
    /// Whether it is quoted.
    pub kind: Kind,
}

/// Whether a cell is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    Plain,
    /// In quotation marks, two of which stand for one.
    Quoted,
}

impl Span {
    /// What the cell says, in the text in which it was found.
    pub fn text<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let written = &text[self.range.clone()];
        if self.kind == Kind::Plain {
            return Cow::Borrowed(written);
        }
        let open = written.trim_start_matches([' ', '\t']).strip_prefix('"').unwrap_or(written);
        let inner = open.trim_end_matches(' ').strip_suffix('"').unwrap_or(open);
        if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) }
    }

    /// What the cell says.
    ///
    /// # Errors
    /// Fails where it is too long, or holds what no text holds.
    pub fn read<'t>(&self, text: &'t str) -> Result<Cow<'t, str>, BadCut> {
        let cell = self.text(text);
        problem_of(&cell, self.kind).map_or(Ok(cell), Err)
    }
}

/// What was found at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    /// A record; it takes up so many bytes and ends so many lines.
    Record {
        /// Whether its cells were found.
        cells: Found,
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

/// Whether the cells of a record were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// Each of them.
    Cells,
    /// None: a quote is never closed, or text follows a closing quote.
    BrokenQuotes,
}

/// Finds the cells of the first record of a text that is not empty.
///
/// After broken quotes the record ends with the first line, so that what follows is read as if that
/// line was not there.
pub fn scan(text: &[u8], form: Form, behind: Behind, spans: &mut Vec<Span>) -> Scan {
    spans.clear();
    let mut at = 0;
    let mut quoted = false;
    loop {
        let cell = match opening(text, at, form.delimiter) {
            Some(start) => quoted_cell(text, at, start, form, behind),
            None => plain_cell(text, at, form, behind),
        };
        let cell = match cell {
            Ok(cell) => cell,
            Err(Stop::More) => return Scan::More,
            Err(Stop::Endless) => return Scan::Endless,
            Err(Stop::Quotes) => return first_line(text, form, behind),
        };
        quoted |= cell.span.kind == Kind::Quoted;
        let end = cell.span.range.end;
        spans.push(cell.span);
        match cell.next {
            Next::Cell(next) => at = next,
            Next::Record(bytes) => {
                let lines = if quoted { line_ends(&text[..bytes], form.ends) } else { u64::from(bytes > end) };
                return Scan::Record { cells: Found::Cells, bytes, lines };
            }
        }
    }
}

struct Cell {
    span: Span,
    next: Next,
}

/// What begins behind a cell, and where.
enum Next {
    Cell(usize),
    Record(usize),
}

enum Stop {
    More,
    Endless,
    Quotes,
}

/// Where the text of a quoted cell begins. Spaces before the quote are not part of the cell.
fn opening(text: &[u8], at: usize, delimiter: Delimiter) -> Option<usize> {
    let blank = |b: &u8| *b == b' ' || (*b == b'\t' && delimiter != Delimiter::Tab);
    let spaces = text[at..].iter().take_while(|b| blank(b)).count();
    (text.get(at + spaces) == Some(&b'"')).then_some(at + spaces + 1)
}

fn plain_cell(text: &[u8], at: usize, form: Form, behind: Behind) -> Result<Cell, Stop> {
    let ends = |b: u8| b == form.delimiter.sign() || b == b'\n' || (b == b'\r' && form.ends == LineEnd::Return);
    let found = text[at..].iter().position(|b| ends(*b)).map(|found| at + found);
    match (found, behind) {
        (Some(end), _) => finish(text, at..end, form, behind, Kind::Plain),
        (None, Behind::Nothing) => finish(text, at..text.len(), form, behind, Kind::Plain),
        (None, Behind::Perhaps) => Err(Stop::More),
        (None, Behind::TooMuch) => Err(Stop::Endless),
    }
}

fn quoted_cell(text: &[u8], at: usize, start: usize, form: Form, behind: Behind) -> Result<Cell, Stop> {
    let mut from = start;
    loop {
        let Some(quote) = text[from..].iter().position(|b| *b == b'"').map(|found| from + found) else {
            return Err(if behind == Behind::Perhaps { Stop::More } else { Stop::Quotes });
        };
        match text.get(quote + 1) {
            Some(b'"') => from = quote + 2,
            None if behind == Behind::Perhaps => return Err(Stop::More),
            _ => {
                let spaces = text[quote + 1..].iter().take_while(|b| **b == b' ').count();
                return finish(text, at..quote + 1 + spaces, form, behind, Kind::Quoted);
            }
        }
    }
}

/// Closes a cell, behind which a delimiter, a line end or the end of the file must stand.
fn finish(text: &[u8], range: Range<usize>, form: Form, behind: Behind, kind: Kind) -> Result<Cell, Stop> {
    let end = range.end;
    let done = |range, next| Ok(Cell { span: Span { range, kind }, next });
    match &text[end..] {
        [sign, ..] if *sign == form.delimiter.sign() => done(range, Next::Cell(end + 1)),
        [] if behind == Behind::Nothing => done(without_returns(text, range, kind), Next::Record(end)),
        [b'\n', ..] => done(without_returns(text, range, kind), Next::Record(end + 1)),
        [b'\r', b'\n', ..] => done(range, Next::Record(end + 2)),
        [] | [b'\r'] if behind == Behind::Perhaps => Err(Stop::More),
        [b'\r', ..] if form.ends == LineEnd::Return => done(range, Next::Record(end + 1)),
        // A closing quote, and then `\r\r\n`, which some programs write, or the last line's lone `\r`.
        [b'\r', more @ ..] => match more.iter().position(|b| *b != b'\r') {
            Some(ahead) if more[ahead] == b'\n' => done(range, Next::Record(end + 2 + ahead)),
            None if behind == Behind::Nothing => done(range, Next::Record(text.len())),
            None if behind == Behind::Perhaps => Err(Stop::More),
            _ => Err(Stop::Quotes),
        },
        _ => Err(Stop::Quotes),
    }
}

/// The CR of a CRLF is not part of an unquoted cell.
fn without_returns(text: &[u8], range: Range<usize>, kind: Kind) -> Range<usize> {
    let returns = text[range.clone()].iter().rev().take_while(|b| **b == b'\r').count();
    if kind == Kind::Plain { range.start..range.end - returns } else { range }
}

fn first_line(text: &[u8], form: Form, behind: Behind) -> Scan {
    let ends = |b: &u8| *b == b'\n' || (*b == b'\r' && form.ends == LineEnd::Return);
    let broken = |bytes, lines| Scan::Record { cells: Found::BrokenQuotes, bytes, lines };
    match (text.iter().position(ends), behind) {
        (Some(end), _) => broken(end + 1 + usize::from(text[end..].starts_with(b"\r\n")), 1),
        (None, Behind::Nothing) => broken(text.len(), 0),
        (None, Behind::Perhaps) => Scan::More,
        (None, Behind::TooMuch) => Scan::Endless,
    }
}
