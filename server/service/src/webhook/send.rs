//! Telling what is owed, by any number of nodes.
//!
//! A delivery is taken by a lease, sent, and marked. Of one subject nothing is sent while something before it waits or
//! is on its way, so a program hears of each customer in the order of the ledger.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    id::{BusinessId, WebhookId},
    webhook::{DeliveryState, WebhookSecret, WhyDisabled, signatures, wait_after},
};
use futures::future::join_all;
use store::{
    Scope, StoreError,
    entity::{webhook as row, webhook_delivery},
    ledger,
    webhook::{self, Settled},
};

use super::{body, edit, secret};
use crate::{
    Service,
    error::{Error, Result},
    ports::{TellProblem, Telling},
};

/// For how long nobody else takes a delivery: longer than all that are taken at once can take.
const LEASE: TimeDelta = TimeDelta::minutes(2);
/// How many are taken, and on their way, at once.
const TOGETHER: u64 = 8;
/// After so many failures a program is left alone until somebody looks again.
const PATIENCE: usize = 8;
/// For how long the log of deliveries is kept.
const KEPT_FOR: TimeDelta = TimeDelta::days(30);
/// "Gone": the program wants nothing more, ever.
const GONE: u16 = 410;

/// Forgets what was settled long ago.
///
/// # Errors
/// What the record says.
pub async fn forget_old(service: &Service) -> Result<()> {
    let before = service.now() - KEPT_FOR;
    for business in service.db.open_businesses().await? {
        let scope = service.db.read(business).await?;
        let is_told = !webhook::list(&scope).await?.is_empty();
        drop(scope);
        if is_told {
            webhook::forget_settled(service.upkeep(), business, before).await?;
        }
    }
    Ok(())
}

/// Tells one webhook what is due, and says when more is (UTC); nothing where it fails, so that it is left alone for a
/// while.
///
/// # Errors
/// What the record says; what was not told is due again.
pub async fn tell(service: &Service, business: BusinessId, id: WebhookId) -> Result<Option<DateTime<Utc>>> {
    let mut failures = 0;
    while failures < PATIENCE {
        let now = service.now();
        let scope = service.db.read(business).await?;
        let due = webhook::next_due(&scope, id).await?;
        drop(scope);
        if due.is_none_or(|due| now < due) {
            return Ok(due);
        }
        let taken = webhook::claim(service.upkeep(), (business, id), now, now + LEASE, TOGETHER).await?;
        if taken.is_empty() {
            // Another node has them.
            return Ok(None);
        }
        let scope = service.db.read(business).await?;
        let found = webhook::find(&scope, id).await?.filter(|row| row.disabled_at.is_none());
        // It was disabled just now: what was taken waits with the rest.
        let Some(found) = found else { return Ok(None) };
        let secrets = secret::in_use(&service.keys, &found, now)?;
        let mut bodies = Vec::with_capacity(taken.len());
        for row in &taken {
            bodies.push(body_of(&scope, row).await?);
        }
        drop(scope);
        let each = taken.iter().zip(bodies).map(|(row, body)| deliver(service, &found, &secrets, row, body));
        let settled = join_all(each).await;
        let is_gone = settled.iter().any(|one| one.status == Some(GONE));
        if is_gone {
            edit::disable_because(service, business, id, WhyDisabled::Gone).await?;
        }
        webhook::settle(service.upkeep(), business, &settled, service.now()).await?;
        if is_gone {
            return Ok(None);
        }
        failures += settled.iter().filter(|one| one.state != DeliveryState::Delivered).count();
    }
    Ok(None)
}

async fn body_of(scope: &Scope, row: &webhook_delivery::Model) -> Result<String> {
    let entries = ledger::list_after(scope, row.seq - 1, 1).await?;
    let entry = entries.first().filter(|entry| entry.seq == row.seq);
    body::of(&entry.ok_or(Error::Store(StoreError::Garbled("webhook_delivery.seq")))?.bytes)
}

/// Sends one delivery, and says what became of it.
async fn deliver(
    service: &Service,
    found: &row::Model,
    secrets: &[WebhookSecret],
    row: &webhook_delivery::Model,
    body: String,
) -> Settled {
    let (name, seconds) = (row.id.to_string(), service.now().timestamp());
    let signature = signatures(secrets, &name, seconds, &body);
    let telling = Telling { address: found.address.clone(), name, seconds, signature, body };
    let (status, problem) = match service.teller.tell(&telling).await {
        Ok(status @ 200..=299) => (Some(status), None),
        Ok(status) => (Some(status), Some("refused")),
        Err(TellProblem::Unreachable) => (None, Some("unreachable")),
        Err(TellProblem::Private) => (None, Some("private")),
    };
    let now = service.now();
    let (state, due_at) = match (problem, status) {
        (None, _) => (DeliveryState::Delivered, None),
        // It goes first where the webhook is enabled again.
        (_, Some(GONE)) => (DeliveryState::Owed, Some(now)),
        _ => match wait_after(row.attempts.unsigned_abs()) {
            Some(wait) => (DeliveryState::Owed, Some(now + wait)),
            None => (DeliveryState::Failed, None),
        },
    };
    Settled { id: row.id.into(), attempts: row.attempts, state, due_at, status, problem }
}
