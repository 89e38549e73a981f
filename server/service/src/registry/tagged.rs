//! Reading XML files, tag by tag.

use std::io::{self, BufRead, BufReader, Read};

use domain::registry::markup::Markup;
use memchr::memchr2_iter;
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::{
    intake::Intake,
    refused::{Stop, Why},
};

/// How many bytes are read at a time.
const PIECE: usize = 256 * 1024;
/// The longest tag, or text between two: one that is longer is none of a registry's.
const LONGEST: usize = 4 * 1024;

/// Reads an XML file.
///
/// # Errors
/// Fails with the line of the first tag that is none of the registry's, and where the file ends
/// before its list does.
pub(super) fn read(from: impl Read, intake: &mut Intake) -> Result<(), Stop> {
    let mut reader = Reader::from_reader(Counted::new(from));
    // Canada's files close a tag that is closed. Whether tags fit together is asked of `Markup`.
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut markup = Markup::new(intake.registry);
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        reader.get_mut().left = LONGEST;
        let event = reader.read_event_into(&mut bytes);
        let line = reader.get_ref().line;
        match event.map_err(Why::from).and_then(|event| take(event, &mut markup, intake)) {
            Ok(Goes::On) => {}
            Ok(Goes::NoFurther) => break,
            Err(why) => return Err(Stop::on(line, why)),
        }
    }
    intake.cover(markup.finish().map_err(Why::from)?);
    Ok(())
}

/// Whether there is more to read.
enum Goes {
    On,
    NoFurther,
}

fn take(event: Event<'_>, markup: &mut Markup, intake: &mut Intake) -> Result<Goes, Why> {
    match event {
        Event::Start(tag) | Event::Empty(tag) => open(&tag, markup, intake)?,
        Event::End(tag) => markup.close(tag.name().as_ref())?,
        Event::Text(text) if !text.iter().all(u8::is_ascii_whitespace) => return Err(Why::Text),
        Event::CData(_) | Event::GeneralRef(_) => return Err(Why::Text),
        Event::Text(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        Event::Eof => return Ok(Goes::NoFurther),
    }
    Ok(Goes::On)
}

fn open(tag: &BytesStart<'_>, markup: &mut Markup, intake: &mut Intake) -> Result<(), Why> {
    let values = tag.attributes().map(|value| value.map(|value| (value.key.into_inner(), value.value)));
    let values = values.collect::<Result<Vec<_>, _>>().map_err(quick_xml::Error::from)?;
    match markup.open(tag.name().as_ref(), &values)? {
        Some(line) => intake.take(line),
        None => Ok(()),
    }
}

impl From<quick_xml::Error> for Why {
    fn from(error: quick_xml::Error) -> Self {
        match error {
            quick_xml::Error::Io(error) if error.kind() == io::ErrorKind::QuotaExceeded => Self::TooLong,
            quick_xml::Error::Io(error) => io::Error::new(error.kind(), error).into(),
            other => Self::NotXml(other),
        }
    }
}

/// Counts the lines that go by, and ends where one tag takes more bytes than any has.
struct Counted<R> {
    from: BufReader<R>,
    line: u64,
    /// The byte that went by last.
    last: u8,
    /// How many bytes may go by before this is set anew.
    left: usize,
}

impl<R: Read> Counted<R> {
    fn new(from: R) -> Self {
        Self { from: BufReader::with_capacity(PIECE, from), line: 1, last: 0, left: LONGEST }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(to)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let bytes = self.from.fill_buf()?;
        if self.left == 0 && !bytes.is_empty() {
            return Err(io::ErrorKind::QuotaExceeded.into());
        }
        Ok(&bytes[..bytes.len().min(self.left)])
    }

    fn consume(&mut self, length: usize) {
        let bytes = &self.from.buffer()[..length];
        let before = |at: usize| at.checked_sub(1).map_or(self.last, |at| bytes[at]);
        // An LF behind a CR is a part of the same line end.
        let ends = memchr2_iter(b'\n', b'\r', bytes).filter(|at| bytes[*at] == b'\r' || before(*at) != b'\r');
        self.line += ends.count() as u64;
        self.last = bytes.last().copied().unwrap_or(self.last);
        self.left -= length;
        self.from.consume(length);
    }
}
