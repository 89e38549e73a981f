//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::request::params;

use crate::{error::AppError, form::Landing};

/// Records a request, and leads to it.
pub async fn receive(params: params::Receive) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let id = ::service::request::receive(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/requests/{id}")))
}

/// Puts a request off.
pub async fn extend(params: params::Extend) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/requests/{}", params.request);
    ::service::request::extend(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Answers a request.
pub async fn settle(params: params::Settle) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/requests/{}", params.request);
    ::service::request::settle(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Erases whoever asked for it.
pub async fn erase(params: params::Erase) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/requests/{}", params.request);
    ::service::request::erase(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}
