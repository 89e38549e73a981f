//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::integration::params;

use crate::{error::AppError, form::Landing};

/// Makes a key. The answer is the key: it is shown this once, on the page of the form, for only its hash is
/// stored.
pub async fn make_key(params: params::MakeKey) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let key = ::service::integration::make_key(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering("/integrations", &key))
}

/// Revokes a key.
pub async fn revoke_key(params: params::OfKey) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::integration::revoke_key(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/integrations"))
}

/// Answers for a key instead of somebody else.
pub async fn take_over_key(params: params::OfKey) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::integration::take_over_key(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/integrations"))
}
