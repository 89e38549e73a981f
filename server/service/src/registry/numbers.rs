//! A set of numbers that grows while files are read.

use std::collections::{BTreeSet, HashMap};

use domain::registry::Area;

use super::{
    block::{Bits, NUMBERS, place},
    refused::Why,
};

/// How many blocks a set may have. A calling code with ten digits behind it has as many; a list that
/// spreads over more is not one of phone numbers, and would take all memory there is.
const MOST_BLOCKS: usize = 1 << 20;
/// How many numbers of a block are kept one by one before it gets a bit for each of its numbers.
const MOST_SINGLE: usize = 64;

/// A set of numbers, in blocks.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    blocks: Vec<(u64, Block)>,
    /// Where the block with this key is.
    places: HashMap<u64, usize>,
    /// Where the number before was put: in files that are in order the next one goes there, too.
    last: usize,
}

/// The numbers of one block.
#[derive(Debug)]
enum Block {
    Single(Vec<u16>),
    All(Box<Bits>),
}

impl Numbers {
    /// Puts a number in. Once more does no harm.
    ///
    /// # Errors
    /// Fails with [`Why::TooSpread`] where the set takes more memory than any registry needs.
    pub(super) fn add(&mut self, number: u64) -> Result<(), Why> {
        let (key, at) = place(number);
        self.block(key)?.add(at);
        Ok(())
    }

    /// Puts in the numbers at these places of the block that begins with this number, and returns how
    /// many there were.
    ///
    /// # Errors
    /// Fails as [`add`](Self::add) does.
    pub(super) fn add_block(&mut self, first: u64, places: impl Iterator<Item = u16>) -> Result<usize, Why> {
        let (key, _) = place(first);
        Ok(self.block(key)?.add_all(places))
    }

    /// The block with this key, which is there from now on.
    fn block(&mut self, key: u64) -> Result<&mut Block, Why> {
        if self.blocks.get(self.last).is_none_or(|(last, _)| *last != key) {
            self.turn_to(key)?;
        }
        Ok(&mut self.blocks[self.last].1)
    }

    fn turn_to(&mut self, key: u64) -> Result<(), Why> {
        if let Some(place) = self.places.get(&key) {
            self.last = *place;
            return Ok(());
        }
        if self.blocks.len() == MOST_BLOCKS {
            return Err(Why::TooSpread);
        }
        self.last = self.blocks.len();
        self.places.insert(key, self.last);
        self.blocks.push((key, Block::Single(Vec::new())));
        Ok(())
    }

    /// The keys of the blocks, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u64> {
        self.blocks.iter().map(|(key, _)| *key)
    }

    /// The numbers of the block with this key.
    pub(super) fn bits(&self, key: u64) -> Option<Bits> {
        let place = self.places.get(&key)?;
        Some(self.blocks[*place].1.bits())
    }

    /// The area codes that occur.
    pub(super) fn areas(&self) -> BTreeSet<Area> {
        self.keys().filter_map(|key| Area::of(key * NUMBERS)).collect()
    }
}

impl Block {
    fn add_all(&mut self, mut places: impl Iterator<Item = u16>) -> usize {
        let mut count = 0;
        while let Some(at) = places.next() {
            self.add(at);
            count += 1;
            // From here on nothing but bits: this loop is the whole of a load.
            if let Self::All(bits) = self {
                for at in places.by_ref() {
                    bits.add(at);
                    count += 1;
                }
            }
        }
        count
    }

    fn add(&mut self, at: u16) {
        match self {
            Self::All(bits) => bits.add(at),
            Self::Single(places) => {
                places.push(at);
                if places.len() > MOST_SINGLE {
                    *self = Self::All(Box::new(self.bits()));
                }
            }
        }
    }

    fn bits(&self) -> Bits {
        match self {
            Self::All(bits) => (**bits).clone(),
            Self::Single(places) => {
                let mut bits = Bits::default();
                for at in places {
                    bits.add(*at);
                }
                bits
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_spread_over_more_than_a_country_are_not_kept() {
        let mut numbers = Numbers::default();
        for block in 0..MOST_BLOCKS as u64 {
            numbers.add(block * NUMBERS).unwrap();
        }
        assert!(matches!(numbers.add(MOST_BLOCKS as u64 * NUMBERS), Err(Why::TooSpread)));
        numbers.add(7).unwrap();
        assert_eq!(numbers.bits(0).unwrap().count(), 2);
    }

    #[test]
    fn a_number_that_is_put_in_twice_is_one() {
        let mut numbers = Numbers::default();
        for number in (0..200).chain(0..200).chain([10_000, 0, 10_000]) {
            numbers.add(14_155_550_000 + number).unwrap();
        }
        let counts = [1_415_555, 1_415_556].map(|key| numbers.bits(key).unwrap().count());
        assert_eq!(counts, [200, 1]);
        assert!(numbers.bits(1_415_557).is_none());
        assert_eq!(numbers.areas().into_iter().map(Area::code).collect::<Vec<_>>(), [415]);
    }
}
