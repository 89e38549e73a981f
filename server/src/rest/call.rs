//! Asking for a call, and starting it. Each decides anew, in the transaction that records the answer.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::wire::call::{AskForCall, Permit, Placed};
use serde::{Deserialize, Serialize};
use service::{Service, call};
use utoipa::ToSchema;

use super::{
    Problem,
    problem::is_unread,
    program::{Call, Program},
    sent::Named,
    wished::{Name, Wished},
};

/// Whom to call, and what for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CallRequest {
    /// The customer.
    customer: String,
    /// Which of their numbers. Without one the first is meant.
    number: Option<String>,
    /// `service` or `marketing`. Without one the strictest answer is given.
    purpose: Option<String>,
}

/// A call that is allowed for 60 seconds, once.
#[derive(Serialize, ToSchema)]
pub(super) struct CallPermit {
    /// The call.
    id: String,
    /// What to dial.
    #[schema(example = "tel:+14155550123")]
    uri: String,
    /// Until when it may be started.
    expires_at: DateTime<Utc>,
}

/// A call that may be dialled now.
#[derive(Serialize, ToSchema)]
pub(super) struct CallStarted {
    /// The call.
    id: String,
    /// What to dial.
    #[schema(example = "tel:+14155550123")]
    uri: String,
    /// When it was started.
    started_at: DateTime<Utc>,
}

/// Asks for a call
///
/// It is decided in the transaction that records it, and a refusal is recorded too. Asked again under the same
/// `Idempotency-Key` it is decided anew, and where it still is allowed it is the same call.
#[utoipa::path(
    post,
    path = "/calls",
    operation_id = "askForCall",
    tag = "Calls",
    security(("key" = ["call"])),
    request_body = CallRequest,
    responses(
        (status = 201, description = "The call is allowed", body = CallPermit),
        (status = 404, description = "The business of this key has no such customer, or they have no such number"),
        (status = 409, description = "The call is not allowed"),
        (status = 410, description = "The call of this `Idempotency-Key` was started"),
    ),
)]
pub(super) async fn ask(
    program: Program<Call>,
    State(service): State<Service>,
    Wished { sent, name }: Wished<CallRequest>,
) -> Result<(StatusCode, Json<CallPermit>), Problem> {
    let asked = AskForCall {
        customer: sent.customer,
        number: sent.number.unwrap_or_default(),
        purpose: sent.purpose.unwrap_or_default(),
    };
    let wish = name.of(&service, &program.ctx)?;
    let Permit { call, uri, expires_at } = allowed(call::ask(&service, &program.ctx, asked, wish).await)?;
    Ok((StatusCode::CREATED, Json(CallPermit { id: call.to_string(), uri, expires_at })))
}

/// Starts a call that was allowed
///
/// It is decided once more. A call is started once, and within 60 seconds. Asked again under the same
/// `Idempotency-Key` within that time it is decided anew, and where it still is allowed the answer is the same.
#[utoipa::path(
    post,
    path = "/calls/{id}/start",
    operation_id = "startCall",
    tag = "Calls",
    security(("key" = ["call"])),
    params(("id" = String, Path, description = "The call")),
    responses(
        (status = 200, description = "The number may be dialled now", body = CallStarted),
        (status = 409, description = "The call is not allowed any more"),
        (status = 410, description = "It was started, or is older than 60 seconds"),
    ),
)]
pub(super) async fn start(
    program: Program<Call>,
    State(service): State<Service>,
    Named(id): Named,
    name: Name,
) -> Result<Json<CallStarted>, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    let wish = name.of(&service, &program.ctx)?;
    let Permit { call, uri, expires_at } = allowed(call::start_once(&service, &program.ctx, id, wish).await)?;
    Ok(Json(CallStarted { id: call.to_string(), uri, started_at: expires_at }))
}

/// The permit of an answer, or why there is none.
fn allowed(placed: Result<Placed, service::Error>) -> Result<Permit, Problem> {
    match placed.map_err(Problem::of_a_decision)? {
        Placed::Allowed(permit) => Ok(permit),
        Placed::Blocked(decision) if is_unread(&decision) => Err(Problem::CouldNotCheck),
        Placed::Blocked(decision) => Err(Problem::CallBlocked(decision)),
    }
}
