//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::message::params::HandOver;

use crate::{error::AppError, form::Landing};

/// Makes a link to be handed over. It is the answer of the form: only its hash is stored.
pub async fn hand_over(params: HandOver) -> Result<Landing, AppError> {
    use crate::ssr::{ctx, service};
    let made = ::service::link::hand_over(&service(), &ctx().await?, &params.customer).await?;
    Ok(Landing::answering(format!("/customers/{}/messages", params.customer), &made))
}
