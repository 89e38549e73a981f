//! Where a number is, as far as its digits say: the time zones of its prefix.

use std::{collections::HashMap, sync::LazyLock};

use chrono_tz::Tz;
use phonenumber::Type;

use super::{
    PhoneNumber,
    plan::{Split, fixed_is_mobile, plans},
};

/// The zones of every prefix that has some.
struct Prefixes {
    zones: HashMap<&'static str, Box<[Tz]>>,
    longest: usize,
}

/// Read once, from libphonenumber's facts (Apache License 2.0; the notice is in the file).
static PREFIXES: LazyLock<Prefixes> = LazyLock::new(|| {
    let lines = include_str!("phone-time-zones.txt").lines().filter(|line| !line.starts_with('#'));
    let zones: HashMap<_, Box<[Tz]>> = lines
        .filter_map(|line| line.split_once('|'))
        .map(|(prefix, zones)| (prefix, zones.split('&').filter_map(|zone| zone.parse().ok()).collect()))
        .collect();
    let longest = zones.keys().map(|prefix| prefix.len()).max().unwrap_or_default();
    Prefixes { zones, longest }
});

/// The time zones in which whoever has the number may be; none when nothing is known.
///
/// The longest prefix counts, but only where a prefix is a place. A mobile number of Australia or
/// Russia is used anywhere in the country, so it has all zones of its calling code; a number that
/// is in no range in use is taken to be anywhere, too. In North America every number belongs to
/// the place of its area code.
pub fn zones(number: &PhoneNumber) -> &'static [Tz] {
    let digits = number.as_str().trim_start_matches('+');
    let Some(split) = Split::of_number(number) else { return &[] };
    let longest = if names_a_place(&split) { PREFIXES.longest } else { split.code.to_string().len() };
    (1..=longest.min(digits.len()))
        .rev()
        .find_map(|length| PREFIXES.zones.get(&digits[..length]))
        .map_or(&[], |zones| zones)
}

/// The calling code of North America.
const NORTH_AMERICA: u16 = 1;

/// The first seven digits of a number, calling code included, where all numbers that begin with them
/// have the same zones. `None` where that is not sure.
///
/// A list of millions has its numbers in some hundred thousand such blocks, of North America only.
pub fn zone_block(number: u64) -> Option<usize> {
    const LAST_FOUR: u64 = 10_000;
    let block = usize::try_from(number / LAST_FOUR).ok().filter(|block| (1_000_000..2_000_000).contains(block))?;
    let area = block / 1_000 % 1_000;
    (PLACES.longest <= 7 && !PLACES.may_be_mobile[area]).then_some(block)
}

/// What is sure about the numbers of North America.
struct Places {
    /// The digits of the longest prefix that has zones of its own.
    longest: usize,
    /// For each area code whether a number in it may be a mobile number that could not be a fixed one.
    may_be_mobile: Vec<bool>,
}

static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let longest = PREFIXES.zones.keys().filter(|prefix| prefix.starts_with('1')).map(|prefix| prefix.len()).max();
    let plans = plans(NORTH_AMERICA);
    let may_be_mobile = |area: usize| {
        let area = format!("{area:03}");
        plans.iter().any(|plan| !fixed_is_mobile(plan) && plan.leading_digits().is_none_or(|here| here.is_match(&area)))
    };
    Places { longest: longest.unwrap_or_default(), may_be_mobile: (0..1_000).map(may_be_mobile).collect() }
});

/// Whether the digits behind the calling code say where the number is.
fn names_a_place(split: &Split) -> bool {
    // Mexico, Argentina, Brazil and Indonesia give mobile numbers area codes.
    const MOBILE_WITH_AREA: [u16; 4] = [52, 54, 55, 62];
    let area = || split.national.get(..3).and_then(|area| area.parse::<usize>().ok());
    if split.code == NORTH_AMERICA && area().is_some_and(|area| !PLACES.may_be_mobile[area]) {
        return true;
    }
    match split.kind() {
        Some(Type::FixedLine | Type::FixedLineOrMobile) => true,
        Some(Type::Mobile) => MOBILE_WITH_AREA.contains(&split.code),
        _ => split.code == NORTH_AMERICA,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::{HoursStanding, TimeZone, WeekPlan, standing};

    fn names(number: &str) -> Vec<&'static str> {
        zones(&PhoneNumber::from_e164(number).unwrap()).iter().map(|zone| zone.name()).collect()
    }

    #[test]
    fn every_line_of_the_facts_is_read() {
        let facts = include_str!("phone-time-zones.txt");
        let lines: Vec<_> = facts.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(PREFIXES.zones.len(), lines.len());
        for zone in lines.iter().flat_map(|line| line.split_once('|').unwrap().1.split('&')) {
            assert!(TimeZone::parse(zone).is_ok(), "{zone}");
        }
    }

    #[test]
    fn numbers_of_one_block_have_the_same_zones() {
        // Jamaica tells mobile numbers from fixed ones, so its digits alone are not enough.
        assert_eq!(zone_block(18_765_550_100), None);
        assert_eq!(zone_block(442_079_460_000), None);
        assert_eq!(zone_block(12_082_010_000), Some(1_208_201));
        for area in (200..1_000).step_by(7) {
            for first in [1_000_000_u64 + area * 1_000 + 234, 1_000_000 + area * 1_000 + 55] {
                let zones_of = |last| zones(&PhoneNumber::from_digits(first * 10_000 + last).unwrap());
                if zone_block(first * 10_000).is_some() {
                    assert!([1, 100, 5_555, 9_999].iter().all(|last| zones_of(*last) == zones_of(0)), "{first}");
                }
            }
        }
    }

    #[test]
    fn what_is_sure_about_a_place_is_what_the_plans_say() {
        for area in 200..1_000 {
            for last in ["2345678", "5550100", "9999999"] {
                let split = Split { code: NORTH_AMERICA, national: format!("{area}{last}") };
                let by_the_plans = split.kind() != Some(Type::Mobile);
                assert_eq!(names_a_place(&split), by_the_plans, "{area}{last}");
            }
        }
    }

    #[test]
    fn the_longest_prefix_counts() {
        assert_eq!(names("+14155550100"), ["America/Los_Angeles"]);
        assert_eq!(names("+12082155550"), ["America/Los_Angeles"]);
        assert_eq!(names("+12082215550"), ["America/Denver"]);
        assert_eq!(names("+442079460000"), ["Europe/London"]);
        assert_eq!(names("+493023125000"), ["Europe/Berlin"]);
    }

    #[test]
    fn a_number_that_moves_has_every_zone_of_its_country() {
        assert!(names("+61491570006").len() > 5, "{:?}", names("+61491570006"));
        assert!(names("+79161234567").contains(&"Asia/Kamchatka"));
        assert_eq!(names("+447700900000").len(), 4);
    }

    #[test]
    fn a_toll_free_number_is_called_when_all_of_north_america_may_be() {
        let zones = zones(&PhoneNumber::from_e164("+18005550100").unwrap());
        assert!(zones.len() > 40);
        let standing = |now: &str| standing(&WeekPlan::default(), zones, now.parse().unwrap());
        assert!(matches!(standing("2026-11-24T21:59:00Z"), HoursStanding::Closed { .. }));
        assert!(matches!(standing("2026-11-24T22:00:00Z"), HoursStanding::Open { .. }));
        assert!(matches!(standing("2026-11-25T00:30:00Z"), HoursStanding::Closed { .. }));
    }

    #[test]
    fn numbers_of_no_country_have_no_zone() {
        for number in [
            "+80012345678",
            "+870773111632",
            "+8781012345678",
            "+881612345678",
            "+88213123456789",
            "+883510012345",
            "+88812345678901",
            "+979123456789",
            "+21012345678",
        ] {
            assert_eq!(names(number), [""; 0], "{number}");
        }
    }
}
