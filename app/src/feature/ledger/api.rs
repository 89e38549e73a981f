//! The server functions of the audit log.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::ledger::{Log, LogQuery};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// A page of the audit log.
#[server(endpoint = "ledger/log", input = Json, output = Json)]
pub async fn read(query: LogQuery) -> Result<Log, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::ledger::log(&service(), &ctx().await?, query).await?)
}
