//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::setting::{params, preview::Preview};

use crate::{error::AppError, form::Landing};

/// The effect of a change, on the page of its form.
fn shown(preview: &Preview) -> Landing {
    Landing::answering("/settings", preview)
}

/// Sets who the business is, or shows what that would do.
pub async fn set_business(params: params::Stepped<params::Business>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_business(&service, &ctx, params.form).await?));
    }
    setting::set_business(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Sets what holds for every call, and for a withdrawal, or shows what that would do.
pub async fn set_calls(params: params::Stepped<params::Calls>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_calls(&service, &ctx, params.form).await?));
    }
    setting::set_calls(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Sets for how long things are kept, or shows what would go.
pub async fn set_retention(params: params::Stepped<params::Retention>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_retention(&service, &ctx, params.form).await?));
    }
    setting::set_retention(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Sets whether confirmations go as text messages.
pub async fn set_texts(params: params::Texts) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::set_texts(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Sets what holds for each topic, or shows what that would do.
pub async fn set_topics(params: params::Stepped<params::Topics>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_topics(&service, &ctx, params.form).await?));
    }
    setting::set_topics(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Sets the calling hours of a week, or shows what that would do.
pub async fn set_week(params: params::Stepped<params::Week>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_week(&service, &ctx, params.form).await?));
    }
    setting::set_week(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Adds a date without calls, or shows what that would do.
pub async fn add_holiday(params: params::Stepped<params::AddHoliday>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_holiday(&service, &ctx, params.form).await?));
    }
    setting::add_holiday(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}

/// Makes a date an ordinary day again, or shows what that would do.
pub async fn remove_holiday(params: params::Stepped<params::RemoveHoliday>) -> Result<Landing, AppError> {
    use ::service::setting;

    use crate::ssr::{ctx, service};
    let (service, ctx) = (service(), ctx().await?);
    if params.is_preview() {
        return Ok(shown(&setting::preview_without_holiday(&service, &ctx, params.form).await?));
    }
    setting::remove_holiday(&service, &ctx, params.form).await?;
    Ok(Landing::at("/settings"))
}
