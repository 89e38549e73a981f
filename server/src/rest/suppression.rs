//! The do-not-call list. The digits of what is on it are sent nowhere.

use axum::{Json, extract::State, http::StatusCode};
use chrono::{DateTime, Utc};
use domain::{
    dnc::SourceKind,
    wire::suppression::{Row, params},
};
use serde::{Deserialize, Serialize};
use service::{
    Service,
    suppression::{self, Put},
};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    do_not_call::Lift,
    program::{Program, SuppressionsRead, SuppressionsWrite},
    sent::{Named, Queried, Sent},
    wished::Wished,
};

/// Which part of the list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ListQuery {
    /// The `next` of the part before.
    after: Option<String>,
    /// `mark`, `refusal`, `stranger` or `list`: numbers with such a source only.
    kind: Option<String>,
}

/// A part of the list, newest first.
#[derive(Serialize, ToSchema)]
pub(super) struct Suppressions {
    /// The numbers.
    items: Vec<Suppression>,
    /// Where the next part begins; none behind the last one.
    next: Option<String>,
}

/// A number on the list.
#[derive(Serialize, ToSchema)]
struct Suppression {
    /// Which.
    id: String,
    /// The number, masked; none where only its hash is kept.
    number: Option<String>,
    /// Since when it is on the list.
    listed_at: DateTime<Utc>,
    /// Why it is.
    sources: Vec<Source>,
}

/// One reason why a number is on the list.
#[derive(Serialize, ToSchema)]
struct Source {
    /// Which.
    id: String,
    /// `mark`, `refusal`, `stranger` or `list`.
    kind: String,
    /// Since when.
    added_at: DateTime<Utc>,
}

/// Put a number on the list.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewSuppression {
    /// The number, in any format.
    #[schema(example = "+14155550123")]
    phone: String,
    /// Who asked for it, and how.
    reason: String,
}

/// A number that is on the list now.
#[derive(Serialize, ToSchema)]
pub(super) struct Suppressed {
    /// Which.
    id: String,
}

/// Reads the do-not-call list
#[utoipa::path(
    get,
    path = "/suppressions",
    operation_id = "listSuppressions",
    tag = "Do-not-call list",
    security(("key" = ["suppressions:read"])),
    params(ListQuery),
    responses((status = 200, description = "A part of the list", body = Suppressions)),
)]
pub(super) async fn list(
    program: Program<SuppressionsRead>,
    State(service): State<Service>,
    Queried(query): Queried<ListQuery>,
) -> Result<Json<Suppressions>, Problem> {
    let show = query.kind.unwrap_or_default();
    if !show.is_empty() && SourceKind::from_code(&show).is_err() {
        return Err(Problem::field("kind", "Use mark, refusal, stranger or list"));
    }
    let query = params::Query { show, after: query.after.unwrap_or_default() };
    let list = suppression::list(&service, &program.ctx, query).await?;
    Ok(Json(Suppressions { items: list.rows.into_iter().map(item).collect(), next: list.next }))
}

fn item(row: Row) -> Suppression {
    let source = |source: domain::wire::suppression::Source| Source {
        id: source.id.to_string(),
        kind: source.kind.code().to_owned(),
        added_at: source.added_at,
    };
    Suppression {
        id: row.id.to_string(),
        number: row.number,
        listed_at: row.listed_at,
        sources: row.sources.into_iter().map(source).collect(),
    }
}

/// Puts a number on the do-not-call list
///
/// The same number sent twice by the same key is one source, so this may be repeated.
#[utoipa::path(
    post,
    path = "/suppressions",
    operation_id = "addSuppression",
    tag = "Do-not-call list",
    security(("key" = ["suppressions:write"])),
    request_body = NewSuppression,
    responses(
        (status = 201, description = "It is on the list for one more reason", body = Suppressed),
        (status = 200, description = "It was there for this reason", body = Suppressed),
    ),
)]
pub(super) async fn add(
    program: Program<SuppressionsWrite>,
    State(service): State<Service>,
    Wished { sent, name }: Wished<NewSuppression>,
) -> Result<(StatusCode, Json<Suppressed>), Problem> {
    let NewSuppression { phone, reason } = sent;
    let (wish, typed) = (name.of(&service, &program.ctx)?, params::Add { phone, reason });
    let (id, put) = suppression::add_number_once(&service, &program.ctx, typed, wish).await?;
    let status = if put == Put::Added { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Suppressed { id: id.to_string() })))
}

/// Takes a stranger's number off the do-not-call list
///
/// What was entered by hand or by a program goes. A mark's source goes with the mark, and what else keeps the number
/// on the list stays.
#[utoipa::path(
    delete,
    path = "/suppressions/{id}",
    operation_id = "liftSuppression",
    tag = "Do-not-call list",
    security(("key" = ["suppressions:write"])),
    params(("id" = String, Path, description = "The number's place on the list")),
    request_body = Lift,
    responses((status = 204, description = "Nothing that was entered keeps it on the list")),
)]
pub(super) async fn lift(
    program: Program<SuppressionsWrite>,
    State(service): State<Service>,
    Named(number): Named,
    Sent(lift): Sent<Lift>,
) -> Result<StatusCode, Problem> {
    let Lift { how, reason, evidence } = lift;
    let lifted =
        params::Lift { number, lift: how, reason, evidence: evidence.unwrap_or_default(), ..params::Lift::default() };
    suppression::lift_strangers(&service, &program.ctx, lifted).await?;
    Ok(StatusCode::NO_CONTENT)
}
