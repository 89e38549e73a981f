//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::closing::params;

use crate::{error::AppError, form::Landing};

const PAGE: &str = "/settings/close";

/// Closes the business.
pub async fn close(params: params::Close) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::closing::close(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(PAGE))
}

/// Takes the closing back.
pub async fn keep(params: params::Keep) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let params::Keep {} = params;
    ::service::closing::keep(&service(), &ctx().await?).await?;
    Ok(Landing::at(PAGE))
}
