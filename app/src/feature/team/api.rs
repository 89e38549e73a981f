//! What the team page and an invitation's link ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::team::view::{JoinPage, Team};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The members and the open invitations.
#[server(endpoint = "team/list", input = Json, output = Json)]
pub async fn list() -> Result<Team, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::team::list(&service(), &ctx().await?).await?)
}

/// What is behind an invitation's link, for this browser.
#[server(endpoint = "team/invitation", input = Json, output = Json)]
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
