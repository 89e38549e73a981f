//! A member's own account: whose it is, and the proof that it is theirs.

use domain::{access::Right, email::Email, error::Problem, id::AccountId, wire::account::Secret};
use store::{StoreError, entity::account, member};

use super::verify_account;
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// The address that the member who asks signs in with.
///
/// # Errors
/// [`Error::NotFound`] for an actor who is no member.
pub async fn email(service: &Service, ctx: &Ctx) -> Result<String> {
    Ok(account(service, ctx).await?.email)
}

/// The account of the member who asks.
pub(super) async fn account(service: &Service, ctx: &Ctx) -> Result<account::Model> {
    ctx.require(Right::Read)?;
    let id = ctx.member().ok_or(Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let member = member::find(&scope, id).await?.ok_or(Error::NotFound)?;
    drop(scope);
    store::account::find(&service.db, AccountId(member.account_id)).await?.ok_or(Error::NotFound)
}

/// Proves that whoever asks knows the password of this account. Guessing is slowed down as at the sign-in.
///
/// # Errors
/// Names `field` where it is another one; [`Error::Throttled`] after too many tries.
pub(super) async fn prove(
    service: &Service,
    account: &account::Model,
    password: &Secret,
    field: &'static str,
) -> Result<()> {
    let email = Email::required(&account.email).map_err(|_| StoreError::Garbled("account.email"))?;
    match verify_account(service, &email, password.reveal()).await {
        Err(Error::WrongPassword) => Err(Error::field(field, Problem::Other("This is not your password".into()))),
        proved => proved.map(|_| ()),
    }
}

/// Proves that the member who asks knows the password of their own account.
///
/// # Errors
/// Those of [`prove`].
pub(crate) async fn prove_own(service: &Service, ctx: &Ctx, password: &Secret, field: &'static str) -> Result<()> {
    let account = account(service, ctx).await?;
    prove(service, &account, password, field).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Stage;

    #[tokio::test]
    async fn a_member_sees_the_address_of_their_own_account() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let sam = stage.member(&owner, "Sam", "auditor").await;
        assert_eq!(email(&stage.service, &owner).await.unwrap(), "owner1@example.com");
        assert_eq!(email(&stage.service, &sam).await.unwrap(), "sam@example.com");
    }
}
