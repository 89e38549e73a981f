//! The short code by which a screen is paired, with the keys of a remote control.

use std::fmt;

use chrono::TimeDelta;

use crate::error::Problem;

/// For how long a code is good: long enough to walk to the screen with it.
pub const PAIRING_FOR: TimeDelta = TimeDelta::minutes(15);

/// How many codes there are: eight digits.
const CODES: u64 = 100_000_000;
/// How many digits a code has.
const DIGITS: usize = 8;

/// Eight digits that pair a screen, once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PairingCode(u64);

impl PairingCode {
    /// The code that a secret stands for: the same for the same secret.
    pub fn of(secret: &[u8; 32]) -> Self {
        let part = secret[..8].iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte));
        Self(part % CODES)
    }

    /// Reads what was typed, with blanks and dashes wherever they are.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let digits: String = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-').collect();
        let number = (digits.len() == DIGITS && digits.bytes().all(|sign| sign.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten();
        number.map(Self).ok_or_else(|| Problem::Other("Enter the eight digits of the code".to_owned()))
    }

    /// The digits, without a blank: for links, and for what is stored of them.
    pub fn digits(self) -> String {
        format!("{:08}", self.0)
    }
}

/// Two groups of four, as people read them.
impl fmt::Display for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04} {:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

/// Whoever reads it can pair a screen, so it is in no log.
impl fmt::Debug for PairingCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PairingCode")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_it_is_shown_and_as_it_is_typed() {
        let code = PairingCode::of(&[7; 32]);
        for typed in [code.to_string(), code.digits(), format!(" {}-{} ", &code.digits()[..2], &code.digits()[2..])] {
            assert_eq!(PairingCode::parse(&typed), Ok(code), "{typed:?}");
        }
        assert_eq!(PairingCode::of(&[0; 32]).to_string(), "0000 0000");
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "1234567", "123456789", "1234567a", "+1234567", "\u{661}2345678"] {
            assert!(PairingCode::parse(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn a_code_is_in_no_log() {
        assert_eq!(format!("{:?}", PairingCode::of(&[7; 32])), "PairingCode");
    }
}
