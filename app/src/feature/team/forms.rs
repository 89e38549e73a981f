//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::team::params;

use crate::{error::AppError, form::Landing};

/// Invites somebody. The answer is the link: it is shown this once, on the page of the form, for only
/// its hash is stored.
pub async fn invite(params: params::Invite) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, link, service};
    let path = ::service::team::invite(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering("/team", &link(&path)))
}

/// Takes an invitation back.
pub async fn revoke(params: params::Revoke) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::revoke(&service(), &ctx, named(&params.invitation)?).await?;
    Ok(Landing::at("/team"))
}

/// Gives a member another role.
pub async fn set_role(params: params::SetRole) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::set_role(&service(), &ctx, named(&params.member)?, &params.role).await?;
    Ok(Landing::at("/team"))
}

/// Hands the ownership over.
pub async fn hand_over(params: params::HandOver) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::team::hand_over(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/team"))
}

/// Stops a member's access.
pub async fn disable(params: params::OfMember) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::disable(&service(), &ctx, named(&params.member)?).await?;
    Ok(Landing::at("/team"))
}

/// Gives a member their access back.
pub async fn enable(params: params::OfMember) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::enable(&service(), &ctx, named(&params.member)?).await?;
    Ok(Landing::at("/team"))
}

/// Removes a member for good.
pub async fn remove(params: params::Remove) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::team::remove(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/team"))
}

/// Asks every member for a second factor, or no more.
pub async fn require_second_factor(params: params::RequireSecondFactor) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::team::require_second_factor(&service(), &ctx().await?, &params.required).await?;
    Ok(Landing::at("/team"))
}

/// Reads the identifier of a form's hidden field.
fn named<T: std::str::FromStr>(id: &str) -> Result<T, ::service::Error> {
    id.parse().map_err(|_| ::service::Error::NotFound)
}

/// Agrees to the statement in front of an invitation.
pub async fn agree(params: params::AgreeToJoin) -> Result<Landing, AppError> {
    use crate::{feature::registration::forms::remember_agreement, ssr::service};
    use domain::wire::registration::params::Agree;
    let params::AgreeToJoin { token, ticked, statement, privacy } = params;
    let agreement = ::service::registration::agree(&service(), Agree { ticked, statement, privacy }).await?;
    remember_agreement(&agreement);
    Ok(Landing::at(format!("/join/{token}")))
}

/// Joins, and signs in. Without an agreement it leads back to the statement.
pub async fn join(params: params::JoinForm) -> Result<Landing, AppError> {
    use crate::ssr::{Cookie, cookie, service};
    let params::JoinForm { token, name, password } = params;
    let agreement = cookie(Cookie::Agreement);
    match ::service::team::join(&service(), &token, agreement.as_deref(), params::Join { name, password }).await {
        Ok(entry) => Ok(crate::feature::account::forms::let_in(entry, "/customers")),
        Err(::service::Error::NotAgreed) => Ok(Landing::at(format!("/join/{token}"))),
        Err(error) => Err(error.into()),
    }
}
