//! The training of members: when each of them has to read it, and for how long it holds.

use chrono::{DateTime, TimeDelta, Utc};

/// For how long it holds that a member has read it.
pub const HOLDS_FOR: TimeDelta = TimeDelta::days(365);
/// After how many days a member who has not read it is named to those who administer the team.
pub const NAMED_AFTER_DAYS: i64 = 7;
/// After how many days an audit finds it.
pub const OVERDUE_AFTER_DAYS: i64 = 30;

/// A version of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Counted from one.
    pub version: i32,
    /// Since when it is in force (UTC).
    pub published_at: DateTime<Utc>,
}

/// That a member has read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acknowledged {
    /// Which version.
    pub version: i32,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// Since when, or from when on, a member has to read it: at first since they are here, then a year after they did,
/// or as soon as there is a newer version. `editions` are all versions, the oldest first.
pub fn due_at(joined_at: DateTime<Utc>, last: Option<Acknowledged>, editions: &[Edition]) -> DateTime<Utc> {
    let (version, since) = last.map_or((0, joined_at), |last| (last.version, last.at));
    let newer = editions.iter().find(|edition| edition.version > version);
    let newer = newer.map(|edition| edition.published_at.max(since));
    let again = last.map(|last| last.at + HOLDS_FOR);
    newer.into_iter().chain(again).min().unwrap_or(joined_at)
}

/// Whether it was due for longer than so many days.
pub fn is_late(due_at: DateTime<Utc>, days: i64, now: DateTime<Utc>) -> bool {
    now - due_at > TimeDelta::days(days)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> DateTime<Utc> {
        format!("{day}T12:00:00Z").parse().unwrap()
    }

    fn editions() -> [Edition; 2] {
        [(1, "2026-03-01"), (2, "2026-06-01")].map(|(version, on)| Edition { version, published_at: day(on) })
    }

    fn read(version: i32, on: &str) -> Acknowledged {
        Acknowledged { version, at: day(on) }
    }

    #[test]
    fn it_is_due_at_first_then_each_year_and_with_every_new_version() {
        let [first, _] = editions();
        for (joined, last, editions, due) in [
            ("2026-03-05", None, &editions()[..], "2026-03-05"),
            ("2026-07-01", None, &editions()[..], "2026-07-01"),
            ("2026-03-05", None, &[first][..], "2026-03-05"),
            // Whoever was here before there was a training has the time since it was published.
            ("2020-01-01", None, &[first][..], "2026-03-01"),
            ("2026-03-05", Some(read(1, "2026-03-10")), &[first][..], "2027-03-10"),
            ("2026-03-05", Some(read(1, "2026-03-10")), &editions()[..], "2026-06-01"),
            ("2026-03-05", Some(read(2, "2026-06-02")), &editions()[..], "2027-06-02"),
            ("2026-03-05", None, &[][..], "2026-03-05"),
        ] {
            assert_eq!(due_at(day(joined), last, editions), day(due), "{joined} {last:?}");
        }
    }

    #[test]
    fn it_is_late_when_the_days_are_over() {
        let due = day("2026-03-01");
        assert!(!is_late(due, OVERDUE_AFTER_DAYS, day("2026-03-31")));
        assert!(is_late(due, OVERDUE_AFTER_DAYS, day("2026-03-31") + TimeDelta::seconds(1)));
    }
}
