//! The ledger as lines that another program can check.

use std::io;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::id::BusinessId;
use serde_json::json;
use store::{entity::ledger_entry, ledger};

use crate::{
    Service,
    error::{Error, Result},
};

/// How many entries are read at a time.
const AT_A_TIME: u64 = 500;

/// Writes the ledger of one business, as of one instant: a JSON object a line, each entry with the
/// bytes that are hashed, and the newest checkpoint at the end. Nothing in it is personal data.
pub async fn export(service: &Service, business: BusinessId, out: &mut (dyn io::Write + Send)) -> Result<()> {
    let scope = service.db.read(business).await?;
    let mut last = 0;
    loop {
        let rows = ledger::list_after(&scope, last, AT_A_TIME).await?;
        let Some(end) = rows.last() else { break };
        last = end.seq;
        for row in &rows {
            write(out, &entry(row))?;
        }
    }
    if let Some(checkpoint) = ledger::latest_checkpoint(&scope).await? {
        let (size, root, note, at) = (checkpoint.size, checkpoint.root, checkpoint.note, written(checkpoint.at));
        write(out, &json!({"checkpoint": {"size": size, "root": root, "note": note, "at": at}}))?;
    }
    out.flush().map_err(|_| Error::Broken(NOT_WRITTEN))
}

fn entry(row: &ledger_entry::Model) -> serde_json::Value {
    json!({
        "seq": row.seq,
        "kind": row.kind,
        "version": row.version,
        "at": written(row.at),
        "actor": {"kind": row.actor_kind, "id": row.actor_id.map(|id| id.to_string())},
        "subject": row.subject_kind.as_ref().map(|kind| {
            json!({"kind": kind, "id": row.subject_id.map(|id| id.to_string())})
        }),
        "bytes": STANDARD.encode(&row.bytes),
    })
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

const NOT_WRITTEN: &str = "the ledger cannot be written where it should go";

fn write(out: &mut (dyn io::Write + Send), line: &serde_json::Value) -> Result<()> {
    writeln!(out, "{line}").map_err(|_| Error::Broken(NOT_WRITTEN))
}
