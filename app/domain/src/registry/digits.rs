//! Numbers as integers.

use crate::phone::PhoneNumber;

/// The digits of a number as an integer, calling code first.
///
/// No calling code begins with a zero, so two numbers are never the same integer.
pub fn digits(number: &PhoneNumber) -> u64 {
    number.as_str().bytes().filter(u8::is_ascii_digit).fold(0, |all, digit| all * 10 + u64::from(digit - b'0'))
}

/// Reads exactly `N` digits. `None` where one of them is none.
#[cfg(feature = "metadata")]
pub(super) fn exactly<const N: usize>(text: &[u8; N]) -> Option<u64> {
    const { assert!(N < 20, "the digits fit into the integer") };
    let (mut value, mut all_digits) = (0, true);
    for byte in text {
        let digit = byte.wrapping_sub(b'0');
        all_digits &= digit < 10;
        value = value * 10 + u64::from(digit);
    }
    all_digits.then_some(value)
}

/// Reads four digits, all of them at once: this is asked some hundred million times for one file.
#[cfg(feature = "metadata")]
#[inline]
pub(super) fn four(text: [u8; 4]) -> Option<u16> {
    let digits = u32::from_le_bytes(text) ^ 0x3030_3030;
    // In each byte the highest bit says that it is no digit: of its own, or because it is more than nine.
    if (digits | digits.wrapping_add(0x7676_7676)) & 0x8080_8080 != 0 {
        return None;
    }
    // The first and the third byte are two digits now.
    let pairs = (digits * 10 + (digits >> 8)).to_le_bytes();
    Some(u16::from(pairs[0]) * 100 + u16::from(pairs[2]))
}

/// Reads a text of exactly `N` digits and nothing else.
#[cfg(feature = "metadata")]
pub(super) fn only<const N: usize>(text: &[u8]) -> Option<u64> {
    exactly::<N>(text.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits() {
        let number = |text| digits(&PhoneNumber::from_e164(text).unwrap());
        assert_eq!(number("+14155550123"), 14_155_550_123);
        assert_eq!(number("+999999999999999"), 999_999_999_999_999);
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn four_digits_are_read_as_one_by_one() {
        for high in 0..=u16::MAX {
            let [a, b] = high.to_le_bytes();
            for text in [[a, b, b'0', b'9'], [b'9', b'0', a, b], [a, b'1', b'2', b], [b'3', a, b, b'4']] {
                assert_eq!(four(text).map(u64::from), exactly(&text), "{text:?}");
            }
        }
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn digits_are_counted_and_nothing_else_is_one() {
        assert_eq!(only::<3>(b"007"), Some(7));
        assert_eq!(only::<7>(b"5550123"), Some(5_550_123));
        for text in [b"".as_slice(), b"12", b"1234", b"1 2", b"-12", b"+12", b"12/", b"12:", b"1\xb22"] {
            assert_eq!(only::<3>(text), None, "{text:?}");
        }
    }
}
