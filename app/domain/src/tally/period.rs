//! Over which time tallies are shown, and how it is cut up.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How many days are shown, today included.
const DAYS: u64 = 30;
/// How many months are shown, this one included.
const MONTHS: u32 = 12;

/// A time up to today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// The last 30 days, by day.
    #[default]
    Days,
    /// The last 12 months, by month.
    Months,
}

/// Some days in a row, the last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

impl Over {
    /// Each of them.
    pub const ALL: [Self; 2] = [Self::Days, Self::Months];

    /// The word in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
        }
    }

    /// What an address asks for; the days for a word that is none.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|over| over.code() == code).unwrap_or_default()
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Days => "Last 30 days",
            Self::Months => "Last 12 months",
        }
    }

    /// What each part of it is.
    pub const fn part(self) -> &'static str {
        match self {
            Self::Days => "Day",
            Self::Months => "Month",
        }
    }

    /// Its parts up to this day, the oldest first.
    pub fn spans(self, today: NaiveDate) -> Vec<Span> {
        match self {
            Self::Days => {
                let days = (0..DAYS).rev().filter_map(|ago| today.checked_sub_days(Days::new(ago)));
                days.map(|day| Span { from: day, to: day }).collect()
            }
            Self::Months => {
                let first = today.with_day(1).unwrap_or(today);
                let months = (0..MONTHS).rev().filter_map(|ago| first.checked_sub_months(Months::new(ago)));
                months.map(|from| Span { from, to: last_of_month(from).min(today) }).collect()
            }
        }
    }

    /// All of it, up to this day.
    pub fn whole(self, today: NaiveDate) -> Span {
        let from = self.spans(today).first().map_or(today, |first| first.from);
        Span { from, to: today }
    }
}

impl Span {
    /// Whether a day is in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

fn last_of_month(first: NaiveDate) -> NaiveDate {
    let next = first.checked_add_months(Months::new(1)).and_then(|next| next.pred_opt());
    next.unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn thirty_days_end_with_today() {
        let spans = Over::Days.spans(day("2026-03-03"));
        assert_eq!((spans.len(), spans[0].from, spans[29].to), (30, day("2026-02-02"), day("2026-03-03")));
        assert!(spans.iter().all(|span| span.from == span.to));
    }

    #[test]
    fn twelve_months_leave_no_day_out_and_end_today() {
        let today = day("2028-03-03");
        let spans = Over::Months.spans(today);
        assert_eq!((spans.len(), spans[0].from), (12, day("2027-04-01")));
        assert_eq!((spans[10].from, spans[10].to), (day("2028-02-01"), day("2028-02-29")));
        assert_eq!(spans[11].to, today);
        for pair in spans.windows(2) {
            assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
        }
        let whole = Over::Months.whole(today);
        assert!(whole.holds(day("2027-04-01")) && whole.holds(today) && !whole.holds(day("2027-03-31")));
    }

    #[test]
    fn an_address_that_asks_for_nothing_else_gets_the_days() {
        assert_eq!(["", "months", "years"].map(Over::from_code), [Over::Days, Over::Months, Over::Days]);
        assert_eq!(Over::Days.spans(NaiveDate::MIN).len(), 1, "the calendar begins there");
    }
}
