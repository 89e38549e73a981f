//! What the page of imports asks the server. The upload itself is a plain form.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::import::{Import, params};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// What the page shows.
#[server(endpoint = "import/page", input = Json, output = Json)]
pub async fn page(query: params::Query) -> Result<Import, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::import::page(&service(), &ctx().await?, query).await?)
}
