//! What a customer answered, topic by topic, and another answer that they gave elsewhere.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::{
    consent::Method,
    topic::Topic,
    wire::{consent::Answered, customer::ShowQuery},
};
use serde::{Deserialize, Serialize};
use service::{
    Service,
    consent::{self, Proof, Recorded, Told},
    customer,
};
use utoipa::ToSchema;

use super::{
    Problem,
    program::{CustomersRead, CustomersWrite, Program},
    sent::Named,
    wished::Wished,
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
    /// What it is about: `data_collection`, or a channel and a purpose.
    #[schema(example = "call/marketing")]
    topic: String,
    /// `given`, `refused` or `withdrawn`.
    status: String,
    /// When the customer answered.
    occurred_at: DateTime<Utc>,
    /// When that was recorded.
    recorded_at: DateTime<Utc>,
    /// How the answer reached the business: `verbal`, `preference_centre`, `one_click`, `import` or `api`.
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
    Ok(Json(Consents { items: show.answers.into_iter().map(listed).collect() }))
}

fn listed(answer: Answered) -> Consent {
    Consent {
        id: answer.id.to_string(),
        topic: Topic::all().find(|topic| topic.label() == answer.topic).map_or(answer.topic, Topic::code),
        status: answer.status.code().to_owned(),
        occurred_at: answer.occurred_at,
        recorded_at: answer.recorded_at,
        method: method(answer.method),
        notice_version: answer.version,
        ends_at: answer.ends_at,
        invalidated_at: answer.invalidated.map(|invalidated| invalidated.at),
    }
}

/// The code of what a page says in words.
fn method(words: String) -> String {
    Method::ALL.into_iter().find(|method| method.words() == words).map_or(words, |method| method.code().to_owned())
}

/// What a customer answered elsewhere.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewConsent {
    /// What it is about: `data_collection`, or a channel and a purpose.
    #[schema(example = "call/marketing")]
    topic: String,
    /// `given`, `refused` or `withdrawn`.
    #[schema(example = "given")]
    status: String,
    /// When they answered (RFC 3339). Needed with a yes; of a no without it, now.
    #[schema(example = "2026-03-03T14:58:00Z")]
    occurred_at: Option<String>,
    /// The version of the business's words for the topic to which they agreed. With a yes either this or `wording` is
    /// needed.
    notice_version: Option<i32>,
    /// Other words to which they agreed.
    wording: Option<String>,
    /// Where they answered, and where that is on record. Needed with a yes.
    #[schema(example = "Booking form, entry 8812")]
    evidence: Option<String>,
    /// `person`, as without it, `guardian` or `agent`.
    asked_of: Option<String>,
}

/// An answer that was recorded.
#[derive(Serialize, ToSchema)]
pub(super) struct ConsentRecorded {
    /// Which.
    id: String,
    /// What all answers on the topic amount to: a later no stands above a yes.
    #[schema(example = "given")]
    status: String,
}

/// Records what a customer answered elsewhere
///
/// A yes needs its time, its words and its source, counts by that time, and lifts nothing: where a later no stands,
/// `status` says so. A no is always taken. One on `data_collection` ends as `DELETE /customers/{id}` does.
#[utoipa::path(
    post,
    path = "/customers/{id}/consents",
    operation_id = "recordConsent",
    tag = "Customers",
    security(("key" = ["customers:write"])),
    params(("id" = String, Path, description = "The customer")),
    request_body = NewConsent,
    responses((status = 201, description = "It is on record", body = ConsentRecorded)),
)]
pub(super) async fn add(
    program: Program<CustomersWrite>,
    State(service): State<Service>,
    Named(customer): Named,
    Wished { sent, name }: Wished<NewConsent>,
) -> Result<(StatusCode, Json<ConsentRecorded>), Problem> {
    let wish = name.of(&service, &program.ctx)?;
    let told = Told { customer, ..sent.into() };
    let Recorded { id, status } = consent::record_told(&service, &program.ctx, told, wish).await?;
    Ok((StatusCode::CREATED, Json(ConsentRecorded { id: id.to_string(), status: status.code().to_owned() })))
}

impl From<NewConsent> for Told {
    /// The answer, of nobody yet.
    fn from(sent: NewConsent) -> Self {
        let proof = Proof {
            occurred_at: sent.occurred_at.unwrap_or_default(),
            notice_version: sent.notice_version,
            wording: sent.wording.unwrap_or_default(),
            evidence: sent.evidence.unwrap_or_default(),
            ..Proof::default()
        };
        let asked_of = sent.asked_of.unwrap_or_default();
        Self { topic: sent.topic, status: sent.status, asked_of, proof, ..Self::default() }
    }
}
