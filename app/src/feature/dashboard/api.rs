//! What the dashboard asks the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::dashboard as wire;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The dashboard, as of now, with charts over this time.
#[server(endpoint = "dashboard/show", input = Json, output = Json)]
pub async fn show(#[server(default)] over: String) -> Result<wire::Dashboard, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::dashboard::show(&service(), &ctx().await?, &over).await?)
}
