//! Marking a customer "do not call", and taking the mark off.

use axum::{extract::State, http::StatusCode};
use domain::wire::dnc::{Lifted, Mark};
use serde::Deserialize;
use service::{Service, dnc};
use utoipa::ToSchema;

use super::{
    Problem,
    program::{CustomersWrite, Program},
    sent::{Named, Sent},
};

/// Why a block is taken off.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Lift {
    /// `by_request` where the customer asked for it, `by_mistake` where it was set in error.
    #[serde(rename = "lift")]
    #[schema(example = "by_request")]
    pub(super) how: String,
    /// Why.
    pub(super) reason: String,
    /// What shows that the customer asked for it. Needed with `by_request`.
    pub(super) evidence: Option<String>,
}

/// Marks a customer "do not call"
///
/// From the answer on nobody may call them, on any number that they have or get. Marking twice is one mark.
#[utoipa::path(
    put,
    path = "/customers/{id}/do-not-call",
    operation_id = "markDoNotCall",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(("id" = String, Path, description = "The customer")),
    responses((status = 204, description = "They are marked")),
)]
pub(super) async fn mark(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(customer): Named,
) -> Result<StatusCode, Problem> {
    dnc::mark(&service, &program.ctx, Mark { customer }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes the mark off
///
/// The customer is told. What else stands against a call stays.
#[utoipa::path(
    delete,
    path = "/customers/{id}/do-not-call",
    operation_id = "liftDoNotCall",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(("id" = String, Path, description = "The customer")),
    request_body = Lift,
    responses((status = 204, description = "They are not marked any more")),
)]
pub(super) async fn lift(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(customer): Named,
    Sent(lift): Sent<Lift>,
) -> Result<StatusCode, Problem> {
    let Lift { how, reason, evidence } = lift;
    let lifted = Lifted { customer, lift: how, reason, evidence: evidence.unwrap_or_default(), ..Lifted::default() };
    dnc::lift(&service, &program.ctx, lifted).await?;
    Ok(StatusCode::NO_CONTENT)
}
