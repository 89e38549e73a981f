//! Marking and lifting.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::dnc as wire;
use leptos::{prelude::*, server_fn::codec::Json};

use crate::{error::AppError, form::Landing};

/// Marks a customer "do not call".
#[server(endpoint = "dnc/mark", input = Json)]
pub async fn mark(params: wire::Mark) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::mark(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Takes one's own mark back, within a minute.
#[server(endpoint = "dnc/take-back", input = Json)]
pub async fn take_back(params: wire::TakeBack) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::take_back(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Takes a mark off, with reason and evidence.
#[server(endpoint = "dnc/lift", input = Json)]
pub async fn lift(params: wire::Lifted) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/customers/{}", params.customer);
    ::service::dnc::lift(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}
