//! What the form of this feature does, on the server: a few lines around a use case.

use domain::wire::policy::params::{AcceptDpa, Publish};

use crate::{error::AppError, form::Landing};

/// Publishes a version of a policy, or shows how it will look.
pub async fn publish(params: Publish) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/policies/{}", params.policy);
    let ctx = ctx().await?;
    if params.step == "preview" {
        return Ok(Landing::answering(page, &::service::policy::preview(&ctx, &params)?));
    }
    ::service::policy::publish(&service(), &ctx, params).await?;
    Ok(Landing::at(page))
}

/// Accepts the Data Processing Agreement for the business.
pub async fn accept_dpa(params: AcceptDpa) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::policy::accept_dpa(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/policies"))
}
