//! What frames have said so far.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    id::CustomerId,
    wire::{call::Standing, live::Changed},
};
use leptos::prelude::*;

/// For how many customers the newest decisions are kept. Who is dropped was read again long ago: a
/// frame that carries decisions also names the customer's page.
const KEPT: usize = 1_000;

/// What a page was told about a customer's calls when it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The ledger's position then.
    pub seq: i64,
    /// The server's time then (UTC).
    pub now: DateTime<Utc>,
    /// The decisions.
    pub standings: Vec<Standing>,
}

/// The newest decisions, and the position up to which everything was heard.
#[derive(Debug, Default)]
pub(super) struct Board {
    /// The last position that was heard.
    seq: i64,
    /// The smallest position that the page was read at.
    shown: Option<i64>,
    /// What was read before this position is not known to hold.
    known_from: i64,
    said: HashMap<CustomerId, Said>,
}

#[derive(Debug)]
struct Said {
    seq: i64,
    calls: Vec<Standing>,
}

impl Board {
    pub(super) const fn seq(&self) -> i64 {
        self.seq
    }

    /// The position that the page was read at, where it said so.
    #[cfg(any(feature = "hydrate", test))]
    pub(super) const fn shown(&self) -> Option<i64> {
        self.shown
    }

    pub(super) fn shows(&mut self, seq: i64) {
        self.shown = Some(self.shown.map_or(seq, |shown| shown.min(seq)));
    }

    /// Takes a frame, and answers what is to be read again.
    pub(super) fn take(&mut self, changed: Changed) -> Vec<String> {
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
    pub(super) fn forget(&mut self, seq: i64) {
        self.said.clear();
        self.seq = seq;
        self.known_from = seq;
    }

    /// What is newer than a page that was read at `seq`; nothing in it where that is not known.
    pub(super) fn newer(&self, customer: CustomerId, seq: i64) -> Option<&[Standing]> {
        let said = self.said.get(&customer).filter(|said| said.seq > seq);
        if said.map_or(seq, |said| said.seq) < self.known_from {
            return Some(&[]);
        }
        said.map(|said| said.calls.as_slice())
    }
}

/// How often each topic has moved.
#[derive(Debug, Default)]
pub(super) struct Topics(HashMap<String, ArcRwSignal<i64>>);

impl Topics {
    pub(super) fn version(&mut self, topic: &str) -> ArcRwSignal<i64> {
        self.0.entry(topic.to_owned()).or_default().clone()
    }

    pub(super) fn moved(&mut self, topic: &str) {
        if let Some(version) = self.0.get(topic) {
            version.update(|version| *version += 1);
        }
    }

    pub(super) fn all_moved(&mut self) {
        for version in self.0.values() {
            version.update(|version| *version += 1);
        }
    }
}

#[cfg(test)]
mod tests;
