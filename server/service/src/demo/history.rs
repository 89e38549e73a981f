//! A sample business with two years behind it: told day by day through the doors that people use, with a clock that
//! this story moves. So its ledger verifies, its statuses are what its answers come to, and its counts by the day are
//! those of its entries.
//!
//! Everybody in it is invented, and no number rings anywhere. The same story is told each time.

mod audit;
mod chance;
mod clock;
mod day;
mod office;
mod people;
#[cfg(test)]
mod tests;

use std::{path::Path, sync::Arc};

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta};

use self::{chance::Chance, clock::PastClock, office::Office, people::Person};
use super::{Demo, members_of};
use crate::{
    Service, erasure,
    error::{Error, Result},
    message,
};

/// For how many days the business has existed.
const DAYS: u64 = 730;
/// Every so-manieth day something happens.
const EVERY: u64 = 5;
/// For how many days in the end something happens on each of them, so that the charts of a month are full.
const LATELY: u64 = if cfg!(test) { 5 } else { 35 };
/// How many people are met in first interactions; not all of them want to be on file.
const MET: u64 = 640;
/// How many others come with each of three lists, on which day.
const LISTS: [(u64, usize); 3] = [(3, 600), (90, 500), (300, 400)];
/// When a day's work begins (UTC): people in all zones of the sample may be called then.
const BEGINS: NaiveTime = match NaiveTime::from_hms_opt(19, 0, 0) {
    Some(evening) => evening,
    None => NaiveTime::MIN,
};

/// The story while it is told.
struct Story {
    service: Service,
    clock: Arc<PastClock>,
    office: Office,
    chance: Chance,
    /// Everybody who is on file, in the order in which they came.
    people: Vec<Person>,
    /// How many people were invented so far.
    invented: usize,
    /// How many of them were met.
    met: u64,
    today: NaiveDate,
    /// For how many days it is told.
    days: u64,
}

/// Makes the sample business with its two years. `number` keeps several in one database apart; lists that are
/// imported lie in `folder` for a moment.
///
/// # Errors
/// Fails where a step is refused: then the story does not fit the rules any more.
pub async fn seed_with_history(service: &Service, number: usize, folder: &Path) -> Result<Demo> {
    tell(service, number, folder, DAYS).await
}

/// The same for the last so many days.
async fn tell(service: &Service, number: usize, folder: &Path, days: u64) -> Result<Demo> {
    let now = service.clock.now();
    let yesterday = (now - TimeDelta::days(1)).date_naive();
    let first = yesterday.checked_sub_days(Days::new(days)).ok_or(Error::Broken("a calendar without yesterdays"))?;
    let clock = Arc::new(PastClock::at(first.and_time(BEGINS).and_utc()));
    let service = service.in_the_past(Arc::clone(&clock) as _);
    let mut members = members_of(number);
    let office = Office::open(&service, &mut members).await?;
    let mut story = Story {
        service,
        clock,
        office,
        chance: Chance::default(),
        people: Vec::new(),
        invented: 0,
        met: 0,
        today: first,
        days,
    };
    for day in 0..=days {
        story.today = first.checked_add_days(Days::new(day)).ok_or(Error::Broken("a calendar without tomorrows"))?;
        story.go_on(day, folder).await?;
    }
    let business = story.office.slug(&story.service).await?;
    let customers = story.people.iter().map(|person| person.id.to_string()).collect();
    Ok(Demo { business, members, customers })
}

impl Story {
    /// What happened on a day, if anything did.
    async fn go_on(&mut self, day: u64, folder: &Path) -> Result<()> {
        let list = LISTS.iter().find(|(on, _)| *on == day);
        let is_marked = list.is_some() || office::is_marked(day) || audit::is_marked(day);
        let is_told = is_marked || day.is_multiple_of(EVERY) || self.days - day < LATELY;
        if !is_told {
            return Ok(());
        }
        self.clock.move_to(self.today.and_time(BEGINS).and_utc());
        if let Some((_, size)) = list {
            self.import(*size, folder).await?;
        }
        self.work(day).await?;
        self.manage(day).await?;
        message::deliver_of(&self.service, self.office.owner.business).await?;
        erasure::run_due(&self.service).await?;
        self.look_back(day).await
    }
}
