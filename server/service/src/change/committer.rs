//! One queue, one transaction for all that waits in it, one fsync for many.

use std::{
    collections::{BTreeMap, HashMap},
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
};

use domain::{id::BusinessId, ledger::Checkpoint};
use futures::FutureExt as _;
use store::{Batch, entity::ledger_checkpoint, ledger};
use tokio::sync::mpsc;

use super::{
    Shared,
    job::{Job, Position},
};
use crate::{
    error::{Error, Result},
    live::Wakes,
};

/// How many changes may wait before those who ask must.
const QUEUE: usize = 1_024;
/// How many changes share one commit at most.
const TOGETHER: usize = 64;

/// Where changes wait.
type Queue = mpsc::Sender<Box<dyn Job>>;

/// Commits changes: on SQLite one queue for the whole file, on PostgreSQL one for each business.
pub struct Committer {
    shared: Arc<Shared>,
    wakes: Wakes,
    queues: Mutex<HashMap<Option<BusinessId>, Queue>>,
}

impl Committer {
    pub(crate) fn new(shared: Arc<Shared>, wakes: Wakes) -> Self {
        Self { shared, wakes, queues: Mutex::default() }
    }

    pub(super) async fn submit(&self, business: BusinessId, job: Box<dyn Job>) -> Result<()> {
        let queue = self.queue(business);
        queue.send(job).await.map_err(|_| Error::Broken("the queue of changes is gone"))
    }

    fn queue(&self, business: BusinessId) -> Queue {
        let key = (!self.shared.db.is_embedded()).then_some(business);
        let mut queues = self.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues.entry(key).or_insert_with(|| self.start()).clone()
    }

    fn start(&self) -> Queue {
        let (queue, mut waiting) = mpsc::channel::<Box<dyn Job>>(QUEUE);
        let (shared, wakes) = (Arc::clone(&self.shared), self.wakes.clone());
        tokio::spawn(async move {
            let mut jobs = Vec::with_capacity(TOGETHER);
            while waiting.recv_many(&mut jobs, TOGETHER).await > 0 {
                commit(&shared, &wakes, std::mem::take(&mut jobs)).await;
            }
        });
        queue
    }
}

/// Runs the jobs one after the other, commits once, and answers all.
async fn commit(shared: &Shared, wakes: &Wakes, mut jobs: Vec<Box<dyn Job>>) {
    let run = AssertUnwindSafe(run(shared, &mut jobs)).catch_unwind().await;
    let committed = match run {
        Ok(Ok(moved)) => Some(moved),
        Ok(Err(error)) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a batch of changes was not committed");
            None
        }
        Err(_panic) => {
            tracing::error!("a change panicked; its batch was not committed");
            None
        }
    };
    for job in jobs {
        job.answer(committed.is_some());
    }
    for (business, size) in committed.unwrap_or_default() {
        wakes.moved(business, size);
    }
}

/// Everything up to the durable commit. Returns where each ledger that moved stands.
async fn run(shared: &Shared, jobs: &mut [Box<dyn Job>]) -> Result<Vec<(BusinessId, u64)>> {
    let batch = shared.db.begin().await?;
    let mut moved = BTreeMap::new();
    for job in jobs.iter_mut() {
        if let Some(position) = job.run(&batch, shared).await {
            moved.insert(job.business(), position);
        }
    }
    for (business, position) in &moved {
        sign(shared, &batch, *business, position).await?;
    }
    batch.commit().await?;
    Ok(moved.into_iter().map(|(business, position)| (business, position.size)).collect())
}

/// Signs where the ledger stands. Without the signing key the entry stands unsigned and the
/// verification says so; nobody can be called then anyway.
async fn sign(shared: &Shared, batch: &Batch, business: BusinessId, position: &Position) -> Result<()> {
    let Some(signer) = shared.keys.signer() else { return Ok(()) };
    let at = shared.clock.now();
    let checkpoint = Checkpoint {
        origin: format!("{}/ledger/{business}", shared.origin),
        size: position.size,
        root: position.root,
        at,
    };
    let note = checkpoint.sign(signer, &shared.origin).map_err(|error| {
        tracing::error!(%error, "a checkpoint cannot be signed");
        Error::Broken("a checkpoint cannot be signed")
    })?;
    let scope = batch.scope(business).await?;
    let size = i64::try_from(position.size).map_err(|_| Error::Broken("a ledger has outgrown its column"))?;
    let root = position.root.to_string();
    ledger::keep_checkpoint(&scope, ledger_checkpoint::Model { business_id: business.0, size, root, note, at }).await?;
    scope.keep().await?;
    Ok(())
}
