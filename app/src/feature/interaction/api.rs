//! The server functions of interactions.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::interaction as wire;
use leptos::prelude::*;

use crate::{error::AppError, form::Landing};

/// What the page of a new interaction shows; with a customer, the prompt for somebody on file.
#[server(endpoint = "interaction/prompt", input = leptos::server_fn::codec::Json)]
pub async fn prompt(customer: Option<String>) -> Result<wire::Prompt, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::interaction::prompt(&service(), &ctx().await?, customer.as_deref()).await?)
}

/// Saves somebody who agreed, and leads to their page.
#[server(endpoint = "interaction/save", input = leptos::server_fn::codec::Json)]
pub async fn save_customer(params: wire::NewCustomer) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = ::service::interaction::save_customer(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Records the answer of a customer on file, and leads to their page.
#[server(endpoint = "interaction/on-file", input = leptos::server_fn::codec::Json)]
pub async fn record_answer(params: wire::OnFile) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::interaction::record_answer(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Records that somebody who is not on file said no.
#[server(endpoint = "interaction/refusal", input = leptos::server_fn::codec::Json)]
pub async fn record_refusal(params: wire::Denied) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::interaction::record_refusal(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/customers?done=refused"))
}

/// Notes a contact in which nobody asked.
#[server(endpoint = "interaction/not-asked", input = leptos::server_fn::codec::Json)]
pub async fn record_contact(params: wire::NotAsked) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = match params.customer.as_str() {
        "" => "/customers?done=noted".to_owned(),
        customer => format!("/customers/{customer}"),
    };
    ::service::interaction::record_contact(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Logs a contact with a customer on file, and stays on their page.
#[server(endpoint = "interaction/contact", input = leptos::server_fn::codec::Json)]
pub async fn log_contact(params: wire::Contact) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::interaction::log_contact(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}
