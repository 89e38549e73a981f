//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::import::params;

use crate::{error::AppError, form::Landing};

/// Tries a list out with what was chosen for its columns.
pub async fn dry_run(params: params::DryRun) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/import?file={}", params.file);
    ::service::import::try_out(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Undoes an import, as far as it can be.
pub async fn undo(params: params::Undo) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let id = ::service::import::undo(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/import?run={id}")))
}

/// Imports a list as it was tried out last.
pub async fn run(params: params::Run) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let id = ::service::import::start(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/import?run={id}")))
}
