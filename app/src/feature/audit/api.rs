//! What the pages of audits ask the server.
#![allow(missing_docs, reason = "the macro makes a struct of each function's parameters")]

use domain::wire::audit::view::{Audits, Opened, Report as OfAudit};
use leptos::prelude::*;

use crate::{codec::Json, error::AppError};

/// All audits, and what is open.
#[server(endpoint = "audit/list", input = Json, output = Json)]
pub async fn list() -> Result<Audits, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::audit::list(&service(), &ctx().await?).await?)
}

/// The report of one audit.
#[server(endpoint = "audit/report", input = Json, output = Json)]
pub async fn report(audit: String) -> Result<OfAudit, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::audit::report(&service(), &ctx().await?, &audit).await?)
}

/// One finding.
#[server(endpoint = "audit/finding", input = Json, output = Json)]
pub async fn finding(finding: String) -> Result<Opened, AppError> {
    use crate::ssr::{ctx, service};
    Ok(::service::audit::finding(&service(), &ctx().await?, &finding).await?)
}
