//! Live frames: what the server sends to an open page.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::call::Standings;
use crate::id::MemberId;

/// One text frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Frame {
    /// The first frame.
    Hello {
        /// Who and where.
        hello: Hello,
    },
    /// The clock of the server: the link is alive.
    Tick {
        /// The server's time (UTC).
        tick: DateTime<Utc>,
    },
    /// Load again what you show: the gap cannot be closed.
    Reset {
        /// Always `true`.
        reset: bool,
    },
    /// Positions of the ledger, and what changed in them.
    Changed(Changed),
}

/// The first frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The build that serves: another one offers "Reload".
    pub build: String,
    /// Changes when the database was restored.
    pub epoch: String,
    /// The ledger's position from which frames follow.
    pub seq: i64,
    /// The server's time (UTC).
    pub now: DateTime<Utc>,
    /// Who is signed in.
    pub you: You,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct You {
    /// The member.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: String,
}

/// A range of positions, and what changed in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// The first position.
    pub from: i64,
    /// The last position.
    pub seq: i64,
    /// When the last change was recorded (UTC).
    pub at: DateTime<Utc>,
    /// What must look again: `customer/ID`, `dashboard`, `team`, `standings`.
    pub topics: Vec<String>,
    /// The new decisions of the customers concerned, at most fifty.
    #[serde(default)]
    pub standings: Vec<Standings>,
}
