//! What the page of integrations asks the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::integration::view::Integrations;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The keys of the business.
#[server(endpoint = "integration/list", input = Json, output = Json)]
pub async fn list() -> Result<Integrations, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::integration::list(&service(), &ctx().await?).await?)
}
