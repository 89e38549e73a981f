//! What the pages of requests ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::request::{
    params::Query,
    view::{Blank, Request as Opened, Requests},
};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The register.
#[server(endpoint = "request/list", input = Json, output = Json)]
pub async fn list(query: Query) -> Result<Requests, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::request::list(&service(), &ctx().await?, query).await?)
}

/// The form of a new request.
#[server(endpoint = "request/new", input = Json, output = Json)]
pub async fn new(customer: String) -> Result<Blank, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::request::new(&service(), &ctx().await?, &customer).await?)
}

/// One request.
#[server(endpoint = "request/show", input = Json, output = Json)]
pub async fn show(request: String) -> Result<Opened, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::request::show(&service(), &ctx().await?, &request).await?)
}
