//! Ten thousand numbers in a row, in as few bytes as they take.
//!
//! In North America that is an exchange: 415-555 and four digits. How many of them a registry holds
//! differs from one exchange to the other, so a block has one of three forms:
//!
//! | form | bytes for *n* numbers | holds |
//! |---|---|---|
//! | few | 2 *n*, at most 80 | each number as two bytes, in order |
//! | shelves | 40 + *n*, from 81 to 1255 | how many numbers stand on each of forty shelves; then for each number its place on its shelf as one byte, in order |
//! | all | 1256 | a bit for each number, in 157 words |
//!
//! A length belongs to one form only, so a block is known by its length.

/// How many numbers share a block.
pub(super) const NUMBERS: u64 = 10_000;
/// The words of a block with a bit for each number.
const WORDS: usize = 157;
/// The bytes of such a block.
const ALL: usize = 8 * WORDS;
/// How many shelves there are.
const SHELVES: usize = 40;
/// How many places a shelf has: few enough to say a place, or how many are taken, in one byte.
const PLACES: u16 = 250;
/// The most bytes of the form "few": with more numbers, shelves take less.
const FEW: usize = 2 * SHELVES;

/// The block of a number, and where it is in it.
#[inline]
pub(super) const fn place(number: u64) -> (u64, u16) {
    (number / NUMBERS, (number % NUMBERS) as u16)
}

/// The shelf of a number, and its place on it.
const fn shelf(at: u16) -> (usize, u8) {
    ((at / PLACES) as usize, (at % PLACES) as u8)
}

/// Whether a block holds the number at this place. The block must be sound.
pub(super) fn holds(block: &[u8], at: u16) -> bool {
    match block.len() {
        ..=FEW => block.as_chunks().0.contains(&at.to_le_bytes()),
        ALL => block[usize::from(at / 8)] >> (at % 8) & 1 == 1,
        _ => {
            let (counts, places) = block.split_at(SHELVES);
            let (shelf, place) = shelf(at);
            let start = sum(&counts[..shelf]);
            places[start..start + usize::from(counts[shelf])].contains(&place)
        }
    }
}

/// How many numbers a block holds. `None` where its bytes are no block.
pub(super) fn count(block: &[u8]) -> Option<usize> {
    match block.len() {
        0 => None,
        1..=FEW => {
            let (numbers, rest) = block.as_chunks();
            let all_fit = numbers.iter().all(|at| u64::from(u16::from_le_bytes(*at)) < NUMBERS);
            (all_fit && rest.is_empty()).then_some(numbers.len())
        }
        ALL => Some(Bits::read(block).count()),
        length => {
            let count = length.checked_sub(SHELVES)?;
            (length < ALL && sum(&block[..SHELVES]) == count).then_some(count)
        }
    }
}

fn sum(counts: &[u8]) -> usize {
    counts.iter().map(|count| usize::from(*count)).sum()
}

/// A block that is being changed: a bit for each number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits([u64; WORDS]);

impl Default for Bits {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl Bits {
    /// Puts the number at this place in.
    #[inline]
    pub(super) const fn add(&mut self, at: u16) {
        self.0[at as usize / 64] |= 1 << (at % 64);
    }

    /// Puts in everything that the other one holds.
    pub(super) fn add_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, other)| *mine |= other);
    }

    /// Takes out everything that the other one holds.
    pub(super) fn take_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(other.0).for_each(|(mine, other)| *mine &= !other);
    }

    /// How many numbers there are.
    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Goes through the places of the numbers, in order.
    #[expect(clippy::cast_possible_truncation, reason = "there are ten thousand places")]
    fn each_place(&self, mut take: impl FnMut(u16)) {
        for (start, word) in (0..).step_by(64).zip(self.0) {
            let mut rest = word;
            while rest > 0 {
                take(start + rest.trailing_zeros() as u16);
                rest &= rest - 1;
            }
        }
    }

    /// Reads a block. It must be sound.
    pub(super) fn read(block: &[u8]) -> Self {
        let mut bits = Self::default();
        match block.len() {
            ..=FEW => block.as_chunks().0.iter().for_each(|at| bits.add(u16::from_le_bytes(*at))),
            ALL => {
                for (word, bytes) in bits.0.iter_mut().zip(block.as_chunks().0) {
                    *word = u64::from_le_bytes(*bytes);
                }
            }
            _ => bits.read_shelves(block),
        }
        bits
    }

    fn read_shelves(&mut self, block: &[u8]) {
        let (counts, mut places) = block.split_at(SHELVES);
        for (first, count) in (0..).step_by(usize::from(PLACES)).zip(counts) {
            let (shelf, rest) = places.split_at(usize::from(*count));
            for place in shelf {
                self.add(first + u16::from(*place));
            }
            places = rest;
        }
    }

    /// Writes the numbers in the form that takes the fewest bytes; no number is no bytes.
    pub(super) fn write(&self, to: &mut Vec<u8>) {
        let count = self.count();
        if 2 * count <= FEW {
            self.each_place(|at| to.extend(at.to_le_bytes()));
        } else if SHELVES + count < ALL {
            self.write_shelves(count, to);
        } else {
            to.extend(self.0.iter().flat_map(|word| word.to_le_bytes()));
        }
    }

    fn write_shelves(&self, count: usize, to: &mut Vec<u8>) {
        let start = to.len();
        to.resize(start + SHELVES + count, 0);
        let (counts, places) = to[start..].split_at_mut(SHELVES);
        let mut places = places.iter_mut();
        self.each_place(|at| {
            let (shelf, place) = shelf(at);
            counts[shelf] += 1;
            if let Some(next) = places.next() {
                *next = place;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn written(places: &BTreeSet<u16>) -> Vec<u8> {
        let mut bits = Bits::default();
        for at in places {
            bits.add(*at);
        }
        let mut block = Vec::new();
        bits.write(&mut block);
        block
    }

    /// Places of any density, close together or spread.
    fn places() -> impl Strategy<Value = BTreeSet<u16>> {
        let spread = (1_usize..3000).prop_flat_map(|most| proptest::collection::btree_set(0_u16..10_000, 1..=most));
        let run = (0_u16..10_000, 1_u16..10_000).prop_map(|(start, end)| (start.min(end)..=start.max(end)).collect());
        prop_oneof![spread, run]
    }

    proptest! {
        #[test]
        fn a_block_holds_what_was_put_in_and_nothing_else(places in places()) {
            let block = written(&places);
            prop_assert!((0..10_000).all(|at| holds(&block, at) == places.contains(&at)));
            prop_assert_eq!(count(&block), Some(places.len()));
        }

        #[test]
        fn a_block_that_is_read_and_written_is_the_same(places in places()) {
            let block = written(&places);
            let mut again = Vec::new();
            Bits::read(&block).write(&mut again);
            prop_assert_eq!(block, again);
        }
    }

    #[test]
    fn a_length_belongs_to_one_form_and_is_the_shortest() {
        for (numbers, length) in [(1, 2), (40, 80), (41, 81), (1215, 1255), (1216, 1256), (10_000, 1256)] {
            assert_eq!(written(&(0..numbers).collect()).len(), length, "{numbers}");
        }
        assert!(written(&BTreeSet::new()).is_empty());
    }

    #[test]
    fn numbers_are_added_and_taken_as_sets_are() {
        let bits = |places: &[u16]| Bits::read(&written(&places.iter().copied().collect()));
        let mut one = bits(&[1, 2, 3, 9_999]);
        one.take_all(&bits(&[2, 4]));
        one.add_all(&bits(&[3, 250]));
        assert_eq!(one, bits(&[1, 3, 250, 9_999]));
    }

    #[test]
    fn bytes_that_are_no_block_are_not_counted() {
        let shelves = written(&(0..500).collect());
        assert_eq!(count(&shelves[..shelves.len() - 1]), None);
        assert_eq!(count(&[shelves.as_slice(), &[0]].concat()), None);
        assert_eq!(count(&[]), None);
        assert_eq!(count(&[1]), None);
        assert_eq!(count(&[0x10, 0x27]), None, "10,000 has no place");
        assert_eq!(count(&[0; 2000]), None);
    }
}
