//! "Business B is at 42", inside this process.

use domain::id::{BusinessId, SessionId};
use tokio::sync::broadcast;

use super::hub::Hubs;

/// Something that readers of the ledger and open sockets must hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// A business's ledger is at least this long.
    Moved(BusinessId, u64),
    /// A session ended: its sockets close at once.
    Ended(SessionId),
    /// Words may have been lost: look for yourself.
    LookAgain,
}

impl Wake {
    /// How it is said to another process.
    pub(super) fn word(self) -> String {
        match self {
            Self::Moved(business, size) => format!("moved:{business}:{size}"),
            Self::Ended(session) => format!("ended:{session}"),
            Self::LookAgain => "look".to_owned(),
        }
    }

    /// What another process said. A word that this build does not know is a reason to look again.
    pub(super) fn from_word(word: &str) -> Self {
        let known = match word.split(':').collect::<Vec<_>>()[..] {
            ["moved", business, size] => {
                business.parse().ok().zip(size.parse().ok()).map(|(business, size)| Self::Moved(business, size))
            }
            ["ended", session] => session.parse().ok().map(Self::Ended),
            _ => None,
        };
        known.unwrap_or(Self::LookAgain)
    }
}

/// The channel on which wakes travel, and the hubs of the businesses that have a page open.
///
/// What this process said and what it heard of others are kept apart: only the first is passed on,
/// so that no word goes round in a circle.
#[derive(Clone, Debug)]
pub struct Wakes {
    all: broadcast::Sender<Wake>,
    own: broadcast::Sender<Wake>,
    pub(super) hubs: Hubs,
}

impl Default for Wakes {
    fn default() -> Self {
        Self { all: broadcast::Sender::new(1_024), own: broadcast::Sender::new(1_024), hubs: Hubs::default() }
    }
}

impl Wakes {
    /// A business's ledger has grown.
    pub fn moved(&self, business: BusinessId, size: u64) {
        self.send(Wake::Moved(business, size));
    }

    /// Says it to everybody who listens, in this process and in the others.
    pub fn send(&self, wake: Wake) {
        // Nobody listens while there is one process only.
        let _nobody = self.own.send(wake);
        self.heard(wake);
    }

    /// Passes on, in this process, what another one did.
    pub(super) fn heard(&self, wake: Wake) {
        // Nobody listens while no job waits.
        let _nobody = self.all.send(wake);
        self.hubs.wake(wake);
    }

    /// Listens from now on.
    pub fn listen(&self) -> broadcast::Receiver<Wake> {
        self.all.subscribe()
    }

    /// Listens to what this process says, and not to what it heard.
    pub(super) fn listen_to_own(&self) -> broadcast::Receiver<Wake> {
        self.own.subscribe()
    }

    /// Whether anybody would notice a wake.
    pub(super) fn has_listeners(&self) -> bool {
        self.all.receiver_count() > 0 || !self.hubs.are_none()
    }
}
