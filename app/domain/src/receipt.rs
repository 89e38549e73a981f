//! Consent receipts: what the ledger holds about one customer's consent, in a file that can be checked
//! without the database and without the business (GDPR 7(1), ISO/IEC TS 27560).
//!
//! Each event is the ledger's entry itself with its proof, and what the receipt says of it in terms of the
//! Data Privacy Vocabulary follows from the entry alone. What no entry says (the business's name, the
//! versions of the texts, that no event was left out) stands under the receipt's seal.

mod event;
mod verify;

pub use event::{Event, Particular, Proof, Purpose};
pub use verify::{Proved, ReceiptError, verify};

use std::fmt::Write as _;

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{
    event::EventKind,
    id::{BusinessId, CustomerId},
    ledger::Hash,
};

/// The format of this file. Another one gets another number.
const FORMAT: &str = "urn:ringfence:receipt:1";
/// The standard whose information structure it has.
const SHAPE: &str = "ISO/IEC TS 27560:2023";
const TYPE: &str = "dpv:ConsentRecord";
const BASIS: &str = "dpv:Consent";

/// What a receipt tells: how the customer came on file, what they answered, and what followed from it.
pub const KINDS: [EventKind; 15] = [
    EventKind::CustomerAdded,
    EventKind::CustomerMerged,
    EventKind::CustomerMergedAway,
    EventKind::ContactPointAdded,
    EventKind::ContactPointRetired,
    EventKind::ConsentRecorded,
    EventKind::ConsentInvalidated,
    EventKind::CustomerMarkedDoNotCall,
    EventKind::MarkLifted,
    EventKind::GrantRequested,
    EventKind::AddressDisowned,
    EventKind::DataConsentWithdrawn,
    EventKind::WithdrawalUndone,
    EventKind::CustomerErased,
    EventKind::ImportedCustomerRemoved,
];

/// The receipt, as JSON-LD.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// What the prefixes stand for.
    #[serde(rename = "@context")]
    pub context: Context,
    /// A consent record, in DPV.
    #[serde(rename = "@type")]
    pub kind: String,
    /// This format.
    #[serde(rename = "dct:conformsTo")]
    pub format: String,
    /// The standard whose shape it has.
    #[serde(rename = "dct:relation")]
    pub shape: String,
    /// When it was made, RFC 3339, UTC.
    #[serde(rename = "dct:issued")]
    pub issued: String,
    /// The business.
    #[serde(rename = "dpv:hasDataController")]
    pub controller: Controller,
    /// The customer.
    #[serde(rename = "dpv:hasDataSubject")]
    pub subject: DataSubject,
    /// Consent.
    #[serde(rename = "dpv:hasLegalBasis")]
    pub basis: String,
    /// The texts that were shown or read out.
    #[serde(rename = "dpv:hasNotice")]
    pub notices: Vec<NoticeVersion>,
    /// What happened, in the order of the ledger.
    #[serde(rename = "rf:event")]
    pub events: Vec<Event>,
    /// The signed checkpoint against which the events are proved (C2SP tlog-checkpoint).
    #[serde(rename = "rf:checkpoint")]
    pub checkpoint: String,
    /// The signature over all the rest; empty while it is computed (C2SP signed-note).
    #[serde(rename = "rf:seal")]
    pub seal: String,
}

/// What the prefixes in a receipt stand for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Context {
    dct: String,
    dpv: String,
    rf: String,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            dct: "http://purl.org/dc/terms/".to_owned(),
            dpv: "https://w3id.org/dpv#".to_owned(),
            rf: format!("{FORMAT}#"),
        }
    }
}

/// The business that holds the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its identifier, as a URN.
    #[serde(rename = "@id")]
    pub id: String,
    /// Its name when the receipt was made.
    #[serde(rename = "dpv:hasName")]
    pub name: String,
}

/// The customer. Their name and addresses are particulars of the events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataSubject {
    /// Their identifier, as a URN.
    #[serde(rename = "@id")]
    pub id: String,
    /// Who was found to be the same person.
    #[serde(rename = "rf:merged")]
    pub merged: Vec<String>,
}

/// A version of a text of the business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeVersion {
    /// Its identifier, as a URN: an event names it.
    #[serde(rename = "@id")]
    pub id: String,
    /// Which text: `script`, `question/call/service`.
    #[serde(rename = "rf:policy")]
    pub policy: String,
    /// Counted from one.
    #[serde(rename = "dct:hasVersion")]
    pub version: u32,
    /// The SHA-256 of the text, in hex.
    #[serde(rename = "rf:sha256")]
    pub sha256: Hash,
}

impl Receipt {
    /// A receipt without a seal.
    pub fn new(
        business: (BusinessId, String),
        customer: (CustomerId, Vec<CustomerId>),
        notices: Vec<NoticeVersion>,
        events: Vec<Event>,
        checkpoint: String,
        issued: DateTime<Utc>,
    ) -> Self {
        Self {
            context: Context::default(),
            kind: TYPE.to_owned(),
            format: FORMAT.to_owned(),
            shape: SHAPE.to_owned(),
            issued: instant(issued),
            controller: Controller { id: urn(business.0.0), name: business.1 },
            subject: DataSubject {
                id: urn(customer.0.0),
                merged: customer.1.into_iter().map(|id| urn(id.0)).collect(),
            },
            basis: BASIS.to_owned(),
            notices,
            events,
            checkpoint,
            seal: String::new(),
        }
    }

    /// What the seal signs: the SHA-256 of the receipt without it, written in one way only.
    ///
    /// That is JSON with the keys of each object in the order of their bytes, without spaces, and with
    /// nothing escaped but the quotation mark, the backslash and control characters.
    pub fn digest(&self) -> Hash {
        let bare = Self { seal: String::new(), ..self.clone() };
        let mut text = String::new();
        // Texts, numbers and lists of them can always be written.
        canonical(&serde_json::to_value(bare).unwrap_or_default(), &mut text);
        Hash(Sha256::digest(text).into())
    }
}

fn canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            out.push('{');
            for (at, key) in keys.into_iter().enumerate() {
                let comma = if at > 0 { "," } else { "" };
                let _infallible = write!(out, "{comma}{}:", Value::from(key.as_str()));
                canonical(&map[key], out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                canonical(item, out);
            }
            out.push(']');
        }
        plain => {
            let _infallible = write!(out, "{plain}");
        }
    }
}

/// An identifier as JSON-LD wants it.
pub fn urn(id: Uuid) -> String {
    format!("urn:uuid:{id}")
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}

#[cfg(test)]
mod tests;
