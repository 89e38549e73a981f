//! Sessions: a signed-in browser, known by a cookie of which only the hash is stored.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Role,
    actor::Actor,
    id::{AccountId, BusinessId, MemberId, RequestId, SessionId},
    topic::Purpose,
    wire::{account::view, training::view::State},
};
use store::{
    StoreError, business,
    entity::{business::Model as Business, member::Model as Member, session as row},
    ledger, member, session as stored,
};

use super::second_factor;
use crate::{
    Service,
    ctx::Ctx,
    error::Result,
    live::Wake,
    ports::{new_id, new_token, token_hash},
    training,
};

/// A session that nobody used for this long is over: a working day with its breaks, not the next one.
pub(crate) const IDLE_FOR: TimeDelta = TimeDelta::hours(12);
/// However much it is used, a session ends after this long.
const LASTS_FOR: TimeDelta = TimeDelta::days(30);
/// Its last use is noted at most this often, so that reading a page costs no write.
const NOTED_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A session that has just begun. The token goes into the cookie and is stored nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct NewSession {
    /// The cookie's value.
    pub token: String,
    /// When the session ends at the latest (UTC).
    pub expires_at: DateTime<Utc>,
}

impl fmt::Debug for NewSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewSession").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Begins a session of a member.
pub(crate) async fn begin(
    service: &Service,
    account: AccountId,
    business: BusinessId,
    member: MemberId,
) -> Result<NewSession> {
    let now = service.now();
    let (token, expires_at) = (new_token(&*service.random), now + LASTS_FOR);
    let session = row::Model {
        id: new_id(now, &*service.random),
        token_hash: token_hash(&token),
        account_id: account.0,
        business_id: business.0,
        member_id: member.0,
        created_at: now,
        seen_at: now,
        expires_at,
        ended_at: None,
    };
    stored::insert(service.upkeep(), session).await?;
    Ok(NewSession { token, expires_at })
}

/// Who is signed in with this cookie, as of now. `None` when nobody is any more: the session ended
/// or is too old, or the member's access was stopped.
pub async fn session(service: &Service, token: &str, request: RequestId) -> Result<Option<(Ctx, view::SignedIn)>> {
    let now = service.now();
    let Some(found) = stored::find(&service.db, &token_hash(token)).await?.filter(|session| is_open(session, now))
    else {
        return Ok(None);
    };
    let (id, business_id) = (SessionId(found.id), BusinessId(found.business_id));
    let scope = service.db.read(business_id).await?;
    let member = member::find(&scope, MemberId(found.member_id)).await?;
    let business = business::find(&scope).await?;
    let seq = ledger::size(&scope).await?;
    drop(scope);
    let (Some(member), Some(business)) = (member.filter(|member| member.disabled_at.is_none()), business) else {
        return Ok(None);
    };
    if business.second_factor_required && !second_factor::is_on(service, AccountId(found.account_id)).await? {
        return Ok(None);
    }
    if now - found.seen_at >= NOTED_EVERY {
        stored::touch(service.upkeep(), id, now).await?;
    }
    let training = training::state(&member, &training::editions(service).await?, now);
    let signed_in = signed_in(member, business, training, (seq, now))?;
    let actor = Actor::Member(signed_in.member);
    let ctx = Ctx { business: business_id, actor, role: Some(signed_in.role), scope: None, request, session: Some(id) };
    Ok(Some((ctx, signed_in)))
}

/// Whether it is good as of now.
pub(super) fn is_open(session: &row::Model, now: DateTime<Utc>) -> bool {
    session.ended_at.is_none() && now < session.expires_at && now < session.seen_at + IDLE_FOR
}

fn signed_in(
    member: Member,
    business: Business,
    training: State,
    (seq, now): (i64, DateTime<Utc>),
) -> Result<view::SignedIn> {
    let role = Role::from_code(&member.role).map_err(|_| StoreError::Garbled("member.role"))?;
    let purpose = Purpose::from_code(&business.default_purpose);
    Ok(view::SignedIn {
        member: MemberId(member.id),
        name: member.name,
        role,
        business_name: business.name,
        slug: business.slug,
        country: business.country,
        keys_enabled: member.keys_enabled,
        closes_at: business.erase_at,
        default_purpose: purpose.map_err(|_| StoreError::Garbled("business.default_purpose"))?,
        training_due: training.is_due,
        seq,
        now,
    })
}

/// Ends a session, and closes its sockets on every node.
pub async fn sign_out(service: &Service, session: SessionId) -> Result<()> {
    stored::end(service.upkeep(), session, service.now()).await?;
    service.wakes.send(Wake::Ended(session));
    service.db.tell(&format!("ended:{session}")).await?;
    Ok(())
}

/// Ends several sessions.
pub(crate) async fn end_all(service: &Service, sessions: Vec<row::Model>) -> Result<()> {
    for session in sessions {
        sign_out(service, SessionId(session.id)).await?;
    }
    Ok(())
}
