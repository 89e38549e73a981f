//! Files of every kind, from the disk to the answer.

mod broken;
mod change;
mod detect;
mod format;
mod import;
mod index;
mod oracle;
mod subscription;

use std::{
    cell::RefCell,
    fs,
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use domain::{
    country::Country,
    registry::{Area, Coverage, Registry},
};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

const US: Registry = Registry::UnitedStates;
const CA: Registry = Registry::Canada;

/// A folder with downloaded files and the index that is made from them.
struct Desk {
    folder: TempDir,
    /// Where the index is that was made last.
    place: RefCell<PathBuf>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = RefCell::new(folder.path().join("none.index"));
        Self { folder, place }
    }

    /// Where the index is that was made last.
    fn place(&self) -> PathBuf {
        self.place.borrow().clone()
    }

    /// A file with this name and these contents.
    fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, contents).unwrap();
        path
    }

    /// Loads one file of this registry.
    fn load(&self, registry: Registry, name: &str, contents: impl AsRef<[u8]>) -> Result<Index, Refused> {
        self.load_all(registry, &[self.file(name, contents)], Extent::AsInFiles)
    }

    fn load_all(&self, registry: Registry, files: &[PathBuf], extent: Extent) -> Result<Index, Refused> {
        let draft = self.draft(registry)?;
        self.made(load(&Order { registry, files, extent }, &draft, &BytesRead::default()))
    }

    fn draft(&self, registry: Registry) -> Result<Draft, Refused> {
        Draft::begin(self.folder.path(), registry).unwrap().ok_or(Refused::Busy)
    }

    fn made(&self, index: Result<Index, Refused>) -> Result<Index, Refused> {
        index.inspect(|index| *self.place.borrow_mut() = self.folder.path().join(index.file_name()))
    }

    /// Applies one file of changes of the United States.
    fn apply(&self, contents: impl AsRef<[u8]>) -> Result<Index, Refused> {
        let before = Index::open(&self.place(), US).map_err(Refused::NoList)?;
        let changes = [self.file("changes.txt", contents)];
        self.made(apply(&changes, before, &self.draft(US)?, &BytesRead::default()))
    }

    /// What the index says that lies at its place.
    fn in_force(&self) -> Index {
        Index::open(&self.place(), US).unwrap()
    }
}

/// An archive of these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, contents) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(contents).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn areas(codes: &[u16]) -> Coverage {
    Coverage::Areas(codes.iter().map(|code| Area::new(*code).unwrap()).collect())
}

/// The sentence that says why something was refused.
fn sentence(refused: Result<Index, Refused>) -> String {
    refused.unwrap_err().to_string()
}

/// The files that lie in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}
