//! The ledger in parts, for programs that read along.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use domain::access::Right;
use store::{entity::ledger_entry, ledger};
use uuid::Uuid;

use crate::{Service, ctx::Ctx, error::Result};

/// How many entries a part has.
const PER_PART: u64 = 500;

/// Some entries that follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The entries, in their order.
    pub entries: Vec<Raw>,
    /// Behind which entry the next part begins; none where this is the end for now.
    pub next: Option<i64>,
    /// The newest checkpoint, as a signed note.
    pub checkpoint: Option<String>,
}

/// An entry as it is stored. Nothing in it is personal data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// Its position, from 1.
    pub seq: i64,
    /// The code of what happened.
    pub kind: String,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who, by sort and identifier.
    pub actor: (String, Option<Uuid>),
    /// What it concerns, by sort and identifier.
    pub subject: Option<(String, Option<Uuid>)>,
    /// The bytes that are hashed, in base64.
    pub bytes: String,
}

/// The entries behind this position.
///
/// # Errors
/// [`crate::Error::Forbidden`] for who may not read.
pub async fn part(service: &Service, ctx: &Ctx, after: i64) -> Result<Part> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let rows = ledger::list_after(&scope, after, PER_PART).await?;
    let last = rows.last().map(|row| row.seq);
    let size = ledger::size(&scope).await?;
    Ok(Part {
        entries: rows.into_iter().map(raw).collect(),
        next: last.filter(|last| *last < size),
        checkpoint: ledger::latest_checkpoint(&scope).await?.map(|newest| newest.note),
    })
}

fn raw(row: ledger_entry::Model) -> Raw {
    let subject_id = row.subject_id;
    Raw {
        seq: row.seq,
        kind: row.kind,
        at: row.at,
        actor: (row.actor_kind, row.actor_id),
        subject: row.subject_kind.map(|kind| (kind, subject_id)),
        bytes: STANDARD.encode(&row.bytes),
    }
}
