//! What the pages of the do-not-call list ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::suppression::{self as wire, params};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// A part of the list.
#[server(endpoint = "suppression/list", input = Json, output = Json)]
pub async fn list(query: params::Query) -> Result<wire::List, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::suppression::list(&service(), &ctx().await?, query).await?)
}

/// The page of one number.
#[server(endpoint = "suppression/show", input = Json, output = Json)]
pub async fn show(number: String) -> Result<wire::Listed, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::suppression::show(&service(), &ctx().await?, &number).await?)
}

/// The page of an upload.
#[server(endpoint = "suppression/upload", input = Json, output = Json)]
pub async fn upload(query: params::Upload) -> Result<wire::Upload, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::suppression::upload(&service(), &ctx().await?, query).await?)
}
