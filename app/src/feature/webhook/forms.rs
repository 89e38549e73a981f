//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::webhook::params;

use crate::{error::AppError, form::Landing};

fn page(webhook: &str) -> String {
    format!("/integrations/webhooks/{webhook}")
}

/// Makes a webhook. The answer holds its secret: it is shown this once, on the page of the form.
pub async fn make(params: params::MakeWebhook) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let made = ::service::webhook::make(&service(), &ctx().await?, params, None).await?;
    Ok(Landing::answering("/integrations", &made))
}

/// Gives a webhook another secret, which is shown this once.
pub async fn rotate(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = page(&params.webhook);
    let made = ::service::webhook::rotate(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering(page, &made))
}

/// Sends nothing to a webhook any more.
pub async fn disable(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = page(&params.webhook);
    ::service::webhook::disable(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Tells a webhook again.
pub async fn enable(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = page(&params.webhook);
    ::service::webhook::enable(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Removes a webhook.
pub async fn remove(params: params::Which) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::webhook::remove(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/integrations"))
}

/// Tells a webhook of something once more.
pub async fn replay(params: params::Replay) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = page(&params.webhook);
    ::service::webhook::replay(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}
