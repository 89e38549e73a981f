//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::suppression::params;
use service::suppression::Put;

use crate::{error::AppError, form::Landing};

/// Looks one number up; the page of the form shows the answer.
pub async fn search(params: params::Search) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let found = ::service::suppression::search(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering("/do-not-call", &found))
}

/// Puts one number on the list, and leads to its page.
pub async fn add(params: params::Add) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let (number, put) = ::service::suppression::add_number(&service(), &ctx().await?, params).await?;
    let done = match put {
        Put::Added => "added",
        Put::Known => "known",
    };
    Ok(Landing::at(format!("/do-not-call/{number}?done={done}")))
}

/// Puts many numbers on the list; the page of the form shows the answer to each.
pub async fn paste(params: params::Paste) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let pasted = ::service::suppression::paste(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering("/do-not-call/paste", &pasted))
}

/// Takes one source off.
pub async fn lift(params: params::Lift) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/do-not-call/{}", params.number);
    ::service::suppression::lift(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Shows the digits of a number of the list, and records that.
pub async fn show_number(params: params::ShowNumber) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/do-not-call/{}", params.number);
    let digits = ::service::suppression::show_number(&service(), &ctx().await?, params).await?;
    Ok(Landing::answering(to, &digits))
}

/// Puts everybody in an uploaded list on the do-not-call list.
pub async fn load(params: params::Load) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = format!("/do-not-call/upload?file={}", params.file);
    ::service::suppression::load(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}
