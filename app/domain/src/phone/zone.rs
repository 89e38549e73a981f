//! Where a number is, as far as its digits say: the time zones of its prefix.

use std::{collections::HashMap, sync::LazyLock};

use chrono_tz::Tz;
use phonenumber::Type;

use super::{PhoneNumber, plan::Split};

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

/// Whether the digits behind the calling code say where the number is.
fn names_a_place(split: &Split) -> bool {
    const NORTH_AMERICA: u16 = 1;
    // Mexico, Argentina, Brazil and Indonesia give mobile numbers area codes.
    const MOBILE_WITH_AREA: [u16; 4] = [52, 54, 55, 62];
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
