//! The ledger, in its order: the bytes that are hashed, and the checkpoint that covers them.

use axum::{Json, extract::State};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use service::{
    Service,
    ledger::{self, Raw},
};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    program::{LedgerRead, Program},
    sent::Queried,
};

/// Which part of the ledger.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LedgerQuery {
    /// The `seq` of the last entry that the program has; from the beginning without one.
    after: Option<String>,
}

/// A part of the ledger. Nothing in it is personal data.
#[derive(Serialize, ToSchema)]
pub(super) struct LedgerPart {
    /// The entries, in their order.
    items: Vec<LedgerEntry>,
    /// What to send as `after` for the next part; none behind the last entry.
    next: Option<String>,
    /// The newest signed checkpoint (C2SP `tlog-checkpoint`), over the RFC 6962 tree of all entries up to its size.
    checkpoint: Option<String>,
}

/// One entry.
#[derive(Serialize, ToSchema)]
struct LedgerEntry {
    /// Its position, from 1.
    seq: i64,
    /// What happened.
    #[schema(example = "customer_marked_do_not_call")]
    kind: String,
    /// When.
    at: DateTime<Utc>,
    /// What sort of actor did it.
    actor: String,
    /// Which one.
    actor_id: Option<String>,
    /// What sort of thing it concerns.
    subject: Option<String>,
    /// Which one.
    subject_id: Option<String>,
    /// The bytes of the entry in base64: SHA-256 over a zero byte and these is the leaf of the tree.
    bytes: String,
}

/// Reads the ledger, 500 entries at a time
#[utoipa::path(
    get,
    path = "/ledger",
    operation_id = "listLedger",
    tag = "Ledger",
    security(("key" = ["ledger:read"])),
    params(LedgerQuery),
    responses((status = 200, description = "A part of the ledger", body = LedgerPart)),
)]
pub(super) async fn list(
    program: Program<LedgerRead>,
    State(service): State<Service>,
    Queried(query): Queried<LedgerQuery>,
) -> Result<Json<LedgerPart>, Problem> {
    let after = query.after.map_or(Ok(0), |after| after.parse::<i64>());
    let after = after.map_err(|_| Problem::field("after", "Send the next of the part before"))?;
    let part = ledger::part(&service, &program.ctx, after).await?;
    Ok(Json(LedgerPart {
        next: part.next.map(|seq| seq.to_string()),
        checkpoint: part.checkpoint,
        items: part.entries.into_iter().map(entry).collect(),
    }))
}

fn entry(raw: Raw) -> LedgerEntry {
    let Raw { seq, kind, at, actor, subject, bytes } = raw;
    let (subject, subject_id) = subject.unzip();
    LedgerEntry {
        seq,
        kind,
        at,
        actor: actor.0,
        actor_id: actor.1.map(|id| id.to_string()),
        subject,
        subject_id: subject_id.flatten().map(|id| id.to_string()),
        bytes,
    }
}
