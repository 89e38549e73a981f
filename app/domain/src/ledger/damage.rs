//! What can be wrong with a stored ledger, and where.

use std::ops::RangeInclusive;

use super::entry::EntryError;

/// The first thing that is wrong with a ledger. Its sentence names the place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Entries are missing, or stand in the wrong place.
    #[error("{}", gap(*expected, *found))]
    Gap {
        /// The position that comes next.
        expected: u64,
        /// The position that was there.
        found: u64,
    },
    /// The bytes are not an entry.
    #[error("entry {seq}: its bytes cannot be read")]
    Unreadable {
        /// The entry's position.
        seq: u64,
        /// What is wrong with the bytes.
        source: EntryError,
    },
    /// A column says something else than the bytes.
    #[error("entry {seq}: the column {column} differs from what was written")]
    ColumnMismatch {
        /// The entry's position.
        seq: u64,
        /// The column's name.
        column: &'static str,
    },
    /// A kept value is not the one that was committed to.
    #[error("entry {seq}: the kept value of {field} is not the one that was written")]
    OpeningMismatch {
        /// The entry's position.
        seq: u64,
        /// The field's name.
        field: String,
    },
    /// The entries do not hash to what a checkpoint says; they did up to the checkpoint before it.
    #[error("{}", changed(*from, *size))]
    RootMismatch {
        /// The first entry that no good checkpoint covers.
        from: u64,
        /// The checkpoint's size, and the last entry that it covers.
        size: u64,
    },
    /// Two signed checkpoints contradict each other: there are, or were, two histories.
    #[error("checkpoint at {size}: two checkpoints of this size show different ledgers")]
    TwoHistories {
        /// The size of both.
        size: u64,
    },
    /// A checkpoint covers entries that are not there any more.
    #[error("{} cut off: a checkpoint covers {checkpoint_size} entries", entries(*size + 1, *checkpoint_size))]
    CutTail {
        /// How many entries there are.
        size: u64,
        /// How many there were.
        checkpoint_size: u64,
    },
}

impl Damage {
    /// The positions among which the damage lies.
    pub fn place(&self) -> RangeInclusive<u64> {
        match self {
            Self::Gap { expected, found } if expected < found => *expected..=found - 1,
            Self::Gap { expected: seq, .. }
            | Self::Unreadable { seq, .. }
            | Self::ColumnMismatch { seq, .. }
            | Self::OpeningMismatch { seq, .. } => *seq..=*seq,
            Self::RootMismatch { from, size } => *from..=*size,
            Self::TwoHistories { size } => *size..=*size,
            Self::CutTail { size, checkpoint_size } => size + 1..=*checkpoint_size,
        }
    }
}

fn entries(from: u64, to: u64) -> String {
    if from == to { format!("entry {from}:") } else { format!("entries {from} to {to}:") }
}

fn gap(expected: u64, found: u64) -> String {
    if expected < found {
        format!("{} missing, entry {found} comes next", entries(expected, found - 1))
    } else {
        format!("entry {expected}: entry {found} stands in its place")
    }
}

fn changed(from: u64, size: u64) -> String {
    match size {
        0 => "checkpoint at 0: it does not show an empty ledger".to_owned(),
        _ if from == size => format!("entry {size}: it does not match the checkpoint at {size}"),
        _ => format!("entries {from} to {size}: they do not match the checkpoint at {size}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_names_the_place() {
        let said = [
            (Damage::Gap { expected: 41, found: 43 }, "entries 41 to 42: missing, entry 43 comes next", 41..=42),
            (Damage::Gap { expected: 41, found: 42 }, "entry 41: missing, entry 42 comes next", 41..=41),
            (Damage::Gap { expected: 41, found: 39 }, "entry 41: entry 39 stands in its place", 41..=41),
            (
                Damage::Unreadable { seq: 42, source: EntryError::CutShort },
                "entry 42: its bytes cannot be read",
                42..=42,
            ),
            (
                Damage::ColumnMismatch { seq: 42, column: "kind" },
                "entry 42: the column kind differs from what was written",
                42..=42,
            ),
            (
                Damage::OpeningMismatch { seq: 42, field: "note".into() },
                "entry 42: the kept value of note is not the one that was written",
                42..=42,
            ),
            (
                Damage::RootMismatch { from: 40, size: 42 },
                "entries 40 to 42: they do not match the checkpoint at 42",
                40..=42,
            ),
            (Damage::RootMismatch { from: 42, size: 42 }, "entry 42: it does not match the checkpoint at 42", 42..=42),
            (Damage::RootMismatch { from: 0, size: 0 }, "checkpoint at 0: it does not show an empty ledger", 0..=0),
            (
                Damage::TwoHistories { size: 42 },
                "checkpoint at 42: two checkpoints of this size show different ledgers",
                42..=42,
            ),
            (
                Damage::CutTail { size: 42, checkpoint_size: 45 },
                "entries 43 to 45: cut off: a checkpoint covers 45 entries",
                43..=45,
            ),
        ];
        for (damage, sentence, place) in said {
            assert_eq!(damage.to_string(), sentence);
            assert_eq!(damage.place(), place);
        }
    }
}
