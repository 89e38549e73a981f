//! What a change of settings would do: the same decisions with the rules as they are, and as they would be.
//!
//! Nothing here knows a rule. The facts of each customer are read once, and `decide` is asked twice.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    call::{BlockReason, CallDecision, CallFacts, CallRules, NumberFacts, decide},
    consent::{HoldsFor, Terms},
    hours::{Holiday, day_at, day_begins},
    id::CustomerId,
    topic::{Purpose, Topic},
    wire::setting::preview::{DayReach, Heads, Preview, Reach},
};
use store::{Scope, business, customer, entity::business as row, setting};

use super::{default_purpose, terms};
use crate::{
    Service,
    call::{self, Facts, rules_with},
    error::{Error, Result},
    tally,
};

/// How many customers are decided about at a time.
const TOGETHER: usize = if cfg!(test) { 2 } else { 500 };
/// How many identifiers are read at a time.
const READ: u64 = 10_000;
/// How many customers are decided about at most, evenly out of all.
const MOST: u64 = 100_000;
/// For how long somebody waits for a preview: whom it did not come to by then are left out, and it says so.
const PATIENCE: TimeDelta = TimeDelta::seconds(3);
/// How often a decision changes on one day at most: where hours follow each other faster, the rest of it is left out.
const MOVES: usize = 50;
/// How many days a preview of calling hours looks at.
const DAYS: usize = 7;

/// The settings on which decisions rest.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) business: row::Model,
    pub(super) terms: BTreeMap<Topic, HoldsFor>,
    pub(super) holidays: Vec<Holiday>,
}

impl Settings {
    /// As they are saved.
    pub(super) async fn saved(scope: &Scope) -> Result<Self> {
        let holidays = setting::holidays(scope).await?;
        let holidays = holidays.iter().map(store::entity::holiday::Model::holiday);
        Ok(Self {
            business: business::find(scope).await?.ok_or(Error::NotFound)?,
            terms: terms(scope).await?,
            holidays: holidays.collect::<store::error::Result<_>>()?,
        })
    }

    fn rules(&self) -> Result<CallRules> {
        rules_with(&self.business, self.holidays.clone())
    }
}

/// What is counted.
#[derive(Clone, Debug)]
pub(super) enum Look {
    /// Who may be called for each purpose, whatever the hour.
    Purposes,
    /// Who may be called at some hour of these days, for this purpose.
    Days(Purpose, Vec<NaiveDate>),
}

impl Look {
    /// The seven days that begin after today, for the purpose that calls have.
    pub(super) fn week(settings: &Settings, now: DateTime<Utc>) -> Result<Self> {
        let today = day_at(now, tally::zone_of(&settings.business)?);
        Ok(Self::Days(default_purpose(&settings.business)?, today.iter_days().skip(1).take(DAYS).collect()))
    }

    /// One day, for the purpose that calls have.
    pub(super) fn day(settings: &Settings, on: NaiveDate) -> Result<Self> {
        Ok(Self::Days(default_purpose(&settings.business)?, vec![on]))
    }
}

/// Decides about the customers on file under both settings, for as long as somebody waits.
pub(super) async fn of(service: &Service, scope: &Scope, proposed: &Settings, look: &Look) -> Result<Preview> {
    let now = service.clock.now();
    let waits = || service.clock.now() - now < PATIENCE;
    count(service, scope, proposed, look, now, waits).await
}

/// The same for as long as `waits` says so.
pub(super) async fn count(
    service: &Service,
    scope: &Scope,
    proposed: &Settings,
    look: &Look,
    now: DateTime<Utc>,
    waits: impl Fn() -> bool,
) -> Result<Preview> {
    let (rules, notices) = (proposed.rules()?, call::terms(scope).await?.notices);
    let terms = Terms { holds_for: proposed.terms.clone(), notices };
    let (on_file, customers) = evenly(scope).await?;
    let mut sums = Sums::of(look);
    let parts = customers.len().div_ceil(TOGETHER);
    for part in 0..parts {
        // Each part is spread over all, so that what was come to is a fair sample.
        let some: Vec<_> = customers.iter().skip(part).step_by(parts).copied().collect();
        let mut facts = Facts::load(&service.keys, &service.shelf, scope, &some).await?;
        let before: Vec<_> = some.iter().map(|id| Seen::of(&facts, *id, look, now)).collect();
        facts.put_under(rules.clone(), &terms)?;
        for (id, before) in some.iter().zip(before) {
            sums.add(before, Seen::of(&facts, *id, look, now));
        }
        if !waits() {
            break;
        }
    }
    Ok(sums.preview(on_file, look))
}

/// The customers on file, or where there are too many every so-manieth of them; and how many there are.
async fn evenly(scope: &Scope) -> Result<(u64, Vec<CustomerId>)> {
    let every = (customer::head_counts(scope).await?.on_file / MOST).max(1);
    let (mut count, mut found, mut last) = (0, Vec::new(), None);
    loop {
        let some = customer::ids_behind(scope, last, READ).await?;
        let Some(newest) = some.last() else { return Ok((count, found)) };
        last = Some(*newest);
        for id in some {
            if count % every == 0 {
                found.push(id);
            }
            count += 1;
        }
    }
}

/// What is counted of one customer.
struct Seen {
    has_number: bool,
    /// Whether they may be called for each purpose.
    purposes: [bool; Purpose::ALL.len()],
    /// For how many minutes of each day.
    minutes: Vec<i64>,
}

impl Seen {
    fn of(facts: &Facts, id: CustomerId, look: &Look, now: DateTime<Utc>) -> Self {
        let numbers = facts.numbers(id);
        let any = |purpose| numbers.iter().any(|point| is_open(&facts.decide(id, Some(*point), purpose, now)));
        let mut seen =
            Self { has_number: !numbers.is_empty(), purposes: Purpose::ALL.map(|_| false), minutes: Vec::new() };
        match look {
            Look::Purposes => seen.purposes = Purpose::ALL.map(any),
            Look::Days(purpose, days) => {
                let asked: Vec<_> = numbers.iter().map(|point| facts.asked(id, Some(*point), *purpose)).collect();
                let longest = |day: &NaiveDate| asked.iter().map(|asked| minutes_on(asked, *day)).max();
                seen.minutes = days.iter().map(|day| longest(day).unwrap_or_default()).collect();
            }
        }
        seen
    }
}

/// Whether nothing but the hour stands against the call.
fn is_open(decision: &CallDecision) -> bool {
    decision.reasons().iter().all(|reason| matches!(reason, BlockReason::OutsideCallingHours { .. }))
}

/// For how many minutes of a day calls are allowed, by the date where the customer is.
fn minutes_on(asked: &CallFacts, day: NaiveDate) -> i64 {
    let NumberFacts::Usable { zones, .. } = &asked.number else { return 0 };
    let zone = zones.first().copied().unwrap_or(Tz::UTC);
    let (mut at, end) = (day_begins(day, zone), day_begins(day.succ_opt().unwrap_or(day), zone));
    let mut open = TimeDelta::zero();
    for _ in 0..MOVES {
        let decision = decide(asked, at);
        let next = decision.until.filter(|until| *until > at).map_or(end, |until| until.min(end));
        if decision.is_allowed() {
            open += next - at;
        }
        if next >= end {
            break;
        }
        at = next;
    }
    open.num_minutes()
}

/// The sums over all customers: as it is, and as it would be.
struct Sums {
    looked_at: u64,
    with_number: u64,
    purposes: [[u64; 2]; Purpose::ALL.len()],
    /// How many, and for how many minutes together.
    days: Vec<[(u64, i64); 2]>,
}

impl Sums {
    fn of(look: &Look) -> Self {
        let days = if let Look::Days(_, days) = look { days.len() } else { 0 };
        Self { looked_at: 0, with_number: 0, purposes: Purpose::ALL.map(|_| [0; 2]), days: vec![[(0, 0); 2]; days] }
    }

    fn add(&mut self, now: Seen, then: Seen) {
        self.looked_at += 1;
        self.with_number += u64::from(now.has_number);
        for (side, seen) in [now, then].into_iter().enumerate() {
            for (sum, may) in self.purposes.iter_mut().zip(seen.purposes) {
                sum[side] += u64::from(may);
            }
            for (sum, minutes) in self.days.iter_mut().zip(seen.minutes) {
                let (people, together) = &mut sum[side];
                *people += u64::from(minutes > 0);
                *together += minutes;
            }
        }
    }

    fn preview(&self, on_file: u64, look: &Look) -> Preview {
        let heads = Heads { on_file, looked_at: self.looked_at, with_number: self.with_number };
        let mut preview = Preview { heads: Some(heads), ..Preview::default() };
        match look {
            Look::Purposes => {
                let each = Purpose::ALL.into_iter().zip(self.purposes);
                preview.reach = each.map(|(purpose, [now, then])| Reach { purpose, now, then }).collect();
            }
            Look::Days(purpose, days) => {
                let each = days.iter().zip(&self.days);
                preview.purpose = Some(*purpose);
                preview.days = each.map(|(on, sums)| day_reach(*on, *sums)).collect();
            }
        }
        preview
    }
}

fn day_reach(on: NaiveDate, [now, then]: [(u64, i64); 2]) -> DayReach {
    let average = |(people, together): (u64, i64)| u64::try_from(together).unwrap_or_default() / people.max(1);
    DayReach { on, now: now.0, then: then.0, minutes_now: average(now), minutes_then: average(then) }
}
