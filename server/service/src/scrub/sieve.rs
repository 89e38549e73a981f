//! A set of numbers that answers "no" at once: one bit for each number, which others may share.

/// A set that may be wrong in one way: it can take a number for one of its own that is none.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    bits: Vec<u64>,
    /// By how much a hash is shifted, so that a bit's place is left.
    shift: u32,
}

/// How many bits there are for a number, at least: one in so many of the others passes.
const BITS_EACH: usize = 32;

impl Sieve {
    /// The set of these numbers.
    pub(super) fn of(numbers: impl Iterator<Item = u64> + Clone) -> Self {
        let bits = (numbers.clone().count() * BITS_EACH).next_power_of_two().max(64);
        let mut sieve = Self { bits: vec![0; bits / 64], shift: u64::BITS - bits.trailing_zeros() };
        for number in numbers {
            let (word, bit) = sieve.place(number);
            sieve.bits[word] |= bit;
        }
        sieve
    }

    /// Whether the number may be one of them. Where not, it is none.
    #[inline]
    pub(super) fn may_hold(&self, number: u64) -> bool {
        let (word, bit) = self.place(number);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0)
    }

    #[inline]
    fn place(&self, number: u64) -> (usize, u64) {
        // Fibonacci hashing: neighbours go far from each other.
        let at = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).checked_shr(self.shift).unwrap_or_default();
        (usize::try_from(at / 64).unwrap_or(usize::MAX), 1 << (at % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_of_the_set_passes_and_few_others_do() {
        let own = (0..5_000_u64).map(|at| 12_015_550_000 + at * 7);
        let sieve = Sieve::of(own.clone());
        assert!(own.clone().all(|number| sieve.may_hold(number)));
        let others = own.map(|number| number + 1).filter(|number| sieve.may_hold(*number)).count();
        assert!(others < 500, "{others}");
    }

    #[test]
    fn an_empty_set_holds_nothing() {
        let sieve = Sieve::of(std::iter::empty());
        assert!((0..10_000).all(|number| !sieve.may_hold(14_155_550_000 + number)));
        assert!(!Sieve::default().may_hold(7));
    }
}
