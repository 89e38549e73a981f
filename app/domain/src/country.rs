//! Countries: where a business is, and where an address or a national phone number belongs.

mod table;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// A country or territory of ISO 3166-1, known by its alpha-2 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country(&'static str);

impl Country {
    /// Reads an alpha-2 code; small letters and blanks around it do not matter.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let code = typed.trim();
        Self::all().find(|country| country.0.eq_ignore_ascii_case(code)).ok_or(Problem::NotACountry)
    }

    /// The alpha-2 code in capitals.
    pub const fn code(self) -> &'static str {
        self.0
    }

    /// The English name.
    pub fn name(self) -> &'static str {
        table::COUNTRIES.iter().find(|(code, _)| *code == self.0).map_or(self.0, |(_, name)| name)
    }

    /// Every country, by English name.
    pub fn all() -> impl Iterator<Item = Self> {
        table::COUNTRIES.iter().map(|(code, _)| Self(code))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl TryFrom<String> for Country {
    type Error = Problem;
    fn try_from(code: String) -> Result<Self, Problem> {
        Self::parse(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> Self {
        country.0.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_code_is_read_in_any_case() {
        assert_eq!(Country::parse(" us ").map(Country::code), Ok("US"));
        assert_eq!(Country::parse("gb").map(Country::name), Ok("United Kingdom"));
    }

    #[test]
    fn what_is_not_a_code_is_refused() {
        for typed in ["", "U", "USA", "XX", "EU", "UK", "United States"] {
            assert_eq!(Country::parse(typed), Err(Problem::NotACountry), "{typed:?}");
        }
    }

    #[test]
    fn every_country_is_there_once_with_a_name_of_its_own() {
        let codes: BTreeSet<_> = Country::all().map(Country::code).collect();
        let names: BTreeSet<_> = Country::all().map(Country::name).collect();
        assert_eq!((codes.len(), names.len()), (249, 249));
        assert!(codes.iter().all(|code| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn countries_are_sorted_by_name_without_regard_to_accents() {
        let plain = |name: &str| -> String {
            name.chars()
                .map(|c| match c {
                    '\u{c5}' => 'A',
                    '\u{e3}' => 'a',
                    '\u{e9}' => 'e',
                    '\u{ed}' => 'i',
                    '\u{f4}' => 'o',
                    '\u{fc}' => 'u',
                    '\u{e7}' => 'c',
                    other => other,
                })
                .filter(|c| c.is_alphanumeric() || *c == ' ')
                .collect::<String>()
                .to_lowercase()
        };
        let names: Vec<_> = Country::all().map(|country| plain(country.name())).collect();
        assert!(names.is_sorted(), "{names:?}");
    }

    #[test]
    fn a_country_that_does_not_exist_is_refused_on_the_wire() {
        assert_eq!(Country::try_from("ZZ".to_owned()), Err(Problem::NotACountry));
        assert_eq!(String::from(Country::parse("de").unwrap()), "DE");
    }
}
