//! Another address to sign in with: it counts once whoever reads mail there has confirmed it.

use domain::{
    actor::Actor,
    email::Email,
    error::Problem,
    event::Event,
    id::{AccountId, MessageId, RequestId},
    member_mail::{LINK_IS_GOOD_FOR, MemberMail, NOTICE_IS_GOOD_FOR},
    wire::account::params::NewAddress,
};
use store::{StoreError, entity::member_mail as row, member_mail};

use super::{end_all, mail_link::Open, own, throttle};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    member_mail::{Until, owe_now, owed},
    ports::new_id,
};

/// Asks for a link that confirms another address. It goes there, and nothing changes before it is followed.
///
/// Whether somebody else signs in with that address is not told here: the mail goes to whoever reads it.
///
/// # Errors
/// The field `email`; the field `password` where it is not that of the account; [`Error::Throttled`] after too
/// many.
pub async fn ask_address(service: &Service, ctx: &Ctx, typed: NewAddress) -> Result<()> {
    let account = own::account(service, ctx).await?;
    let wanted = Email::required(&typed.email).map_err(|problem| Error::field("email", problem))?;
    if wanted.as_str() == account.email {
        return Err(Error::field("email", Problem::Other("You sign in with this address already".into())));
    }
    own::prove(service, &account, &typed.password, "password").await?;
    throttle::count_reset(service, wanted.as_str(), &account.id.to_string()).await?;
    let now = service.now();
    let id = MessageId(new_id(now, &*service.random));
    let until = Until { now, expires_at: now + LINK_IS_GOOD_FOR };
    let mail = owed(ctx.business, id, MemberMail::AddressConfirmation, &wanted, until);
    owe_now(service, ctx.business, row::Model { account_id: Some(account.id), ..mail }).await
}

/// The address that a good link confirms. Asking uses nothing up.
///
/// # Errors
/// [`Error::LinkGone`] where the link is not good.
pub async fn address_to_confirm(service: &Service, token: &str) -> Result<String> {
    Ok(Open::find(service, token, MemberMail::AddressConfirmation).await?.mail.recipient)
}

/// Signs in with the confirmed address from now on, and ends every session: the old address is told.
///
/// # Errors
/// [`Error::LinkGone`] where the link was used or is too old, or another account has the address by now.
pub async fn confirm_address(service: &Service, token: &str, request: RequestId) -> Result<()> {
    let open = Open::find(service, token, MemberMail::AddressConfirmation).await?;
    if store::account::find_by_email(&service.db, &open.mail.recipient).await?.is_some() {
        return Err(Error::LinkGone);
    }
    let account = AccountId(open.account.id);
    let ctx = Ctx {
        business: open.business,
        actor: Actor::Member(open.member),
        role: None,
        scope: None,
        request,
        session: None,
    };
    service.change_by_newcomer(&ctx, open, |tx, open| Box::pin(set(tx, open))).await?;
    end_all(service, store::session::list_of_account(&service.db, account).await?).await
}

async fn set(tx: Tx<'_>, open: &Open) -> Result<Outcome<()>> {
    open.use_up(tx, MemberMail::AddressConfirmation).await?;
    let account = AccountId(open.account.id);
    let (from, to) = (&open.account.email, &open.mail.recipient);
    store::account::set_email(tx.scope, account, to).await?;
    let old = Email::required(from).map_err(|_| StoreError::Garbled("account.email"))?;
    let until = Until { now: tx.now, expires_at: tx.now + NOTICE_IS_GOOD_FOR };
    let notice = owed(tx.business(), tx.id(), MemberMail::AddressChanged, &old, until);
    // It names no account, so that no link that is used up later takes it back.
    member_mail::owe(tx.scope, notice).await?;
    Ok(Outcome::one(Event::MemberAddressChanged { member: open.member, from: from.clone(), to: to.clone() }, ()))
}

#[cfg(test)]
mod tests;
