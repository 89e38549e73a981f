//! What a customer answered, topic by topic.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use domain::wire::{consent::Answered, customer::ShowQuery};
use serde::Serialize;
use service::{Service, customer};
use utoipa::ToSchema;

use super::{
    Problem,
    program::{CustomersRead, Program},
    sent::Named,
};

/// Every answer of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct Consents {
    /// The answers, the newest first.
    items: Vec<Consent>,
}

/// One answer.
#[derive(Serialize, ToSchema)]
struct Consent {
    /// Which.
    id: String,
    /// What it is about, in words.
    topic: String,
    /// `given`, `refused` or `withdrawn`.
    status: String,
    /// When the customer answered.
    occurred_at: DateTime<Utc>,
    /// When that was recorded.
    recorded_at: DateTime<Utc>,
    /// How the answer reached the business.
    method: String,
    /// The version of the text that was shown or read out.
    notice_version: Option<i32>,
    /// Until when a yes holds.
    ends_at: Option<DateTime<Utc>>,
    /// Since when it counts for nothing, where it was recorded in error.
    invalidated_at: Option<DateTime<Utc>>,
}

/// Lists what a customer answered
#[utoipa::path(
    get,
    path = "/customers/{id}/consents",
    operation_id = "listConsents",
    tag = "Customers",
    security(("key" = ["customers:read"])),
    params(("id" = String, Path, description = "The customer")),
    responses((status = 200, description = "Every answer", body = Consents)),
)]
pub(super) async fn list(
    program: Program<CustomersRead>,
    State(service): State<Service>,
    Named(customer): Named,
) -> Result<Json<Consents>, Problem> {
    let query = ShowQuery { customer, purpose: String::new() };
    let show = customer::show(&service, &program.ctx, query).await?;
    Ok(Json(Consents { items: show.answers.into_iter().map(consent).collect() }))
}

fn consent(answer: Answered) -> Consent {
    Consent {
        id: answer.id.to_string(),
        topic: answer.topic,
        status: answer.status.code().to_owned(),
        occurred_at: answer.occurred_at,
        recorded_at: answer.recorded_at,
        method: answer.method,
        notice_version: answer.version,
        ends_at: answer.ends_at,
        invalidated_at: answer.invalidated.map(|invalidated| invalidated.at),
    }
}
