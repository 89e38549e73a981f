//! Reading the numbers of long lists, of which most are plain digits of North America.
//!
//! What is read here is what [`parse_cell`](super::parse_cell) would read, and what is not surely the
//! same is left to it.

use phonenumber::metadata::DATABASE;

use super::PhoneNumber;
use crate::country::Country;

/// The calling code of North America.
const CODE: u16 = 1;
/// What the calling code stands before: ten digits.
const BEHIND_CODE: u64 = 10_000_000_000;

/// How plain digits are read in a country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainDigits {
    home: Home,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Home {
    NorthAmerica,
    Elsewhere,
}

impl PlainDigits {
    /// National numbers are read as dialled in `country`.
    pub fn of(country: Country) -> Self {
        let code = DATABASE.by_id(country.code()).map(phonenumber::Metadata::country_code);
        Self { home: if code == Some(CODE) { Home::NorthAmerica } else { Home::Elsewhere } }
    }

    /// The one number that a cell holds, as an integer, calling code first. `None` where the cell is
    /// to be read in full, and not because there would be none.
    ///
    /// Ten digits of which neither 0 nor 1 is the first are a whole number of North America: no way
    /// abroad, national prefix or short code of its plans begins like that, and no other length is
    /// possible there.
    pub fn read(self, cell: &[u8]) -> Option<u64> {
        let national = match (cell, self.home) {
            ([b'+', b'1', national @ ..], _) | ([b'1', national @ ..] | national, Home::NorthAmerica) => national,
            (_, Home::Elsewhere) => return None,
        };
        let national: &[u8; 10] = national.try_into().ok()?;
        let (mut value, mut all_digits) = (0, true);
        for byte in national {
            let digit = byte.wrapping_sub(b'0');
            all_digits &= digit < 10;
            value = value * 10 + u64::from(digit);
        }
        (all_digits && national[0] >= b'2').then_some(u64::from(CODE) * BEHIND_CODE + value)
    }
}

impl PhoneNumber {
    /// The number with these digits, calling code first. `None` where no number has them.
    pub fn from_digits(digits: u64) -> Option<Self> {
        Self::from_e164(&format!("+{digits}")).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{phone::parse_cell, registry::digits};

    /// Every country whose calling code is 1, and some others.
    const HOMES: [&str; 14] = ["US", "CA", "BS", "JM", "DO", "PR", "BM", "TT", "AG", "GU", "GB", "DE", "IT", "AU"];

    /// The cell's one number without an extension, read in full.
    fn in_full(cell: &str, country: Country) -> Option<u64> {
        match parse_cell(cell, &country).as_slice() {
            [Ok(one)] if one.extension.is_none() => Some(digits(&one.number)),
            _ => None,
        }
    }

    fn agree(cell: &str) {
        for home in HOMES {
            let country = Country::parse(home).unwrap();
            if let Some(number) = PlainDigits::of(country).read(cell.as_bytes()) {
                assert_eq!(in_full(cell, country), Some(number), "{cell} in {home}");
            }
        }
    }

    #[test]
    fn plain_digits_of_north_america_are_read_at_once_and_all_others_in_full() {
        let read = |home, cell: &str| PlainDigits::of(Country::parse(home).unwrap()).read(cell.as_bytes());
        for cell in ["4155550100", "14155550100", "+14155550100"] {
            assert_eq!(read("US", cell), Some(14_155_550_100), "{cell}");
        }
        assert_eq!(read("GB", "+14155550100"), Some(14_155_550_100));
        for cell in ["0114155550", "1155550100", "415555010", "41555501000", "415-555010", "", "+", "\u{661}155550100"]
        {
            assert_eq!(read("US", cell), None, "{cell}");
        }
        assert_eq!(read("GB", "4155550100"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn what_is_read_at_once_is_what_is_read_in_full(cell in "(\\+?1|\\+)?[0-9]{9,11}") {
            agree(&cell);
        }

        #[test]
        fn so_is_every_number_of_north_america(cell in "(\\+?1)?[2-9][0-9]{2}[0-9][0-9]{6}") {
            agree(&cell);
        }
    }
}
