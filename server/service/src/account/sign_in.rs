//! Signing in with e-mail and password.

use domain::{email::Email, id::AccountId, wire::account::params};
use store::entity::account;

use super::{Entry, password, second_factor, throttle};
use crate::{
    Service,
    error::{Error, Result},
};

/// Signs in, or asks for the second factor first. The session is in the business that the account joined first.
///
/// Known and unknown accounts get the same answer after the same work: one comparison, with
/// nobody's hash where there is no account. `address` is the network address of whoever asks.
///
/// # Errors
/// [`Error::WrongPassword`], also for an account whose access is stopped everywhere, and
/// [`Error::Throttled`] after too many of them.
pub async fn sign_in(service: &Service, params: params::SignIn, address: &str) -> Result<Entry> {
    let account = verify(service, &params.email, params.password.reveal(), Some(address)).await?;
    let account = AccountId(account.id);
    let memberships = service.db.memberships_of(account).await?;
    let (business, member) = memberships.into_iter().next().ok_or(Error::WrongPassword)?;
    second_factor::enter(service, account, business, member).await
}

/// The account with this address, if this is its password. Guessing is slowed down as at the sign-in.
pub(crate) async fn verify_account(service: &Service, email: &Email, password: &str) -> Result<account::Model> {
    verify(service, email.as_str(), password, None).await
}

async fn verify(service: &Service, email: &str, password: &str, address: Option<&str>) -> Result<account::Model> {
    let email = email.trim().to_lowercase();
    let attempt = throttle::begin(service, &email, address).await?;
    let account = store::account::find_by_email(&service.db, &email).await?;
    let hash = account.as_ref().map_or(password::NOBODYS, |account| &account.password_hash);
    if !password::matches(password, hash).await? {
        return Err(Error::WrongPassword);
    }
    let account = account.ok_or(Error::WrongPassword)?;
    attempt.succeed(service).await?;
    Ok(account)
}
