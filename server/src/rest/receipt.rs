//! A customer's consent receipt: what was agreed, each entry with its proof.

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use service::{Service, receipt};

use super::{
    Problem,
    program::{CustomersRead, Program},
    sent::Named,
};

/// Reads a customer's consent receipt
///
/// ISO/IEC TS 27560 in JSON-LD with DPV terms, with an inclusion proof for each entry and a signed checkpoint.
/// `ringfence receipt verify` checks one without this server.
#[utoipa::path(
    get,
    path = "/customers/{id}/receipt",
    operation_id = "showReceipt",
    tag = "Customers",
    security(("key" = ["customers:read"])),
    params(("id" = String, Path, description = "The customer")),
    responses((status = 200, description = "The receipt", body = Object, content_type = "application/ld+json")),
)]
pub(super) async fn show(
    program: Program<CustomersRead>,
    State(service): State<Service>,
    Named(customer): Named,
) -> Result<Response, Problem> {
    let receipt = receipt::receipt(&service, &program.ctx, &customer).await?;
    let mut answer = Json(receipt).into_response();
    answer.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/ld+json"));
    Ok(answer)
}
