//! The audit log: what is asked, and entries in words.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::CustomerId;

/// What the audit log shows. Everything may be left empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogQuery {
    /// A customer's identifier.
    #[serde(default)]
    pub customer: String,
    /// A member's identifier.
    #[serde(default)]
    pub member: String,
    /// A kind's code.
    #[serde(default)]
    pub kind: String,
    /// The code of what is counted: the entries behind a count of the dashboard. Days are those of the business
    /// then.
    #[serde(default)]
    pub count: String,
    /// From this day on, `YYYY-MM-DD` (UTC).
    #[serde(default)]
    pub from: String,
    /// Up to and with this day, `YYYY-MM-DD` (UTC).
    #[serde(default)]
    pub to: String,
    /// Entries before this position.
    #[serde(default)]
    pub before: String,
}

/// One entry of the ledger, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Its position.
    pub seq: i64,
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// Who: a member's name, "Import", "Operator", "System".
    pub actor: String,
    /// What happened, in words: "Marked do not call".
    pub what: String,
    /// Particulars, in words, where there are any.
    pub detail: Option<String>,
    /// What it was.
    pub from: Option<String>,
    /// What it is.
    pub to: Option<String>,
    /// Whether it opens or closes the way to a call.
    pub meaning: Meaning,
    /// The customer whom it concerns, with the name as far as it is still there.
    pub customer: Option<(CustomerId, String)>,
}

/// What an entry means for calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// It says yes.
    Allowed,
    /// It says no.
    Blocked,
    /// Neither.
    Plain,
}

/// A page of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// The entries, newest first.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub before: Option<i64>,
    /// The members, for the filter.
    pub members: Vec<(String, String)>,
    /// How many entries the ledger has.
    pub size: i64,
    /// The newest checkpoint, as a signed note.
    pub checkpoint: Option<String>,
    /// Whether the reader may take all of it along as a file.
    pub may_export: bool,
}
