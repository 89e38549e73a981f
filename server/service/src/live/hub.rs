//! One reader of a business's ledger for all of its open pages on this node.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError, Weak,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use domain::id::{BusinessId, SessionId};
use tokio::sync::{Notify, broadcast};

use super::{
    changed::{self, Told},
    wakes::Wake,
};
use crate::{Service, error::Result};

/// How long a wake that was lost goes unnoticed.
const POLL: Duration = Duration::from_secs(2);
/// How many words a socket may be behind before it is cut off; it comes back at its position.
const BEHIND: usize = 128;

/// What a hub says to its sockets.
#[derive(Clone, Debug)]
pub(super) enum Word {
    /// The ledger moved on.
    Told(Arc<Told>),
    /// This session ended.
    Ended(SessionId),
    /// Words may have been lost: ask whether you may still listen.
    LookAgain,
}

/// Reads a business's ledger once, and shares what it read among the sockets of the business.
///
/// It lives as long as one of them does.
#[derive(Debug)]
pub(super) struct Hub {
    business: BusinessId,
    words: broadcast::Sender<Word>,
    look: Arc<Notify>,
    position: AtomicI64,
    hubs: Hubs,
}

impl Hub {
    /// Listens from now on: every position behind those read so far is said, in order.
    pub(super) fn listen(&self) -> broadcast::Receiver<Word> {
        self.words.subscribe()
    }

    fn wake(&self, wake: Wake) {
        // Nobody to hear it: the last socket is just going.
        match wake {
            Wake::Moved(_, size) => {
                if i64::try_from(size).is_ok_and(|size| size <= self.position.load(Ordering::Acquire)) {
                    return;
                }
            }
            Wake::Ended(session) => {
                let _nobody = self.words.send(Word::Ended(session));
                return;
            }
            Wake::LookAgain => {
                let _nobody = self.words.send(Word::LookAgain);
            }
        }
        self.look.notify_one();
    }

    /// Reads on to the end of the ledger.
    async fn read(&self, service: &Service) -> Result<()> {
        loop {
            let scope = service.db.read(self.business).await?;
            let Some(told) = changed::read(service, &scope, self.position.load(Ordering::Acquire)).await? else {
                return Ok(());
            };
            self.position.store(told.seq, Ordering::Release);
            let _nobody = self.words.send(Word::Told(Arc::new(told)));
        }
    }
}

impl Drop for Hub {
    fn drop(&mut self) {
        self.hubs.forget(self.business);
        self.look.notify_one();
    }
}

/// The hubs of this node, one for each business that has a page open.
#[derive(Clone, Debug, Default)]
pub(super) struct Hubs(Arc<Mutex<HashMap<BusinessId, Weak<Hub>>>>);

impl Hubs {
    /// The hub of a business, if it has one.
    pub(super) fn find(&self, business: BusinessId) -> Option<Arc<Hub>> {
        self.lock().get(&business).and_then(Weak::upgrade)
    }

    /// The hub of a business; a new one begins behind `position`, which must have been read already.
    pub(super) fn open(&self, service: &Service, business: BusinessId, position: i64) -> Arc<Hub> {
        let mut hubs = self.lock();
        if let Some(hub) = hubs.get(&business).and_then(Weak::upgrade) {
            return hub;
        }
        let hub = Arc::new(Hub {
            business,
            words: broadcast::Sender::new(BEHIND),
            look: Arc::default(),
            position: position.into(),
            hubs: self.clone(),
        });
        hubs.insert(business, Arc::downgrade(&hub));
        tokio::spawn(follow(service.clone(), Arc::downgrade(&hub), Arc::clone(&hub.look)));
        hub
    }

    /// Passes a wake to the hubs that it concerns.
    pub(super) fn wake(&self, wake: Wake) {
        let concerned: Vec<_> = match wake {
            Wake::Moved(business, _) => self.find(business).into_iter().collect(),
            Wake::Ended(_) | Wake::LookAgain => self.lock().values().filter_map(Weak::upgrade).collect(),
        };
        // Only now, without the lock: this may be the last hand on a hub, and a hub that goes takes the lock.
        for hub in concerned {
            hub.wake(wake);
        }
    }

    /// Whether no page is open.
    pub(super) fn are_none(&self) -> bool {
        self.lock().is_empty()
    }

    /// Forgets a hub that is gone, unless another one has taken its place.
    fn forget(&self, business: BusinessId) {
        let mut hubs = self.lock();
        if hubs.get(&business).is_some_and(|hub| hub.strong_count() == 0) {
            hubs.remove(&business);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<BusinessId, Weak<Hub>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The hub's task: reads after each wake, and once in every interval in case one was lost.
async fn follow(service: Service, hub: Weak<Hub>, look: Arc<Notify>) {
    loop {
        // Either way it is time to look.
        let _woken_or_not = tokio::time::timeout(POLL, look.notified()).await;
        let Some(hub) = hub.upgrade() else { return };
        if let Err(error) = hub.read(&service).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "open pages wait: the ledger could not be read");
        }
    }
}
