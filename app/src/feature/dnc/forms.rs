//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::dnc as wire;

use crate::{error::AppError, form::Landing};

/// Marks a customer "do not call".
pub async fn mark(params: wire::Mark) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::mark(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Takes one's own mark back, within a minute.
pub async fn take_back(params: wire::TakeBack) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::take_back(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Takes a mark off, with reason and evidence.
pub async fn lift(params: wire::Lifted) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::lift(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}
