//! Phone numbers in their one form, E.164.
//!
//! A browser carries numbers and shows them. Reading what people type, saying how a number is
//! written and where it is need the numbering plans of all countries, so they are there with the
//! feature `metadata` only.

#[cfg(feature = "metadata")]
mod cell;
#[cfg(feature = "metadata")]
mod parse;
#[cfg(feature = "metadata")]
mod plain;
#[cfg(feature = "metadata")]
mod plan;
#[cfg(feature = "metadata")]
mod prefix;
#[cfg(feature = "metadata")]
mod search;
#[cfg(feature = "metadata")]
mod typed;
#[cfg(feature = "metadata")]
mod zone;

#[cfg(feature = "metadata")]
pub use cell::parse_cell;
#[cfg(feature = "metadata")]
pub use parse::{ParsedPhone, PhoneWarning, parse};
#[cfg(feature = "metadata")]
pub use plain::PlainDigits;
#[cfg(feature = "metadata")]
pub use search::search_digits;
#[cfg(feature = "metadata")]
pub use zone::{zone_block, zones};

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// A phone number in E.164: `+` and at most fifteen digits. The same number in any format is one value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Takes a number that is already in E.164.
    pub fn from_e164(text: &str) -> Result<Self, Problem> {
        let digits = text.strip_prefix('+').ok_or(Problem::NotAPhone)?;
        let shaped =
            (4..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        if shaped { Ok(Self(text.to_owned())) } else { Err(Problem::NotAPhone) }
    }

    /// The number in E.164.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number with all but its last two digits hidden, as it is shown while nobody may call it.
    pub fn masked(&self) -> String {
        format!("\u{2022}\u{2022}\u{2022} \u{2022}\u{2022}\u{2022} \u{2022}\u{2022}{}", &self.0[self.0.len() - 2..])
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        Self::from_e164(&text)
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}
