//! The server functions of interactions.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::interaction as wire;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// What the page of a new interaction shows; with a customer, the prompt for somebody on file.
#[server(endpoint = "interaction/prompt", input = Json, output = Json)]
pub async fn prompt(customer: Option<String>) -> Result<wire::Prompt, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::interaction::prompt(&service(), &ctx().await?, customer.as_deref()).await?)
}
