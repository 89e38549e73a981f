//! The dashboard's counts.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What the dashboard shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// Customers on file.
    pub customers: u64,
    /// Customers without consent on record (policy section 7).
    pub no_consent: u64,
    /// Customers who are marked.
    pub do_not_call: u64,
    /// Numbers on the do-not-call list.
    pub suppressed: u64,
    /// People who said no and of whom nothing is kept.
    pub denials: u64,
    /// Calls that the gate allowed in the last 24 hours.
    pub calls_placed: u64,
    /// Calls that it prevented in the last 24 hours.
    pub calls_prevented: u64,
    /// The version of the Data Processing Agreement that waits for the reader to accept it.
    pub dpa: Option<i32>,
    /// The ledger's position as of which this is shown.
    pub seq: i64,
    /// As of when (UTC).
    pub at: DateTime<Utc>,
}
