//! The page on which keys are looked after.

use std::collections::HashMap;

use domain::{
    access::Right,
    integration::KeyState,
    wire::integration::view::{Integrations, Key},
};
use store::integration;

use crate::{Service, ctx::Ctx, error::Result};

/// The keys of the business: those in use, the newest first, then the others.
///
/// # Errors
/// Fails for who does not operate the business.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<Integrations> {
    ctx.require(Right::Operate)?;
    let scope = service.db.read(ctx.business).await?;
    let uses: HashMap<_, _> =
        integration::uses(&scope).await?.into_iter().map(|used| (used.api_key_id, used.used_at)).collect();
    let now = service.now();
    let mut keys = Vec::new();
    for row in integration::list(&scope).await? {
        keys.push(Key {
            id: row.id.into(),
            scopes: row.opens()?,
            state: KeyState::of(row.expires_at, row.revoked_at, now),
            name: row.name,
            made_at: row.made_at,
            used_at: uses.get(&row.id).copied(),
            expires_at: row.expires_at,
        });
    }
    keys.sort_by_key(|key| key.state != KeyState::InUse);
    Ok(Integrations { keys })
}
