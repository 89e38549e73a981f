//! A forgotten password, replaced by a link in a mail.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    actor::Actor,
    email::Email,
    error::Problems,
    event::Event,
    id::{AccountId, BusinessId, MemberId, MessageId, RequestId},
    ledger::Hash,
    member_mail::{MemberMail, RESET_LASTS_FOR_MINUTES},
    registration::check_password,
    wire::account::Secret,
};
use store::{
    entity::{account, member_mail as row},
    ledger, member, member_mail,
};
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::{end_all, hash, throttle};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    key::Keys,
    live::Wake,
    member_mail::{Until, owed},
    ports::new_id,
};

/// Asks for a link that replaces a forgotten password. It goes to the address of the account, if there is one.
///
/// Known and unknown accounts get the same answer in the same time: whether there is one is looked up after it.
/// `address` is the network address of whoever asks.
///
/// # Errors
/// The field `email`, and [`Error::Throttled`] after too many for this address or from this network address,
/// whether there is an account or not.
pub async fn ask_reset(service: &Service, email: &str, address: &str) -> Result<()> {
    let email = Email::required(email).map_err(|problem| Error::field("email", problem))?;
    throttle::count_reset(service, email.as_str(), address).await?;
    let service = service.clone();
    tokio::spawn(async move {
        if let Err(error) = owe(&service, &email).await {
            tracing::error!(error = &error as &dyn std::error::Error, "a link for a new password is not on its way");
        }
    });
    Ok(())
}

/// Puts the mail into the outbox of the business into which the account signs in.
pub(super) async fn owe(service: &Service, email: &Email) -> Result<()> {
    let Some(account) = store::account::find_by_email(&service.db, email.as_str()).await? else { return Ok(()) };
    let memberships = service.db.memberships_of(AccountId(account.id)).await?;
    let Some((business, _)) = memberships.into_iter().next() else { return Ok(()) };
    let now = service.now();
    let id = MessageId(new_id(now, &*service.random));
    let until = Until { now, expires_at: now + TimeDelta::minutes(RESET_LASTS_FOR_MINUTES) };
    let mail = owed(business, id, MemberMail::PasswordReset, email, until);
    let mail = row::Model { account_id: Some(account.id), ..mail };
    member_mail::owe_now(service.upkeep(), business, mail).await?;
    let scope = service.db.read(business).await?;
    let size = u64::try_from(ledger::size(&scope).await?).unwrap_or_default();
    drop(scope);
    service.wakes.send(Wake::Moved(business, size));
    Ok(())
}

/// The path of a link. It is made of the password's hash too, so that any new password ends every link.
pub(crate) fn reset_link(keys: &Keys, business: BusinessId, id: MessageId, password_hash: &str) -> Result<String> {
    let code = code(keys, business, id, password_hash)?;
    let token = [business.0.as_bytes().as_slice(), id.0.as_bytes(), code.as_bytes()].concat();
    Ok(format!("/reset/{}", URL_SAFE_NO_PAD.encode(token)))
}

fn code(keys: &Keys, business: BusinessId, id: MessageId, password_hash: &str) -> Result<Hash> {
    keys.link_code(business, "password_reset", &format!("{id}:{password_hash}"))
}

/// What is behind a good link.
struct Open {
    business: BusinessId,
    mail: MessageId,
    member: MemberId,
    account: account::Model,
}

/// Whether a link is still good. Asking uses nothing up.
///
/// # Errors
/// [`Error::LinkGone`] where it is not.
pub async fn reset_is_open(service: &Service, token: &str) -> Result<()> {
    open(service, token).await.map(|_| ())
}

async fn open(service: &Service, token: &str) -> Result<Open> {
    let token = URL_SAFE_NO_PAD.decode(token).map_err(|_| Error::LinkGone)?;
    let (business, rest) = token.split_first_chunk::<16>().ok_or(Error::LinkGone)?;
    let (mail, secret) = rest.split_first_chunk::<16>().ok_or(Error::LinkGone)?;
    let (business, mail) = (BusinessId(Uuid::from_bytes(*business)), MessageId(Uuid::from_bytes(*mail)));
    let scope = service.db.read(business).await?;
    let found = member_mail::find(&scope, mail).await?.filter(|row| is_good(row, service.now()));
    drop(scope);
    let account = found.and_then(|row| row.account_id).ok_or(Error::LinkGone)?;
    let account = store::account::find(&service.db, AccountId(account)).await?.ok_or(Error::LinkGone)?;
    let wanted = code(&service.keys, business, mail, &account.password_hash)?;
    if !bool::from(wanted.as_bytes().as_slice().ct_eq(secret)) {
        return Err(Error::LinkGone);
    }
    let memberships = service.db.memberships_of(AccountId(account.id)).await?;
    let member = memberships.into_iter().find(|(id, _)| *id == business).ok_or(Error::LinkGone)?.1;
    Ok(Open { business, mail, member, account })
}

fn is_good(row: &row::Model, now: DateTime<Utc>) -> bool {
    row.kind == MemberMail::PasswordReset.code() && row.used_at.is_none() && now < row.expires_at
}

/// Replaces a password by the link in a mail, once, and ends every session of the account.
///
/// # Errors
/// [`Error::LinkGone`] where the link was used or is too old, or the password is another one since; the field
/// `password` where the new one will not do: the link stays good then.
pub async fn reset_by_link(service: &Service, token: &str, password: &Secret, request: RequestId) -> Result<()> {
    let open = open(service, token).await?;
    let mut problems = Problems::default();
    problems.take("password", check_password(password.reveal(), &[&open.account.email, &open.account.name]));
    problems.none()?;
    let hash = hash(service, password.reveal()).await?;
    let account = AccountId(open.account.id);
    let email = Email::required(&open.account.email).map_err(|_| store::StoreError::Garbled("account.email"))?;
    let actor = Actor::Member(open.member);
    let ctx = Ctx { business: open.business, actor, role: None, request, session: None };
    service.change_by_newcomer(&ctx, (open, hash), |tx, (open, hash)| Box::pin(set(tx, open, hash))).await?;
    end_all(service, store::session::list_of_account(&service.db, account).await?).await?;
    throttle::forget(service, &email).await
}

async fn set(tx: Tx<'_>, open: &Open, hash: &str) -> Result<Outcome<()>> {
    // Of two who follow one link at the same time, the second one finds it used.
    let found = member_mail::find(tx.scope, open.mail).await?;
    found.filter(|row| is_good(row, tx.now)).ok_or(Error::LinkGone)?;
    let member = member::find(tx.scope, open.member).await?.ok_or(Error::LinkGone)?;
    if member.disabled_at.is_some() {
        return Err(Error::LinkGone);
    }
    let account = AccountId(open.account.id);
    member_mail::use_up(tx.scope, account, tx.now).await?;
    store::account::replace_password(tx.scope, account, hash).await?;
    Ok(Outcome::one(Event::MemberPasswordReset { member: open.member }, ()))
}

#[cfg(test)]
mod tests;
