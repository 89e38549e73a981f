//! The name of a time zone, as it is stored and chosen.

use std::fmt;

use serde::{Deserialize, Serialize};

#[cfg(feature = "metadata")]
use crate::country::Country;
use crate::error::Problem;

/// A time zone of the IANA database, by name: `America/New_York`.
///
/// A browser only carries the name. A server reads it with `parse`, which knows every zone, and
/// asks for its facts with `tz`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeZone(String);

/// More than the longest name of a zone, so that a stored name is never a text of any length.
const LONGEST: usize = 64;

impl TimeZone {
    /// The zone's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(feature = "metadata")]
impl TimeZone {
    /// Reads the name of a zone that exists, in any case, with blanks or underscores.
    pub fn parse(typed: &str) -> Result<Self, Problem> {
        let name = typed.trim().replace(' ', "_");
        let exact = name.parse::<chrono_tz::Tz>().ok();
        let zone = exact
            .or_else(|| chrono_tz::TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(&name)))
            .ok_or(Problem::NotAZone)?;
        Ok(Self(zone.name().to_owned()))
    }

    /// The zone's facts. `None` for a stored name that this program's database does not know.
    pub fn tz(&self) -> Option<chrono_tz::Tz> {
        self.0.parse().ok()
    }
}

#[cfg(feature = "metadata")]
impl From<chrono_tz::Tz> for TimeZone {
    fn from(zone: chrono_tz::Tz) -> Self {
        Self(zone.name().to_owned())
    }
}

/// The zones among which a person chooses, `Area/City`, sorted: one or more for every country,
/// without the old names of the same places.
#[cfg(feature = "metadata")]
pub fn common_zones() -> &'static [&'static str] {
    static NAMES: std::sync::LazyLock<Vec<&str>> =
        std::sync::LazyLock::new(|| listed().map(|(name, _)| name).collect());
    &NAMES
}

/// The country in which a zone is; none for a zone that is no place, such as `UTC`.
#[cfg(feature = "metadata")]
pub fn country_of(zone: chrono_tz::Tz) -> Option<Country> {
    use std::{collections::HashMap, sync::LazyLock};
    static COUNTRIES: LazyLock<HashMap<&str, Country>> = LazyLock::new(|| {
        let named = listed().chain(OLD_NAMES).filter_map(|(name, code)| Some((name, Country::parse(code).ok()?)));
        named.collect()
    });
    COUNTRIES.get(zone.name()).copied()
}

/// Each zone of the list with the code of its country.
#[cfg(feature = "metadata")]
pub(super) fn listed() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("zones.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// Names that the list no longer has, and the facts of phone numbers still use.
#[cfg(feature = "metadata")]
const OLD_NAMES: [(&str, &str); 11] = [
    ("Africa/Asmera", "ER"),
    ("America/Buenos_Aires", "AR"),
    ("America/Godthab", "GL"),
    ("Asia/Calcutta", "IN"),
    ("Asia/Choibalsan", "MN"),
    ("Asia/Katmandu", "NP"),
    ("Asia/Rangoon", "MM"),
    ("Atlantic/Faeroe", "FO"),
    ("Pacific/Enderbury", "KI"),
    ("Pacific/Ponape", "FM"),
    ("Pacific/Truk", "FM"),
];

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for TimeZone {
    type Error = Problem;
    fn try_from(name: String) -> Result<Self, Problem> {
        let shaped = (1..=LONGEST).contains(&name.len())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'_' | b'-' | b'+'));
        if shaped { Ok(Self(name)) } else { Err(Problem::NotAZone) }
    }
}

impl From<TimeZone> for String {
    fn from(zone: TimeZone) -> Self {
        zone.0
    }
}

#[cfg(all(test, feature = "metadata"))]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_however_it_is_typed() {
        for typed in ["America/New_York", " america/new york ", "AMERICA/NEW_YORK"] {
            assert_eq!(TimeZone::parse(typed).map(String::from), Ok("America/New_York".to_owned()), "{typed:?}");
        }
    }

    #[test]
    fn what_is_not_a_zone_is_refused() {
        for typed in ["", "New York", "America/Gotham", "+01:00", "America/New_York\u{0}"] {
            assert_eq!(TimeZone::parse(typed), Err(Problem::NotAZone), "{typed:?}");
        }
        assert_eq!(TimeZone::try_from("<b>".to_owned()), Err(Problem::NotAZone));
        assert_eq!(TimeZone::try_from("a".repeat(65)), Err(Problem::NotAZone));
    }

    #[test]
    fn a_stored_zone_that_no_longer_exists_has_no_facts() {
        assert_eq!(TimeZone::try_from("America/Gotham".to_owned()).map(|zone| zone.tz()), Ok(None));
        assert_eq!(TimeZone::from(chrono_tz::Europe::Paris).tz(), Some(chrono_tz::Europe::Paris));
    }

    #[test]
    fn a_zone_is_in_one_country_and_utc_in_none() {
        let code = |zone| country_of(zone).map(Country::code);
        assert_eq!(code(chrono_tz::America::Toronto), Some("CA"));
        assert_eq!(code(chrono_tz::Europe::London), Some("GB"));
        assert_eq!(code(chrono_tz::Asia::Calcutta), Some("IN"), "an old name of the same place");
        assert_eq!(code(chrono_tz::UTC), None);
        for name in common_zones() {
            assert!(code(name.parse().unwrap()).is_some(), "{name}");
        }
    }

    #[test]
    fn every_zone_to_choose_from_exists_and_is_listed_once_in_order() {
        assert!(common_zones().len() > 400);
        assert!(common_zones().is_sorted_by(|a, b| a < b));
        for name in common_zones() {
            assert_eq!(TimeZone::parse(name).map(String::from), Ok((*name).to_owned()));
        }
    }
}
