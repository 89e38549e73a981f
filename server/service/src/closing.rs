//! Closing a business: said by an owner, taken back by an owner for a time, and then everything of it is erased.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Right, Role},
    actor::Actor,
    closing::CLOSES_AFTER_DAYS,
    email::Email,
    error::Problem,
    event::Event,
    id::{AccountId, BusinessId},
    member_mail::{MemberMail, NOTICE_IS_GOOD_FOR},
    wire::closing::{params::Close, view},
};
use store::{StoreError, business, entity::business as row, member, member_mail, message};

use crate::{
    Service, account,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    member_mail::{Until, owed},
};

/// What an owner sees before closing, and while the business closes.
pub async fn show(service: &Service, ctx: &Ctx) -> Result<view::Closing> {
    ctx.require(Right::GovernOwners)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    Ok(view::Closing { name: business.name, erase_at: business.erase_at })
}

/// Closes the business: nothing changes for now, every owner is told by mail, and when the time is over everything
/// of it is erased.
///
/// # Errors
/// The field `name` where it is not that of the business, and `password`.
pub async fn close(service: &Service, ctx: &Ctx, typed: Close) -> Result<()> {
    let shown = show(service, ctx).await?;
    if typed.name.trim() != shown.name {
        let words = format!("Type the name as it is: {}", shown.name);
        return Err(Error::field("name", Problem::Other(words)));
    }
    account::prove_own(service, ctx, &typed.password, "password").await?;
    let told = owners(service, ctx).await?;
    service.change(ctx, Right::GovernOwners, told, |tx, told| Box::pin(begin(tx, told))).await?;
    Ok(())
}

/// The addresses of the owners with access.
async fn owners(service: &Service, ctx: &Ctx) -> Result<Vec<Email>> {
    let scope = service.db.read(ctx.business).await?;
    let members = member::list(&scope).await?;
    drop(scope);
    let mut addresses = Vec::new();
    for owner in members.iter().filter(|it| it.role == Role::Owner.code() && it.disabled_at.is_none()) {
        if let Some(account) = store::account::find(&service.db, AccountId(owner.account_id)).await? {
            addresses.push(Email::required(&account.email).map_err(|_| StoreError::Garbled("account.email"))?);
        }
    }
    Ok(addresses)
}

async fn begin(tx: Tx<'_>, told: &[Email]) -> Result<Outcome<()>> {
    let found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    if found.closing_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    let erase_at = tx.now + TimeDelta::days(CLOSES_AFTER_DAYS);
    set(tx, found, Some((tx.now, erase_at))).await?;
    let until = Until { now: tx.now, expires_at: tx.now + NOTICE_IS_GOOD_FOR };
    for address in told {
        member_mail::owe(tx.scope, owed(tx.business(), tx.id(), MemberMail::BusinessCloses, address, until)).await?;
    }
    Ok(Outcome::one(Event::BusinessClosing { erase_at }, ()))
}

async fn set(tx: Tx<'_>, found: row::Model, closing: Option<(DateTime<Utc>, DateTime<Utc>)>) -> Result<()> {
    let (closing_at, erase_at) = closing.unzip();
    business::update(tx.scope, row::Model { closing_at, erase_at, ..found }).await?;
    Ok(())
}

/// Takes the closing back.
pub async fn keep(service: &Service, ctx: &Ctx) -> Result<()> {
    service.change(ctx, Right::GovernOwners, (), |tx, ()| Box::pin(take_back(tx))).await?;
    Ok(())
}

async fn take_back(tx: Tx<'_>) -> Result<Outcome<()>> {
    let found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let Some(erase_at) = found.erase_at else { return Ok(Outcome::Unchanged(())) };
    set(tx, found, None).await?;
    Ok(Outcome::one(Event::BusinessKept { erase_at }, ()))
}

/// Erases every business whose time is over, and empties the database's log behind it.
pub async fn run_due(service: &Service) -> Result<usize> {
    let mut erased = 0;
    for business in service.db.open_businesses().await? {
        if is_due(service, business).await? {
            erase(service, business).await?;
            erased += 1;
        }
    }
    if erased > 0 {
        service.db.truncate_log().await?;
    }
    Ok(erased)
}

async fn is_due(service: &Service, business: BusinessId) -> Result<bool> {
    let scope = service.db.read(business).await?;
    let found = business::find(&scope).await?;
    Ok(found.and_then(|found| found.erase_at).is_some_and(|at| at <= service.now()))
}

async fn erase(service: &Service, business: BusinessId) -> Result<()> {
    let request = service.new_request();
    let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
    let scope = service.db.read(business).await?;
    let members = member::list(&scope).await?.into_iter().filter(|member| member.left_at.is_none());
    let accounts: Vec<_> = members.map(|member| AccountId(member.account_id)).collect();
    let mut mails = message::every_id_of_business(&scope).await?;
    mails.extend(member_mail::every_id(&scope).await?);
    drop(scope);
    let leaving = only_here(service, business, accounts).await?;
    service.forget_mails(&mails)?;
    for account in &leaving {
        account::end_all(service, store::session::list_of_account(&service.db, *account).await?).await?;
    }
    service.change(&ctx, Right::GovernOwners, leaving, |tx, leaving| Box::pin(erase_rows(tx, leaving))).await?;
    Ok(())
}

/// The accounts that have no place elsewhere, not even one without access.
async fn only_here(service: &Service, business: BusinessId, accounts: Vec<AccountId>) -> Result<Vec<AccountId>> {
    let mut leaving = Vec::new();
    for account in accounts {
        let elsewhere = service.db.places_of(account).await?.into_iter().any(|(other, _)| other != business);
        if !elsewhere {
            leaving.push(account);
        }
    }
    Ok(leaving)
}

async fn erase_rows(tx: Tx<'_>, leaving: &[AccountId]) -> Result<Outcome<()>> {
    let found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    if found.erased_at.is_some() || found.erase_at.is_none_or(|at| at > tx.now) {
        return Ok(Outcome::Unchanged(()));
    }
    store::closing::erase(tx.scope, tx.now).await?;
    for account in leaving {
        store::closing::erase_account(tx.scope, *account).await?;
    }
    Ok(Outcome::one(Event::BusinessErased, ()))
}

#[cfg(test)]
mod tests;
