//! The indexes of this installation, one for each registry, as the database names them.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::SystemTime,
};

use chrono::{DateTime, TimeDelta, Utc};
use domain::registry::Registry;
use store::{Db, entity::registry_file, registry};

use super::{Index, index::EXTENSION};
use crate::error::Result;

/// Where the indexes lie, and those that were read.
///
/// The database says which index is in force; what is in memory is asked only where it is that one,
/// or one that took its place since. Otherwise its file is read first.
#[derive(Debug, Default)]
pub struct Shelf {
    folder: OnceLock<PathBuf>,
    places: Mutex<HashMap<Registry, Arc<Place>>>,
}

/// One registry's place. Whoever must read its file waits for their turn; whoever asks does not.
#[derive(Debug, Default)]
struct Place {
    held: Mutex<Option<Held>>,
    turn: tokio::sync::Mutex<Option<Stamp>>,
}

/// An index that was the one in force.
#[derive(Clone, Debug)]
struct Held {
    /// The version of the row that named it.
    version: i64,
    index: Arc<Index>,
}

/// By what a file is known to be the one that was read last, so that a broken one is not read for
/// every question, and is once it was replaced.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    path: PathBuf,
    length: u64,
    modified: Option<SystemTime>,
}

impl Shelf {
    /// Keeps the indexes in this folder, from the first time this is called on.
    pub(crate) fn keep_in(&self, folder: PathBuf) {
        self.folder.get_or_init(|| folder);
    }

    /// Where the indexes lie. `None` where no folder was named.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.get().map(PathBuf::as_path)
    }

    /// Reads every index in force that is not in memory, so that no decision has to wait for it.
    ///
    /// # Errors
    /// Fails where the rows cannot be read. An index that cannot be read fails nothing yet: who asks it
    /// hears that it could not be checked.
    pub async fn warm(&self, db: &Db) -> Result<()> {
        for row in registry::all_files(db).await? {
            self.index(&row).await?;
        }
        Ok(())
    }

    /// The index that this row names. `None` where it cannot be read: then nobody knows who is on it.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub(crate) async fn index(&self, row: &registry_file::Model) -> Result<Option<Arc<Index>>> {
        let registry = row.registry()?;
        let place = self.place(registry);
        if let Some(index) = place.held(row) {
            return Ok(Some(index));
        }
        let Some(folder) = self.folder() else { return Ok(None) };
        let mut failed = place.turn.lock().await;
        // Whoever had the turn before may have read it.
        if let Some(index) = place.held(row) {
            return Ok(Some(index));
        }
        let Some(stamp) = stamp(folder.join(&row.index_file)) else {
            tracing::error!(registry = %row.registry, "the index of a registry is missing. Load the registry again");
            return Ok(None);
        };
        if failed.as_ref() == Some(&stamp) {
            return Ok(None);
        }
        let index = open(stamp.path.clone(), registry).await;
        let Some(index) = index.filter(|index| index.file_name() == row.index_file) else {
            tracing::error!(registry = %row.registry, "a registry cannot be asked. Load it again");
            *failed = Some(stamp);
            return Ok(None);
        };
        *failed = None;
        Ok(Some(place.hold(row.version, Arc::new(index))))
    }

    /// Holds an index that this process made and a row names now.
    pub(super) fn hold(&self, row: &registry_file::Model, index: Index) {
        self.place(index.facts().registry).hold(row.version, Arc::new(index));
    }

    fn place(&self, registry: Registry) -> Arc<Place> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry(registry).or_default())
    }
}

impl Place {
    /// The index in memory, where it is the one of this row or of one that was written later.
    fn held(&self, row: &registry_file::Model) -> Option<Arc<Index>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref()?;
        let is_it = held.version == row.version && held.index.file_name() == row.index_file;
        (is_it || held.version > row.version).then(|| Arc::clone(&held.index))
    }

    fn hold(&self, version: i64, index: Arc<Index>) -> Arc<Index> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Held { version, index: Arc::clone(&index) });
        index
    }
}

/// For how long a former index stays: longer than any transaction that may be about to read it.
const STAYS_FOR: TimeDelta = TimeDelta::hours(1);

/// Takes away the indexes of a registry that are not named here and old enough that nobody who saw an
/// earlier row can be about to read them.
pub(super) fn tidy(folder: &Path, registry: Registry, kept: &[&str], now: DateTime<Utc>) -> io::Result<()> {
    let (begin, end) = (format!("{}-", registry.code()), format!(".{EXTENSION}"));
    for file in fs::read_dir(folder)? {
        let file = file?;
        let name = file.file_name();
        let Some(name) = name.to_str() else { continue };
        let is_old = DateTime::<Utc>::from(file.metadata()?.modified()?) + STAYS_FOR < now;
        if name.starts_with(&begin) && name.ends_with(&end) && !kept.contains(&name) && is_old {
            fs::remove_file(file.path())?;
        }
    }
    Ok(())
}

/// Reads an index on a thread that may wait.
async fn open(path: PathBuf, registry: Registry) -> Option<Index> {
    let read = tokio::task::spawn_blocking(move || Index::open(&path, registry)).await;
    match read {
        Ok(Ok(index)) => Some(index),
        Ok(Err(error)) => {
            let code = registry.code();
            tracing::error!(error = &error as &dyn std::error::Error, registry = %code, "an index cannot be read");
            None
        }
        Err(_cut_off) => None,
    }
}

fn stamp(path: PathBuf) -> Option<Stamp> {
    let file = fs::metadata(&path).ok()?;
    Some(Stamp { path, length: file.len(), modified: file.modified().ok() })
}
