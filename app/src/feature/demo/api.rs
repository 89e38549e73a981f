//! What the door of a sample business asks the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::demo::Guest;
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// Who is behind a link.
#[server(endpoint = "demo/guest", input = Json, output = Json)]
pub async fn read_guest(link: String) -> Result<Guest, AppError> {
    Ok(::service::demo::guest(&crate::ssr::service(), &link).await?)
}
