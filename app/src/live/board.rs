//! What frames have said so far.

#[cfg(any(feature = "hydrate", test))]
mod hear;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{id::CustomerId, wire::call::Standing};
use leptos::prelude::*;

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

    pub(super) fn shows(&mut self, seq: i64) {
        self.shown = Some(self.shown.map_or(seq, |shown| shown.min(seq)));
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

    /// The versions that move with a topic: every standing moves every customer's page with it.
    pub(super) fn of(&self, topic: &str) -> Vec<ArcRwSignal<i64>> {
        let all = topic == "standings";
        let moves = |name: &str| name == topic || (all && name.starts_with("customer/"));
        self.0.iter().filter(|(name, _)| moves(name)).map(|(_, version)| version.clone()).collect()
    }
}
