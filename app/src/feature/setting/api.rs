//! The server function of the settings.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::setting::view;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Every setting.
#[server(endpoint = "setting/show", input = Json, output = Json)]
pub async fn show() -> Result<view::Settings, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::setting::show(&service(), &ctx().await?).await?)
}
