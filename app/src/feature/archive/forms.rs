//! What the form of this feature does, on the server: a few lines around a use case.

use domain::wire::archive::params;

use crate::{error::AppError, form::Landing};

/// Begins to make the archive, and leads to where it is.
pub async fn start(params: params::Start) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let file = ::service::archive::start(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/settings/export?file={file}")))
}
