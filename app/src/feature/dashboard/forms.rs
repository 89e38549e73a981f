//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::dashboard::params;

use crate::{error::AppError, form::Landing};

/// Hides the list of first steps.
pub async fn hide_steps(params: params::HideSteps) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::dashboard::hide_steps(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/dashboard"))
}
