//! Erasing at night what a business keeps for a time only, when that time is over.

use chrono::{DateTime, Timelike as _, Utc};
use chrono_tz::Tz;
use domain::{
    access::Right,
    actor::Actor,
    event::Event,
    id::BusinessId,
    retention::{GRACE, Kept, Years},
};
use store::{
    Scope, StoreError, business,
    entity::business as row,
    retention::{self, Due},
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::new_id,
    tally,
};

/// How many records are erased in one change.
const TOGETHER: u64 = 500;
/// The hour of the night, in the business's zone. Nobody works then, and what was set by mistake can be set back
/// before it.
const AT_HOUR: u32 = 3;

/// For how many years something is kept; nothing for as long as the customer is on file.
pub(crate) fn kept_for(business: &row::Model, kept: Kept) -> Result<Option<Years>> {
    let years = match kept {
        Kept::Identities => Some(business.keep_identities_for),
        Kept::Denials => Some(business.keep_denials_for),
        Kept::Contacts => business.keep_contacts_for,
    };
    let read = |years| Years::from_stored(years).ok_or(Error::Store(StoreError::Garbled("business.keep_for")));
    years.map(read).transpose()
}

/// What is over its time at an instant, as the business has set it.
pub(crate) fn due(business: &row::Model, kept: Kept, at: DateTime<Utc>) -> Result<Due> {
    Ok(Due { kept, at, before: kept_for(business, kept)?.map(|years| years.before(at)) })
}

/// What should have gone in a night that is over.
pub(crate) async fn overdue(scope: &Scope, now: DateTime<Utc>) -> Result<Vec<(Kept, u64)>> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    let mut found = Vec::new();
    if was_set_lately(&business, now) {
        return Ok(found);
    }
    for kept in Kept::ALL {
        let (count, _) = retention::count(scope, due(&business, kept, now - GRACE)?).await?;
        found.extend((count > 0).then_some((kept, count)));
    }
    Ok(found)
}

/// Erases what is due this night in every business, and empties the database's log behind it.
pub async fn run_due(service: &Service) -> Result<u64> {
    let mut erased = 0;
    for business in service.db.open_businesses().await? {
        erased += expire(service, business).await?;
    }
    if erased > 0 {
        service.db.truncate_log().await?;
    }
    Ok(erased)
}

async fn expire(service: &Service, business: BusinessId) -> Result<u64> {
    let now = service.clock.now();
    let scope = service.db.read(business).await?;
    let found = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let Some(at) = as_of(&found, tally::zone(&scope).await?, now) else { return Ok(0) };
    let mut all = Vec::new();
    for kept in Kept::ALL {
        let due = due(&found, kept, at)?;
        all.extend((!retention::some(&scope, due, 1).await?.is_empty()).then_some(kept));
    }
    drop(scope);
    let request = new_id(now, &*service.random).into();
    let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
    let mut erased = 0;
    for kept in all {
        loop {
            let done =
                service.change(&ctx, Right::Curate, (kept, at), |tx, (kept, at)| Box::pin(erase(tx, *kept, *at)));
            let some = done.await?.value;
            erased += some;
            if some < TOGETHER {
                break;
            }
        }
    }
    Ok(erased)
}

/// As of when things are over their time: of now at night, and at any hour of what a night should have taken.
fn as_of(business: &row::Model, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    if now.with_timezone(&zone).hour() == AT_HOUR {
        return Some(now);
    }
    (!was_set_lately(business, now)).then(|| now - GRACE)
}

/// Whether no night need have passed since a time was set.
fn was_set_lately(business: &row::Model, now: DateTime<Utc>) -> bool {
    business.retention_set_at.is_some_and(|set_at| set_at > now - GRACE)
}

/// What is due is found anew: the time may have been set to another one meanwhile.
async fn erase(tx: Tx<'_>, kept: Kept, at: DateTime<Utc>) -> Result<Outcome<u64>> {
    let business = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let count = retention::erase(tx.scope, due(&business, kept, at)?, TOGETHER).await?;
    if count == 0 {
        return Ok(Outcome::Unchanged(0));
    }
    Ok(Outcome::one(Event::RecordsExpired { kept, count }, count))
}
