//! From the ledger to what is owed.

use domain::{
    event::EventKind,
    id::{BusinessId, WebhookDeliveryId, WebhookId},
    webhook::DeliveryState,
};
use store::{
    entity::{ledger_entry, webhook as row, webhook_delivery},
    ledger, webhook,
};
use uuid::Uuid;

use crate::{Service, error::Result, ports::new_id};

/// How many entries are read at a time.
const AT_A_TIME: u64 = 500;

/// Makes deliveries of everything that was recorded since, for each webhook of a business. They are answered.
///
/// # Errors
/// What the record says; what was made no delivery of is made one of the next time.
pub async fn follow(service: &Service, business: BusinessId) -> Result<Vec<WebhookId>> {
    let scope = service.db.read(business).await?;
    let told = webhook::list(&scope).await?.into_iter().filter(|row| row.disabled_at.is_none());
    let told: Vec<_> = told.map(|row| row.id.into()).collect();
    let behind = webhook::behind(&scope, ledger::size(&scope).await?).await?;
    drop(scope);
    for id in behind {
        let owed = |told: &row::Model, entry: &ledger_entry::Model| owed(service, told, entry);
        while webhook::read_on(service.upkeep(), business, id, AT_A_TIME, owed).await? {}
    }
    Ok(told)
}

/// What is owed to a webhook of an entry, if anything is. What the program did itself is not told back.
fn owed(
    service: &Service,
    told: &row::Model,
    entry: &ledger_entry::Model,
) -> std::result::Result<Option<webhook_delivery::Model>, store::StoreError> {
    let kinds = told.told_of()?;
    let is_told = EventKind::from_code(&entry.kind).is_ok_and(|kind| kinds.has(kind));
    let is_echo = told.own_key_id.is_some() && entry.actor_kind == "api_key" && entry.actor_id == told.own_key_id;
    if !is_told || is_echo {
        return Ok(None);
    }
    let now = service.now();
    let id: WebhookDeliveryId = new_id(now, &*service.random).into();
    let customer_id = entry.subject_id.filter(|_| entry.subject_kind.as_deref() == Some("customer"));
    Ok(Some(webhook_delivery::Model {
        business_id: told.business_id,
        id: id.0,
        webhook_id: told.id,
        seq: entry.seq,
        kind: entry.kind.clone(),
        subject_id: entry.subject_id.unwrap_or(Uuid::nil()),
        customer_id,
        state: DeliveryState::Owed.code().to_owned(),
        attempts: 0,
        due_at: Some(now),
        settled_at: None,
        status: None,
        problem: None,
    }))
}
