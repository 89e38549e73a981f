//! The server functions of the policies.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::policy::{params::Query, view};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Every policy of the business.
#[server(endpoint = "policy/list", input = Json, output = Json)]
pub async fn list() -> Result<view::Policies, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::policy::list(&service(), &ctx().await?).await?)
}

/// One policy, to be read and edited.
#[server(endpoint = "policy/show", input = Json, output = Json)]
pub async fn show(query: Query) -> Result<view::Policy, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::policy::show(&service(), &ctx().await?, query).await?)
}

/// Two versions of a policy side by side.
#[server(endpoint = "policy/compare", input = Json, output = Json)]
pub async fn compare(query: Query) -> Result<view::Comparison, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::policy::compare(&service(), &ctx().await?, query).await?)
}
