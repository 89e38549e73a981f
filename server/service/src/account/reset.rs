//! A forgotten password, replaced by a link in a mail.

use domain::{
    actor::Actor,
    email::Email,
    error::Problems,
    event::Event,
    id::{AccountId, MessageId, RequestId},
    member_mail::{LINK_IS_GOOD_FOR, MemberMail},
    registration::check_password,
    wire::account::Secret,
};
use store::entity::member_mail as row;

use super::{end_all, hash, mail_link::Open, throttle};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    member_mail::{Until, owe_now, owed},
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
    let until = Until { now, expires_at: now + LINK_IS_GOOD_FOR };
    let mail = owed(business, id, MemberMail::PasswordReset, email, until);
    let mail = row::Model { account_id: Some(account.id), ..mail };
    owe_now(service, business, mail).await
}

/// Whether a link is still good. Asking uses nothing up.
///
/// # Errors
/// [`Error::LinkGone`] where it is not.
pub async fn reset_is_open(service: &Service, token: &str) -> Result<()> {
    Open::find(service, token, MemberMail::PasswordReset).await.map(|_| ())
}

/// Replaces a password by the link in a mail, once, and ends every session of the account.
///
/// # Errors
/// [`Error::LinkGone`] where the link was used or is too old, or the password is another one since; the field
/// `password` where the new one will not do: the link stays good then.
pub async fn reset_by_link(service: &Service, token: &str, password: &Secret, request: RequestId) -> Result<()> {
    let open = Open::find(service, token, MemberMail::PasswordReset).await?;
    let mut problems = Problems::default();
    problems.take("password", check_password(password.reveal(), &[&open.account.email, &open.account.name]));
    problems.none()?;
    let hash = hash(service, password.reveal()).await?;
    let account = AccountId(open.account.id);
    let email = Email::required(&open.account.email).map_err(|_| store::StoreError::Garbled("account.email"))?;
    let actor = Actor::Member(open.member);
    let ctx = Ctx { business: open.business, actor, role: None, scope: None, request, session: None };
    service.change_by_newcomer(&ctx, (open, hash), |tx, (open, hash)| Box::pin(set(tx, open, hash))).await?;
    end_all(service, store::session::list_of_account(&service.db, account).await?).await?;
    throttle::forget(service, &email).await
}

async fn set(tx: Tx<'_>, open: &Open, hash: &str) -> Result<Outcome<()>> {
    open.use_up(tx, MemberMail::PasswordReset).await?;
    store::account::replace_password(tx.scope, AccountId(open.account.id), hash).await?;
    Ok(Outcome::one(Event::MemberPasswordReset { member: open.member }, ()))
}

#[cfg(test)]
mod tests;
