//! Taking what a frame says.

use domain::wire::live::Changed;
use leptos::prelude::*;

use super::{Board, Said, Topics};

/// For how many customers the newest decisions are kept. Who is dropped was read again long ago: a
/// frame that carries decisions also names the customer's page.
pub(super) const KEPT: usize = 1_000;

impl Board {
    /// The position that the page was read at, where it said so.
    pub(in crate::live) const fn shown(&self) -> Option<i64> {
        self.shown
    }

    /// Takes a frame, and answers what is to be read again.
    pub(in crate::live) fn take(&mut self, changed: Changed) -> Vec<String> {
        let Changed { seq, topics, standings, .. } = changed;
        self.seq = seq;
        if topics.iter().any(|topic| topic == "standings") {
            self.known_from = seq;
        }
        self.said.extend(standings.into_iter().map(|new| (new.customer, Said { seq, calls: new.calls })));
        if self.said.len() > KEPT {
            let mut ages: Vec<_> = self.said.values().map(|said| said.seq).collect();
            let (_, middle, _) = ages.select_nth_unstable(KEPT / 2);
            let middle = *middle;
            self.said.retain(|_, said| said.seq > middle);
        }
        topics
    }

    /// Nothing from before this position is known to hold.
    pub(in crate::live) fn forget(&mut self, seq: i64) {
        self.said.clear();
        self.seq = seq;
        self.known_from = seq;
    }
}

impl Topics {
    /// Every version.
    pub(in crate::live) fn all(&self) -> Vec<ArcRwSignal<i64>> {
        self.0.values().cloned().collect()
    }
}
