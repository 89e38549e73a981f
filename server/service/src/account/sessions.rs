//! A member's own sessions, and a new password: what they do about their own account.

use domain::{
    access::Right,
    error::Problems,
    event::Event,
    id::{AccountId, SessionId},
    registration::check_password,
    wire::account::{
        params::{ChangePassword, EndSession},
        view::Session,
    },
};
use store::session as stored;

use super::{end_all, hash, own, session::is_open, sign_out};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// The sessions of one's own account that are open, the one that was used last first.
pub async fn sessions(service: &Service, ctx: &Ctx) -> Result<Vec<Session>> {
    let account = own::account(service, ctx).await?;
    let now = service.now();
    let mut sessions: Vec<Session> = stored::list_of_account(&service.db, AccountId(account.id))
        .await?
        .into_iter()
        .filter(|session| is_open(session, now))
        .map(|session| Session {
            id: session.id.into(),
            since: session.created_at,
            seen: session.seen_at,
            is_this: ctx.session == Some(session.id.into()),
        })
        .collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.seen));
    Ok(sessions)
}

/// Signs one of one's own sessions out, or all but the one that asks.
///
/// # Errors
/// [`Error::NotFound`] for a session of somebody else.
pub async fn end_session(service: &Service, ctx: &Ctx, ended: &EndSession) -> Result<()> {
    if ended.session.is_empty() {
        let account = own::account(service, ctx).await?;
        return end_others(service, ctx, AccountId(account.id)).await;
    }
    let id: SessionId = ended.session.parse().map_err(|_| Error::NotFound)?;
    if !sessions(service, ctx).await?.iter().any(|session| session.id == id) {
        return Err(Error::NotFound);
    }
    sign_out(service, id).await
}

async fn end_others(service: &Service, ctx: &Ctx, account: AccountId) -> Result<()> {
    let mut others = stored::list_of_account(&service.db, account).await?;
    others.retain(|session| ctx.session != Some(session.id.into()));
    end_all(service, others).await
}

/// Replaces one's own password, and signs every other session out.
///
/// # Errors
/// The field `current` where it is not the password so far, and the field `password` where the new one will not
/// do; [`Error::Throttled`] after too many tries.
pub async fn change_password(service: &Service, ctx: &Ctx, typed: ChangePassword) -> Result<()> {
    let account = own::account(service, ctx).await?;
    own::prove(service, &account, &typed.current, "current").await?;
    let mut problems = Problems::default();
    problems.take("password", check_password(typed.password.reveal(), &[&account.email, &account.name]));
    problems.none()?;
    let hash = hash(service, typed.password.reveal()).await?;
    let id = AccountId(account.id);
    service.change(ctx, Right::Read, (id, hash), |tx, (id, hash)| Box::pin(replace(tx, *id, hash))).await?;
    end_others(service, ctx, id).await
}

async fn replace(tx: Tx<'_>, account: AccountId, hash: &str) -> Result<Outcome<()>> {
    let member = tx.ctx.member().ok_or(Error::Forbidden)?;
    store::account::replace_password(tx.scope, account, hash).await?;
    Ok(Outcome::one(Event::MemberPasswordChanged { member }, ()))
}

#[cfg(test)]
mod tests;
