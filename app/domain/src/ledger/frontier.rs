//! The right edge of the tree: as much of it as is needed to append and to know the root.

use super::{
    hash::Hash,
    tree::{node_hash, root_of},
};

/// The roots of the full subtrees that a ledger of this size consists of, the largest first.
///
/// It holds one hash for each 1 in the binary digits of the size, so a ledger of a million entries
/// grows by one without reading any of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

/// The stored bytes are not a frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The stored edge of the ledger's tree cannot be read")]
pub struct NotAFrontier;

impl Frontier {
    /// How many leaves were appended. The last entry of the ledger has this position.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf.
    pub fn append(&mut self, leaf: Hash) {
        let full = self.size.trailing_ones() as usize;
        let rest = self.peaks.split_off(self.peaks.len() - full);
        self.peaks.push(rest.into_iter().rev().fold(leaf, |right, left| node_hash(left, right)));
        self.size += 1;
    }

    /// The root of the tree, the same as [`root_of`] over all leaves.
    pub fn root(&self) -> Hash {
        let from_the_right = self.peaks.iter().copied().rev();
        from_the_right.reduce(|right, left| node_hash(left, right)).unwrap_or_else(|| root_of(&[]))
    }

    /// The bytes to store beside the ledger: the size (8, big-endian), then each hash (32).
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        self.peaks.iter().for_each(|peak| bytes.extend_from_slice(peak.as_bytes()));
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// It is a convenience and proves nothing: the ledger's own entries and signed checkpoints say
    /// whether these hashes are right.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAFrontier> {
        let (size, peaks) = bytes.split_first_chunk().ok_or(NotAFrontier)?;
        let size = u64::from_be_bytes(*size);
        // No database counts further, and below it the next leaf still has a number.
        i64::try_from(size).map_err(|_| NotAFrontier)?;
        if peaks.len() != size.count_ones() as usize * 32 {
            return Err(NotAFrontier);
        }
        let peaks = peaks.chunks_exact(32).map(Hash::try_from).collect::<Result<_, _>>().map_err(|_| NotAFrontier)?;
        Ok(Self { size, peaks })
    }
}

impl FromIterator<Hash> for Frontier {
    fn from_iter<I: IntoIterator<Item = Hash>>(leaves: I) -> Self {
        let mut frontier = Self::default();
        leaves.into_iter().for_each(|leaf| frontier.append(leaf));
        frontier
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;
    use crate::ledger::tree::tests::leaves;

    #[test]
    fn every_size_has_the_root_that_is_computed_from_scratch() {
        let all = leaves(300);
        let mut frontier = Frontier::default();
        assert_eq!(frontier.root(), root_of(&[]));
        for (at, leaf) in all.iter().enumerate() {
            frontier.append(*leaf);
            assert_eq!(frontier.size(), at as u64 + 1);
            assert_eq!(frontier.root(), root_of(&all[..=at]), "{} leaves", at + 1);
        }
    }

    #[test]
    fn bytes_of_another_length_are_refused() {
        let bytes = leaves(5).into_iter().collect::<Frontier>().to_bytes();
        assert_eq!(bytes.len(), 8 + 2 * 32);
        for wrong in [&bytes[..bytes.len() - 1], &bytes[..40], &bytes[..7], &[bytes.as_slice(), &[0]].concat()] {
            assert_eq!(Frontier::from_bytes(wrong), Err(NotAFrontier));
        }
    }

    #[test]
    fn a_size_that_no_database_holds_is_refused() {
        let bytes = [u64::MAX.to_be_bytes().as_slice(), &[0; 64 * 32]].concat();
        assert_eq!(Frontier::from_bytes(&bytes), Err(NotAFrontier));
    }

    proptest! {
        #[test]
        fn a_stored_frontier_grows_as_if_it_had_never_been_stored(
            leaves in vec(any::<[u8; 32]>().prop_map(Hash), 0..80), at in any::<prop::sample::Index>(),
        ) {
            let (before, after) = leaves.split_at(at.index(leaves.len() + 1));
            let before = before.iter().copied().collect::<Frontier>();
            let mut stored = Frontier::from_bytes(&before.to_bytes()).unwrap();
            prop_assert_eq!(&stored, &before);
            for leaf in after {
                stored.append(*leaf);
            }
            prop_assert_eq!(stored.root(), root_of(&leaves));
            prop_assert_eq!(stored, leaves.iter().copied().collect::<Frontier>());
        }
    }
}
