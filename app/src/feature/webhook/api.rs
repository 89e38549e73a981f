//! What the pages of webhooks ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::webhook::view::{Opened, Webhooks};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The webhooks of the business.
#[server(endpoint = "webhook/list", input = Json, output = Json)]
pub async fn list() -> Result<Webhooks, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::webhook::list(&service(), &ctx().await?).await?)
}

/// One webhook with its log.
#[server(endpoint = "webhook/open", input = Json, output = Json)]
pub async fn open(webhook: String) -> Result<Opened, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::webhook::open(&service(), &ctx().await?, &webhook).await?)
}
