//! Where the block with a key is.

use std::ops::Range;

/// The blocks of an index by their keys.
///
/// A search by halves would look at a dozen places in memory. A guide over the whole range of keys,
/// about as long as there are blocks, says between which entries a key can only be: in a numbering
/// plan that is one or two.
#[derive(Debug)]
pub(super) struct Directory {
    entries: Box<[Entry]>,
    first: u64,
    /// For each step on the way from the first key to the last, the first entry that is not before it.
    guide: Box<[u32]>,
    /// By how many bits a distance is longer than its steps.
    shift: u32,
}

/// A block: its key, and where its bytes are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) key: u64,
    pub(super) start: u32,
    pub(super) length: u16,
}

impl Entry {
    /// Where the bytes of the block are.
    pub(super) fn bytes(self) -> Range<usize> {
        let start = self.start as usize;
        start..start + usize::from(self.length)
    }
}

impl Directory {
    /// A directory of these blocks. `None` where their keys are not in order.
    pub(super) fn new(entries: Box<[Entry]>) -> Option<Self> {
        if !entries.is_sorted_by(|one, next| one.key < next.key) {
            return None;
        }
        let (first, last) = (entries.first()?.key, entries.last()?.key);
        let most = 2 * entries.len() as u64;
        let shift = (0..u64::BITS).find(|shift| (last - first) >> shift < most)?;
        let mut directory = Self { entries, first, guide: Box::default(), shift };
        directory.guide = directory.make_guide()?;
        Some(directory)
    }

    fn make_guide(&self) -> Option<Box<[u32]>> {
        let mut guide = Vec::new();
        for (at, entry) in (0..).zip(&self.entries) {
            guide.resize(guide.len().max(self.step(entry.key)? + 1), at);
        }
        guide.push(u32::try_from(self.entries.len()).ok()?);
        Some(guide.into())
    }

    /// The step of a key. `None` for one before the first.
    fn step(&self, key: u64) -> Option<usize> {
        usize::try_from(key.checked_sub(self.first)? >> self.shift).ok()
    }

    /// The block with this key.
    pub(super) fn find(&self, key: u64) -> Option<Entry> {
        let step = self.step(key)?;
        let [from, to] = *self.guide.get(step..step.checked_add(2)?)?.as_array()?;
        let near = self.entries.get(from as usize..to as usize)?;
        near.binary_search_by_key(&key, |entry| entry.key).ok().map(|at| near[at])
    }

    /// The blocks, in order.
    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn directory(keys: impl IntoIterator<Item = u64>) -> Option<Directory> {
        let entry = |(start, key)| Entry { key, start, length: 1 };
        Directory::new((0..).zip(keys).map(entry).collect())
    }

    proptest! {
        #[test]
        fn every_key_is_found_where_it_is_and_no_other(
            keys in proptest::collection::btree_set(prop_oneof![0_u64..500, 1_415_000_u64..1_416_000, any::<u64>()], 1..300),
            others in proptest::collection::vec(prop_oneof![0_u64..500, any::<u64>()], 100),
        ) {
            let directory = directory(keys.iter().copied()).unwrap();
            prop_assert!(directory.guide.len() <= 2 * keys.len() + 1);
            for (at, key) in (0..).zip(&keys) {
                prop_assert_eq!(directory.find(*key).map(|entry| entry.start), Some(at));
            }
            let near = keys.iter().flat_map(|key| [key.wrapping_sub(1), key.wrapping_add(1)]);
            let missing: BTreeSet<u64> = near.chain(others).filter(|key| !keys.contains(key)).collect();
            for key in missing {
                prop_assert!(directory.find(key).is_none());
            }
        }
    }

    #[test]
    fn keys_out_of_order_are_no_directory() {
        for keys in [vec![], vec![2, 1], vec![1, 1]] {
            assert!(directory(keys).is_none());
        }
    }
}
