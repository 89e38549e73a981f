//! Who did something.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::id::{ApiKeyId, CustomerId, ImportId, MemberId};

/// Who is behind a change: a person of the business, the customer, a program, or nobody in particular.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Actor {
    /// A member of the business, in the browser.
    Member(MemberId),
    /// The customer, by their own link.
    Customer(CustomerId),
    /// A program, by its key.
    ApiKey(ApiKeyId),
    /// An import that a member or the operator started.
    Import(ImportId),
    /// Whoever runs the server, from the command line.
    Operator,
    /// The system itself: a job, a deadline.
    System,
}

impl Actor {
    /// The word in rows and in the ledger.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Customer(_) => "customer",
            Self::ApiKey(_) => "api_key",
            Self::Import(_) => "import",
            Self::Operator => "operator",
            Self::System => "system",
        }
    }

    /// The identifier behind the word, where there is one.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Member(MemberId(id))
            | Self::Customer(CustomerId(id))
            | Self::ApiKey(ApiKeyId(id))
            | Self::Import(ImportId(id)) => Some(id),
            Self::Operator | Self::System => None,
        }
    }

    /// Reads what [`Actor::kind`] and [`Actor::id`] wrote.
    pub fn from_parts(kind: &str, id: Option<Uuid>) -> Option<Self> {
        Some(match (kind, id) {
            ("member", Some(id)) => Self::Member(MemberId(id)),
            ("customer", Some(id)) => Self::Customer(CustomerId(id)),
            ("api_key", Some(id)) => Self::ApiKey(ApiKeyId(id)),
            ("import", Some(id)) => Self::Import(ImportId(id)),
            ("operator", None) => Self::Operator,
            ("system", None) => Self::System,
            _ => return None,
        })
    }
}
