//! What happens to the keys for programs. What one is called is a free text, so the ledger holds a commitment of it.

use chrono::{DateTime, Utc};

use super::{EventKind, Record, Subject, record::instant};
use crate::{
    id::{ApiKeyId, MemberId},
    integration::{ApiScopes, KeyName},
};

/// One thing that happened to a key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum ApiKeyEvent {
    /// One was made, for these scopes.
    Made { key: ApiKeyId, name: KeyName, scopes: ApiScopes, expires_at: Option<DateTime<Utc>> },
    /// It opens nothing any more.
    Revoked { key: ApiKeyId },
    /// The member `by` answers for it from now on, instead of `from`.
    TakenOver { key: ApiKeyId, from: MemberId, by: MemberId },
}

impl ApiKeyEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        match self {
            Self::Made { key, name, scopes, expires_at } => of(EventKind::ApiKeyMade, *key)
                .personal("name", name.as_str())
                .plain("scopes", scopes.code())
                .maybe("expires_at", expires_at.map(instant)),
            Self::Revoked { key } => of(EventKind::ApiKeyRevoked, *key),
            Self::TakenOver { key, from, by } => {
                of(EventKind::ApiKeyTakenOver, *key).plain("from", from).plain("by", by)
            }
        }
    }
}

fn of(kind: EventKind, key: ApiKeyId) -> Record {
    Record::of(kind, Subject::Thing("api_key", key.0))
}
