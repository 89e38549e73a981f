//! Live frames: what the server sends to an open page.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::call::Standings;
use crate::id::MemberId;

/// One text frame. It is told by its fields which one it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged, try_from = "Fields")]
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

/// What a frame may have. Reading it at once, instead of trying one frame after the other, spares the browser
/// code that keeps values of any kind.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Fields {
    hello: Option<Hello>,
    tick: Option<DateTime<Utc>>,
    reset: Option<bool>,
    from: Option<i64>,
    seq: Option<i64>,
    at: Option<DateTime<Utc>>,
    topics: Option<Vec<String>>,
    standings: Vec<Standings>,
}

impl TryFrom<Fields> for Frame {
    type Error = &'static str;

    fn try_from(fields: Fields) -> Result<Self, Self::Error> {
        match fields {
            Fields { hello: Some(hello), .. } => Ok(Self::Hello { hello }),
            Fields { tick: Some(tick), .. } => Ok(Self::Tick { tick }),
            Fields { reset: Some(reset), .. } => Ok(Self::Reset { reset }),
            Fields { from: Some(from), seq: Some(seq), at: Some(at), topics: Some(topics), standings, .. } => {
                Ok(Self::Changed(Changed { from, seq, at, topics, standings }))
            }
            _ => Err("no frame has these fields"),
        }
    }
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    pub standings: Vec<Standings>,
}
