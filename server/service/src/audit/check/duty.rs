//! What a business must have done by now: registries, policies, requests, erasures, audits, the training.

use chrono::TimeDelta;
use domain::{
    audit::{ERASED_WITHIN_HOURS, Found, is_missed},
    country::Country,
    id::CustomerId,
    registry::{Registry, Subscription},
    request::RequestState,
    topic::Purpose,
    training::OVERDUE_AFTER_DAYS,
};
use store::{StoreError, audit, business, customer, registry, request};

use super::Ground;
use crate::{
    audit::schedule::counted_from,
    error::{Error, Result},
    policy, retention, training,
};

/// How many overdue requests are looked at.
const REQUESTS: u64 = 10_000;

/// Registries that are not loaded or too old, and the one of the business's country where it calls for offers
/// and has no subscription.
pub(super) async fn registries(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let Ground { service, scope, now } = ground;
    let files = registry::files(scope).await?;
    let (mut found, mut subscribed) = (Vec::new(), Vec::new());
    for row in registry::subscriptions(scope).await? {
        let registry = row.registry()?;
        subscribed.push(registry);
        let file = files.iter().find(|file| file.registry == row.registry);
        let index = match file {
            Some(file) => service.shelf.index(file).await?,
            None => None,
        };
        let (Some(file), Some(_)) = (file, index) else {
            found.push(Found::about(format!("{}:missing", registry.code())));
            continue;
        };
        let downloaded_on = row.downloaded_on.min(file.downloaded_on);
        let subscription = Subscription { registry, downloaded_on, areas: row.areas()? };
        if subscription.stale_at().is_some_and(|at| at <= *now) {
            found.push(Found::about(registry.code()));
        }
    }
    found.extend(
        needed(ground)
            .await?
            .into_iter()
            .filter(|needed| !subscribed.contains(needed))
            .map(|needed| Found::about(format!("{}:missing", needed.code()))),
    );
    Ok(found)
}

/// The registry of the country of a business that calls with offers.
async fn needed(ground: &Ground<'_>) -> Result<Option<Registry>> {
    let business = business::find(&ground.scope).await?.ok_or(Error::NotFound)?;
    if business.default_purpose != Purpose::Marketing.code() {
        return Ok(None);
    }
    let country = Country::parse(&business.country).map_err(|_| StoreError::Garbled("business.country"))?;
    Ok(Registry::of_country(country))
}

/// The privacy policy, and the agreement with the platform.
pub(super) async fn policies(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let unpublished = policy::current(&ground.scope).await?.is_none();
    let unaccepted = policy::is_dpa_open(ground.service, &ground.scope).await?;
    let open = [("privacy_policy", unpublished), ("dpa", unaccepted)].into_iter().filter(|(_, is_open)| *is_open);
    Ok(open.map(|(text, _)| Found::about(text)).collect())
}

/// Requests whose day is over.
pub(super) async fn requests(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let waits = RequestState::waiting();
    let today = ground.now.date_naive();
    let overdue = request::list(&ground.scope, None, &waits, Some(today), REQUESTS).await?;
    Ok(overdue.into_iter().map(|row| Found::of(CustomerId(row.customer_id), row.id)).collect())
}

/// People who should be erased, and what is kept of erased people for too long.
pub(super) async fn retention(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let by = ground.now - TimeDelta::hours(ERASED_WITHIN_HOURS);
    let late = customer::due_for_erasure(&ground.scope, by).await?;
    let mut found: Vec<_> = late.into_iter().map(|row| Found::of(CustomerId(row.id), row.id)).collect();
    for (kept, count) in retention::overdue(&ground.scope, ground.now).await? {
        found.push(Found { count, ..Found::about(kept.code()) });
    }
    Ok(found)
}

/// Whether there was no audit for too long before this one.
pub(super) async fn audits(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let business = business::find(&ground.scope).await?.ok_or(Error::NotFound)?;
    let last = audit::latest_finished(&ground.scope).await?;
    if !is_missed(counted_from(&business, last.as_ref()), ground.now) {
        return Ok(Vec::new());
    }
    Ok(vec![Found::about(last.map_or_else(|| "founding".to_owned(), |last| last.id.to_string()))])
}

/// Members who have not read the training for too long, each one.
pub(super) async fn training(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let late = training::late(ground.service, &ground.scope, OVERDUE_AFTER_DAYS, ground.now).await?;
    Ok(late.into_iter().map(|(member, _)| Found::about(member.id)).collect())
}
