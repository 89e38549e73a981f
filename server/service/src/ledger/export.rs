//! The ledger as a file: as lines that another program can check, and in words for a spreadsheet.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::{access::Right, id::BusinessId, wire::ledger::Line};
use serde_json::json;
use store::{Scope, entity::ledger_entry, ledger};

use super::line::lines;
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// How many entries are read at a time.
const AT_A_TIME: u64 = 500;

/// How a ledger is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A JSON object a line, each entry with the bytes that are hashed, and the newest signed checkpoint at the
    /// end: everything that a proof needs, and nothing that is personal data.
    JsonLines,
    /// A row for each entry, in the words of the audit log: with names, as far as they are still there.
    Csv,
}

/// A ledger that is being handed out, part by part, as of the instant at which that began.
#[derive(Debug)]
pub struct Export {
    business: BusinessId,
    format: Format,
    /// Up to which entry.
    size: i64,
    /// The newest checkpoint over these entries.
    checkpoint: Option<String>,
    /// The last entry that was written; none where nothing was.
    last: Option<i64>,
}

/// Begins to hand out the ledger of whoever asks. It changes nothing.
///
/// # Errors
/// [`Error::Forbidden`] for who may not export.
pub async fn export(service: &Service, ctx: &Ctx, format: Format) -> Result<Export> {
    ctx.require(Right::Curate)?;
    Export::of(service, ctx.business, format).await
}

impl Export {
    /// Begins to hand out the ledger of this business, for the operator.
    pub async fn of(service: &Service, business: BusinessId, format: Format) -> Result<Self> {
        Self::within(&service.db.read(business).await?, format).await
    }

    /// Begins to hand out the ledger of this scope's business.
    pub(crate) async fn within(scope: &Scope, format: Format) -> Result<Self> {
        let newest = ledger::latest_checkpoint(scope).await?;
        let checkpoint = newest.map(|newest| {
            let (size, root, note, at) = (newest.size, newest.root, newest.note, written(newest.at));
            json!({"checkpoint": {"size": size, "root": root, "note": note, "at": at}}).to_string()
        });
        let size = ledger::size(scope).await?;
        Ok(Self { business: scope.business(), format, size, checkpoint, last: None })
    }

    /// The next part; none once everything was given.
    pub async fn next(&mut self, service: &Service) -> Result<Option<String>> {
        if self.is_whole() {
            return Ok(None);
        }
        self.next_within(&service.db.read(self.business).await?).await
    }

    /// The next part, read in this scope.
    pub(crate) async fn next_within(&mut self, scope: &Scope) -> Result<Option<String>> {
        if self.is_whole() {
            return Ok(None);
        }
        let mut rows = ledger::list_after(scope, self.last.unwrap_or_default(), AT_A_TIME).await?;
        rows.retain(|row| row.seq <= self.size);
        let is_first = self.last.is_none();
        self.last = Some(rows.last().map_or(self.size, |row| row.seq));
        match self.format {
            Format::JsonLines => Ok(Some(self.json(&rows))),
            Format::Csv => table(scope, rows, is_first).await.map(Some),
        }
    }

    /// How many entries there are.
    pub(crate) fn size(&self) -> u64 {
        u64::try_from(self.size).unwrap_or_default()
    }

    fn is_whole(&self) -> bool {
        self.last >= Some(self.size)
    }

    fn json(&mut self, rows: &[ledger_entry::Model]) -> String {
        let checkpoint = if self.is_whole() { self.checkpoint.take() } else { None };
        let lines = rows.iter().map(|row| entry(row).to_string()).chain(checkpoint);
        lines.flat_map(|line| [line, "\n".to_owned()]).collect()
    }
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

/// The columns of the table.
const COLUMNS: [&str; 9] = ["entry", "at", "who", "what", "particulars", "from", "to", "customer", "customer_name"];

async fn table(scope: &Scope, rows: Vec<ledger_entry::Model>, is_first: bool) -> Result<String> {
    let mut table = csv::Writer::from_writer(Vec::new());
    let unwritten = |_| Error::Broken("a row of the ledger cannot be written");
    if is_first {
        table.write_record(COLUMNS).map_err(unwritten)?;
    }
    for line in lines(scope, rows).await? {
        table.write_record(cells(line)).map_err(unwritten)?;
    }
    let bytes = table.into_inner().map_err(|_| Error::Broken("a table cannot be written"))?;
    String::from_utf8(bytes).map_err(|_| Error::Broken("a table is no text"))
}

fn cells(line: Line) -> [String; 9] {
    let (customer, name) = line.customer.map(|(id, name)| (id.to_string(), name)).unzip();
    let said = [line.detail, line.from, line.to, customer, name].map(|text| harmless(text.unwrap_or_default()));
    let [detail, from, to, customer, name] = said;
    [line.seq.to_string(), written(line.at), harmless(line.actor), line.what, detail, from, to, customer, name]
}

/// What a spreadsheet would take for a formula gets an apostrophe, which it takes for the sign of a text.
pub(crate) fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn what_looks_like_a_formula_is_a_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"] {
            assert_eq!(harmless(formula.to_owned()), format!("'{formula}"));
        }
        assert_eq!(harmless("Ada = Okafor".to_owned()), "Ada = Okafor");
    }
}
