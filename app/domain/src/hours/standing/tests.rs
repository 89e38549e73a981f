use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;
use crate::{
    country::Country,
    hours::{Holiday, OpenHours},
};

const SAN_FRANCISCO: Tz = Tz::America__Los_Angeles;
const NEW_YORK: Tz = Tz::America__New_York;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn daily(opens: &str, closes: &str) -> WeekPlan {
    WeekPlan::new([Some(OpenHours::parse(opens, closes).unwrap()); 7], [])
}

fn open(until: &str) -> HoursStanding {
    HoursStanding::Open { until: Some(at(until)) }
}

fn closed(local: &str, opens: &str, until: &str) -> HoursStanding {
    HoursStanding::Closed { local: time(local), opens: Some(time(opens)), until: Some(at(until)) }
}

#[test]
fn the_opening_minute_is_inside_and_the_closing_minute_is_not() {
    let plan = WeekPlan::default();
    let standing = |now| standing(&plan, &[NEW_YORK], at(now));
    assert_eq!(standing("2026-11-24T12:12:00Z"), closed("07:12", "08:00", "2026-11-24T13:00:00Z"));
    assert_eq!(standing("2026-11-24T13:00:00Z"), open("2026-11-25T02:00:00Z"));
    assert_eq!(standing("2026-11-25T01:59:59.999Z"), open("2026-11-25T02:00:00Z"));
    assert_eq!(standing("2026-11-25T02:00:00Z"), closed("21:00", "08:00", "2026-11-25T13:00:00Z"));
}

#[test]
fn all_zones_must_be_inside() {
    let plan = WeekPlan::default();
    let standing = |now| standing(&plan, &[NEW_YORK, SAN_FRANCISCO], at(now));
    assert_eq!(standing("2026-11-24T13:30:00Z"), closed("05:30", "08:00", "2026-11-24T16:00:00Z"));
    assert_eq!(standing("2026-11-24T16:00:00Z"), open("2026-11-25T02:00:00Z"));
    // New York is past its hours, and opens when San Francisco does.
    assert_eq!(standing("2026-11-25T02:30:00Z"), closed("21:30", "11:00", "2026-11-25T16:00:00Z"));
}

#[test]
fn each_zone_has_its_own_date() {
    let plan = WeekPlan::new(*daily("00:00", "24:00").days(), ["2026-12-25".parse().unwrap()]);
    let standing = |now| standing(&plan, &[Tz::Pacific__Auckland, Tz::Pacific__Honolulu], at(now));
    assert_eq!(standing("2026-12-24T10:59:00Z"), open("2026-12-24T11:00:00Z"));
    let no_calls =
        |local| HoursStanding::Closed { local: time(local), opens: None, until: Some(at("2026-12-26T10:00:00Z")) };
    assert_eq!(standing("2026-12-24T11:00:00Z"), no_calls("00:00"));
    // The holiday is over in Auckland and lasts in Honolulu.
    assert_eq!(standing("2026-12-26T09:00:00Z"), no_calls("23:00"));
    assert_eq!(standing("2026-12-26T10:00:00Z"), HoursStanding::Open { until: None });
}

#[test]
fn a_day_without_calls_names_no_opening_time() {
    let mut days = *WeekPlan::default().days();
    days[6] = None;
    let plan = WeekPlan::new(days, []);
    let monday = Some(at("2026-11-23T13:00:00Z"));
    let expected = HoursStanding::Closed { local: time("09:00"), opens: None, until: monday };
    assert_eq!(standing(&plan, &[NEW_YORK], at("2026-11-22T14:00:00Z")), expected);
    let saturday_night = HoursStanding::Closed { local: time("22:00"), opens: Some(time("08:00")), until: monday };
    assert_eq!(standing(&plan, &[NEW_YORK], at("2026-11-22T03:00:00Z")), saturday_night);
}

#[test]
fn without_zones_or_without_a_common_hour_nobody_knows_when_to_call() {
    let now = at("2026-11-24T13:00:00Z");
    assert_eq!(standing(&WeekPlan::default(), &[], now), HoursStanding::NoCommonHour);
    let opposite = [Tz::Europe__London, Tz::Pacific__Auckland];
    assert_eq!(standing(&daily("09:00", "18:00"), &opposite, now), HoursStanding::NoCommonHour);
}

#[test]
fn a_plan_without_hours_is_closed_and_not_a_question_of_zones() {
    let plan = WeekPlan::new([None; 7], []);
    let expected = HoursStanding::Closed { local: time("08:00"), opens: None, until: None };
    assert_eq!(standing(&plan, &[NEW_YORK], at("2026-11-24T13:00:00Z")), expected);
}

#[test]
fn a_long_row_of_holidays_ends_at_its_first_open_day() {
    let first: NaiveDate = "2026-12-20".parse().unwrap();
    let plan = WeekPlan::new(*WeekPlan::default().days(), first.iter_days().take(20));
    let expected = HoursStanding::Closed { local: time("12:00"), opens: None, until: Some(at("2027-01-09T13:00:00Z")) };
    assert_eq!(standing(&plan, &[NEW_YORK], at("2026-12-20T17:00:00Z")), expected);
    let always = WeekPlan::new([None; 7], first.iter_days().take(500));
    assert!(matches!(standing(&always, &[NEW_YORK], at("2026-12-20T17:00:00Z")), HoursStanding::Closed { .. }));
}

#[test]
fn round_the_clock_ends_at_the_next_holiday_however_far() {
    let plan = WeekPlan::new(*daily("0:00", "24:00").days(), ["2027-07-04".parse().unwrap()]);
    assert_eq!(standing(&plan, &[NEW_YORK], at("2026-11-24T13:00:00Z")), open("2027-07-04T04:00:00Z"));
    assert_eq!(
        standing(&daily("0:00", "24:00"), &[NEW_YORK], at("2026-11-24T13:00:00Z")),
        HoursStanding::Open { until: None }
    );
}

#[test]
fn a_holiday_of_one_country_shuts_only_the_zones_in_it() {
    let fourth = Holiday { on: "2026-07-04".parse().unwrap(), country: Country::parse("US").ok() };
    let plan = WeekPlan::default().with_holidays([fourth]);
    let noon = at("2026-07-04T16:00:00Z");
    let sunday = Some(at("2026-07-05T12:00:00Z"));
    let no_calls = HoursStanding::Closed { local: time("12:00"), opens: None, until: sunday };
    assert_eq!(standing(&plan, &[NEW_YORK], noon), no_calls);
    assert_eq!(standing(&plan, &[Tz::America__Toronto], noon), open("2026-07-05T01:00:00Z"));
    // Somebody whose number may be in either is called in neither.
    assert_eq!(standing(&plan, &[Tz::America__Toronto, NEW_YORK], noon), no_calls);
}

#[test]
fn a_holiday_on_the_day_of_a_jump_begins_and_ends_with_the_zone_s_own_date() {
    let round_the_clock = |date: &str| WeekPlan::new(*daily("0:00", "24:00").days(), [date.parse().unwrap()]);
    let shut = |local, until| HoursStanding::Closed { local: time(local), opens: None, until: Some(at(until)) };
    // On 2026-03-08 the day in New York has 23 hours.
    let spring = round_the_clock("2026-03-08");
    assert_eq!(standing(&spring, &[NEW_YORK], at("2026-03-08T04:59:00Z")), open("2026-03-08T05:00:00Z"));
    assert_eq!(standing(&spring, &[NEW_YORK], at("2026-03-08T07:00:00Z")), shut("03:00", "2026-03-09T04:00:00Z"));
    // On 2026-11-01 it has 25.
    let autumn = round_the_clock("2026-11-01");
    assert_eq!(standing(&autumn, &[NEW_YORK], at("2026-11-01T03:59:00Z")), open("2026-11-01T04:00:00Z"));
    assert_eq!(standing(&autumn, &[NEW_YORK], at("2026-11-01T06:00:00Z")), shut("01:00", "2026-11-02T05:00:00Z"));
}

#[test]
fn an_opening_time_that_does_not_exist_is_the_end_of_the_gap() {
    // On 2026-03-08 New York's clocks go from 02:00 to 03:00.
    let plan = daily("02:30", "12:00");
    assert_eq!(
        standing(&plan, &[NEW_YORK], at("2026-03-08T06:59:00Z")),
        closed("01:59", "03:00", "2026-03-08T07:00:00Z")
    );
}

#[test]
fn an_hour_that_comes_twice_is_judged_by_what_the_clock_shows() {
    // On 2026-11-01 New York's clocks go from 02:00 back to 01:00.
    let plan = daily("00:00", "01:30");
    let standing = |now| standing(&plan, &[NEW_YORK], at(now));
    assert_eq!(standing("2026-11-01T04:00:00Z"), open("2026-11-01T05:30:00Z"));
    assert_eq!(standing("2026-11-01T05:45:00Z"), closed("01:45", "01:00", "2026-11-01T06:00:00Z"));
    assert_eq!(standing("2026-11-01T06:00:00Z"), open("2026-11-01T06:30:00Z"));
}

/// Zones with every kind of clock: half hours, two-hour and half-hour jumps, jumps at midnight and
/// at one past it, no jumps, a skipped date.
const CLOCKS: [Tz; 14] = [
    Tz::America__New_York,
    Tz::America__Los_Angeles,
    Tz::America__St_Johns,
    Tz::America__Havana,
    Tz::America__Sao_Paulo,
    Tz::Europe__London,
    Tz::Africa__Casablanca,
    Tz::Asia__Gaza,
    Tz::Asia__Kathmandu,
    Tz::Australia__Lord_Howe,
    Tz::Pacific__Chatham,
    Tz::Pacific__Apia,
    Tz::Antarctica__Troll,
    Tz::Pacific__Honolulu,
];

fn hours() -> impl Strategy<Value = Option<OpenHours>> {
    let any = (0..1440_u32, 0..1440_u32).prop_map(|(a, b)| {
        let text = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        OpenHours::parse(&text(a.min(b)), &text(a.max(b) + 1)).ok()
    });
    prop_oneof![1 => Just(None), 1 => Just(OpenHours::parse("0:00", "24:00").ok()), 1 => Just(OpenHours::parse("8:00", "21:00").ok()), 4 => any]
}

/// A zone and an instant of 2010 to 2035, mostly in the day before one of the zone's clock jumps.
fn instants() -> impl Strategy<Value = (Tz, DateTime<Utc>)> {
    let jumping = (proptest::sample::select(&CLOCKS[..]), 2010..2036_i32, any::<proptest::sample::Index>());
    (jumping, -86_400..86_400_i64).prop_map(|((zone, year, which), second)| {
        let new_year = NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_time(NaiveTime::MIN).and_utc();
        let days: Vec<_> = (0..365).map(|day| new_year + TimeDelta::days(day)).collect();
        let offset = |at: &DateTime<Utc>| at.with_timezone(&zone).offset().fix();
        let jumps: Vec<_> =
            days.windows(2).filter(|two| offset(&two[0]) != offset(&two[1])).map(|two| two[0]).collect();
        let day = if jumps.is_empty() { days[which.index(days.len())] } else { jumps[which.index(jumps.len())] };
        (zone, day + TimeDelta::seconds(second))
    })
}

fn plans() -> impl Strategy<Value = (Tz, DateTime<Utc>, WeekPlan)> {
    let country = proptest::sample::select(vec![None, Some("US"), Some("GB"), Some("AU")]);
    let holidays = proptest::collection::vec((0..8_i64, country), 0..3);
    (instants(), proptest::array::uniform7(hours()), holidays).prop_map(|((zone, now), days, holidays)| {
        let holidays = holidays.into_iter().map(|(day, code)| Holiday {
            on: now.date_naive() + TimeDelta::days(day),
            country: code.and_then(|code| Country::parse(code).ok()),
        });
        (zone, now, WeekPlan::new(days, []).with_holidays(holidays))
    })
}

/// The rule as a person would check it: a look at the clock on the wall.
fn inside(plan: &WeekPlan, zones: &[Tz], now: DateTime<Utc>) -> bool {
    zones.iter().all(|zone| {
        let local = now.with_timezone(zone).naive_local();
        plan.on(local.date(), country_of(*zone)).is_some_and(|hours| {
            hours.opens() <= local.time() && (local.time() < hours.closes() || hours.closes() == NaiveTime::MIN)
        })
    })
}

/// The first full minute of the coming eight days at which the answer is another, by looking at each.
fn next_change(plan: &WeekPlan, zones: &[Tz], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minute = now - TimeDelta::seconds(now.timestamp() % 60);
    let open = inside(plan, zones, now);
    (1..8 * 24 * 60).map(|later| minute + TimeDelta::minutes(later)).find(|at| inside(plan, zones, *at) != open)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_and_its_end_are_those_of_a_clock_watched_for_eight_days(
        (zone, now, plan) in plans(),
        others in proptest::collection::vec(proptest::sample::select(&CLOCKS[..]), 0..3),
    ) {
        let zones = [vec![zone], others].concat();
        let open = inside(&plan, &zones, now);
        let change = next_change(&plan, &zones, now);
        let near = |until: Option<DateTime<Utc>>| until.filter(|until| *until < now + TimeDelta::days(8) - TimeDelta::minutes(1));
        match standing(&plan, &zones, now) {
            HoursStanding::Open { until } => {
                prop_assert!(open);
                prop_assert_eq!(near(until), near(change));
            }
            HoursStanding::Closed { local, until, .. } => {
                prop_assert!(!open);
                prop_assert_eq!(near(until), near(change));
                let clocks: BTreeSet<_> = zones.iter().filter(|zone| !inside(&plan, &[**zone], now))
                    .map(|zone| now.with_timezone(zone).time()).collect();
                prop_assert!(clocks.contains(&local));
            }
            HoursStanding::NoCommonHour => {
                prop_assert!(!open);
                prop_assert_eq!(near(change), None);
                prop_assert!(zones.len() > 1);
            }
        }
    }
}
