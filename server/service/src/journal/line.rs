//! What one line of the journal says.

use chrono::{DateTime, Utc};
use domain::{
    event::EventKind,
    id::{BusinessId, CustomerId, SuppressionId, SuppressionSourceId},
    ledger::{Entry, FieldValue},
};
use serde::{Deserialize, Serialize};
use store::{Scope, entity::ledger_checkpoint, suppression};

use crate::error::Result;

/// One line: an entry of a ledger that must not be lost, or where the ledger stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Whose ledger.
    pub business: BusinessId,
    /// The entry, or how many entries a checkpoint covers.
    pub seq: i64,
    /// What happened.
    #[serde(flatten)]
    pub what: What,
    /// When (UTC).
    pub at: DateTime<Utc>,
}

/// What must not be lost. There is no name, number or address in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A number is on the do-not-call list for one more reason.
    Suppressed {
        /// The keyed hash of the number; left out where its row is gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hash: Option<String>,
        /// Which reason, to be matched with its lift.
        source: SuppressionSourceId,
        /// What sort of reason: `mark`, `refusal`, `stranger`, `list`.
        because: String,
        /// Whose mark, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        customer: Option<CustomerId>,
    },
    /// One reason is gone.
    Lifted {
        /// The keyed hash of the number; left out where its row is gone.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hash: Option<String>,
        /// Which reason.
        source: SuppressionSourceId,
    },
    /// A person's data was erased, and must be erased again in a database that is older.
    Erased {
        /// Who.
        customer: CustomerId,
    },
    /// Everything of the business was erased, and must be erased again in a database that is older.
    BusinessErased,
    /// Where the ledger stood.
    Checkpoint {
        /// How many entries it had.
        size: i64,
        /// The root over them, in hex.
        root: String,
        /// The signed note.
        note: String,
    },
}

impl Line {
    /// The line of a checkpoint.
    pub(super) fn of_checkpoint(row: ledger_checkpoint::Model) -> Self {
        let ledger_checkpoint::Model { business_id, size, root, note, at } = row;
        Self { business: BusinessId(business_id), seq: size, what: What::Checkpoint { size, root, note }, at }
    }

    /// The line of an entry; `None` for the many that need none.
    pub(super) async fn of_entry(scope: &Scope, seq: i64, bytes: &[u8]) -> Result<Option<Self>> {
        let entry = match Entry::from_bytes(bytes) {
            Ok(entry) => entry,
            Err(error) => {
                // The verification names it; the entries behind it must get into the journal all the same.
                tracing::error!(%error, business = %scope.business(), seq, "a ledger entry cannot be read");
                return Ok(None);
            }
        };
        let what = match EventKind::from_code(&entry.kind) {
            Ok(EventKind::NumberSuppressed) => suppressed(scope, &entry).await?,
            Ok(EventKind::SuppressionLifted) => lifted(scope, &entry).await?,
            Ok(EventKind::CustomerErased | EventKind::ImportedCustomerRemoved) => {
                customer(&entry).map(|customer| What::Erased { customer })
            }
            Ok(EventKind::BusinessErased) => Some(What::BusinessErased),
            _ => None,
        };
        Ok(what.map(|what| Self { business: scope.business(), seq, what, at: entry.at }))
    }
}

async fn suppressed(scope: &Scope, entry: &Entry) -> Result<Option<What>> {
    let Some(source) = plain(entry, "source").and_then(|id| id.parse().ok()) else { return Ok(None) };
    let because = plain(entry, "to").unwrap_or_default().to_owned();
    Ok(Some(What::Suppressed { hash: hash(scope, entry).await?, source, because, customer: customer(entry) }))
}

async fn lifted(scope: &Scope, entry: &Entry) -> Result<Option<What>> {
    let Some(source) = plain(entry, "source").and_then(|id| id.parse().ok()) else { return Ok(None) };
    Ok(Some(What::Lifted { hash: hash(scope, entry).await?, source }))
}

/// The keyed hash of the number that an entry is about.
async fn hash(scope: &Scope, entry: &Entry) -> Result<Option<String>> {
    let Some(id) = plain(entry, "suppression").and_then(|id| id.parse::<SuppressionId>().ok()) else { return Ok(None) };
    Ok(suppression::find(scope, id).await?.map(|number| number.hash))
}

fn customer(entry: &Entry) -> Option<CustomerId> {
    entry.subject.as_ref().filter(|subject| subject.kind == "customer").map(|subject| CustomerId(subject.id))
}

fn plain<'e>(entry: &'e Entry, name: &str) -> Option<&'e str> {
    match entry.field(name) {
        Some(FieldValue::Plain(value)) => Some(value),
        _ => None,
    }
}
