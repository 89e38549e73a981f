//! What the forms of this feature do, on the server: each a few lines around a use case.

use domain::wire::call as wire;

use crate::{error::AppError, form::Landing};

/// A press without script: the page comes back with the link to dial, or with the reasons.
pub async fn press(params: wire::Place) -> Result<Landing, AppError> {
    let customer = params.customer.clone();
    match super::api::place(params).await? {
        wire::Placed::Allowed(permit) => Ok(Landing::answering(format!("/customers/{customer}"), &permit)),
        wire::Placed::Blocked(decision) => Err(AppError::Blocked(decision)),
    }
}

/// "Show number" without script: the page comes back with the digits.
pub async fn show_number_form(params: wire::ShowNumber) -> Result<Landing, AppError> {
    let (customer, number) = (params.customer.clone(), params.number.clone());
    let digits = super::api::show_number(params).await?;
    Ok(Landing::answering(format!("/customers/{customer}"), &(number, digits)))
}

/// "Check a number": the page of the form shows the decision, with script and without.
pub async fn check_form(params: wire::Check) -> Result<Landing, AppError> {
    let checked = super::api::check(params).await?;
    Ok(Landing::answering("/check", &checked))
}
