//! What the page of the registries asks the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::registry::Registries;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Every registry that concerns the business.
#[server(endpoint = "registry/show", input = Json, output = Json)]
pub async fn show() -> Result<Registries, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::registry::show(&service(), &ctx().await?).await?)
}
