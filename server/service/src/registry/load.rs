//! From files to an index in force.

use std::{
    io,
    panic::resume_unwind,
    path::{Path, PathBuf},
    thread,
};

use domain::registry::{Coverage, Registry};

use super::{
    Contents,
    block::Bits,
    index::{Draft, Facts, Index, Writer},
    intake::{Intake, Wanted},
    refused::{Misread, Refused},
    source,
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

/// Reads full lists and puts their numbers in force at this place, instead of what was there.
///
/// # Errors
/// Fails with the first file and line that cannot be taken, where there is no number, and where the
/// index cannot be kept. What was in force then stays.
pub fn load(order: &Order<'_>, place: &Path) -> Result<Index, Refused> {
    let draft = begin(place)?;
    let mut intake = Intake::new(order.registry, Wanted::Full);
    let (writer, contents) = while_hashing(order.files, || {
        read(order.files, &mut intake)?;
        write(&draft, None, &intake)
    })?;
    let coverage = match order.extent {
        Extent::National => Coverage::National,
        Extent::AsInFiles => intake.coverage(),
    };
    drop(intake);
    put_in_force(draft, writer, order.registry, coverage, &contents)
}

/// Reads lists of changes and puts in force at this place what they make of the index there.
///
/// What was deleted and added again in the same files is on the registry: their order in time is
/// not sure, and a guess could lose a block. A number that was deleted and is not there, or added
/// and is there, changes nothing.
///
/// # Errors
/// Fails as [`load`] does, and where the index that is to be changed cannot be read.
pub fn apply(changes: &[PathBuf], registry: Registry, place: &Path) -> Result<Index, Refused> {
    let draft = begin(place)?;
    // As it is on the disk: another process may have put it there.
    let before = Index::open(place, registry).map_err(Refused::NoList)?;
    let Facts { coverage, contents, .. } = before.facts().clone();
    let (writer, changed) = while_hashing(changes, || {
        let mut intake = Intake::new(registry, Wanted::Changes);
        read(changes, &mut intake)?;
        write(&draft, Some(before), &intake)
    })?;
    put_in_force(draft, writer, registry, coverage, &[&[contents], &*changed].concat())
}

fn begin(place: &Path) -> Result<Draft, Refused> {
    let draft = Draft::begin(place).map_err(not_kept)?;
    draft.ok_or(Refused::Busy)
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

fn read(files: &[PathBuf], intake: &mut Intake) -> Result<(), Misread> {
    files.iter().try_for_each(|file| source::read(file, intake))
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
    Ok(writer)
}

fn put_in_force(
    draft: Draft,
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
    draft.put_in_force(&facts).map_err(Refused::NotKept)
}

fn not_kept(error: io::Error) -> Refused {
    Refused::NotKept(error.into())
}
