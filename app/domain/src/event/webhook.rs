//! What happens to webhooks. An address may name somebody, so the ledger holds a commitment of it.

use chrono::{DateTime, Utc};

use super::{EventKind, Record, Subject, record::instant};
use crate::{
    id::{ApiKeyId, WebhookDeliveryId, WebhookId},
    webhook::{WebhookAddress, WebhookKinds, WhyDisabled},
};

/// One thing that happened to a webhook.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum WebhookEvent {
    /// One was made, for these kinds. What the key did itself is not told back.
    Made { webhook: WebhookId, address: WebhookAddress, kinds: WebhookKinds, own_key: Option<ApiKeyId> },
    /// It got another secret. The one before signs too until then.
    SecretRotated { webhook: WebhookId, until: DateTime<Utc> },
    /// Nothing is sent to it any more.
    Disabled { webhook: WebhookId, why: WhyDisabled },
    /// It is told again, from where it stopped.
    Enabled { webhook: WebhookId },
    /// It is gone, with what waited for it.
    Removed { webhook: WebhookId },
    /// It is told of an entry once more.
    Replayed { webhook: WebhookId, delivery: WebhookDeliveryId, entry: i64 },
}

impl WebhookEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::Made { webhook, address, kinds, own_key } => {
                let record = of(Kind::WebhookMade, *webhook).personal("address", address.as_str());
                let record = match kinds {
                    WebhookKinds::All => record.plain("kinds", kinds.code()),
                    // One field has no room for all of them.
                    WebhookKinds::These(_) => {
                        kinds.by_group().fold(record, |record, (group, codes)| record.plain(group, codes))
                    }
                };
                record.maybe("own_key", *own_key)
            }
            Self::SecretRotated { webhook, until } => {
                of(Kind::WebhookSecretRotated, *webhook).plain("until", instant(*until))
            }
            Self::Disabled { webhook, why } => {
                of(Kind::WebhookDisabled, *webhook).plain("from", "on").plain("to", "disabled").plain("why", why.code())
            }
            Self::Enabled { webhook } => of(Kind::WebhookEnabled, *webhook).plain("from", "disabled").plain("to", "on"),
            Self::Removed { webhook } => of(Kind::WebhookRemoved, *webhook),
            Self::Replayed { webhook, delivery, entry } => {
                of(Kind::WebhookReplayed, *webhook).plain("delivery", delivery).plain("entry", entry)
            }
        }
    }
}

fn of(kind: EventKind, webhook: WebhookId) -> Record {
    Record::of(kind, Subject::Thing("webhook", webhook.0))
}
