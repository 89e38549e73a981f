//! Reading a stored ledger from its first entry to its last, and finding the first thing wrong.
//!
//! Where the rows and checkpoints come from, and that the checkpoints' signatures are good, is the
//! caller's business: [`Checkpoint::verify`](super::Checkpoint::verify).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{
    commitment::commitment,
    damage::Damage,
    entry::{Entry, FieldValue},
    frontier::Frontier,
    hash::Hash,
    tree::leaf_hash,
};
use crate::id::BusinessId;

/// One stored entry: its bytes, and the columns that repeat a part of them for searching.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The position.
    pub seq: u64,
    /// The bytes, as they are stored.
    pub bytes: &'a [u8],
    /// The column `kind`.
    pub kind: &'a str,
    /// The column `version`.
    pub version: u16,
    /// The column `at`. It is compared to the microsecond.
    pub at: DateTime<Utc>,
    /// The column `actor`: what [`Actor`](super::Actor) shows.
    pub actor: &'a str,
    /// The column `subject`: what [`Subject`](super::Subject) shows.
    pub subject: Option<&'a str>,
}

/// A stored value that a commitment hides. It is gone once the person is erased.
#[derive(Clone, Copy, Debug)]
pub struct Opening<'a> {
    /// The field's name.
    pub field: &'a str,
    /// The salt of the commitment.
    pub salt: &'a [u8; 32],
    /// The value.
    pub value: &'a [u8],
}

/// A ledger in which nothing is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many entries it has.
    pub size: u64,
    /// The root of the tree over them.
    pub root: Hash,
    /// The size of the largest checkpoint. Entries beyond it were read, but nobody vouches for
    /// them; where every commit signs a checkpoint there are none.
    pub covered: u64,
}

/// Checks a ledger entry by entry, in a memory that does not grow with the entries.
///
/// A root tells only *that* something before a checkpoint was changed. Each checkpoint on the way
/// is compared, so the place is narrowed down to the entries since the last good one: to one
/// commit, where every commit signs a checkpoint.
#[derive(Clone, Debug)]
pub struct Verifier {
    business: BusinessId,
    frontier: Frontier,
    /// The size of the last checkpoint that matched.
    covered: u64,
    /// The roots of the checkpoints not reached yet, by size.
    ahead: BTreeMap<u64, BTreeSet<Hash>>,
    damage: Option<Damage>,
}

impl Verifier {
    /// Starts before the first entry, with size and root of every checkpoint that is known.
    ///
    /// The ones that were kept outside the database (the journal's, those of receipts and
    /// confirmations) are worth the most: whoever cuts off the end of a ledger takes the database's
    /// own checkpoints along.
    pub fn new(business: BusinessId, checkpoints: impl IntoIterator<Item = (u64, Hash)>) -> Self {
        let mut ahead = BTreeMap::<_, BTreeSet<_>>::new();
        for (size, root) in checkpoints {
            ahead.entry(size).or_default().insert(root);
        }
        let mut verifier = Self { business, frontier: Frontier::default(), covered: 0, ahead, damage: None };
        verifier.damage = verifier.compare().err();
        verifier
    }

    /// Checks the next entry with the openings that are kept for it.
    ///
    /// # Errors
    /// Gives the first damage, and the same again for whatever is pushed after it.
    pub fn push(&mut self, row: &Row<'_>, openings: &[Opening<'_>]) -> Result<(), Damage> {
        if let Some(damage) = &self.damage {
            return Err(damage.clone());
        }
        let checked = self.check(row, openings);
        self.damage = checked.clone().err();
        checked
    }

    /// Ends after the last entry: nothing may be missing that a checkpoint covers.
    ///
    /// # Errors
    /// Gives the damage that [`push`](Self::push) found, should it have been passed over.
    pub fn finish(self) -> Result<Verified, Damage> {
        let size = self.frontier.size();
        match (self.damage, self.ahead.last_key_value()) {
            (Some(damage), _) => Err(damage),
            (None, Some((&checkpoint_size, _))) => Err(Damage::CutTail { size, checkpoint_size }),
            (None, None) => Ok(Verified { size, root: self.frontier.root(), covered: self.covered }),
        }
    }

    fn check(&mut self, row: &Row<'_>, openings: &[Opening<'_>]) -> Result<(), Damage> {
        let (seq, expected) = (row.seq, self.frontier.size() + 1);
        if seq != expected {
            return Err(Damage::Gap { expected, found: seq });
        }
        let entry = Entry::from_bytes(row.bytes).map_err(|source| Damage::Unreadable { seq, source })?;
        if let Some(column) = self.differing(row, &entry) {
            return Err(Damage::ColumnMismatch { seq, column });
        }
        for opening in openings {
            let made = commitment(opening.field, opening.salt, opening.value);
            if entry.field(opening.field) != Some(&FieldValue::Committed(made)) {
                return Err(Damage::OpeningMismatch { seq, field: opening.field.to_owned() });
            }
        }
        self.frontier.append(leaf_hash(row.bytes));
        self.compare()
    }

    /// The first column that says something else than the bytes.
    fn differing(&self, row: &Row<'_>, entry: &Entry) -> Option<&'static str> {
        let subject = entry.subject.as_ref().map(ToString::to_string);
        let columns = [
            ("business", self.business == entry.business),
            ("seq", row.seq == entry.seq),
            ("kind", row.kind == entry.kind),
            ("version", row.version == entry.version),
            ("at", row.at.timestamp_micros() == entry.at.timestamp_micros()),
            ("actor", row.actor == entry.actor.to_string()),
            ("subject", row.subject == subject.as_deref()),
        ];
        columns.into_iter().find(|(_, same)| !same).map(|(column, _)| column)
    }

    /// Compares the tree with the checkpoints of its present size.
    fn compare(&mut self) -> Result<(), Damage> {
        let size = self.frontier.size();
        let Some(roots) = self.ahead.remove(&size) else { return Ok(()) };
        if roots.len() > 1 {
            return Err(Damage::TwoHistories { size });
        }
        if !roots.contains(&self.frontier.root()) {
            return Err(Damage::RootMismatch { from: size.min(self.covered + 1), size });
        }
        self.covered = size;
        Ok(())
    }
}

#[cfg(test)]
mod tests;
