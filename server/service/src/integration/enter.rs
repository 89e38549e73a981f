//! A program that asks: its key says for which business, and what it may ask.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    actor::Actor,
    id::{ApiKeyId, MemberId, RequestId},
    integration::{ApiScope, KeyState},
};
use store::{Scope, entity::api_key as row, integration, member};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    ports::token_hash,
};

/// The last use of a key is noted at most this often, so that a question costs no write.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// The context of a program that asks with this key for what this scope opens. It has the rights of that one scope,
/// whatever else the key opens.
///
/// # Errors
/// [`Error::SignedOut`] without a key, and for a wrong, an expired, a stopped and a revoked one alike; [`Error::Forbidden`] where
/// the key does not open the scope.
pub async fn enter(service: &Service, key: Option<&str>, scope: ApiScope, request: RequestId) -> Result<Ctx> {
    let key = key.ok_or(Error::SignedOut)?;
    let (business, id) = service.db.api_key_behind(&token_hash(key)).await?.ok_or(Error::SignedOut)?;
    let now = service.now();
    let rows = service.db.read(business).await?;
    let found = good(&rows, id, now).await?;
    let used_at = integration::last_use(&rows, id).await?;
    drop(rows);
    if used_at.is_none_or(|used_at| now - used_at >= NOTED_EVERY) {
        integration::keep_use(service.upkeep(), business, id, now).await?;
    }
    if !found.opens()?.has(scope) {
        return Err(Error::Forbidden);
    }
    Ok(Ctx { business, actor: Actor::ApiKey(id), role: None, scope: Some(scope), request, session: None })
}

/// Fails unless the key is good now and opens the scope: asked once more inside every change.
pub(crate) async fn still_opens(rows: &Scope, id: ApiKeyId, scope: Option<ApiScope>, now: DateTime<Utc>) -> Result<()> {
    let scopes = good(rows, id, now).await?.opens()?;
    if scope.is_some_and(|scope| scopes.has(scope)) { Ok(()) } else { Err(Error::Forbidden) }
}

async fn good(rows: &Scope, id: ApiKeyId, now: DateTime<Utc>) -> Result<row::Model> {
    let found = integration::find(rows, id).await?;
    let key = found.ok_or(Error::SignedOut)?;
    let answered_for = is_answered_for(rows, &key).await?;
    let state = KeyState::of(key.expires_at, key.revoked_at, answered_for, now);
    if state == KeyState::InUse { Ok(key) } else { Err(Error::SignedOut) }
}

/// Whether the member who answers for a key has access. Nobody's access ends that of a key of which nobody knows.
async fn is_answered_for(rows: &Scope, key: &row::Model) -> Result<bool> {
    let Some(owner) = key.owner_id.map(MemberId) else { return Ok(true) };
    Ok(member::find(rows, owner).await?.is_some_and(|member| member.disabled_at.is_none()))
}
