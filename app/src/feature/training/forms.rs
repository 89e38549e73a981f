//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::training::params;

use crate::{error::AppError, form::Landing};

/// Keeps that the reader has read the training.
pub async fn acknowledge(params: params::Acknowledge) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::training::acknowledge(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/training"))
}
