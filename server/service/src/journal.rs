//! The suppression journal: what must survive the loss of the database.
//!
//! A reader of every ledger with a position. After each commit it appends, to a file outside the
//! database and its backups, the keyed hashes of numbers that came on or off the do-not-call list,
//! the erasures, and the newest checkpoint. From it a restored system learns what came after its
//! backup, and whoever cuts off the end of a ledger is shown by the checkpoints that are kept here.

mod file;
mod follow;
mod line;

pub use file::{Notes, notes};
pub use line::{Line, What};

use std::{
    collections::HashMap,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use domain::id::BusinessId;
use tokio::{
    sync::{broadcast, oneshot},
    task::JoinHandle,
    time::{MissedTickBehavior, interval},
};

use crate::{Service, live::Wake};
use file::JournalFile;

/// How often every ledger is looked at, in case a wake was lost or the file could not be written.
const EVERY: Duration = Duration::from_secs(30);
/// The file's name in its folder.
const NAME: &str = "suppression.jsonl";

/// The file of the journal in this folder.
pub fn file(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

/// How far the journal has read. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Journal {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// Whether this process writes the file: of several on one folder only one does.
    writes: bool,
    ledgers: HashMap<BusinessId, Position>,
}

/// How far the journal has read one ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Position {
    /// The last entry that was read.
    seq: i64,
    /// How many entries are known to exist.
    seen: i64,
    /// Size and root of the last checkpoint that was kept.
    checkpoint: Option<(i64, String)>,
}

/// A journal that is being written. Dropping it stops it, too.
#[derive(Debug)]
pub struct Running {
    /// How far it is.
    pub journal: Journal,
    stop: oneshot::Sender<()>,
    task: JoinHandle<()>,
}

impl Running {
    /// Writes what is left, and ends.
    pub async fn stop(self) {
        let Self { stop, task, .. } = self;
        // Nobody hears it if the task has ended already.
        let _ended = stop.send(());
        if task.await.is_err() {
            tracing::error!("the journal ended before it was told to");
        }
    }
}

/// Starts to keep the journal in this folder, from where its file ends.
///
/// # Errors
/// Fails when the file cannot be made or read. That another process keeps it is no failure: this
/// one takes over when that one ends.
pub fn start(service: &Service, folder: &Path) -> io::Result<Running> {
    let journal = Journal { path: file(folder), state: Arc::default() };
    let writer = journal.take_over()?;
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(run(service.clone(), journal.clone(), writer, stopped));
    Ok(Running { journal, stop, task })
}

impl Journal {
    /// How many entries of all ledgers are not in the journal yet, as far as is known; `None` while
    /// another process writes it.
    pub fn lag(&self) -> Option<u64> {
        let state = self.state();
        let behind = |position: &Position| u64::try_from(position.seen - position.seq).unwrap_or_default();
        state.writes.then(|| state.ledgers.values().map(behind).sum())
    }

    /// The signed checkpoints of a business that are in the file.
    pub fn checkpoints(&self, business: BusinessId) -> io::Result<Vec<String>> {
        Ok(file::notes(&self.path)?.of(business).to_vec())
    }

    /// The file, if nobody else writes it.
    fn take_over(&self) -> io::Result<Option<JournalFile>> {
        let Some((file, ledgers)) = JournalFile::open(&self.path)? else { return Ok(None) };
        *self.state() = State { writes: true, ledgers };
        Ok(Some(file))
    }

    fn position(&self, business: BusinessId) -> Position {
        self.state().ledgers.get(&business).cloned().unwrap_or_default()
    }

    fn keep(&self, business: BusinessId, position: Position) {
        self.state().ledgers.insert(business, position);
    }

    /// Notes how long a ledger is, and says whether there is something to read.
    fn see(&self, business: BusinessId, size: u64) -> bool {
        let mut state = self.state();
        let position = state.ledgers.entry(business).or_default();
        position.seen = position.seen.max(i64::try_from(size).unwrap_or(i64::MAX));
        position.seen > position.seq
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is to be read next.
enum Next {
    One(BusinessId),
    All,
    Last,
}

async fn run(service: Service, journal: Journal, mut writer: Option<JournalFile>, mut stopped: oneshot::Receiver<()>) {
    let mut wakes = service.wakes.listen();
    let mut beat = interval(EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let next = tokio::select! {
            _ = &mut stopped => Next::Last,
            _ = beat.tick() => Next::All,
            wake = wakes.recv() => match wake {
                Ok(Wake::Moved(business, size)) if journal.see(business, size) => Next::One(business),
                Ok(Wake::Moved(..) | Wake::Ended(_)) => continue,
                Ok(Wake::LookAgain) | Err(broadcast::error::RecvError::Lagged(_)) => Next::All,
                Err(broadcast::error::RecvError::Closed) => Next::Last,
            },
        };
        if writer.is_none() {
            writer = journal.take_over().unwrap_or_else(|error| {
                tracing::error!(%error, "the journal cannot be opened");
                None
            });
        }
        if let Some(file) = &mut writer {
            match next {
                Next::One(business) => follow::one(&service, &journal, file, business).await,
                Next::All | Next::Last => follow::all(&service, &journal, file).await,
            }
        }
        if matches!(next, Next::Last) {
            return;
        }
    }
}

#[cfg(test)]
mod tests;
