//! What can be found wrong, in sentences that name the place.

use std::fmt;

use domain::ledger::Damage;

use super::Kept;

/// One thing that is wrong with a stored ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The entries are not what was written.
    Damage(Damage),
    /// A checkpoint cannot be believed.
    Checkpoint {
        /// Where it was kept.
        kept: Kept,
        /// How many entries it covers, where its row says so.
        size: Option<i64>,
        /// What is wrong with it.
        problem: String,
    },
    /// Nobody vouches for the entries at the end: they came past the server, or it had no key.
    Unsigned {
        /// The first of them.
        from: u64,
        /// The last of them.
        to: u64,
    },
    /// The ledger's head does not stand where its entries end.
    Head {
        /// Where the head stands.
        head: i64,
        /// The position of an entry at the end.
        last: u64,
    },
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damage(damage) => damage.fmt(f),
            Self::Checkpoint { kept, size, problem } => {
                match size {
                    Some(size) => write!(f, "checkpoint at {size}")?,
                    None => f.write_str("a checkpoint")?,
                }
                match kept {
                    Kept::Database => write!(f, ": {problem}"),
                    Kept::Journal => write!(f, " of the journal: {problem}"),
                }
            }
            Self::Unsigned { from, to } if from == to => write!(f, "entry {from}: no checkpoint covers it"),
            Self::Unsigned { from, to } => write!(f, "entries {from} to {to}: no checkpoint covers them"),
            Self::Head { head, last } => write!(f, "entry {last}: the head of the ledger stands at {head}"),
        }
    }
}
