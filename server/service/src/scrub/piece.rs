//! Cutting a list into pieces that hold whole records, so that several threads can read it.

use std::io;

use domain::import::record::{Behind, Form, Found, LineEnd, Scan, Span, scan};

use crate::import::{HeaderRow, LONGEST_RECORD, Text};

/// How much text a piece holds, as far as that depends on us.
const WANTED: usize = 256 * 1024;

/// A part of a list.
#[derive(Debug)]
pub(super) enum Piece {
    /// Not part of the list: kept as it is.
    Aside(String),
    /// The headings, behind blank lines if there are some.
    Headings(String),
    /// Whole lines without any quotation mark: each is a record.
    Lines(String),
    /// Whole records.
    Records(String, Vec<Record>),
    /// A part of a line that is longer than anything may be.
    Long {
        /// The text.
        text: String,
        /// Whether it is the first part of the line.
        is_first: bool,
        /// What ends the line, if it ends here.
        end: Option<&'static str>,
    },
}

/// Where a record of a piece ends, and what it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    /// Where it ends, its line end included.
    pub end: usize,
    /// How many lines end with it.
    pub lines: u64,
    /// Whether its cells can be found.
    pub cells: Found,
}

/// A list that is being cut.
pub(super) struct Pieces {
    text: Text,
    form: Form,
    window: String,
    /// What has not been given out yet: the first line that names the delimiter, and the headings.
    aside: usize,
    headings: bool,
    is_in_long_line: bool,
    /// How much text is waited for.
    wanted: usize,
}

impl Pieces {
    /// Begins to cut. The first `aside` bytes are not part of the list.
    pub(super) fn new(text: Text, form: Form, aside: usize, headings: HeaderRow) -> Self {
        let headings = headings == HeaderRow::Present;
        Self { text, form, window: String::new(), aside, headings, is_in_long_line: false, wanted: WANTED }
    }

    /// The next piece. `None` behind the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<Piece>> {
        loop {
            while self.window.len() < self.wanted && !self.text.ended() {
                self.text.read_into(&mut self.window)?;
            }
            if self.window.is_empty() {
                return Ok(None);
            }
            if let Some(piece) = self.cut() {
                self.wanted = WANTED;
                return Ok(Some(piece));
            }
            self.wanted = self.window.len() * 2;
        }
    }

    /// Cuts off what is at hand. `None` where that is not enough.
    fn cut(&mut self) -> Option<Piece> {
        if self.aside > 0 {
            let aside = std::mem::take(&mut self.aside);
            return Some(Piece::Aside(self.take(aside)));
        }
        if self.is_in_long_line {
            return Some(self.long_line(false));
        }
        if self.headings {
            let end = self.end_of_headings()?;
            self.headings = false;
            return Some(Piece::Headings(self.take(end)));
        }
        let has_quotes = memchr::memchr(b'"', self.window.as_bytes()).is_some();
        if self.form.ends == LineEnd::Feed && !has_quotes { self.lines() } else { self.records() }
    }

    fn lines(&mut self) -> Option<Piece> {
        let end = match memchr::memrchr(b'\n', self.window.as_bytes()) {
            _ if self.text.ended() => self.window.len(),
            Some(last) => last + 1,
            None if self.window.len() >= LONGEST_RECORD => return Some(self.long_line(true)),
            None => return None,
        };
        Some(Piece::Lines(self.take(end)))
    }

    fn records(&mut self) -> Option<Piece> {
        let (mut spans, mut records, mut at) = (Vec::new(), Vec::new(), 0);
        while at < self.window.len() {
            match self.scan(at, &mut spans) {
                Scan::Record { cells, bytes, lines } => {
                    at += bytes;
                    records.push(Record { end: at, lines, cells });
                }
                Scan::Endless if at == 0 => return Some(self.long_line(true)),
                Scan::More | Scan::Endless => break,
            }
        }
        (at > 0).then(|| Piece::Records(self.take(at), records))
    }

    /// Where the first record ends that is not blank.
    fn end_of_headings(&self) -> Option<usize> {
        let (mut spans, mut at) = (Vec::new(), 0);
        while at < self.window.len() {
            let Scan::Record { bytes, .. } = self.scan(at, &mut spans) else { return None };
            let is_blank = self.window[at..at + bytes].trim().is_empty();
            at += bytes;
            if !is_blank {
                return Some(at);
            }
        }
        self.text.ended().then_some(at)
    }

    fn scan(&self, at: usize, spans: &mut Vec<Span>) -> Scan {
        let rest = &self.window.as_bytes()[at..];
        let behind = match rest.len() {
            _ if self.text.ended() => Behind::Nothing,
            LONGEST_RECORD.. => Behind::TooMuch,
            _ => Behind::Perhaps,
        };
        scan(rest, self.form, behind, spans)
    }

    /// A line that does not end within the window, or the next part of it.
    fn long_line(&mut self, is_first: bool) -> Piece {
        let bytes = self.window.as_bytes();
        let found = match self.form.ends {
            LineEnd::Feed => memchr::memchr(b'\n', bytes),
            LineEnd::Return => memchr::memchr2(b'\n', b'\r', bytes),
        };
        let end = match found.map(|at| &bytes[at..]) {
            Some([b'\r', b'\n', ..]) => Some("\r\n"),
            Some([b'\r', ..]) => Some("\r"),
            Some(_) => Some("\n"),
            None => self.text.ended().then_some(""),
        };
        self.is_in_long_line = end.is_none();
        let text = self.take(found.unwrap_or(self.window.len()));
        self.window.drain(..end.map_or(0, str::len));
        Piece::Long { text, is_first, end }
    }

    fn take(&mut self, end: usize) -> String {
        let rest = self.window.split_off(end);
        std::mem::replace(&mut self.window, rest)
    }
}
