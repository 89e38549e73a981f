//! What a member sees of their own account.

use domain::{access::Right, id::AccountId};
use store::member;

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
    ctx.require(Right::Read)?;
    let id = ctx.member().ok_or(Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let member = member::find(&scope, id).await?.ok_or(Error::NotFound)?;
    drop(scope);
    let account = store::account::find(&service.db, AccountId(member.account_id)).await?;
    account.map(|account| account.email).ok_or(Error::NotFound)
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
