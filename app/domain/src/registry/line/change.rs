//! What a change says of its number.

use super::{BadLine, Line};

/// What happened to a number since the list before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::registry) enum Change {
    Added,
    Deleted,
}

impl Change {
    /// The line that says so of a number.
    pub(in crate::registry) const fn line(self, number: u64) -> Line {
        match self {
            Self::Added => Line::Added(number),
            Self::Deleted => Line::Deleted(number),
        }
    }
}

/// The change that stands among some words as an `A` or a `D`; `None` where there is none.
///
/// Which of the words it is differs from file to file, so two of them could mean anything.
pub(in crate::registry) fn change_in<W: AsRef<[u8]>>(
    words: impl Iterator<Item = W>,
) -> Result<Option<Change>, BadLine> {
    let mut changes = words.filter_map(|word| match word.as_ref() {
        b"A" | b"a" => Some(Change::Added),
        b"D" | b"d" => Some(Change::Deleted),
        _ => None,
    });
    let change = changes.next();
    if changes.next().is_some() { Err(BadLine::NotAChange) } else { Ok(change) }
}
