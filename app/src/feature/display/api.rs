//! What the pages of office screens ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::display::view::{Displays, Opened};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// The screens of the business.
#[server(endpoint = "display/list", input = Json, output = Json)]
pub async fn list() -> Result<Displays, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::display::list(&service(), &ctx().await?).await?)
}

/// One screen.
#[server(endpoint = "display/open", input = Json, output = Json)]
pub async fn open(display: String) -> Result<Opened, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::display::open(&service(), &ctx().await?, &display).await?)
}
