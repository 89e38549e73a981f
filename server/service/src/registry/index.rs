//! The index: which numbers are on a registry, exactly.
//!
//! The file, in order, integers with their little end first:
//!
//! | part | bytes |
//! |---|---|
//! | name and version of the format | 8 |
//! | the blocks, by the numbers in them | as many as they take |
//! | for each block its key (a number without its last four digits) and its length | 8 and 2 |
//! | the facts, as JSON | as many as they take |
//! | how many blocks there are, and how long the facts are | 8 and 8 |
//! | the SHA-256 of everything before it | 32 |
//!
//! Its name is that of the registry with this hash behind it, so a file never changes its contents:
//! a new index is a new file, and the row that names it says which one is in force.
//!
//! It is read into memory as a whole when it is opened, so what was checked then is what is asked.
//! A map of the file would take less memory and could change under the question: a file that
//! somebody cuts off stops the process, and no safe interface to such a map can rule that out. The
//! largest registry takes some 270 MB, twice that while a new index takes its place.

mod directory;
mod write;

use std::{fs, io, path::Path};

use domain::{
    ledger::Hash,
    registry::{Coverage, Registry},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Contents, block};

use directory::{Directory, Entry};
pub use write::Draft;
pub(super) use write::Writer;

/// What the file begins with; the last byte is the version.
const FORMAT: [u8; 8] = *b"ringdnc\x01";
/// What the name of an index ends in.
pub(super) const EXTENSION: &str = "index";
/// The bytes of a block's key and length.
const ENTRY: usize = 10;

/// An exact set of numbers, made from the files of one registry.
#[derive(Debug)]
pub struct Index {
    facts: Facts,
    checksum: Hash,
    bytes: Box<[u8]>,
    directory: Directory,
}

/// What is known about an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Whose numbers these are.
    pub registry: Registry,
    /// About which numbers the files spoke.
    pub coverage: Coverage,
    /// How many numbers there are.
    pub numbers: u64,
    /// What the index was made from.
    pub contents: Contents,
}

/// Why an index cannot be asked. Whoever wants to call gets `could_not_check` then.
#[derive(Debug, thiserror::Error)]
pub enum Unreadable {
    /// The file is missing, or cannot be read or written.
    #[error("the file of the index cannot be reached")]
    Io(#[from] io::Error),
    /// Another kind of file, or one of another version.
    #[error("the file is no index of this version. Load the registry again")]
    OtherFormat,
    /// Not what was written.
    #[error("the file of the index is damaged. Load the registry again")]
    Damaged,
    /// The index of another registry.
    #[error("the file is the index of another registry")]
    OtherRegistry,
}

impl Index {
    /// Opens an index: reads it whole and checks every byte of it.
    ///
    /// # Errors
    /// Fails where the file cannot be read, is not what was written, or is another registry's.
    pub fn open(path: &Path, registry: Registry) -> Result<Self, Unreadable> {
        let index = Self::read(fs::read(path)?.into_boxed_slice())?;
        if index.facts.registry == registry { Ok(index) } else { Err(Unreadable::OtherRegistry) }
    }

    fn read(bytes: Box<[u8]>) -> Result<Self, Unreadable> {
        if !bytes.starts_with(&FORMAT) {
            return Err(Unreadable::OtherFormat);
        }
        let (written, checksum) = bytes.split_last_chunk::<32>().ok_or(Unreadable::Damaged)?;
        if <[u8; 32]>::from(Sha256::digest(written)) != *checksum {
            return Err(Unreadable::Damaged);
        }
        let checksum = Hash(*checksum);
        let (facts, directory) = read_tail(written).ok_or(Unreadable::Damaged)?;
        let index = Self { facts, checksum, bytes, directory };
        if index.is_sound() { Ok(index) } else { Err(Unreadable::Damaged) }
    }

    /// Whether the blocks are blocks and hold as many numbers as the facts say.
    fn is_sound(&self) -> bool {
        let mut counts = self.directory.entries().iter().map(|entry| block::count(&self.bytes[entry.bytes()]));
        let numbers = counts.try_fold(0, |all, count| Some(all + count? as u64));
        numbers == Some(self.facts.numbers)
    }

    /// Whether a number is on the registry. That it is not allows nothing unless the index also
    /// [covers](Self::covers) it.
    pub fn holds(&self, number: u64) -> bool {
        let (key, at) = block::place(number);
        self.block(key).is_some_and(|block| block::holds(block, at))
    }

    /// Whether the files spoke about a number: it is the country's and in one of their areas.
    pub fn covers(&self, number: u64) -> bool {
        self.facts.registry.has_calling_code_of(number) && self.facts.coverage.covers(number)
    }

    /// What is known about the index.
    pub const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// What the file of this index is called.
    pub fn file_name(&self) -> String {
        format!("{}-{}.{EXTENSION}", self.facts.registry.code(), self.checksum)
    }

    /// The keys of the blocks, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.directory.entries().iter().map(|entry| entry.key)
    }

    /// The block with this key.
    pub(super) fn block(&self, key: u64) -> Option<&[u8]> {
        self.directory.find(key).map(|entry| &self.bytes[entry.bytes()])
    }
}

/// Reads what stands behind the blocks. `None` where it is not what was written.
fn read_tail(written: &[u8]) -> Option<(Facts, Directory)> {
    let (rest, facts) = written.split_last_chunk()?;
    let (rest, blocks) = rest.split_last_chunk()?;
    let length = |bytes| usize::try_from(u64::from_le_bytes(bytes)).ok();
    let (rest, facts) = rest.split_at_checked(rest.len().checked_sub(length(*facts)?)?)?;
    let directory = length(*blocks)?.checked_mul(ENTRY)?;
    let (blocks, directory) = rest.split_at_checked(rest.len().checked_sub(directory)?)?;
    let mut end = FORMAT.len();
    let entries = directory.as_chunks().0.iter().map(|entry| read_entry(entry, &mut end));
    let directory = Directory::new(entries.collect::<Option<_>>()?)?;
    (end == blocks.len()).then_some((serde_json::from_slice(facts).ok()?, directory))
}

/// Reads an entry of the directory; the block begins where the one before it ends.
fn read_entry(bytes: &[u8; ENTRY], end: &mut usize) -> Option<Entry> {
    let (key, length) = bytes.split_first_chunk()?;
    let length = u16::from_le_bytes(length.try_into().ok()?);
    let entry = Entry { key: u64::from_le_bytes(*key), start: u32::try_from(*end).ok()?, length };
    *end += usize::from(length);
    Some(entry)
}
