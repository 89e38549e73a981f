//! The page on which keys are looked after.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    id::MemberId,
    integration::KeyState,
    wire::integration::view::{Integrations, Key},
};
use store::{Scope, entity::member as member_row, integration, member};

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
    let members: HashMap<_, _> = member::list(&scope).await?.into_iter().map(|member| (member.id, member)).collect();
    let now = service.now();
    let mut keys = Vec::new();
    for row in integration::list(&scope).await? {
        let owner = row.owner_id.and_then(|id| members.get(&id));
        keys.push(Key {
            id: row.id.into(),
            scopes: row.opens()?,
            state: KeyState::of(row.expires_at, row.revoked_at, owner.is_none_or(has_access), now),
            owner: owner.map(|member| member.name.clone()),
            name: row.name,
            made_at: row.made_at,
            used_at: uses.get(&row.id).copied(),
            expires_at: row.expires_at,
        });
    }
    keys.sort_by_key(|key| key.state != KeyState::InUse);
    Ok(Integrations { keys })
}

fn has_access(member: &member_row::Model) -> bool {
    member.disabled_at.is_none()
}

/// The names of the keys that stop with this member's access.
pub(crate) async fn keys_of(scope: &Scope, owner: MemberId, now: DateTime<Utc>) -> Result<Vec<String>> {
    let keys = integration::list(scope).await?.into_iter().filter(|key| key.owner_id == Some(owner.0));
    let open = keys.filter(|key| KeyState::of(key.expires_at, key.revoked_at, true, now) == KeyState::InUse);
    Ok(open.map(|key| key.name).collect())
}
