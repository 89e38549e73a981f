//! What the team page and an invitation's link ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::team::{
    params,
    view::{JoinPage, Team},
};
use leptos::{prelude::*, server_fn::codec::Json};

use crate::{error::AppError, form::Landing};

/// The members and the open invitations.
#[server(endpoint = "team/list", input = Json)]
pub async fn list() -> Result<Team, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::team::list(&service(), &ctx().await?).await?)
}

/// Invites somebody. The answer is the link: it is shown this once, on the page of the form, for only
/// its hash is stored.
#[server(endpoint = "team/invite", input = Json)]
pub async fn invite(params: params::Invite) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, link, service};
    let path = ::service::team::invite(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering("/team", &link(&path)))
}

/// Takes an invitation back.
#[server(endpoint = "team/revoke", input = Json)]
pub async fn revoke(params: params::Revoke) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::revoke(&service(), &ctx, named(&params.invitation)?).await?;
    Ok(Landing::at("/team"))
}

/// Gives a member another role.
#[server(endpoint = "team/set-role", input = Json)]
pub async fn set_role(params: params::SetRole) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::set_role(&service(), &ctx, named(&params.member)?, &params.role).await?;
    Ok(Landing::at("/team"))
}

/// Stops a member's access.
#[server(endpoint = "team/disable", input = Json)]
pub async fn disable(params: params::OfMember) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::disable(&service(), &ctx, named(&params.member)?).await?;
    Ok(Landing::at("/team"))
}

/// Gives a member their access back.
#[server(endpoint = "team/enable", input = Json)]
pub async fn enable(params: params::OfMember) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let ctx = ctx().await?;
    ::service::team::enable(&service(), &ctx, named(&params.member)?).await?;
    Ok(Landing::at("/team"))
}

/// Reads the identifier of a form's hidden field.
#[cfg(feature = "ssr")]
fn named<T: std::str::FromStr>(id: &str) -> Result<T, ::service::Error> {
    id.parse().map_err(|_| ::service::Error::NotFound)
}

/// What is behind an invitation's link, for this browser.
#[server(endpoint = "team/invitation", input = Json)]
pub async fn read_invitation(token: String) -> Result<JoinPage, AppError> {
    use crate::ssr::{Cookie, cookie, service};
    let service = service();
    let invited = ::service::team::invitation(&service, &token).await?;
    let agreement = cookie(Cookie::Agreement);
    match ::service::registration::agreement(&service, agreement.as_deref()).await {
        Ok(_) => Ok(JoinPage { invited, agreed: true }),
        Err(::service::Error::NotAgreed) => Ok(JoinPage { invited, agreed: false }),
        Err(error) => Err(error.into()),
    }
}

/// Agrees to the statement in front of an invitation.
#[server(endpoint = "team/agree", input = Json)]
pub async fn agree(params: params::AgreeToJoin) -> Result<Landing, AppError> {
    use crate::{feature::registration::api::remember_agreement, ssr::service};
    use domain::wire::registration::params::Agree;
    let params::AgreeToJoin { token, ticked, statement, privacy } = params;
    let agreement = ::service::registration::agree(&service(), Agree { ticked, statement, privacy }).await?;
    remember_agreement(&agreement);
    Ok(Landing::at(format!("/join/{token}")))
}

/// Joins, and signs in. Without an agreement it leads back to the statement.
#[server(endpoint = "team/join", input = Json)]
pub async fn join(params: params::JoinForm) -> Result<Landing, AppError> {
    use crate::{
        feature::registration::api::begin_session,
        ssr::{Cookie, cookie, service},
    };
    let params::JoinForm { token, name, password } = params;
    let agreement = cookie(Cookie::Agreement);
    match ::service::team::join(&service(), &token, agreement.as_deref(), params::Join { name, password }).await {
        Ok(session) => {
            begin_session(&session);
            Ok(Landing::at("/customers"))
        }
        Err(::service::Error::NotAgreed) => Ok(Landing::at(format!("/join/{token}"))),
        Err(error) => Err(error.into()),
    }
}
