//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::display::params;

use crate::{error::AppError, form::Landing};

/// Makes a screen, and leads to its code.
pub async fn make(params: params::Chosen) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let id = ::service::display::make(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/displays/{id}")))
}

/// Chooses something else about a screen.
pub async fn change(params: params::Change) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/displays/{}", params.display);
    ::service::display::change(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Makes another code for a screen.
pub async fn code(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/displays/{}", params.display);
    ::service::display::make_code(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Turns a screen off for good.
pub async fn revoke(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/displays/{}", params.display);
    ::service::display::revoke(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}
