//! Webhooks: programs that are told what happens.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::{
    webhook::WebhookKinds,
    wire::webhook::{
        params::{MakeWebhook, Which},
        view,
    },
};
use serde::{Deserialize, Serialize};
use service::{Service, webhook};
use utoipa::ToSchema;

use super::{
    Problem,
    program::{Program, Webhooks as Scope},
    sent::Named,
    wished::Wished,
};

/// Every webhook of the business.
#[derive(Serialize, ToSchema)]
pub(super) struct Webhooks {
    /// They.
    items: Vec<Webhook>,
}

/// A webhook.
#[derive(Serialize, ToSchema)]
struct Webhook {
    /// Which.
    id: String,
    /// Where it hears.
    url: String,
    /// Of what it is told: kinds of events, or `all`.
    events: Vec<String>,
    /// When it was made.
    made_at: DateTime<Utc>,
    /// Since when nothing is sent to it; none while it is told.
    disabled_at: Option<DateTime<Utc>>,
    /// How many deliveries wait.
    waiting: u64,
    /// How many failed.
    failed: u64,
}

/// Make a webhook.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewWebhook {
    /// Where it hears.
    #[schema(example = "https://crm.example/webhooks")]
    url: String,
    /// Of what it is told: kinds of events, or `all` alone.
    #[schema(example = json!(["customer_marked_do_not_call", "mark_lifted"]))]
    events: Vec<String>,
}

/// A webhook that was made.
#[derive(Serialize, ToSchema)]
pub(super) struct MadeWebhook {
    /// Which.
    id: String,
    /// What it is told is signed with this secret, as the Standard Webhooks have it. It is shown this once.
    secret: String,
}

/// Lists the webhooks
#[utoipa::path(
    get,
    path = "/webhooks",
    operation_id = "listWebhooks",
    tag = "Webhooks",
    security(("key" = ["webhooks"])),
    responses((status = 200, description = "Every webhook, those that are told first", body = Webhooks)),
)]
pub(super) async fn list(program: Program<Scope>, State(service): State<Service>) -> Result<Json<Webhooks>, Problem> {
    let found = webhook::list(&service, &program.ctx).await?;
    Ok(Json(Webhooks { items: found.webhooks.into_iter().map(item).collect() }))
}

fn item(webhook: view::Webhook) -> Webhook {
    Webhook {
        id: webhook.id.to_string(),
        url: webhook.address,
        events: webhook.kinds,
        made_at: webhook.made_at,
        disabled_at: webhook.disabled.map(|disabled| disabled.at),
        waiting: webhook.waiting,
        failed: webhook.failed,
    }
}

/// Makes a webhook
///
/// It is told what happens from now on, but not what the key that makes it does itself. Sent again under the same
/// `Idempotency-Key` it is the same webhook with the same secret, unless that was replaced or the webhook removed: then
/// the answer is `409`.
#[utoipa::path(
    post,
    path = "/webhooks",
    operation_id = "addWebhook",
    tag = "Webhooks",
    security(("key" = ["webhooks"])),
    request_body = NewWebhook,
    responses(
        (status = 201, description = "It was made", body = MadeWebhook),
        (status = 409, description = "What was made under this `Idempotency-Key` has another secret, or is gone"),
    ),
)]
pub(super) async fn add(
    program: Program<Scope>,
    State(service): State<Service>,
    Wished { sent: webhook, name }: Wished<NewWebhook>,
) -> Result<(StatusCode, Json<MadeWebhook>), Problem> {
    let NewWebhook { url, events } = webhook;
    if let Err(problem) = WebhookKinds::from_codes(events.iter().map(String::as_str)) {
        return Err(Problem::field("events", problem.to_string()));
    }
    let ticked = events.into_iter().map(|event| (event, String::new())).collect();
    let typed = MakeWebhook { address: url, own_key: String::new(), ticked };
    let wish = name.of(&service, &program.ctx)?;
    let made = webhook::make(&service, &program.ctx, typed, wish).await.map_err(|error| named(error.into()))?;
    Ok((StatusCode::CREATED, Json(MadeWebhook { id: made.id.to_string(), secret: made.secret })))
}

/// What is wrong, under the names of the fields as they were sent.
fn named(problem: Problem) -> Problem {
    let Problem::Invalid(errors) = problem else { return problem };
    let renamed = |field: String| if field == "address" { "url".to_owned() } else { field };
    Problem::Invalid(errors.into_iter().map(|(field, sentence)| (renamed(field), sentence)).collect())
}

/// Removes a webhook
///
/// What waits for it is not sent any more.
#[utoipa::path(
    delete,
    path = "/webhooks/{id}",
    operation_id = "removeWebhook",
    tag = "Webhooks",
    security(("key" = ["webhooks"])),
    params(("id" = String, Path, description = "The webhook")),
    responses((status = 204, description = "It is gone")),
)]
pub(super) async fn remove(
    program: Program<Scope>,
    State(service): State<Service>,
    Named(webhook): Named,
) -> Result<StatusCode, Problem> {
    webhook::remove(&service, &program.ctx, Which { webhook }).await?;
    Ok(StatusCode::NO_CONTENT)
}
