//! What a merge of two records of one person changes about calls.
//!
//! All answers of both are replayed together by [`crate::consent::status`], as if they had always been one
//! record's. A later yes of one record can so outlive a no of the other: whoever merges is told before.

use serde::{Deserialize, Serialize};

use crate::call::{BlockReason, CallDecision};

/// What becomes of calls to one number, for one purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallChange {
    /// Allowed afterwards, which one of the two records did not allow.
    Opens,
    /// Allowed before, and not any more.
    Closes,
}

/// The decision of one of the two records, before the merge.
#[derive(Clone, Debug)]
pub struct Before {
    /// Whether the number is in this record. A record says only its noes of a number that it does not have.
    pub has_number: bool,
    /// Its decision.
    pub decision: CallDecision,
}

impl Before {
    /// Whether a mark, an entry of the list or an answer stands against the call.
    pub fn objects(&self) -> bool {
        let counts = |reason: &&BlockReason| reason.is_objection() && (self.has_number || reason.masks());
        self.decision.reasons().iter().find(counts).is_some()
    }
}

/// What a merge changes for a number and a purpose. Hours and the like stay what they were, and count here
/// for nothing.
pub fn change(before: &[Before], after: &CallDecision) -> Option<CallChange> {
    let objected = before.iter().any(Before::objects);
    let was_open = before.iter().all(|side| !side.has_number || !side.objects());
    match after.reasons().iter().any(BlockReason::is_objection) {
        false if objected => Some(CallChange::Opens),
        true if was_open => Some(CallChange::Closes),
        _ => None,
    }
}

#[cfg(test)]
#[cfg(feature = "metadata")]
mod tests;
