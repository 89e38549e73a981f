//! The days of a business: in the zone of its country, or of the part of it where most offices are.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::zone::listed;
use crate::country::Country;

/// The zone where the list's first one is not that of most offices.
const OFFICES: [(&str, Tz); 19] = [
    ("AR", Tz::America__Argentina__Buenos_Aires),
    ("AU", Tz::Australia__Sydney),
    ("BR", Tz::America__Sao_Paulo),
    ("CA", Tz::America__Toronto),
    ("CL", Tz::America__Santiago),
    ("CY", Tz::Asia__Nicosia),
    ("ES", Tz::Europe__Madrid),
    ("FM", Tz::Pacific__Pohnpei),
    ("GL", Tz::America__Nuuk),
    ("KI", Tz::Pacific__Tarawa),
    ("MH", Tz::Pacific__Majuro),
    ("MN", Tz::Asia__Ulaanbaatar),
    ("MX", Tz::America__Mexico_City),
    ("PF", Tz::Pacific__Tahiti),
    ("PG", Tz::Pacific__Port_Moresby),
    ("PT", Tz::Europe__Lisbon),
    ("RU", Tz::Europe__Moscow),
    ("UA", Tz::Europe__Kyiv),
    ("US", Tz::America__New_York),
];

/// The zone in which the days of a business of this country begin and end.
pub fn office_zone(country: Country) -> Tz {
    let office = OFFICES.iter().find(|(code, _)| *code == country.code()).map(|(_, zone)| *zone);
    let first = || listed().find(|(_, code)| *code == country.code()).and_then(|(zone, _)| zone.parse().ok());
    office.or_else(first).unwrap_or(Tz::UTC)
}

/// Which day it is there.
pub fn day_at(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

/// The instant with which a day begins there. Where the clocks jump over midnight it is the first one after it.
pub fn day_begins(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let first = (0..24).find_map(|hour| match zone.from_local_datetime(&(midnight + TimeDelta::hours(hour))) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
        LocalResult::None => None,
    });
    first.unwrap_or_else(|| midnight.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn country(code: &str) -> Country {
        Country::parse(code).unwrap()
    }

    #[test]
    fn an_office_is_where_most_of_its_country_are() {
        let zone = |code| office_zone(country(code)).name();
        assert_eq!(
            ["US", "DE", "GB", "PT", "CN"].map(zone),
            ["America/New_York", "Europe/Berlin", "Europe/London", "Europe/Lisbon", "Asia/Shanghai",]
        );
        for (code, zone) in OFFICES {
            assert_eq!(super::super::country_of(zone), Some(country(code)), "{code}");
        }
    }

    #[test]
    fn a_day_holds_every_instant_from_its_beginning_to_the_next() {
        for zone in [Tz::America__New_York, Tz::Europe__Berlin, Tz::America__Santiago, Tz::UTC] {
            let mut day: NaiveDate = "2026-01-01".parse().unwrap();
            while day < "2027-01-01".parse().unwrap() {
                let begins = day_begins(day, zone);
                assert_eq!(day_at(begins, zone), day);
                assert_eq!(day_at(begins - TimeDelta::microseconds(1), zone).succ_opt(), Some(day), "{zone} {day}");
                day = day.succ_opt().unwrap();
            }
        }
    }
}
