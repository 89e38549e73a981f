//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::audit::params;

use crate::{error::AppError, form::Landing};

/// Begins an audit, and leads to it.
pub async fn run(_: params::Run) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let id = ::service::audit::run_now(&service(), &ctx().await?).await?;
    Ok(Landing::at(format!("/audits/{id}")))
}

/// Sets how often audits run.
pub async fn schedule(params: params::Schedule) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::audit::set_schedule(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/audits"))
}

/// Signs the review of an audit.
pub async fn sign(params: params::Sign) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/audits/{}", params.audit);
    ::service::audit::sign(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Gives a finding to somebody.
pub async fn assign(params: params::Assign) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/audits/findings/{}", params.finding);
    ::service::audit::assign(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Says something about a finding.
pub async fn comment(params: params::Comment) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/audits/findings/{}", params.finding);
    ::service::audit::comment(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}

/// Says how a finding was settled.
pub async fn resolve(params: params::Resolve) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let page = format!("/audits/findings/{}", params.finding);
    ::service::audit::resolve(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(page))
}
