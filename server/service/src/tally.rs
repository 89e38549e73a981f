//! What is counted with each change: by the day, and how many customers are what.
//!
//! It is written in the change itself, from what the ledger keeps of its events (`change/recorder.rs`). Entries
//! that were written without it, by a build that did not count, are counted here afterwards: until then a
//! business's counts are not added to, so that none is counted twice.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use domain::{
    country::Country,
    event::Record,
    hours::{TimeZone, day_at, office_zone},
    id::{BusinessId, CustomerId},
    tally::Tally,
};
use store::{
    Scope, StoreError, business, customer,
    entity::{business as row, ledger_head},
    ledger, tally,
};

use crate::{
    Service,
    change::Tx,
    error::{Error, Result},
};

/// What the events of one change count for.
#[derive(Default)]
pub(crate) struct Counts {
    tallies: Vec<Tally>,
    customers: BTreeSet<CustomerId>,
}

impl Counts {
    /// Sees one more.
    pub(crate) fn see(&mut self, record: &Record) {
        self.tallies.extend(record.tallies());
        self.customers.extend(record.subject.customer().filter(|_| record.kind.recounts_customer()));
    }

    /// Keeps them, and returns up to which entry the ledger is counted, once it has `size` entries.
    pub(crate) async fn keep(self, tx: Tx<'_>, head: &ledger_head::Model, size: i64) -> Result<i64> {
        let customers: Vec<_> = self.customers.into_iter().collect();
        customer::recount(tx.scope, &customers).await?;
        if head.tallied != head.size {
            return Ok(head.tallied);
        }
        if !self.tallies.is_empty() {
            let day = day_at(tx.now, zone(tx.scope).await?);
            let mut counted = tally::Counted::new();
            for tally in self.tallies {
                *counted.entry((day, tally)).or_default() += 1;
            }
            tally::add(tx.scope, &counted).await?;
        }
        Ok(size)
    }
}

/// The zone in which the days of the business whose rows these are begin and end.
pub(crate) async fn zone(scope: &Scope) -> Result<Tz> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    zone_of(&business)
}

/// The same from the business's row: the zone that it chose, or that of its country.
pub(crate) fn zone_of(business: &row::Model) -> Result<Tz> {
    let garbled = |column| Error::Store(StoreError::Garbled(column));
    if let Some(name) = &business.time_zone {
        let zone = TimeZone::parse(name).ok().and_then(|zone| zone.tz());
        return zone.ok_or_else(|| garbled("business.time_zone"));
    }
    let country = Country::parse(&business.country).map_err(|_| garbled("business.country"))?;
    Ok(office_zone(country))
}

/// Counts every entry that was written without. One business that cannot be counted keeps no other one waiting.
///
/// # Errors
/// Fails where the businesses cannot be read.
pub async fn catch_up(service: &Service) -> Result<()> {
    for business in service.db.every_business().await? {
        if let Err(error) = catch_up_of(service, business).await {
            tracing::error!(error = &error as &dyn std::error::Error, %business, "a ledger could not be counted");
        }
    }
    Ok(())
}

async fn catch_up_of(service: &Service, business: BusinessId) -> Result<()> {
    let scope = service.db.read(business).await?;
    let (is_tallied, zone) = (ledger::is_tallied(&scope).await?, zone(&scope).await?);
    drop(scope);
    if is_tallied {
        return Ok(());
    }
    while store::tally::catch_up(service.upkeep(), business, move |at| day_at(at, zone)).await? {
        // Each stretch is a transaction of its own: no change waits for all of them.
        tokio::task::yield_now().await;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
