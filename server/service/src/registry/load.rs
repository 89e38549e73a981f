//! From files to an index.

use std::{io, panic::resume_unwind, path::PathBuf, thread};

use domain::registry::{Coverage, Registry};

use super::{
    Contents,
    block::Bits,
    index::{Draft, Facts, Index, Writer},
    intake::{Intake, Wanted},
    refused::{Misread, Refused},
    source::{self, BytesRead},
};

/// Full lists that make an index.
#[derive(Clone, Copy, Debug)]
pub struct Order<'a> {
    /// Whose they are.
    pub registry: Registry,
    /// The files as they were downloaded: flat or XML, in a zip archive or not. They must not change
    /// while they are read.
    pub files: &'a [PathBuf],
    /// Which numbers they speak about.
    pub extent: Extent,
}

/// Which numbers the files of an order speak about, as far as whoever orders knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The whole country.
    National,
    /// What the files say of themselves, and the area codes that occur in them. A registry that is
    /// not split by area codes is always national.
    AsInFiles,
}

/// Reads full lists and makes an index of their numbers. `read` hears of the bytes that were read.
///
/// # Errors
/// Fails with the first file and line that cannot be taken, where there is no number, and where the
/// index cannot be kept.
pub fn load(order: &Order<'_>, draft: &Draft, read: &BytesRead) -> Result<Index, Refused> {
    let mut intake = Intake::new(order.registry, Wanted::Full);
    let (writer, contents) = while_hashing(order.files, || {
        take_all(order.files, &mut intake, read)?;
        write(draft, None, &intake)
    })?;
    let coverage = match order.extent {
        Extent::National => Coverage::National,
        Extent::AsInFiles => intake.coverage(),
    };
    drop(intake);
    keep(draft, writer, order.registry, coverage, &contents)
}

/// Reads lists of changes and makes an index of what they leave of the one before.
///
/// What was deleted and added again in the same files is on the registry: their order in time is
/// not sure, and a guess could lose a block. A number that was deleted and is not there, or added
/// and is there, changes nothing.
///
/// # Errors
/// Fails as [`load`] does.
pub fn apply(changes: &[PathBuf], before: Index, draft: &Draft, read: &BytesRead) -> Result<Index, Refused> {
    let Facts { registry, coverage, contents, .. } = before.facts().clone();
    let (writer, changed) = while_hashing(changes, || {
        let mut intake = Intake::new(registry, Wanted::Changes);
        take_all(changes, &mut intake, read)?;
        write(draft, Some(before), &intake)
    })?;
    keep(draft, writer, registry, coverage, &[&[contents], &*changed].concat())
}

/// Does some work, and beside it hashes the files, which takes as long.
fn while_hashing<T>(
    files: &[PathBuf],
    work: impl FnOnce() -> Result<T, Refused>,
) -> Result<(T, Vec<Contents>), Refused> {
    thread::scope(|scope| {
        let hashing = scope.spawn(|| files.iter().map(|file| source::contents(file)).collect::<Result<_, _>>());
        let done = work()?;
        let contents = hashing.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        Ok((done, contents))
    })
}

fn take_all(files: &[PathBuf], intake: &mut Intake, read: &BytesRead) -> Result<(), Misread> {
    files.iter().try_for_each(|file| source::read(file, intake, read))
}

/// Writes the blocks of what was read and, where there is an index before, of what that held.
fn write(draft: &Draft, before: Option<Index>, intake: &Intake) -> Result<Writer, Refused> {
    let mut keys: Vec<u64> = intake.added.keys().chain(before.iter().flat_map(Index::keys)).collect();
    keys.sort_unstable();
    keys.dedup();
    let mut writer = draft.write().map_err(not_kept)?;
    for key in keys {
        let mut bits = before.as_ref().and_then(|before| before.block(key)).map(Bits::read).unwrap_or_default();
        if let Some(deleted) = intake.deleted.bits(key) {
            bits.take_all(&deleted);
        }
        if let Some(added) = intake.added.bits(key) {
            bits.add_all(&added);
        }
        writer.block(key, &bits).map_err(not_kept)?;
    }
    // The files are still being hashed: whoever is done first waits for the disk meanwhile.
    writer.settle().map_err(not_kept)?;
    Ok(writer)
}

fn keep(
    draft: &Draft,
    writer: Writer,
    registry: Registry,
    coverage: Coverage,
    contents: &[Contents],
) -> Result<Index, Refused> {
    if writer.numbers() == 0 {
        return Err(Refused::NoNumber);
    }
    let facts = Facts { registry, coverage, numbers: writer.numbers(), contents: Contents::of_all(contents) };
    writer.finish(&facts).map_err(not_kept)?;
    draft.keep(&facts).map_err(Refused::NotKept)
}

fn not_kept(error: io::Error) -> Refused {
    Refused::NotKept(error.into())
}
