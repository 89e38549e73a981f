//! As whom a list is imported from the command line.

use domain::{access::Role, actor::Actor, country::Country, id::BusinessId};
use store::{account, business, member};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// The context of whoever imports: the member with this address, or the operator. Beside it the
/// country of the business, by which national numbers are read.
///
/// # Errors
/// Fails with [`Error::NotFound`] where nobody with this address is a member.
pub async fn acting(service: &Service, business: BusinessId, email: Option<&str>) -> Result<(Ctx, Country)> {
    let scope = service.db.read(business).await?;
    let found = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&found.country).map_err(|_| Error::Broken("a business is in no country"))?;
    let nobody = Ctx {
        business,
        actor: Actor::Operator,
        role: None,
        scope: None,
        request: service.new_request(),
        session: None,
    };
    let Some(email) = email else { return Ok((nobody, country)) };
    let account = account::find_by_email(service.upkeep(), &email.to_lowercase()).await?.ok_or(Error::NotFound)?;
    let members = member::list(&scope).await?.into_iter();
    let member = members.filter(|member| member.disabled_at.is_none()).find(|member| member.account_id == account.id);
    let member = member.ok_or(Error::NotFound)?;
    let role = Role::from_code(&member.role).map_err(|_| Error::Broken("a member has no role"))?;
    Ok((Ctx { actor: Actor::Member(member.id.into()), role: Some(role), ..nobody }, country))
}
