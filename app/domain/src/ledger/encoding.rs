//! The alphabet of an entry's bytes: numbers, texts with their length, and things that may be absent.
//!
//! Numbers are big-endian. Nothing here has two spellings, so one value has exactly one encoding.

use uuid::Uuid;

use super::entry::EntryError;

const ABSENT: u8 = 0;
const PRESENT: u8 = 1;

/// Bytes that grow.
#[derive(Default)]
pub(super) struct Writer(pub(super) Vec<u8>);

impl Writer {
    /// Writes bytes whose number the reader knows.
    pub(super) fn fixed(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Writes a number of things, or of bytes.
    pub(super) fn count(&mut self, count: usize) -> Result<(), EntryError> {
        let count = u16::try_from(count).map_err(|_| EntryError::TooLarge)?;
        self.fixed(&count.to_be_bytes());
        Ok(())
    }

    /// Writes a text after its length in bytes.
    pub(super) fn text(&mut self, text: &str) -> Result<(), EntryError> {
        self.count(text.len())?;
        self.fixed(text.as_bytes());
        Ok(())
    }

    /// Writes whether something follows.
    pub(super) fn present(&mut self, present: bool) {
        self.0.push(if present { PRESENT } else { ABSENT });
    }

    /// Writes an id that may be absent.
    pub(super) fn optional_id(&mut self, id: Option<Uuid>) {
        self.present(id.is_some());
        if let Some(id) = id {
            self.fixed(id.as_bytes());
        }
    }
}

/// Bytes that are read from the front.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    /// Reads `N` bytes.
    pub(super) fn fixed<const N: usize>(&mut self) -> Result<[u8; N], EntryError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or(EntryError::CutShort)?;
        self.0 = rest;
        Ok(*head)
    }

    /// Reads a number of things, or of bytes.
    pub(super) fn count(&mut self) -> Result<usize, EntryError> {
        self.fixed().map(u16::from_be_bytes).map(usize::from)
    }

    /// Reads a text.
    pub(super) fn text(&mut self) -> Result<&'a str, EntryError> {
        let length = self.count()?;
        let (text, rest) = self.0.split_at_checked(length).ok_or(EntryError::CutShort)?;
        self.0 = rest;
        str::from_utf8(text).map_err(|_| EntryError::NotText)
    }

    /// Reads whether something follows.
    pub(super) fn present(&mut self) -> Result<bool, EntryError> {
        match self.fixed()? {
            [ABSENT] => Ok(false),
            [PRESENT] => Ok(true),
            [mark] => Err(EntryError::UnknownMark(mark)),
        }
    }

    /// Reads an id.
    pub(super) fn id(&mut self) -> Result<Uuid, EntryError> {
        self.fixed().map(Uuid::from_bytes)
    }

    /// Reads an id that may be absent.
    pub(super) fn optional_id(&mut self) -> Result<Option<Uuid>, EntryError> {
        if self.present()? { self.id().map(Some) } else { Ok(None) }
    }

    /// Makes sure that nothing is left.
    pub(super) fn end(self) -> Result<(), EntryError> {
        if self.0.is_empty() { Ok(()) } else { Err(EntryError::Trailing) }
    }
}
