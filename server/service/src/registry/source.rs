//! Files as they were downloaded: a file of numbers, or an archive of some.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use zip::ZipArchive;

use super::{
    Contents,
    intake::Intake,
    part,
    refused::{Misread, Stop, Why},
};

/// More files than there are area codes.
const MOST_FILES: usize = 1000;
/// Several times what the largest registry takes as XML. An archive of a few megabytes can unpack
/// to any number of bytes.
const LARGEST: u64 = 32 * 1024 * 1024 * 1024;
/// The most of a file's name that is shown.
const LONGEST_NAME: usize = 100;

/// How many bytes of the files have been read, for whoever waits.
#[derive(Clone, Debug, Default)]
pub struct BytesRead(Arc<AtomicU64>);

impl BytesRead {
    /// How many so far.
    pub fn so_far(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A file that says how much of it has been read.
struct Watched {
    file: File,
    read: BytesRead,
}

impl Read for Watched {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let bytes = self.file.read(to)?;
        self.read.0.fetch_add(bytes as u64, Ordering::Relaxed);
        Ok(bytes)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// Reads a file, or each file of a zip archive.
///
/// # Errors
/// Fails with the name of the file, and of the one in the archive, that cannot be taken.
pub(super) fn read(path: &Path, intake: &mut Intake, read: &BytesRead) -> Result<(), Misread> {
    let name = name_of(path);
    let misread = |stop: Stop| Misread { file: name.clone(), line: stop.line, why: stop.why };
    let mut file = File::open(path).map_err(|error| misread(error.into()))?;
    let is_archive = is_archive(&mut file).map_err(|error| misread(error.into()))?;
    let mut file = Watched { file, read: read.clone() };
    if is_archive { read_archive(file, &name, intake) } else { part::read(&mut file, intake).map_err(misread) }
}

/// The contents of a file as it was downloaded.
pub(super) fn contents(path: &Path) -> Result<Contents, Misread> {
    Contents::of_file(path).map_err(|error| Misread { file: name_of(path), line: None, why: error.into() })
}

pub(super) fn name_of(path: &Path) -> String {
    printable(&path.file_name().unwrap_or_default().to_string_lossy())
}

pub(super) fn is_archive(file: &mut File) -> io::Result<bool> {
    let mut beginning = Vec::new();
    file.take(4).read_to_end(&mut beginning)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(beginning.starts_with(b"PK\x03\x04") || beginning.starts_with(b"PK\x05\x06"))
}

fn read_archive(file: Watched, name: &str, intake: &mut Intake) -> Result<(), Misread> {
    let whole = |why: Why| Misread { file: name.to_owned(), line: None, why };
    let mut archive = ZipArchive::new(file).map_err(|error| whole(Why::Archive(error)))?;
    if archive.len() > MOST_FILES {
        return Err(whole(Why::TooManyFiles));
    }
    if archive.is_empty() {
        return Err(whole(Why::Empty));
    }
    let mut left = LARGEST;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|error| whole(Why::Archive(error)))?;
        if entry.is_dir() {
            continue;
        }
        let file = format!("{name}/{}", printable(&entry.name().map_err(|error| whole(Why::Archive(error)))?));
        let mut bounded = Bounded { from: entry, left };
        part::read(&mut bounded, intake).map_err(|stop| Misread { file, line: stop.line, why: stop.why })?;
        left = bounded.left;
    }
    Ok(())
}

/// A name that can be shown and logged: whoever packed an archive chose the names in it.
fn printable(name: &str) -> String {
    name.chars().filter(|sign| !sign.is_control()).take(LONGEST_NAME).collect()
}

/// Gives out as many bytes as are left, and fails where there are more.
struct Bounded<R> {
    from: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to)?;
        self.left = self.left.checked_sub(read as u64).ok_or(io::ErrorKind::FileTooLarge)?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_that_unpacks_to_more_than_any_registry_is_not_read_to_its_end() {
        let mut bounded = Bounded { from: io::repeat(b'5'), left: 10_000 };
        let error = io::copy(&mut bounded, &mut io::sink()).unwrap_err();
        assert!(matches!(Why::from(error), Why::TooLarge));
        let mut bounded = Bounded { from: io::repeat(b'5').take(10_000), left: 10_000 };
        assert_eq!(io::copy(&mut bounded, &mut io::sink()).unwrap(), 10_000);
    }
}
