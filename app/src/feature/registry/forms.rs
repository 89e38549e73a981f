//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::registry::params;

use crate::{error::AppError, form::Landing};

/// Subscribes to a registry.
pub async fn subscribe(params: params::Subscribe) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::registry::subscribe(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/do-not-call/registries"))
}

/// Enters a newer download, or other areas.
pub async fn renew(params: params::Renew) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::registry::renew(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/do-not-call/registries"))
}

/// Ends a subscription.
pub async fn end(params: params::End) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::registry::end(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/do-not-call/registries"))
}
