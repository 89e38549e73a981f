//! The week plan and the hours of one of its days.

use std::{collections::BTreeSet, fmt};

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};
use serde::{Deserialize, Serialize};

use crate::{country::Country, error::Problem};

/// From when to when calls are allowed on one day, in whole minutes of local time.
///
/// The opening minute is inside, the closing minute is not. Hours that close at `00:00` last until
/// the day is over, so `00:00-00:00` is the whole day. Hours never run past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OpenHours {
    opens: NaiveTime,
    closes: NaiveTime,
}

impl OpenHours {
    /// Reads two times of day, as a form sends them: `08:00` and `21:00`.
    pub fn parse(opens: &str, closes: &str) -> Result<Self, Problem> {
        let (opens, closes) = (time(opens)?, time(closes)?);
        if opens == DAY {
            return Err(not_a_time());
        }
        if opens >= closes && closes != 0 {
            return Err(Problem::Other("Choose a closing time that is after the opening time".into()));
        }
        Ok(Self { opens: of_minute(opens), closes: of_minute(closes) })
    }

    /// From when calls are allowed.
    pub const fn opens(self) -> NaiveTime {
        self.opens
    }

    /// From when they no longer are; `00:00` is the end of the day.
    pub const fn closes(self) -> NaiveTime {
        self.closes
    }

    /// Whether the hours last from midnight to midnight.
    pub fn whole_day(self) -> bool {
        self.opens == NaiveTime::MIN && self.closes == NaiveTime::MIN
    }
}

/// The minutes of a day.
const DAY: u32 = 24 * 60;

fn not_a_time() -> Problem {
    Problem::Other("Enter a time like 08:00".into())
}

/// The minute of the day in `8:00`, `08:00` or `08:00:00`; `24:00` is the end of the day.
fn time(typed: &str) -> Result<u32, Problem> {
    let number = |text: &str| -> Result<u32, Problem> {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if digits { text.parse().map_err(|_| not_a_time()) } else { Err(not_a_time()) }
    };
    let mut parts = typed.trim().split(':');
    let hour = number(parts.next().unwrap_or_default())?;
    let minute = number(parts.next().unwrap_or_default())?;
    let second = parts.next().map_or(Ok(0), number)?;
    let minutes = hour * 60 + minute;
    let exists = minute < 60 && second == 0 && minutes <= DAY && parts.next().is_none();
    if exists { Ok(minutes) } else { Err(not_a_time()) }
}

fn of_minute(minute: u32) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(minute % DAY * 60, 0).expect("a minute of a day is a time of day")
}

impl fmt::Display for OpenHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use chrono::Timelike;
        let (opens, closes) = (self.opens, self.closes);
        write!(f, "{:02}:{:02}-{:02}:{:02}", opens.hour(), opens.minute(), closes.hour(), closes.minute())
    }
}

impl TryFrom<String> for OpenHours {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        let (opens, closes) = text.split_once('-').ok_or_else(not_a_time)?;
        Self::parse(opens, closes)
    }
}

impl From<OpenHours> for String {
    fn from(hours: OpenHours) -> Self {
        hours.to_string()
    }
}

/// A date without calls, everywhere or in one country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Holiday {
    /// The date, on the clock where the customer is.
    pub on: NaiveDate,
    /// The country that has it; `None` for every country.
    pub country: Option<Country>,
}

impl Holiday {
    /// Whether it is one for somebody in this country. Where the country is not known, it is.
    fn holds_in(self, country: Option<Country>) -> bool {
        self.country.is_none() || country.is_none() || self.country == country
    }
}

/// When calls are allowed: hours for each weekday, and days without any.
///
/// Two plans that allow the same are equal and are written alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekPlan {
    /// Monday first; `None` is a day without calls.
    days: [Option<OpenHours>; 7],
    /// Dates without calls, whatever their weekday. They are kept one by one, not with the week.
    #[serde(skip)]
    holidays: BTreeSet<Holiday>,
}

impl Default for WeekPlan {
    /// 08:00 to 21:00 on every day.
    fn default() -> Self {
        let hours = OpenHours { opens: of_minute(8 * 60), closes: of_minute(21 * 60) };
        Self { days: [Some(hours); 7], holidays: BTreeSet::new() }
    }
}

impl WeekPlan {
    /// Makes a plan of seven days, Monday first, and of dates that are holidays everywhere.
    pub fn new(days: [Option<OpenHours>; 7], holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        let everywhere = |on| Holiday { on, country: None };
        Self { days, holidays: holidays.into_iter().map(everywhere).collect() }
    }

    /// The same week with these holidays beside its own.
    #[must_use]
    pub fn with_holidays(mut self, holidays: impl IntoIterator<Item = Holiday>) -> Self {
        self.holidays.extend(holidays);
        self
    }

    /// The hours of every day, Monday first.
    pub const fn days(&self) -> &[Option<OpenHours>; 7] {
        &self.days
    }

    /// The dates without calls.
    pub const fn holidays(&self) -> &BTreeSet<Holiday> {
        &self.holidays
    }

    /// The hours of a weekday that is no holiday.
    pub fn of(&self, weekday: Weekday) -> Option<OpenHours> {
        self.days[weekday.num_days_from_monday() as usize]
    }

    /// The hours of a date in a country; a holiday has none.
    pub fn on(&self, date: NaiveDate, country: Option<Country>) -> Option<OpenHours> {
        let mut that_day = self.holidays.range(Holiday { on: date, country: None }..);
        let is_holiday = that_day.by_ref().take_while(|it| it.on == date).any(|it| it.holds_in(country));
        if is_holiday { None } else { self.of(date.weekday()) }
    }

    /// The same week without any holiday.
    #[must_use]
    pub fn without_holidays(&self) -> Self {
        Self { days: self.days, holidays: BTreeSet::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_new_plan_allows_calls_from_eight_to_nine_every_day() {
        let plan = WeekPlan::default();
        assert!(plan.days().iter().all(|hours| hours.unwrap().to_string() == "08:00-21:00"));
        assert!(plan.holidays().is_empty());
    }

    #[test]
    fn a_holiday_has_no_hours_whatever_its_weekday() {
        let plan = WeekPlan::new(*WeekPlan::default().days(), [date("2026-12-25")]);
        assert_eq!(plan.on(date("2026-12-25"), None), None);
        assert!(plan.on(date("2026-12-24"), None).is_some());
        assert!(plan.without_holidays().on(date("2026-12-25"), None).is_some());
    }

    #[test]
    fn a_holiday_of_one_country_is_an_ordinary_day_in_another() {
        let country = |code| Country::parse(code).ok();
        let thanksgiving = Holiday { on: date("2026-11-26"), country: country("US") };
        let plan = WeekPlan::default().with_holidays([thanksgiving]);
        assert_eq!(plan.on(date("2026-11-26"), country("US")), None);
        assert!(plan.on(date("2026-11-26"), country("CA")).is_some());
        assert!(plan.on(date("2026-11-27"), country("US")).is_some());
        assert_eq!(plan.on(date("2026-11-26"), None), None, "nobody knows where, so it may be there");
    }

    #[test]
    fn days_are_counted_from_monday() {
        let mut days = [None; 7];
        days[0] = Some(OpenHours::parse("9:00", "17:30").unwrap());
        let plan = WeekPlan::new(days, []);
        assert!(plan.on(date("2026-11-23"), None).is_some());
        assert_eq!(plan.on(date("2026-11-24"), None), None);
        assert!(plan.of(Weekday::Mon).is_some());
    }

    #[test]
    fn hours_are_written_in_one_way() {
        for (opens, closes, written) in [
            ("8:00", "21:00:00", "08:00-21:00"),
            (" 08:05 ", "24:00", "08:05-00:00"),
            ("00:00", "00:00", "00:00-00:00"),
        ] {
            let hours = OpenHours::parse(opens, closes).unwrap();
            assert_eq!(hours.to_string(), written);
            assert_eq!(OpenHours::try_from(written.to_owned()), Ok(hours));
        }
        assert!(OpenHours::parse("0:00", "24:00").unwrap().whole_day());
    }

    #[test]
    fn hours_that_make_no_sense_are_refused() {
        for (opens, closes) in [
            ("21:00", "08:00"),
            ("08:00", "08:00"),
            ("24:00", "00:00"),
            ("08:60", "21:00"),
            ("08:00", "24:01"),
            ("25:00", "00:00"),
            ("08:00:30", "21:00"),
            ("08", "21:00"),
            ("", "21:00"),
            ("+8:00", "21:00"),
            ("08:00", "21:00:00:00"),
            ("8 pm", "21:00"),
        ] {
            assert!(OpenHours::parse(opens, closes).is_err(), "{opens} {closes}");
        }
        assert!(OpenHours::try_from("08:00".to_owned()).is_err());
    }
}
