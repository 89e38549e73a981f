//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::setting::params;

use crate::{error::AppError, form::Landing};

/// Sets what holds for every call, and for a withdrawal.
pub async fn set_calls(params: params::Calls) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::set_calls(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Sets whether confirmations go as text messages.
pub async fn set_texts(params: params::Texts) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::set_texts(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Sets what holds for each topic.
pub async fn set_topics(params: params::Topics) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::set_topics(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Sets the calling hours of a week.
pub async fn set_week(params: params::Week) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::set_week(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Adds a date without calls.
pub async fn add_holiday(params: params::AddHoliday) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::add_holiday(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}

/// Makes a date an ordinary day again.
pub async fn remove_holiday(params: params::RemoveHoliday) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::setting::remove_holiday(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/settings"))
}
