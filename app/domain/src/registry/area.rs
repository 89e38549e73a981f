//! Area codes of North America, by which its registries are split.

#[cfg(feature = "metadata")]
mod table;

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

#[cfg(feature = "metadata")]
use super::Registry;
#[cfg(feature = "metadata")]
use table::{CANADA, ELSEWHERE};

/// An area code of the North American Numbering Plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Area(u16);

/// How many numbers there are behind an area code.
const NUMBERS_IN_AN_AREA: u64 = 10_000_000;

/// Not an area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an area code has three digits and begins with none of 0 and 1")]
pub struct NotAnArea;

impl Area {
    /// The area with this code.
    pub const fn new(code: u16) -> Result<Self, NotAnArea> {
        if code >= 200 && code <= 999 { Ok(Self(code)) } else { Err(NotAnArea) }
    }

    /// The code, 200 to 999.
    pub const fn code(self) -> u16 {
        self.0
    }

    /// The number with these seven digits. Any seven will do: what cannot be called does no harm in
    /// a list of what may not be called.
    #[cfg(feature = "metadata")]
    #[inline]
    pub(super) const fn number(self, seven: u64) -> u64 {
        (1000 + self.0 as u64) * NUMBERS_IN_AN_AREA + seven
    }

    /// The area of a number. `None` where it is no number of North America.
    pub fn of(number: u64) -> Option<Self> {
        let area = (number / NUMBERS_IN_AN_AREA).checked_sub(1000)?;
        Self::new(u16::try_from(area).ok()?).ok()
    }

    /// Whether a file of this registry can hold numbers of this area.
    ///
    /// The two registries of North America write their files alike, and one loaded as the other
    /// would leave all of its own numbers unblocked.
    #[cfg(feature = "metadata")]
    #[inline]
    pub(super) const fn belongs_to(self, registry: Registry) -> bool {
        let canadian = CANADIAN[self.0 as usize];
        match registry {
            Registry::UnitedStates => !canadian,
            Registry::Canada => canadian || self.is_shared(),
            _ => false,
        }
    }

    /// The registry of the country that the area is in. `None` where that country has none that we
    /// know. A code that belongs to no country, or that nobody has yet, counts as the United States'.
    #[cfg(feature = "metadata")]
    pub(super) const fn registry(self) -> Option<Registry> {
        if CANADIAN[self.0 as usize] {
            Some(Registry::Canada)
        } else if FOREIGN[self.0 as usize] {
            None
        } else {
            Some(Registry::UnitedStates)
        }
    }

    /// Whether the code belongs to no country: those with the same digit twice at their end, and
    /// 52x, are for services and persons anywhere.
    #[cfg(feature = "metadata")]
    const fn is_shared(self) -> bool {
        self.0 / 10 % 10 == self.0 % 10 || self.0 / 10 == 52
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl TryFrom<u16> for Area {
    type Error = NotAnArea;
    fn try_from(code: u16) -> Result<Self, NotAnArea> {
        Self::new(code)
    }
}

impl From<Area> for u16 {
    fn from(area: Area) -> Self {
        area.0
    }
}

/// Which area codes are Canada's: asked for each line of a file.
#[cfg(feature = "metadata")]
const CANADIAN: [bool; 1000] = those(&CANADA);
/// Which area codes are neither Canada's nor the United States'.
#[cfg(feature = "metadata")]
const FOREIGN: [bool; 1000] = those(&ELSEWHERE);

#[cfg(feature = "metadata")]
const fn those(areas: &[u16]) -> [bool; 1000] {
    let mut those = [false; 1000];
    let mut at = 0;
    while at < areas.len() {
        those[areas[at] as usize] = true;
        at += 1;
    }
    those
}

/// Which numbers a registry's file speaks about. Of the others it says nothing, and that they are
/// not in it allows nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Every number of the country.
    National,
    /// The numbers of these areas.
    Areas(BTreeSet<Area>),
}

/// Not area codes, nor the word for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Write all, or the area codes, such as 212, 415")]
pub struct NotAreas;

impl Coverage {
    /// Reads the word `all`, or area codes with commas or blanks between them. Nothing is neither: that
    /// a field was left out is no reason to think that everything was paid for.
    pub fn parse(typed: &str) -> Result<Self, NotAreas> {
        let typed = typed.trim();
        if typed.eq_ignore_ascii_case(ALL) {
            return Ok(Self::National);
        }
        let words = typed.split(|sign: char| sign.is_whitespace() || [',', ';'].contains(&sign));
        let read = |word: &str| Area::new(word.parse().map_err(|_| NotAreas)?).map_err(|_| NotAreas);
        let areas = words.filter(|word| !word.is_empty()).map(read).collect::<Result<BTreeSet<_>, _>>()?;
        if areas.is_empty() { Err(NotAreas) } else { Ok(Self::Areas(areas)) }
    }

    /// Whether the file speaks about this number. What is national has no borders of its own: to
    /// which country the number belongs is the caller's question.
    pub fn covers(&self, number: u64) -> bool {
        match self {
            Self::National => true,
            Self::Areas(areas) => Area::of(number).is_some_and(|area| areas.contains(&area)),
        }
    }
}

/// The word for all areas.
const ALL: &str = "all";

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::National => f.write_str(ALL),
            Self::Areas(areas) => {
                let codes: Vec<_> = areas.iter().map(ToString::to_string).collect();
                f.write_str(&codes.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_they_are_written_and_an_empty_field_is_none() {
        let two = Coverage::Areas([area(212), area(415)].into());
        for typed in ["212, 415", "415 212", "415;212,", " 212\t415 415 "] {
            assert_eq!(Coverage::parse(typed), Ok(two.clone()), "{typed}");
        }
        assert_eq!(Coverage::parse(&two.to_string()), Ok(two));
        assert_eq!(Coverage::parse(" All "), Ok(Coverage::National));
        for typed in ["", " , ", "none", "115", "2121", "212 x"] {
            assert_eq!(Coverage::parse(typed), Err(NotAreas), "{typed}");
        }
    }

    fn area(code: u16) -> Area {
        Area::new(code).unwrap()
    }

    #[test]
    fn only_three_digits_from_200_are_an_area_code() {
        for code in [0, 1, 99, 199, 1000, 4155] {
            assert_eq!(Area::new(code), Err(NotAnArea));
        }
        assert_eq!((area(200).code(), area(999).code()), (200, 999));
    }

    #[test]
    fn the_area_of_a_number_stands_behind_its_calling_code() {
        assert_eq!(Area::of(14_155_550_123), Some(area(415)));
        for number in [0, 4_155_550_123, 11_155_550_123, 24_155_550_123, 141_555_501_234, 442_079_460_000] {
            assert_eq!(Area::of(number), None, "{number}");
        }
    }

    #[test]
    fn a_file_covers_the_areas_it_names_and_no_other_number() {
        let coverage = Coverage::Areas(BTreeSet::from([area(415), area(212)]));
        assert!(coverage.covers(14_155_550_123) && coverage.covers(12_120_000_000));
        assert!(!coverage.covers(14_165_550_123) && !coverage.covers(442_079_460_000));
        assert!(!Coverage::Areas(BTreeSet::new()).covers(14_155_550_123));
        assert!(Coverage::National.covers(442_079_460_000));
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn the_registries_of_north_america_share_only_codes_of_no_country() {
        let both = |area: &Area| area.belongs_to(Registry::UnitedStates) && area.belongs_to(Registry::Canada);
        let shared: Vec<_> = (200..=999).map(area).filter(both).collect();
        assert!(shared.contains(&area(800)) && shared.contains(&area(521)) && shared.contains(&area(622)));
        assert!(shared.iter().all(|area| !CANADA.contains(&area.code())));
        assert!(area(416).belongs_to(Registry::Canada) && !area(416).belongs_to(Registry::UnitedStates));
        assert!(area(415).belongs_to(Registry::UnitedStates) && !area(415).belongs_to(Registry::Canada));
        assert!(!area(415).belongs_to(Registry::HongKong));
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn canadas_area_codes_are_those_of_its_numbering_plan() {
        let country = |code: &u16| {
            let number = phonenumber::parse(None, format!("+1{code}2345678")).unwrap();
            number.country().id().map(|id| id.as_ref().to_owned())
        };
        let planned = (200..=999).filter(|code| country(code).as_deref() == Some("CA"));
        let geographic = planned.filter(|code| !area(*code).is_shared());
        assert_eq!(geographic.collect::<Vec<_>>(), CANADA);
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn the_area_codes_of_no_registry_are_those_of_other_countries() {
        let territories = ["US", "CA", "PR", "VI", "GU", "AS", "MP"];
        let foreign = |code: &u16| {
            let number = phonenumber::parse(None, format!("+1{code}2345678")).unwrap();
            let country = number.country().id().map(|id| id.as_ref().to_owned());
            country.is_some_and(|country| !territories.contains(&country.as_str()))
        };
        assert_eq!((200..=999).filter(foreign).collect::<Vec<_>>(), ELSEWHERE);
        assert_eq!(area(876).registry(), None);
        assert_eq!(area(416).registry(), Some(Registry::Canada));
        for code in [415, 787, 800, 299] {
            assert_eq!(area(code).registry(), Some(Registry::UnitedStates), "{code}");
        }
    }
}
