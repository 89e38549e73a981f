//! Reading a list row by row, whatever its encoding, delimiter, line ends and header.
//!
//! The file is read once and in pieces: memory does not grow with it, and an upload is read while
//! it arrives. What the cells mean is decided elsewhere.

use std::{
    collections::VecDeque,
    io::{self, Read},
};

use domain::import::{
    record::{BadCut, Behind, Cut, Delimiter, Form, LineEnd, cut, line_ends},
    shape::{column_name, guess, headings, is_data, spoken_delimiter},
};

use super::sniff::{Encoding, PIECE, Text};

/// The most that one record may take up: a list of a million cells in one line is none.
pub(crate) const LONGEST_RECORD: usize = 1024 * 1024;

/// A list that is being read: an iterator of its rows.
pub struct Table {
    /// The headings, unique; `Column 1`, `Column 2` where the list has none.
    pub header: Vec<String>,
    /// Whether the headings stood in the file.
    pub header_row: HeaderRow,
    form: Form,
    text: Text,
    window: String,
    /// Where in the window the next record begins.
    at: usize,
    /// The line on which the next record begins.
    line: u64,
    /// Rows that were read for a sample, or to know that there is one.
    ready: VecDeque<Result<Row, BadLine>>,
    broken_off: Option<io::Error>,
}

/// One row: as many cells as headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which the row begins, counted from 1.
    pub line: u64,
    /// The cells, as they were written. Missing ones at the end are empty.
    pub cells: Vec<String>,
}

/// A line that cannot be used. Reading goes on behind it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Line {line}: {why}")]
pub struct BadLine {
    /// The line on which the row begins, counted from 1.
    pub line: u64,
    /// Why.
    pub why: WhyBad,
}

/// Why a line cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhyBad {
    /// It cannot be cut into cells.
    #[error(transparent)]
    Cut(#[from] BadCut),
    /// The file could not be read any further; nothing comes after this line.
    #[error("the file could not be read any further")]
    BrokenOff,
}

/// Whether a list begins with headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderRow {
    /// The first row holds the headings.
    Present,
    /// The first row is data already.
    Absent,
}

/// What whoever imports knows better than a guess.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choices {
    /// What stands between two cells.
    pub delimiter: Option<Delimiter>,
    /// Whether there is a header.
    pub header_row: Option<HeaderRow>,
}

/// Why a file is no list.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Nothing, or only empty lines.
    #[error("This file is empty. Choose another one.")]
    Empty,
    /// A header and nothing else.
    #[error("This file has a header and no rows below it. Choose another one.")]
    NoRows,
    /// A workbook.
    #[error("This is a spreadsheet or an archive. Save the list as CSV and choose that file.")]
    Spreadsheet,
    /// Not a text.
    #[error("This file is not a text. Save the list as CSV (UTF-8) and choose that file.")]
    NotText,
    /// The header itself cannot be read, so nothing below it could be understood.
    #[error("The header cannot be read. {0}.")]
    Header(BadLine),
    /// The file could not be read.
    #[error("This file could not be read.")]
    Io(#[from] io::Error),
}

impl Table {
    /// Begins to read a list and guesses of its shape what was not chosen.
    ///
    /// # Errors
    /// Fails where the file is not a text, holds no row, or cannot be read.
    pub fn open_as(from: impl Read + Send + 'static, choices: Choices) -> Result<Self, Unusable> {
        let mut text = Text::open(Box::new(from))?;
        refuse_other_files(text.beginning(), text.encoding())?;
        let mut window = String::new();
        while window.len() < PIECE && !text.ended() {
            text.read_into(&mut window)?;
        }
        let behind = if text.ended() { Behind::Nothing } else { Behind::Perhaps };
        let mut form = guess(&window, behind);
        let spoken = spoken_delimiter(&window);
        let at = spoken.map_or(0, |(_, length)| length);
        form.delimiter = choices.delimiter.or(spoken.map(|(delimiter, _)| delimiter)).unwrap_or(form.delimiter);
        let mut table = Self {
            header: Vec::new(),
            header_row: HeaderRow::Absent,
            form,
            text,
            window,
            at,
            line: 1,
            ready: VecDeque::new(),
            broken_off: None,
        };
        table.read_header(choices.header_row)?;
        Ok(table)
    }

    /// How the file is encoded, as far as it has been read.
    pub fn encoding(&self) -> Encoding {
        self.text.encoding()
    }

    /// What stands between two cells.
    pub fn delimiter(&self) -> Delimiter {
        self.form.delimiter
    }

    /// How it is cut.
    pub(crate) fn form(&self) -> Form {
        self.form
    }

    /// The first rows that have not been taken yet. They are still there afterwards.
    pub fn sample(&mut self, rows: usize) -> Vec<Result<Row, BadLine>> {
        while self.ready.len() < rows {
            let Some(row) = self.read_row() else { break };
            self.ready.push_back(row);
        }
        self.ready.iter().take(rows).cloned().collect()
    }

    /// Why reading broke off, for the log.
    pub fn broken_off(&self) -> Option<&io::Error> {
        self.broken_off.as_ref()
    }

    fn read_header(&mut self, chosen: Option<HeaderRow>) -> Result<(), Unusable> {
        let (line, cells) = match self.read_record() {
            Some((line, Ok(cells))) => (line, cells),
            Some((line, Err(why))) => {
                return Err(self.broken_off.take().map_or(Unusable::Header(BadLine { line, why }), Unusable::Io));
            }
            None => return Err(Unusable::Empty),
        };
        let guessed = if is_data(&cells) { HeaderRow::Absent } else { HeaderRow::Present };
        self.header_row = chosen.unwrap_or(guessed);
        if self.header_row == HeaderRow::Absent {
            self.header = (0..cells.len()).map(column_name).collect();
            self.ready.push_back(Ok(Row { line, cells }));
            return Ok(());
        }
        self.header = headings(&cells);
        if self.sample(1).is_empty() { Err(Unusable::NoRows) } else { Ok(()) }
    }

    fn read_row(&mut self) -> Option<Result<Row, BadLine>> {
        let (line, cells) = self.read_record()?;
        let width = self.header.len();
        Some(match cells {
            Ok(mut cells) if cells.iter().skip(width).all(|cell| cell.trim().is_empty()) => {
                cells.resize(width, String::new());
                Ok(Row { line, cells })
            }
            Ok(_) => Err(BadLine { line, why: BadCut::TooManyCells.into() }),
            Err(why) => Err(BadLine { line, why }),
        })
    }

    /// The next record that holds anything, and the line on which it begins.
    fn read_record(&mut self) -> Option<(u64, Result<Vec<String>, WhyBad>)> {
        while self.broken_off.is_none() {
            let rest = &self.window[self.at..];
            let behind = match rest.len() {
                _ if self.text.ended() => Behind::Nothing,
                LONGEST_RECORD.. => Behind::TooMuch,
                _ => Behind::Perhaps,
            };
            if rest.is_empty() && behind == Behind::Nothing {
                return None;
            }
            let line = self.line;
            let next = if rest.is_empty() { Cut::More } else { cut(rest, self.form, behind) };
            let read = match next {
                Cut::More => self.read_on(),
                Cut::Endless => {
                    if let Err(error) = self.skip_line() {
                        self.broken_off = Some(error);
                    }
                    return Some((line, Err(BadCut::TooLong.into())));
                }
                Cut::Record { cells, bytes, lines } => {
                    self.at += bytes;
                    self.line += lines;
                    match cells {
                        Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => Ok(()),
                        cells => return Some((line, cells.map_err(WhyBad::Cut))),
                    }
                }
            };
            if let Err(error) = read {
                self.broken_off = Some(error);
                return Some((line, Err(WhyBad::BrokenOff)));
            }
        }
        None
    }

    /// Reads on until there is twice as much, so that a long record is not cut again for each piece.
    fn read_on(&mut self) -> io::Result<()> {
        self.window.drain(..self.at);
        self.at = 0;
        let wanted = LONGEST_RECORD.min(2 * self.window.len());
        loop {
            self.text.read_into(&mut self.window)?;
            if self.text.ended() || self.window.len() >= wanted {
                return Ok(());
            }
        }
    }

    /// Leaves out everything up to the end of a line that is longer than the window.
    fn skip_line(&mut self) -> io::Result<()> {
        self.line += line_ends(&self.window.as_bytes()[self.at..], self.form.ends);
        self.at = self.window.len();
        while !self.text.ended() {
            self.read_on()?;
            let ends = |byte: u8| byte == b'\n' || (byte == b'\r' && self.form.ends == LineEnd::Return);
            if let Some(end) = self.window.bytes().position(ends) {
                let both = self.window.as_bytes()[end..].starts_with(b"\r\n");
                self.at = end + 1 + usize::from(both);
                self.line += 1;
                return Ok(());
            }
            self.at = self.window.len();
        }
        Ok(())
    }
}

impl Iterator for Table {
    type Item = Result<Row, BadLine>;

    fn next(&mut self) -> Option<Self::Item> {
        self.ready.pop_front().or_else(|| self.read_row())
    }
}

/// Refuses what is known not to be a list by its first bytes.
fn refuse_other_files(beginning: &[u8], encoding: Encoding) -> Result<(), Unusable> {
    // Zip (so .xlsx and .ods too), the old .xls, gzip.
    if [&b"PK\x03\x04"[..], b"\xd0\xcf\x11\xe0", b"\x1f\x8b"].iter().any(|mark| beginning.starts_with(mark)) {
        return Err(Unusable::Spreadsheet);
    }
    let eight_bits = matches!(encoding, Encoding::Utf8 | Encoding::Windows1252);
    let text = beginning.split(|byte| *byte == 0).map(<[u8]>::len).sum::<usize>();
    // One NUL is a bad line; one in ten bytes is another kind of file.
    let mostly_text = text * 10 >= beginning.len() * 9;
    if beginning.starts_with(b"%PDF") || (eight_bits && !mostly_text) {
        return Err(Unusable::NotText);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
