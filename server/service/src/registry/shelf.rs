//! The indexes of this installation, one for each registry, as the database names them.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::SystemTime,
};

use domain::registry::Registry;
use store::entity::registry_file;

use super::{Contents, Facts, Index};
use crate::error::Result;

/// Where the indexes lie, and those that were read.
///
/// The database says which index is in force; what is in memory is asked only where it is that one,
/// or one that took its place since. Otherwise the file is read again first.
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
/// every question.
type Stamp = (u64, Option<SystemTime>);

impl Shelf {
    /// Keeps the indexes in this folder, from the first time this is called on.
    pub(crate) fn keep_in(&self, folder: PathBuf) {
        self.folder.get_or_init(|| folder);
    }

    /// Where the index of a registry lies. `None` where no folder was named.
    pub fn place(&self, registry: Registry) -> Option<PathBuf> {
        self.folder.get().map(|folder| folder.join(format!("{}.index", registry.code())))
    }

    /// The index that this row names. `None` where it cannot be read: then nobody knows who is on it.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub(super) async fn index(&self, row: &registry_file::Model) -> Result<Option<Arc<Index>>> {
        let wanted = facts(row)?;
        let place = self.of(wanted.registry);
        if let Some(index) = place.held(row.version, &wanted) {
            return Ok(Some(index));
        }
        let Some(path) = self.place(wanted.registry) else { return Ok(None) };
        let mut read = place.turn.lock().await;
        // Whoever had the turn before may have read it.
        if let Some(index) = place.held(row.version, &wanted) {
            return Ok(Some(index));
        }
        let stamp = stamp(&path);
        if stamp.is_none() || *read == stamp {
            return Ok(None);
        }
        let index = open(path, wanted.registry).await;
        *read = stamp;
        let Some(index) = index.filter(|index| *index.facts() == wanted) else {
            tracing::error!(registry = %row.registry, "the index of a registry is not the one that is in force");
            return Ok(None);
        };
        // What was read once is asked without its file, so the next change of the file is looked at.
        *read = None;
        Ok(Some(place.hold(row.version, Arc::new(index))))
    }

    fn of(&self, registry: Registry) -> Arc<Place> {
        let mut places = self.places.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(places.entry(registry).or_default())
    }
}

impl Place {
    /// The index in memory, where it is the one of this row or of one that was written later.
    fn held(&self, version: i64, wanted: &Facts) -> Option<Arc<Index>> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let held = held.as_ref()?;
        let is_newer = held.version > version;
        (is_newer || (held.version == version && held.index.facts() == wanted)).then(|| Arc::clone(&held.index))
    }

    fn hold(&self, version: i64, index: Arc<Index>) -> Arc<Index> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(Held { version, index: Arc::clone(&index) });
        index
    }
}

/// What the index must be that a row names.
pub(super) fn facts(row: &registry_file::Model) -> Result<Facts> {
    let garbled = |_| store::StoreError::Garbled("registry_file.contents");
    Ok(Facts {
        registry: row.registry()?,
        coverage: row.coverage()?,
        numbers: row.numbers()?,
        contents: Contents::try_from(row.contents.clone()).map_err(garbled)?,
    })
}

/// Reads an index on a thread that may wait.
async fn open(path: PathBuf, registry: Registry) -> Option<Index> {
    let read = tokio::task::spawn_blocking(move || Index::open(&path, registry)).await;
    match read {
        Ok(Ok(index)) => Some(index),
        Ok(Err(error)) => {
            let code = registry.code();
            tracing::error!(error = &error as &dyn std::error::Error, registry = %code, "a registry cannot be read");
            None
        }
        Err(_cut_off) => None,
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let file = fs::metadata(path).ok()?;
    Some((file.len(), file.modified().ok()))
}
