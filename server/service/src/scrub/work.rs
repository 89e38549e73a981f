//! Answering the rows of a piece.

use domain::{
    import::record::{BadCut, Behind, Found, LONGEST_CELL, Scan, Span, scan},
    phone::{PlainDigits, parse_cell},
    registry::digits,
};

use super::{
    answers::Answers,
    layout::Layout,
    piece::{Piece, Record},
    verdict::{Book, Verdict},
};

/// How many lines of a piece are named.
const NAMED: usize = 20;

/// What became of a piece.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// The rows, with their answers.
    pub out: Vec<u8>,
    /// How many lines ended.
    pub lines: u64,
    /// How many lines have no number that can be used, or cannot be read.
    pub bad: u64,
    /// The first of them: how many lines of the piece are before it, and what is wrong.
    pub named: Vec<(u64, String)>,
}

impl Done {
    fn bad(&mut self, sentence: impl FnOnce() -> String) {
        self.bad += 1;
        if self.named.len() < NAMED {
            self.named.push((self.lines, sentence()));
        }
    }
}

/// What one thread needs to answer.
pub(super) struct Worker<'g> {
    layout: &'g Layout,
    answers: Answers<'g>,
    plain: PlainDigits,
    spans: Vec<Span>,
    verdicts: Vec<Verdict>,
}

impl<'g> Worker<'g> {
    /// Begins.
    pub(super) fn new(layout: &'g Layout, answers: Answers<'g>) -> Self {
        let plain = PlainDigits::of(layout.country);
        Self { layout, answers, plain, spans: Vec::new(), verdicts: Vec::new() }
    }

    /// What was answered.
    pub(super) fn into_book(self) -> Book {
        self.answers.into_book()
    }

    /// Answers the rows of a piece.
    pub(super) fn work(&mut self, piece: Piece) -> Done {
        let mut done = Done::default();
        match piece {
            Piece::Aside(text) => done.out = text.into_bytes(),
            Piece::Headings(text) => self.headings(&mut done, &text),
            Piece::Lines(text) => self.lines(&mut done, &text),
            Piece::Records(text, records) => self.records(&mut done, &text, &records),
            Piece::Long { text, is_first, end } => self.long(&mut done, &text, is_first, end),
        }
        done
    }

    fn headings(&mut self, done: &mut Done, text: &str) {
        let mut at = 0;
        while at < text.len() {
            let Scan::Record { bytes, lines, .. } = self.scan(&text[at..]) else { break };
            let record = &text[at..at + bytes];
            if is_blank(record) {
                done.out.extend_from_slice(record.as_bytes());
            } else {
                self.layout.write_cells(&mut done.out, record, &self.spans);
                self.layout.write_headings(&mut done.out);
                done.out.extend_from_slice(self.line_end(record).as_bytes());
            }
            at += bytes;
            done.lines += lines;
        }
    }

    fn lines(&mut self, done: &mut Done, text: &str) {
        // Most rows grow by about as much.
        done.out.reserve(text.len() * 6);
        let is_clean = text.bytes().all(|byte| byte == b'\n' || byte == b'\t' || (b' '..0x7f).contains(&byte));
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let feed = memchr::memchr(b'\n', rest.as_bytes());
            let bytes = feed.map_or(rest.len(), |feed| feed + 1);
            if !(self.layout.is_plain_list() && self.plain_row(done, &rest[..bytes])) {
                self.record(done, &rest[..bytes], is_clean);
            }
            at += bytes;
            done.lines += u64::from(feed.is_some());
        }
    }

    /// Answers a line that is plain digits and nothing else. Says whether it is one.
    #[inline]
    fn plain_row(&mut self, done: &mut Done, line: &str) -> bool {
        let bytes = line.as_bytes();
        let cell = bytes.strip_suffix(b"\n").unwrap_or(bytes);
        let cell = cell.strip_suffix(b"\r").unwrap_or(cell);
        let Some(number) = self.plain.read(cell) else { return false };
        let verdict = self.answers.of(number);
        done.out.extend_from_slice(cell);
        done.out.extend_from_slice(self.answers.book().count(verdict));
        done.out.extend_from_slice(&bytes[cell.len()..]);
        true
    }

    fn records(&mut self, done: &mut Done, text: &str, records: &[Record]) {
        let mut at = 0;
        for record in records {
            let of_record = &text[at..record.end];
            match record.cells {
                Found::Cells => self.record(done, of_record, false),
                Found::BrokenQuotes => self.unreadable(done, of_record, BadCut::Quotes),
            }
            at = record.end;
            done.lines += record.lines;
        }
    }

    /// Answers one record.
    fn record(&mut self, done: &mut Done, record: &str, is_clean: bool) {
        if !matches!(self.scan(record), Scan::Record { cells: Found::Cells, .. }) {
            return self.unreadable(done, record, BadCut::Quotes);
        }
        if self.spans.len() == 1 && is_blank(record) {
            return done.out.extend_from_slice(record.as_bytes());
        }
        if let Some(why) = self.problem(record, is_clean) {
            return self.unreadable(done, record, why);
        }
        let verdict = self.verdict(done, record);
        self.layout.write_cells(&mut done.out, record, &self.spans);
        done.out.extend_from_slice(self.answers.book().count(verdict));
        done.out.extend_from_slice(self.line_end(record).as_bytes());
    }

    /// Why a record cannot be used.
    fn problem(&self, record: &str, is_clean: bool) -> Option<BadCut> {
        let is_known_good = |cell: &&Span| is_clean && cell.range.len() <= LONGEST_CELL;
        let mut doubtful = self.spans.iter().filter(|cell| !is_known_good(cell));
        if let Some(why) = doubtful.find_map(|cell| cell.read(record).err()) {
            return Some(why);
        }
        let more = self.spans.iter().skip(self.layout.width);
        let is_wider = more.into_iter().any(|cell| !cell.text(record).trim().is_empty());
        is_wider.then_some(BadCut::TooManyCells)
    }

    fn verdict(&mut self, done: &mut Done, record: &str) -> Verdict {
        let (layout, mut wrong) = (self.layout, None);
        self.verdicts.clear();
        for cell in layout.numbers.iter().filter_map(|at| self.spans.get(*at)) {
            let cell = cell.text(record);
            if let Some(number) = self.plain.read(cell.as_bytes()) {
                self.verdicts.push(self.answers.of(number));
                continue;
            }
            for found in parse_cell(&cell, &layout.country) {
                self.verdicts.push(match found {
                    Ok(parsed) => self.answers.of(digits(&parsed.number)),
                    Err((_, problem)) => {
                        wrong = wrong.or(Some(problem));
                        self.answers.unusable()
                    }
                });
            }
        }
        if let Some(problem) = wrong {
            done.bad(|| problem.to_string());
        }
        if self.verdicts.is_empty() {
            done.bad(|| "there is no phone number".to_owned());
            return self.answers.missing();
        }
        self.answers.together(&self.verdicts)
    }

    fn unreadable(&mut self, done: &mut Done, record: &str, why: BadCut) {
        done.bad(|| why.to_string());
        let content = record.trim_end_matches(['\n', '\r']);
        Layout::open_unreadable(&mut done.out);
        Layout::write_unreadable(&mut done.out, content);
        self.close_unreadable(done, &record[content.len()..]);
    }

    fn long(&mut self, done: &mut Done, text: &str, is_first: bool, end: Option<&str>) {
        if is_first {
            done.bad(|| BadCut::TooLong.to_string());
            Layout::open_unreadable(&mut done.out);
        }
        Layout::write_unreadable(&mut done.out, text);
        if let Some(end) = end {
            self.close_unreadable(done, end);
            done.lines += u64::from(!end.is_empty());
        }
    }

    fn close_unreadable(&mut self, done: &mut Done, end: &str) {
        self.layout.close_unreadable(&mut done.out);
        let verdict = self.answers.unusable();
        done.out.extend_from_slice(self.answers.book().count(verdict));
        done.out.extend_from_slice(end.as_bytes());
    }

    fn scan(&mut self, record: &str) -> Scan {
        scan(record.as_bytes(), self.layout.form, Behind::Nothing, &mut self.spans)
    }

    /// What stands behind the last cell.
    fn line_end<'r>(&self, record: &'r str) -> &'r str {
        self.spans.last().map_or("", |last| &record[last.range.end..])
    }
}

fn is_blank(record: &str) -> bool {
    record.trim().is_empty()
}
