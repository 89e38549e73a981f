//! The registries we know.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

#[cfg(feature = "metadata")]
use super::{Area, Coverage};
use crate::{country::Country, error::Problem};

/// A register of numbers that may not be called with offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Registry {
    /// The National Do Not Call Registry of the FTC.
    UnitedStates,
    /// The National Do Not Call List of the CRTC.
    Canada,
    /// The Telephone Preference Service: people.
    UnitedKingdomTps,
    /// The Corporate Telephone Preference Service: organisations.
    UnitedKingdomCtps,
    /// The Do-not-call Registers of OFCA.
    HongKong,
    /// The Do Not Call Registry of the PDPC.
    Singapore,
    /// A list of this country without a format of its own: one number a line.
    List(Country),
}

/// The registries with a format of their own, each with its code and its name on screen.
const NATIONAL: [(Registry, &str, &str); 6] = [
    (Registry::UnitedStates, "us", "National Do Not Call Registry (United States)"),
    (Registry::Canada, "ca", "National Do Not Call List (Canada)"),
    (Registry::UnitedKingdomTps, "gb_tps", "Telephone Preference Service (United Kingdom)"),
    (Registry::UnitedKingdomCtps, "gb_ctps", "Corporate Telephone Preference Service (United Kingdom)"),
    (Registry::HongKong, "hk", "Do-not-call Registers (Hong Kong)"),
    (Registry::Singapore, "sg", "Do Not Call Registry (Singapore)"),
];

/// What stands before the country in the code of a plain list.
const LIST: &str = "list_";

impl Registry {
    /// The registries with a format of their own, in the order of the select.
    pub fn national() -> impl Iterator<Item = Self> {
        NATIONAL.iter().map(|(registry, ..)| *registry)
    }

    /// The word in rows, forms and the API: `us`, `gb_tps`, `list_DE`.
    pub fn code(self) -> String {
        match self {
            Self::List(country) => format!("{LIST}{country}"),
            _ => self.row().map_or_else(String::new, |(_, code, _)| (*code).to_owned()),
        }
    }

    /// The registry with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        if let Some(country) = code.strip_prefix(LIST) {
            return Country::parse(country).map(Self::List);
        }
        let row = NATIONAL.iter().find(|(_, known, _)| *known == code);
        row.map(|(registry, ..)| *registry).ok_or(Problem::NotAChoice)
    }

    /// The name on screen.
    pub fn label(self) -> String {
        match self {
            Self::List(country) => format!("List of numbers ({})", country.name()),
            _ => self.row().map_or_else(String::new, |(.., label)| (*label).to_owned()),
        }
    }

    fn row(self) -> Option<&'static (Self, &'static str, &'static str)> {
        NATIONAL.iter().find(|(registry, ..)| *registry == self)
    }

    /// For how long a download may be used; `None` where no rule says so.
    ///
    /// - United States: 31 days (16 CFR 310.4(b)(3)(iv)).
    /// - Canada: 31 days (CRTC Unsolicited Telecommunications Rules, part II).
    /// - United Kingdom: 28 days (Privacy and Electronic Communications Regulations 2003, reg. 21).
    /// - Hong Kong: a number counts ten working days after it came on the register (Unsolicited
    ///   Electronic Messages Ordinance). Ten days are never longer than that.
    /// - Singapore: 21 days (Personal Data Protection (Do Not Call Registry) Regulations, since 2021).
    pub const fn fresh_for(self) -> Option<TimeDelta> {
        match self {
            Self::UnitedStates | Self::Canada => Some(TimeDelta::days(31)),
            Self::UnitedKingdomTps | Self::UnitedKingdomCtps => Some(TimeDelta::days(28)),
            Self::HongKong => Some(TimeDelta::days(10)),
            Self::Singapore => Some(TimeDelta::days(21)),
            Self::List(_) => None,
        }
    }

    /// Whether an organisation may subscribe to single area codes, so that a file can be a part of
    /// the registry.
    pub const fn is_split_by_area(self) -> bool {
        matches!(self, Self::UnitedStates | Self::Canada)
    }

    /// The registry of this country that must be asked before a call with an offer.
    pub fn of_country(country: Country) -> Option<Self> {
        match country.code() {
            "US" => Some(Self::UnitedStates),
            "CA" => Some(Self::Canada),
            "GB" => Some(Self::UnitedKingdomTps),
            "HK" => Some(Self::HongKong),
            "SG" => Some(Self::Singapore),
            _ => None,
        }
    }

    /// Reads for which areas somebody subscribed. Where a registry is not split by area, that is the
    /// whole country, and nothing need be said.
    #[cfg(feature = "metadata")]
    pub fn read_areas(self, typed: &str) -> Result<Coverage, Problem> {
        if !self.is_split_by_area() && typed.trim().is_empty() {
            return Ok(Coverage::National);
        }
        let areas = Coverage::parse(typed).map_err(|not| Problem::Other(not.to_string()))?;
        match &areas {
            Coverage::Areas(_) if !self.is_split_by_area() => {
                Err(Problem::Other("This registry has no area codes. Write all".into()))
            }
            Coverage::Areas(codes) => match codes.iter().find(|area| !area.belongs_to(self)) {
                Some(foreign) => Err(Problem::Other(format!("Area code {foreign} is not of this registry"))),
                None => Ok(areas),
            },
            Coverage::National => Ok(areas),
        }
    }

    /// The calling code of the numbers in it. `None` for a list of a country that has none.
    #[cfg(feature = "metadata")]
    pub fn calling_code(self) -> Option<u16> {
        match self {
            Self::UnitedStates | Self::Canada => Some(1),
            Self::UnitedKingdomTps | Self::UnitedKingdomCtps => Some(44),
            Self::HongKong => Some(852),
            Self::Singapore => Some(65),
            Self::List(country) => {
                phonenumber::metadata::DATABASE.by_id(country.code()).map(phonenumber::Metadata::country_code)
            }
        }
    }

    /// The registry that must have been asked before a call with an offer to this number: that of the
    /// number's country, whoever calls. `None` where its country has none that we know.
    ///
    /// In the United Kingdom that is the register of people. Whether a number is a company's nobody
    /// can see from it, so the other one is asked where the business subscribed to it.
    #[cfg(feature = "metadata")]
    pub fn required_for(number: u64) -> Option<Self> {
        if let Some(area) = Area::of(number) {
            return area.registry();
        }
        // A number of North America without an area code is none that any file covers.
        [Self::UnitedStates, Self::UnitedKingdomTps, Self::HongKong, Self::Singapore]
            .into_iter()
            .find(|registry| registry.has_calling_code_of(number))
    }

    /// Whether a subscription to this registry says something about the number.
    #[cfg(feature = "metadata")]
    pub fn concerns(self, number: u64) -> bool {
        match self {
            Self::UnitedStates => Self::required_for(number) == Some(self),
            Self::Canada => Area::of(number).is_some_and(|area| area.belongs_to(self)),
            _ => self.has_calling_code_of(number),
        }
    }

    /// Whether the number has the calling code of this registry. Where two registries share one, as
    /// in North America, it may still belong to the other.
    #[cfg(feature = "metadata")]
    pub fn has_calling_code_of(self, number: u64) -> bool {
        // No calling code is the beginning of another one.
        let Some(code) = self.calling_code().map(u64::from) else { return false };
        std::iter::successors(Some(number), |rest| Some(rest / 10)).find(|rest| *rest <= code) == Some(code)
    }
}

impl TryFrom<String> for Registry {
    type Error = Problem;
    fn try_from(code: String) -> Result<Self, Problem> {
        Self::from_code(&code)
    }
}

impl From<Registry> for String {
    fn from(registry: Registry) -> Self {
        registry.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn germany() -> Registry {
        Registry::List(Country::parse("DE").unwrap())
    }

    #[test]
    fn every_registry_is_found_by_its_code() {
        for registry in Registry::national().chain([germany()]) {
            assert_eq!(Registry::from_code(&registry.code()), Ok(registry));
            assert!(!registry.label().is_empty());
        }
        assert_eq!(germany().code(), "list_DE");
        assert_eq!(germany().label(), "List of numbers (Germany)");
        for code in ["", "US", "gb", "list_", "list_XX"] {
            assert!(Registry::from_code(code).is_err(), "{code}");
        }
    }

    #[test]
    fn a_download_ages_as_the_law_says() {
        let days = |registry: Registry| registry.fresh_for().map(|age| age.num_days());
        let ages: Vec<_> = Registry::national().map(days).collect();
        assert_eq!(ages, [Some(31), Some(31), Some(28), Some(28), Some(10), Some(21)]);
        assert_eq!(days(germany()), None);
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn the_registry_that_must_be_asked_is_that_of_the_numbers_country() {
        for (number, required) in [
            (14_155_550_123, Some(Registry::UnitedStates)),
            (18_005_550_123, Some(Registry::UnitedStates)),
            (1_415_555, Some(Registry::UnitedStates)),
            (14_165_550_123, Some(Registry::Canada)),
            (18_765_550_123, None),
            (442_079_460_000, Some(Registry::UnitedKingdomTps)),
            (85_221_234_567, Some(Registry::HongKong)),
            (6_561_234_567, Some(Registry::Singapore)),
            (493_023_125_000, None),
            (8_007_000_000, None),
        ] {
            assert_eq!(Registry::required_for(number), required, "{number}");
            assert!(required.is_none_or(|registry| registry.concerns(number)), "{number}");
        }
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn areas_of_a_subscription_are_those_of_its_registry() {
        let us = Registry::UnitedStates;
        assert!(us.read_areas("415, 800").is_ok() && us.read_areas("all").is_ok());
        assert!(us.read_areas("").is_err() && us.read_areas("416").is_err());
        assert!(Registry::Canada.read_areas("416").is_ok() && Registry::Canada.read_areas("415").is_err());
        assert_eq!(Registry::UnitedKingdomTps.read_areas(""), Ok(Coverage::National));
        assert!(Registry::UnitedKingdomTps.read_areas("415").is_err());
    }

    #[test]
    fn the_registry_of_a_country_is_one_of_its_own() {
        let of = |code| Registry::of_country(Country::parse(code).unwrap());
        assert_eq!(of("GB"), Some(Registry::UnitedKingdomTps));
        assert_eq!((of("US"), of("DE")), (Some(Registry::UnitedStates), None));
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn a_subscription_says_nothing_about_another_countrys_numbers() {
        assert!(!Registry::UnitedStates.concerns(14_165_550_123) && !Registry::UnitedStates.concerns(18_765_550_123));
        assert!(!Registry::Canada.concerns(14_155_550_123) && Registry::Canada.concerns(18_005_550_123));
        assert!(Registry::UnitedKingdomCtps.concerns(442_079_460_000));
        assert!(germany().concerns(493_023_125_000) && !germany().concerns(14_155_550_123));
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn a_number_belongs_to_a_calling_code_by_its_first_digits() {
        for (registry, number, belongs) in [
            (Registry::UnitedStates, 14_155_550_123, true),
            (Registry::Canada, 14_155_550_123, true),
            (Registry::UnitedStates, 442_079_460_000, false),
            (Registry::UnitedKingdomTps, 442_079_460_000, true),
            (Registry::HongKong, 85_221_234_567, true),
            (Registry::HongKong, 8_511, false),
            (Registry::Singapore, 6_561_234_567, true),
            (germany(), 493_023_125_000, true),
            (germany(), 4_155_550_123, false),
            (germany(), 4, false),
            (germany(), 0, false),
        ] {
            assert_eq!(registry.has_calling_code_of(number), belongs, "{number}");
        }
    }

    #[cfg(feature = "metadata")]
    #[test]
    fn the_calling_codes_are_those_of_the_numbering_plans() {
        for (registry, country) in [
            (Registry::UnitedStates, "US"),
            (Registry::Canada, "CA"),
            (Registry::UnitedKingdomTps, "GB"),
            (Registry::UnitedKingdomCtps, "GB"),
            (Registry::HongKong, "HK"),
            (Registry::Singapore, "SG"),
        ] {
            let list = Registry::List(Country::parse(country).unwrap());
            assert_eq!(registry.calling_code(), list.calling_code());
        }
    }
}
