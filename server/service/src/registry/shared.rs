//! The index in force, for everybody who asks.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use arc_swap::ArcSwap;
use domain::registry::Registry;

use super::{
    index::{Index, Unreadable},
    load::{Extent, Order, apply, load},
    refused::Refused,
};

/// What is in force: an index, or the reason why there is none to ask.
type Standing = Result<Arc<Index>, Arc<Unreadable>>;

/// The index of one registry that is in force, and the one door to put another in its place.
///
/// Whoever asks is never stopped by a load and sees the index before or the one after, whole.
#[derive(Debug)]
pub struct SharedIndex {
    registry: Registry,
    place: PathBuf,
    standing: ArcSwap<Standing>,
    /// Held while the standing changes, so that it is the standing of what lies on the disk.
    turn: Mutex<()>,
}

impl SharedIndex {
    /// The index of a registry that lies at this place. Where it cannot be read, that is what
    /// everybody hears who asks.
    pub fn open(registry: Registry, place: PathBuf) -> Self {
        let standing = ArcSwap::from_pointee(read(registry, &place));
        Self { registry, place, standing, turn: Mutex::new(()) }
    }

    /// The index in force. It stays as it is for as long as it is held.
    ///
    /// # Errors
    /// Fails where there is none: whoever wants to call hears then that it could not be checked.
    pub fn in_force(&self) -> Result<Arc<Index>, Arc<Unreadable>> {
        (**self.standing.load()).clone()
    }

    /// Loads full lists in place of what is in force.
    ///
    /// # Errors
    /// Fails as [`load`] does; what is in force stays.
    pub fn load(&self, files: &[PathBuf], extent: Extent) -> Result<Arc<Index>, Refused> {
        let _turn = self.turn();
        let order = Order { registry: self.registry, files, extent };
        Ok(self.replace(load(&order, &self.place)?))
    }

    /// Applies lists of changes to what is in force.
    ///
    /// # Errors
    /// Fails as [`apply`] does; what is in force stays.
    pub fn apply(&self, changes: &[PathBuf]) -> Result<Arc<Index>, Refused> {
        let _turn = self.turn();
        Ok(self.replace(apply(changes, self.registry, &self.place)?))
    }

    /// Reads the index again that lies at its place: another process may have put one there.
    pub fn reread(&self) {
        let _turn = self.turn();
        self.standing.store(Arc::new(read(self.registry, &self.place)));
    }

    fn replace(&self, index: Index) -> Arc<Index> {
        let index = Arc::new(index);
        self.standing.store(Arc::new(Ok(Arc::clone(&index))));
        index
    }

    fn turn(&self) -> MutexGuard<'_, ()> {
        // It guards nothing that a panic could leave half done.
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn read(registry: Registry, place: &Path) -> Standing {
    Index::open(place, registry).map(Arc::new).map_err(Arc::new)
}
