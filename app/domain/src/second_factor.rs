//! A second factor: a code of a moment (RFC 6238) beside the password, and codes for when it is lost.

use chrono::TimeDelta;

use crate::error::Problem;

/// How many recovery codes an account gets at a time.
pub const RECOVERY_CODES: usize = 10;
/// For how long a browser whose password was right waits for the code.
pub const STEP_IS_GOOD_FOR: TimeDelta = TimeDelta::minutes(10);

/// How many digits the code of a moment has.
const DIGITS: usize = 6;
/// How many signs a recovery code has, without what stands between them.
const SIGNS: usize = 16;

/// What changed about the second factor of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondFactorStep {
    /// It is asked for from now on.
    SwitchedOn,
    /// It is not asked for any more.
    SwitchedOff,
    /// There are new recovery codes, and the old ones open nothing.
    CodesRenewed,
    /// A recovery code stood in for it.
    CodeUsed,
}

impl SecondFactorStep {
    /// What is true from now on, as the ledger says it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SwitchedOn => "on",
            Self::SwitchedOff => "off",
            Self::CodesRenewed => "new_recovery_codes",
            Self::CodeUsed => "used",
        }
    }

    /// What was true before, as the ledger says it.
    pub const fn from(self) -> &'static str {
        match self {
            Self::SwitchedOn => "off",
            Self::SwitchedOff => "on",
            Self::CodesRenewed => "old_recovery_codes",
            Self::CodeUsed => "recovery_code",
        }
    }
}

/// A code as it was typed, without spaces and dashes.
#[derive(Clone, PartialEq, Eq)]
pub enum TypedCode {
    /// The six digits that an authenticator shows.
    OfTheMoment(String),
    /// One of the codes for when it is lost.
    Recovery(String),
}

impl TypedCode {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Says what a code looks like where it cannot be one.
    pub fn read(typed: &str) -> Result<Self, Problem> {
        let signs = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        let signs: String = signs.map(|sign| sign.to_ascii_lowercase()).collect();
        if signs.is_empty() {
            return Err(Problem::missing("the code"));
        }
        if signs.len() == DIGITS && signs.bytes().all(|sign| sign.is_ascii_digit()) {
            return Ok(Self::OfTheMoment(signs));
        }
        if signs.len() == SIGNS && signs.bytes().all(|sign| sign.is_ascii_alphanumeric()) {
            return Ok(Self::Recovery(signs));
        }
        Err(Problem::Other("Enter the six digits of the app, or one of your recovery codes".into()))
    }
}

impl std::fmt::Debug for TypedCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::OfTheMoment(_) => "OfTheMoment(\u{2026})",
            Self::Recovery(_) => "Recovery(\u{2026})",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        assert_eq!(TypedCode::read(" 123 456 "), Ok(TypedCode::OfTheMoment("123456".into())));
        assert_eq!(TypedCode::read("ABCD-efgh-jk23-mn45"), Ok(TypedCode::Recovery("abcdefghjk23mn45".into())));
    }

    #[test]
    fn what_cannot_be_a_code_is_refused() {
        for typed in ["", "  ", "12345", "1234567", "abcdef", "abcd-efgh-jk23-mn4!", "\u{0661}23456"] {
            assert!(TypedCode::read(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn a_typed_code_is_not_in_what_is_logged() {
        assert!(!format!("{:?}", TypedCode::read("123456")).contains("123"));
    }
}
