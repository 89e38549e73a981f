//! The day and the clock where a screen hangs.

use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The hours with which a day can begin: where clocks are put forward at midnight, there is none.
const LEFT_OUT: [i64; 3] = [0, 1, 2];

/// The instant at which the day began in this zone; where there was no midnight, the first hour after it.
pub fn day_began(zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let midnight = NaiveDateTime::new(now.with_timezone(&zone).date_naive(), NaiveTime::MIN);
    let hours = LEFT_OUT.map(|hours| midnight + TimeDelta::hours(hours));
    let first = hours.iter().find_map(|hour| zone.from_local_datetime(hour).earliest());
    first.map_or(now, |begin| begin.with_timezone(&Utc))
}

/// What the clock says there: 14:02:11.
pub fn clock(zone: Tz, at: DateTime<Utc>) -> String {
    at.with_timezone(&zone).format("%H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_begins_at_midnight_where_the_screen_hangs() {
        let began = day_began(Tz::America__New_York, at("2026-03-03T03:30:00Z"));
        assert_eq!(began, at("2026-03-02T05:00:00Z"));
        assert_eq!(day_began(Tz::UTC, at("2026-03-03T03:30:00Z")), at("2026-03-03T00:00:00Z"));
    }

    #[test]
    fn a_clock_says_the_time_where_the_screen_hangs() {
        assert_eq!(clock(Tz::America__New_York, at("2026-03-03T03:30:07Z")), "22:30:07");
    }

    #[test]
    fn where_midnight_is_left_out_the_day_begins_an_hour_later() {
        // In Beirut clocks went from 00:00 to 01:00 on that day.
        let began = day_began(Tz::Asia__Beirut, at("2025-03-30T10:00:00Z"));
        assert_eq!(began, at("2025-03-29T22:00:00Z"));
    }
}
