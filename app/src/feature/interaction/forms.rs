//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::interaction as wire;

use crate::{error::AppError, form::Landing};

/// Saves somebody who agreed, and leads to their page.
pub async fn save_customer(params: wire::NewCustomer) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = ::service::interaction::save_customer(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Records the answer of a customer on file, and leads to their page.
pub async fn record_answer(params: wire::OnFile) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::interaction::record_answer(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}

/// Records that somebody who is not on file said no.
pub async fn record_refusal(params: wire::Denied) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    ::service::interaction::record_refusal(&service(), &ctx().await?, params).await?;
    Ok(Landing::at("/customers?done=refused"))
}

/// Notes a contact in which nobody asked.
pub async fn record_contact(params: wire::NotAsked) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let to = match params.customer.as_str() {
        "" => "/customers?done=noted".to_owned(),
        customer => format!("/customers/{customer}"),
    };
    ::service::interaction::record_contact(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(to))
}

/// Logs a contact with a customer on file, and stays on their page.
pub async fn log_contact(params: wire::Contact) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let customer = params.customer.clone();
    ::service::interaction::log_contact(&service(), &ctx().await?, params).await?;
    Ok(Landing::at(format!("/customers/{customer}")))
}
