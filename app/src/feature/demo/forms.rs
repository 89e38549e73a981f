//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::demo::Enter;

use crate::{error::AppError, feature::registration, form::Landing};

/// Signs in as the member of a sample business behind the link.
pub async fn enter(params: Enter) -> Result<Landing, AppError> {
    let session = ::service::demo::enter(&crate::ssr::service(), &params.link).await?;
    registration::forms::begin_session(&session);
    Ok(Landing::at("/customers"))
}
