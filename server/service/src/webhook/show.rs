//! The pages on which webhooks are looked after.

use domain::{
    access::Right,
    event::EventKind,
    id::{CustomerId, WebhookId},
    integration::KeyState,
    webhook::DeliveryState,
    wire::webhook::view::{Delivery, Disabled, Opened, Webhook, Webhooks},
};
use store::{
    Scope, StoreError,
    entity::{webhook as row, webhook_delivery},
    integration, webhook,
};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    names::Names,
};

/// How many deliveries a page shows.
const SHOWN: u64 = 100;

/// The webhooks of the business: those that are told, the newest first, then the others.
///
/// # Errors
/// Fails for who does not operate the business.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<Webhooks> {
    ctx.require(Right::Operate)?;
    let scope = service.db.read(ctx.business).await?;
    let mut webhooks = Vec::new();
    for row in webhook::list(&scope).await? {
        webhooks.push(shown(&scope, row).await?);
    }
    webhooks.sort_by_key(|webhook| webhook.disabled.is_some());
    let now = service.now();
    // One that stopped with somebody's access goes on when somebody else takes it over.
    let good = |expires_at, revoked_at| KeyState::of(expires_at, revoked_at, true, now) == KeyState::InUse;
    let keys = integration::list(&scope).await?.into_iter().filter(|key| good(key.expires_at, key.revoked_at));
    Ok(Webhooks { webhooks, keys: keys.map(|key| (key.id.to_string(), key.name)).collect() })
}

/// One webhook with its log.
///
/// # Errors
/// Fails where there is no such webhook.
pub async fn open(service: &Service, ctx: &Ctx, id: &str) -> Result<Opened> {
    ctx.require(Right::Operate)?;
    let id: WebhookId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = webhook::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let deliveries = webhook::list_deliveries(&scope, id, SHOWN).await?;
    let own_key = match found.own_key_id {
        Some(key) => integration::find(&scope, key.into()).await?.map(|key| key.name),
        None => None,
    };
    let now = service.now();
    Ok(Opened {
        made_by: Names::of(&scope).await?.actor(&found.made_by_kind, found.made_by_id),
        own_key,
        earlier_until: found.earlier_until.filter(|until| now < *until),
        webhook: shown(&scope, found).await?,
        deliveries: deliveries.into_iter().map(line).collect::<Result<_>>()?,
    })
}

async fn shown(scope: &Scope, row: row::Model) -> Result<Webhook> {
    let (kinds, why) = (row.told_of()?, row.why_disabled()?);
    let id = row.id.into();
    Ok(Webhook {
        id,
        address: row.address,
        kinds: kinds.codes().into_iter().map(str::to_owned).collect(),
        told_of: kinds.words(),
        made_at: row.made_at,
        disabled: row.disabled_at.zip(why).map(|(at, why)| Disabled { at, why }),
        waiting: webhook::count(scope, id, DeliveryState::Owed).await?,
        failed: webhook::count(scope, id, DeliveryState::Failed).await?,
    })
}

fn line(row: webhook_delivery::Model) -> Result<Delivery> {
    let outcome = outcome(&row);
    Ok(Delivery {
        id: row.id.into(),
        entry: row.seq,
        kind: EventKind::from_code(&row.kind).map_err(|_| StoreError::Garbled("webhook_delivery.kind"))?,
        customer: row.customer_id.map(CustomerId),
        state: DeliveryState::from_code(&row.state).map_err(|_| StoreError::Garbled("webhook_delivery.state"))?,
        attempts: row.attempts.unsigned_abs(),
        due_at: row.due_at,
        settled_at: row.settled_at,
        outcome,
    })
}

/// What came of the last attempt, in words.
fn outcome(row: &webhook_delivery::Model) -> Option<String> {
    match (row.problem.as_deref(), row.status) {
        (Some("unreachable"), _) => Some("It did not answer within 15 seconds".to_owned()),
        (Some("private"), _) => {
            Some("Its address is in a private network, which the operator does not allow".to_owned())
        }
        (_, Some(status)) => Some(format!("It answered {status}")),
        (Some(other), None) => Some(other.to_owned()),
        (None, None) => None,
    }
}
