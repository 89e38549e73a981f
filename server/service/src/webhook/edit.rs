//! Making a webhook, giving it another secret, disabling and enabling it, removing it, and telling it something again.

use domain::{
    access::Right,
    actor::Actor,
    error::{Problem, Problems},
    event::{Event, WebhookEvent},
    id::{ApiKeyId, BusinessId, WebhookDeliveryId, WebhookId},
    webhook::{DeliveryState, EARLIER_SECRET_FOR, WEBHOOKS_AT_MOST, WebhookAddress, WebhookKinds, WhyDisabled},
    wire::webhook::{
        params::{MakeWebhook, Replay, Which},
        view::Secret,
    },
};
use store::{entity::webhook as row, integration, ledger, webhook};

use super::secret;
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    integration::Wish,
};

/// A webhook as it is to be made.
struct Setup {
    address: WebhookAddress,
    kinds: WebhookKinds,
    own_key: Option<ApiKeyId>,
}

/// Makes a webhook, and answers its secret: it is shown once.
///
/// A program that makes one is not told what it does itself, unless it names another key.
///
/// Sent again under the name of its wish it is the same webhook, with the same secret: that is kept with the webhook
/// alone, encrypted.
///
/// # Errors
/// Names the field that cannot be taken. [`Error::Stale`] where the webhook that was made under this name has another
/// secret meanwhile, or is gone.
pub async fn make(service: &Service, ctx: &Ctx, typed: MakeWebhook, wish: Option<Wish>) -> Result<Secret> {
    ctx.require(Right::Operate)?;
    let mut problems = Problems::default();
    let private = service.teller.private_addresses();
    let address = problems.take("address", WebhookAddress::parse(&typed.address, private));
    let kinds = if typed.ticked.contains_key("all") {
        Ok(WebhookKinds::All)
    } else {
        WebhookKinds::chosen(|kind| typed.ticked.contains_key(kind.code()))
    };
    let kinds = problems.take("all", kinds);
    let own_key = problems.take("own_key", own_key(ctx, &typed.own_key));
    problems.none()?;
    let (Some(address), Some(kinds), Some(own_key)) = (address, kinds, own_key) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let setup = Setup { address, kinds, own_key };
    let done = service.change_once(ctx, Right::Operate, wish, setup, |tx, setup| Box::pin(keep(tx, setup)));
    let id = done.await?.value;
    let found = webhook::find(&service.db.read(ctx.business).await?, id).await?;
    let first = found.filter(|row| row.earlier_secret.is_none()).ok_or(Error::Stale)?;
    Ok(Secret { id, secret: secret::text(&service.keys, &first)? })
}

fn own_key(ctx: &Ctx, typed: &str) -> std::result::Result<Option<ApiKeyId>, Problem> {
    match (typed.trim(), ctx.actor) {
        ("", Actor::ApiKey(id)) => Ok(Some(id)),
        ("", _) => Ok(None),
        (id, _) => id.parse().map(Some).map_err(|_| Problem::NotAChoice),
    }
}

async fn keep(tx: Tx<'_>, setup: &Setup) -> Result<Outcome<WebhookId>> {
    if webhook::list(tx.scope).await?.len() >= WEBHOOKS_AT_MOST {
        let full = format!("There are {WEBHOOKS_AT_MOST} webhooks, which is as many as can be. Remove one first");
        return Err(Error::field("address", Problem::Other(full)));
    }
    if let Some(key) = setup.own_key
        && integration::find(tx.scope, key).await?.is_none()
    {
        return Err(Error::field("own_key", Problem::NotAChoice));
    }
    let id: WebhookId = tx.id();
    let made = secret::make(tx.keys, tx.random, tx.business(), id)?;
    let row = row::Model {
        business_id: tx.business().0,
        id: id.0,
        address: setup.address.to_string(),
        kinds: setup.kinds.code(),
        own_key_id: setup.own_key.map(|key| key.0),
        secret: made.sealed,
        earlier_secret: None,
        earlier_until: None,
        made_at: tx.now,
        made_by_kind: tx.ctx.actor.kind().to_owned(),
        made_by_id: tx.ctx.actor.id(),
        disabled_at: None,
        disabled_why: None,
    };
    // It is told what comes from now on.
    webhook::insert(tx.scope, row, ledger::size(tx.scope).await?).await?;
    let event = WebhookEvent::Made {
        webhook: id,
        address: setup.address.clone(),
        kinds: setup.kinds.clone(),
        own_key: setup.own_key,
    };
    Ok(Outcome::one(Event::Webhook(event), id))
}

/// Gives a webhook another secret, and answers it: it is shown once. The one before signs too for a day.
///
/// # Errors
/// Fails where there is no such webhook.
pub async fn rotate(service: &Service, ctx: &Ctx, typed: Which) -> Result<Secret> {
    ctx.require(Right::Operate)?;
    let id = which(&typed.webhook)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(replace(tx, *id)));
    done.await.map(|done| done.value)
}

async fn replace(tx: Tx<'_>, id: WebhookId) -> Result<Outcome<Secret>> {
    let found = webhook::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    let made = secret::make(tx.keys, tx.random, tx.business(), id)?;
    let until = tx.now + EARLIER_SECRET_FOR;
    let row = row::Model {
        earlier_secret: Some(found.secret.clone()),
        earlier_until: Some(until),
        secret: made.sealed,
        ..found
    };
    webhook::update(tx.scope, row).await?;
    let event = WebhookEvent::SecretRotated { webhook: id, until };
    Ok(Outcome::one(Event::Webhook(event), Secret { id, secret: made.text }))
}

/// Sends nothing to a webhook any more. What happens meanwhile waits.
///
/// # Errors
/// Fails where there is no such webhook.
pub async fn disable(service: &Service, ctx: &Ctx, typed: Which) -> Result<()> {
    ctx.require(Right::Operate)?;
    let wanted = (which(&typed.webhook)?, WhyDisabled::ByHand);
    let done = service.change(ctx, Right::Operate, wanted, |tx, (id, why)| Box::pin(switch_off(tx, *id, *why)));
    done.await.map(|done| done.value)
}

/// The same, by itself.
pub(super) async fn disable_because(
    service: &Service,
    business: BusinessId,
    id: WebhookId,
    why: WhyDisabled,
) -> Result<()> {
    let request = service.new_request();
    let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
    let done = service.change(&ctx, Right::Operate, (id, why), |tx, (id, why)| Box::pin(switch_off(tx, *id, *why)));
    match done.await {
        // It was removed meanwhile.
        Ok(_) | Err(Error::NotFound) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn switch_off(tx: Tx<'_>, id: WebhookId, why: WhyDisabled) -> Result<Outcome<()>> {
    let found = webhook::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.disabled_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let row = row::Model { disabled_at: Some(tx.now), disabled_why: Some(why.code().to_owned()), ..found };
    webhook::update(tx.scope, row).await?;
    Ok(Outcome::one(Event::Webhook(WebhookEvent::Disabled { webhook: id, why }), ()))
}

/// Tells a webhook again, from where it stopped.
///
/// # Errors
/// Fails where there is no such webhook.
pub async fn enable(service: &Service, ctx: &Ctx, typed: Which) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id = which(&typed.webhook)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(switch_on(tx, *id)));
    done.await.map(|done| done.value)
}

async fn switch_on(tx: Tx<'_>, id: WebhookId) -> Result<Outcome<()>> {
    let found = webhook::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.disabled_at.is_none() {
        return Ok(Outcome::Unchanged(()));
    }
    webhook::update(tx.scope, row::Model { disabled_at: None, disabled_why: None, ..found }).await?;
    Ok(Outcome::one(Event::Webhook(WebhookEvent::Enabled { webhook: id }), ()))
}

/// Removes a webhook with its log, and what waits for it.
///
/// # Errors
/// Fails where there is no such webhook.
pub async fn remove(service: &Service, ctx: &Ctx, typed: Which) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id = which(&typed.webhook)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(take_away(tx, *id)));
    done.await.map(|done| done.value)
}

async fn take_away(tx: Tx<'_>, id: WebhookId) -> Result<Outcome<()>> {
    webhook::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    webhook::remove(tx.scope, id).await?;
    Ok(Outcome::one(Event::Webhook(WebhookEvent::Removed { webhook: id }), ()))
}

/// Tells a webhook of something once more, under the same name. What waits is tried at once.
///
/// # Errors
/// Fails where there is no such delivery.
pub async fn replay(service: &Service, ctx: &Ctx, typed: Replay) -> Result<()> {
    ctx.require(Right::Operate)?;
    let wanted = (which(&typed.webhook)?, typed.delivery.parse().map_err(|_| Error::NotFound)?);
    let done = service.change(ctx, Right::Operate, wanted, |tx, (id, delivery)| Box::pin(again(tx, *id, *delivery)));
    done.await.map(|done| done.value)
}

async fn again(tx: Tx<'_>, id: WebhookId, delivery: WebhookDeliveryId) -> Result<Outcome<()>> {
    let found = webhook::find_delivery(tx.scope, delivery).await?.filter(|row| row.webhook_id == id.0);
    let found = found.ok_or(Error::NotFound)?;
    // One that was never tried goes by itself.
    if found.state == DeliveryState::Owed.code() && found.attempts == 0 {
        return Ok(Outcome::Unchanged(()));
    }
    webhook::owe_again(tx.scope, delivery, tx.now).await?;
    Ok(Outcome::one(Event::Webhook(WebhookEvent::Replayed { webhook: id, delivery, entry: found.seq }), ()))
}

fn which(id: &str) -> Result<WebhookId> {
    id.parse().map_err(|_| Error::NotFound)
}
