//! How long a yes holds: for as long as the business says, and until the day by which a newer text
//! has to be agreed to.

use std::{collections::BTreeMap, fmt};

use chrono::{DateTime, TimeDelta, Utc};

use super::{ConsentEvent, ConsentStatus};
use crate::{error::Problem, notice::MaterialNotice, topic::Topic};

/// For how many days a yes holds: one at least, ten years at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct HoldsFor(u16);

impl HoldsFor {
    /// Ten years: what is meant to hold longer does not expire.
    const LONGEST: u16 = 3_650;

    /// Reads a number of days; nothing typed is a yes that does not expire.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let days = typed.parse().ok().and_then(Self::from_days);
        let wrong =
            || Problem::Other("Enter whole days from 1 to 3650, or leave it empty if a yes does not expire".into());
        days.map(Some).ok_or_else(wrong)
    }

    /// As many days as a row says.
    pub fn from_days(days: i32) -> Option<Self> {
        u16::try_from(days).ok().filter(|days| (1..=Self::LONGEST).contains(days)).map(Self)
    }

    /// How many days they are.
    pub const fn days(self) -> u16 {
        self.0
    }

    /// Until when a yes of this instant holds.
    pub fn after(self, occurred_at: DateTime<Utc>) -> DateTime<Utc> {
        let end = occurred_at.checked_add_signed(TimeDelta::days(i64::from(self.0)));
        end.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }
}

impl fmt::Display for HoldsFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "day" } else { "days" })
    }
}

/// What ends a yes, for a whole business.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// The topics on which a yes expires.
    pub holds_for: BTreeMap<Topic, HoldsFor>,
    /// The newer texts that have to be agreed to.
    pub notices: Vec<MaterialNotice>,
}

impl Terms {
    /// The answer with the end that it has: of the one that was recorded with it, the one of the
    /// business's setting and the one of a newer text, the earliest.
    ///
    /// So a setting that is made shorter holds at once, and none revives a yes that was given for a
    /// shorter time.
    #[must_use]
    pub fn limit(&self, event: ConsentEvent) -> ConsentEvent {
        if event.status != ConsentStatus::Given {
            return event;
        }
        let own = event.expires_at;
        let ends =
            [own, self.expiry(event.topic, event.occurred_at), self.ask_again_by(event.topic, event.occurred_at)];
        ConsentEvent { expires_at: ends.into_iter().flatten().min(), ..event }
    }

    /// Until when the setting lets a yes of this instant hold.
    pub fn expiry(&self, topic: Topic, occurred_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.holds_for.get(&topic).map(|days| days.after(occurred_at))
    }

    /// By when a yes of this instant must be asked for again, because a newer text says something else.
    pub fn ask_again_by(&self, topic: Topic, occurred_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let newer = self.notices.iter().filter(|notice| notice.renews(topic, occurred_at));
        newer.map(|notice| notice.ask_again_by).min()
    }

    /// The instant such that exactly the yeses from before it have ended at `now` by setting or text, whatever
    /// was recorded with them. `None` where none has.
    pub fn ended_before(&self, topic: Topic, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        // Of that many days ago it has just ended, and instants are whole microseconds.
        let by_setting = self.holds_for.get(&topic).map(|days| {
            let since = now.checked_sub_signed(TimeDelta::days(i64::from(days.days())));
            since.unwrap_or(DateTime::<Utc>::MIN_UTC) + TimeDelta::microseconds(1)
        });
        let passed = self.notices.iter().filter(|notice| notice.ask_again_by <= now);
        let by_text = passed.filter_map(|notice| notice.asks_before(topic));
        by_setting.into_iter().chain(by_text).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::consent::Method;
    use crate::{
        consent::{Covers, status},
        id::ConsentEventId,
        notice::NoticeKind,
    };

    fn day(day: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::days(day)
    }

    fn yes(on: i64, expires_at: Option<DateTime<Utc>>) -> ConsentEvent {
        ConsentEvent {
            id: ConsentEventId(uuid::Uuid::nil()),
            topic: Topic::CALL_MARKETING,
            status: ConsentStatus::Given,
            method: Method::Verbal,
            covers: Covers::All,
            occurred_at: day(on),
            expires_at,
            invalidated: false,
        }
    }

    fn terms(days: &str) -> Terms {
        let days = HoldsFor::optional(days).unwrap().unwrap();
        Terms { holds_for: [(Topic::CALL_MARKETING, days)].into(), notices: Vec::new() }
    }

    fn policy(version: i32, published: i64, by: i64) -> MaterialNotice {
        let (kind, published_at) = (NoticeKind::PrivacyPolicy, day(published));
        MaterialNotice { kind, version, published_at, ask_again_by: day(by) }
    }

    #[test]
    fn days_are_whole_and_no_days_are_for_ever() {
        assert_eq!(HoldsFor::optional(" "), Ok(None));
        assert_eq!(HoldsFor::optional(" 365 ").unwrap().map(HoldsFor::days), Some(365));
        assert_eq!(HoldsFor::optional("1").unwrap().unwrap().to_string(), "1 day");
        for typed in ["0", "-1", "1.5", "3651", "99999999999", "a year", "\u{0661}"] {
            assert!(HoldsFor::optional(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_yes_holds_for_the_days_of_the_setting_from_the_day_of_the_answer() {
        let limited = terms("30").limit(yes(10, None));
        let of = |now| status(std::slice::from_ref(&limited), Topic::CALL_MARKETING, None, now);
        assert_eq!(of(day(40) - TimeDelta::microseconds(1)), ConsentStatus::Given);
        assert_eq!(of(day(40)), ConsentStatus::Expired);
        assert_eq!(terms("30").limit(ConsentEvent { topic: Topic::CALL_SERVICE, ..yes(10, None) }).expires_at, None);
    }

    #[test]
    fn a_shorter_setting_holds_at_once_and_a_longer_one_revives_nothing() {
        let given_for_thirty = yes(10, Some(day(40)));
        assert_eq!(terms("5").limit(given_for_thirty.clone()).expires_at, Some(day(15)));
        assert_eq!(terms("300").limit(given_for_thirty.clone()).expires_at, Some(day(40)));
        assert_eq!(Terms::default().limit(given_for_thirty).expires_at, Some(day(40)));
    }

    #[test]
    fn a_material_text_asks_again_whoever_agreed_before_it() {
        let terms = Terms { notices: vec![policy(2, 20, 50), policy(3, 30, 45)], ..Terms::default() };
        assert_eq!(terms.limit(yes(19, None)).expires_at, Some(day(45)), "the earlier of two days");
        assert_eq!(terms.limit(yes(20, None)).expires_at, Some(day(45)), "under the second, before the third");
        assert_eq!(terms.limit(yes(30, None)).expires_at, None, "under the text in force");
        let no = ConsentEvent { status: ConsentStatus::Refused, ..yes(19, None) };
        assert_eq!(terms.limit(no.clone()), no, "a no needs not be asked for again");
    }

    #[test]
    fn what_has_ended_is_what_was_given_before_one_instant() {
        let all = Terms { notices: vec![policy(2, 20, 50), policy(3, 30, 45)], ..terms("30") };
        for terms in [&all, &terms("30"), &Terms::default()] {
            for now in (0..70).map(day) {
                let ended_before = terms.ended_before(Topic::CALL_MARKETING, now);
                for on in 0..70 {
                    let has_ended = terms.limit(yes(on, None)).expires_at.is_some_and(|end| end <= now);
                    assert_eq!(ended_before.is_some_and(|before| day(on) < before), has_ended, "{on} at {now}");
                }
            }
        }
        assert_eq!(all.ended_before(Topic::CALL_SERVICE, day(44)), None);
        assert_eq!(all.ended_before(Topic::CALL_SERVICE, day(45)), Some(day(30)));
    }

    #[test]
    fn a_first_text_has_no_older_version_to_ask_again_for() {
        let terms = Terms { notices: vec![policy(1, 20, 50)], ..Terms::default() };
        assert_eq!(terms.limit(yes(10, None)).expires_at, None);
    }
}
