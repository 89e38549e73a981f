//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::customer as wire;

use crate::{error::AppError, form::Landing};

/// Searches the list; the page of the form shows what was found.
pub async fn search(params: wire::ListQuery) -> Result<Landing, AppError> {
    let list = super::api::list(params.clone()).await?;
    Ok(Landing::answering("/customers", &wire::Searched { query: params, list }))
}

/// Changes a customer's details.
pub async fn edit(params: wire::Edit) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::edit(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Adds a number or an address, and stays on the form.
pub async fn add_point(params: wire::AddPoint) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::add_point(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}/edit")))
}

/// Retires a number or an address, and stays on the form.
pub async fn retire_point(params: wire::RetirePoint) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::customer::retire_point(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}/edit")))
}

/// Writes again to an address from which mail came back, and stays on the form.
pub async fn try_again(params: wire::TryAgain) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::message::try_again(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}/edit")))
}

/// Merges two customers, and leads to who is left.
pub async fn merge(params: wire::Merge) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = ::service::customer::merge(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Splits a customer, and leads to the new one.
pub async fn split(params: wire::Split) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = ::service::customer::split(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}
