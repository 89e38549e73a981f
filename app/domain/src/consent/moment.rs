//! When a customer answered, as a form sends it.

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use crate::{error::Problem, hours::TimeZone};

/// Reads a day and a time, on the clock of whoever typed them: `zone` is theirs, or UTC while it is
/// empty. Nothing typed is no time of its own: the answer is given now.
///
/// Of an hour that comes twice it is the first one.
pub fn occurred_at(typed: &str, zone: &str) -> Result<Option<DateTime<Utc>>, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let wrong = || Problem::Other("Enter a day and a time like 2026-11-24 14:30".into());
    let local = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|written| NaiveDateTime::parse_from_str(typed, written).ok())
        .filter(|local| *local >= DateTime::UNIX_EPOCH.naive_utc())
        .ok_or_else(wrong)?;
    match own_zone(zone)?.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(Some(at.to_utc())),
        LocalResult::None => {
            Err(Problem::Other("The clocks were put forward over this time. Enter another one".into()))
        }
    }
}

fn own_zone(name: &str) -> Result<Tz, Problem> {
    if name.trim().is_empty() { Ok(Tz::UTC) } else { TimeZone::parse(name)?.tz().ok_or(Problem::NotAZone) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, zone: &str) -> Option<String> {
        occurred_at(typed, zone).unwrap().map(|at| at.format("%Y-%m-%d %H:%M").to_string())
    }

    #[test]
    fn a_time_is_read_on_the_clock_of_whoever_typed_it() {
        assert_eq!(read("2026-03-03T10:00", "America/New_York").as_deref(), Some("2026-03-03 15:00"));
        assert_eq!(read(" 2026-03-03 10:00 ", "").as_deref(), Some("2026-03-03 10:00"));
        assert_eq!(read("", "America/New_York"), None);
        // On 2026-11-01 New York's clocks go from 02:00 back to 01:00.
        assert_eq!(read("2026-11-01T01:30", "America/New_York").as_deref(), Some("2026-11-01 05:30"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for typed in [
            "yesterday",
            "2026-03-03",
            "2026-13-03T10:00",
            "2026-03-03T25:00",
            "1969-12-31T23:59",
            "999999-01-01T00:00",
        ] {
            assert!(occurred_at(typed, "").is_err(), "{typed}");
        }
        assert!(occurred_at("2026-03-08T02:30", "America/New_York").is_err(), "the clocks jump over it");
        assert_eq!(occurred_at("2026-03-03T10:00", "Mars/Olympus"), Err(Problem::NotAZone));
    }
}
