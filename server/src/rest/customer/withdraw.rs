//! Erasing a customer.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use serde::Serialize;
use service::{Service, customer};
use utoipa::ToSchema;

use crate::rest::{
    Problem,
    program::{CustomersWrite, Program},
    sent::Named,
};

/// How far the erasure is.
#[derive(Serialize, ToSchema)]
#[allow(clippy::struct_field_names, reason = "the names that programs read")]
pub(in crate::rest) struct Withdrawn {
    /// Since when the customer is blocked and hidden.
    withdrawn_at: DateTime<Utc>,
    /// When they are erased at the latest.
    erase_at: DateTime<Utc>,
    /// When they were erased.
    erased_at: Option<DateTime<Utc>>,
}

/// Withdraws a customer's consent to the keeping of their data, and erases them
///
/// They are blocked and hidden from the answer on, and erased when the time of the business's setting is over: until
/// then the customer can undo it by the link in the confirmation. Done again it is one withdrawal.
#[utoipa::path(
    delete,
    path = "/customers/{id}",
    operation_id = "eraseCustomer",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(("id" = String, Path, description = "The customer")),
    responses((status = 202, description = "They are blocked and hidden, and will be erased", body = Withdrawn)),
)]
pub(in crate::rest) async fn withdraw(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(customer): Named,
) -> Result<(StatusCode, Json<Withdrawn>), Problem> {
    let customer::Withdrawal { withdrawn_at, erase_at, erased_at } =
        customer::withdraw(&service, &program.ctx, &customer).await?;
    Ok((StatusCode::ACCEPTED, Json(Withdrawn { withdrawn_at, erase_at, erased_at })))
}
