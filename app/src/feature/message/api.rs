//! What the pages of messages ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::message::{params::Query, view::Messages};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Messages, the newest first.
#[server(endpoint = "message/show", input = Json, output = Json)]
pub async fn show(query: Query) -> Result<Messages, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::message::show(&service(), &ctx().await?, query).await?)
}
