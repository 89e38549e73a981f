//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::consent as wire;

use crate::{error::AppError, form::Landing};

/// Records what a customer answered, and stays on their page.
pub async fn record(params: wire::Record) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::consent::record_answer(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Lets an answer that was recorded in error count for nothing.
pub async fn invalidate(params: wire::Invalidate) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::consent::invalidate(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}
