//! What the call button and the check page ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::{call as wire, scrub};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Asks for a call; the server decides again and records the answer.
#[server(endpoint = "call/place", input = Json, output = Json)]
pub async fn place(params: wire::Place) -> Result<wire::Placed, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::call::place(&service(), &ctx().await?, params).await?)
}

/// Shows a masked number's digits, and records that.
#[server(endpoint = "call/show-number", input = Json, output = Json)]
pub async fn show_number(params: wire::ShowNumber) -> Result<String, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::call::show_number(&service(), &ctx().await?, params).await?)
}

/// Decides for any number, customer or not.
#[server(endpoint = "call/check", input = Json, output = Json)]
pub async fn check(params: wire::Check) -> Result<wire::Checked, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::call::check(&service(), &ctx().await?, params).await?)
}

/// The page "Check a list".
#[server(endpoint = "call/check-list", input = Json, output = Json)]
pub async fn check_list(query: scrub::params::Query) -> Result<scrub::CheckList, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::scrub::check_list_page(&service(), &ctx().await?, &query)?)
}
