//! Making a key, and revoking one.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    error::Problems,
    event::{ApiKeyEvent, Event},
    id::{ApiKeyId, MemberId},
    integration::{ApiScope, ApiScopes, KeyLife, KeyName},
    wire::integration::params::{MakeKey, OfKey},
};
use store::{entity::api_key as row, integration};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::{new_token, token_hash},
};

/// How every key begins, so that people and scanners know one when they see it.
const BEGINS: &str = "rfk_";

/// A key as it is to be made.
struct Setup {
    name: KeyName,
    scopes: ApiScopes,
    expires_at: Option<DateTime<Utc>>,
    key_hash: String,
}

/// Makes a key, and answers it: it is shown once, for only its hash is stored.
///
/// # Errors
/// Names the field that cannot be taken.
pub async fn make_key(service: &Service, ctx: &Ctx, typed: MakeKey) -> Result<String> {
    ctx.require(Right::Operate)?;
    let mut problems = Problems::default();
    let name = problems.take("name", KeyName::required(&typed.name, "a name, such as the program's"));
    let ticked = ApiScope::ALL.into_iter().filter(|scope| typed.ticked.contains_key(scope.code()));
    // Beside the first box.
    let scopes = problems.take(ApiScope::ALL[0].code(), ApiScopes::new(ticked));
    let life = problems.take("life", KeyLife::from_code(&typed.life));
    problems.none()?;
    let (Some(name), Some(scopes), Some(life)) = (name, scopes, life) else {
        return Err(Error::Broken("a problem was not noted"));
    };
    let key = format!("{BEGINS}{}", new_token(&*service.random));
    let setup = Setup { name, scopes, expires_at: life.end(service.now()), key_hash: token_hash(&key) };
    service.change(ctx, Right::Operate, setup, |tx, setup| Box::pin(keep(tx, setup))).await?;
    Ok(key)
}

async fn keep(tx: Tx<'_>, setup: &Setup) -> Result<Outcome<()>> {
    let id: ApiKeyId = tx.id();
    let made = row::Model {
        business_id: tx.business().0,
        id: id.0,
        name: setup.name.to_string(),
        scopes: setup.scopes.code(),
        key_hash: setup.key_hash.clone(),
        owner_id: tx.ctx.member().map(|member| member.0),
        made_at: tx.now,
        expires_at: setup.expires_at,
        revoked_at: None,
    };
    integration::insert(tx.scope, made).await?;
    let event = ApiKeyEvent::Made {
        key: id,
        name: setup.name.clone(),
        scopes: setup.scopes.clone(),
        expires_at: setup.expires_at,
    };
    Ok(Outcome::one(Event::ApiKey(event), ()))
}

/// Revokes a key. It opens nothing more at once.
///
/// # Errors
/// Fails where there is no such key.
pub async fn revoke_key(service: &Service, ctx: &Ctx, typed: OfKey) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id: ApiKeyId = typed.key.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(revoke(tx, *id)));
    done.await.map(|done| done.value)
}

async fn revoke(tx: Tx<'_>, id: ApiKeyId) -> Result<Outcome<()>> {
    let found = integration::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.revoked_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    integration::update(tx.scope, row::Model { revoked_at: Some(tx.now), ..found }).await?;
    Ok(Outcome::one(Event::ApiKey(ApiKeyEvent::Revoked { key: id }), ()))
}

/// Answers for a key from now on, instead of somebody else: one that stopped with their access opens again.
///
/// # Errors
/// Fails where there is no such key, and as stale for a revoked one.
pub async fn take_over_key(service: &Service, ctx: &Ctx, typed: OfKey) -> Result<()> {
    ctx.require(Right::Operate)?;
    let id: ApiKeyId = typed.key.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Operate, id, |tx, id| Box::pin(take_over(tx, *id)));
    done.await.map(|done| done.value)
}

async fn take_over(tx: Tx<'_>, id: ApiKeyId) -> Result<Outcome<()>> {
    let by = tx.ctx.member().ok_or(Error::Forbidden)?;
    let found = integration::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.revoked_at.is_some() {
        return Err(Error::Stale);
    }
    let Some(from) = found.owner_id.map(MemberId).filter(|owner| *owner != by) else {
        return Ok(Outcome::Unchanged(()));
    };
    integration::update(tx.scope, row::Model { owner_id: Some(by.0), ..found }).await?;
    Ok(Outcome::one(Event::ApiKey(ApiKeyEvent::TakenOver { key: id, from, by }), ()))
}
