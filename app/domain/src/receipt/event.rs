//! One entry of the ledger in a receipt: its bytes, its proof, and what both say in terms of the DPV.

use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

use super::{instant, urn};
use crate::{
    event::EventKind,
    ledger::{Entry, FieldValue, Hash, InclusionProof},
    topic::{self, Topic},
};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// What, as a code: `consent_recorded`.
    #[serde(rename = "rf:kind")]
    pub kind: String,
    /// When it was recorded, RFC 3339, UTC.
    #[serde(rename = "dct:created")]
    pub created: String,
    /// Who recorded it: `member:ID`, `customer`, `import:ID`, `system`.
    #[serde(rename = "rf:actor")]
    pub actor: String,
    /// To whom it happened, as a URN.
    #[serde(rename = "dpv:hasDataSubject")]
    pub subject: String,
    /// What was asked for.
    #[serde(rename = "dpv:hasPurpose", default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<Purpose>,
    /// What the consent is since then: `dpv:ConsentGiven`.
    #[serde(rename = "dpv:hasConsentStatus", default, skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// When the customer answered, RFC 3339, UTC.
    #[serde(rename = "dpv:isIndicatedAtTime", default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<String>,
    /// The text that was shown or read out, as a URN.
    #[serde(rename = "dpv:hasNotice", default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Everything that the entry holds, in its order.
    #[serde(rename = "rf:particular")]
    pub particulars: Vec<Particular>,
    /// The entry, and that it is in the ledger.
    #[serde(rename = "rf:proof")]
    pub proof: Proof,
}

/// What a consent is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// The purpose in the DPV.
    #[serde(rename = "@id")]
    pub id: String,
    /// The topic, with its channel: `call/marketing`.
    #[serde(rename = "rf:topic")]
    pub topic: String,
}

/// One field of an entry: a value, or a commitment with or without what opens it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Particular {
    /// The field's name.
    #[serde(rename = "rf:name")]
    pub name: String,
    /// The value: as the entry holds it, or what its commitment hides.
    #[serde(rename = "rf:value", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The commitment that the entry holds instead.
    #[serde(rename = "rf:commitment", default, skip_serializing_if = "Option::is_none")]
    pub commitment: Option<Hash>,
    /// The salt that opens it, in hex; without it nobody can find out what was written.
    #[serde(rename = "rf:salt", default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<Hash>,
}

/// The stored bytes of an entry, and the way from them to the checkpoint's root (RFC 6962).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The bytes that are hashed, in base64.
    #[serde(rename = "rf:entry")]
    pub entry: String,
    /// Its position in the ledger, counted from one.
    #[serde(rename = "rf:position")]
    pub position: u64,
    /// The hashes beside the way, from the leaf to the root.
    #[serde(rename = "rf:path")]
    pub path: Vec<Hash>,
}

impl Event {
    /// What an entry says, with those of its commitments opened of which salt and value are given here.
    pub fn of(entry: &Entry, bytes: &[u8], openings: &BTreeMap<&str, (Hash, &str)>, proof: InclusionProof) -> Self {
        let proof = Proof { entry: STANDARD.encode(bytes), position: proof.index + 1, path: proof.path };
        let mut said = Self::said(entry, proof);
        for particular in said.particulars.iter_mut().filter(|particular| particular.commitment.is_some()) {
            if let Some((salt, value)) = openings.get(particular.name.as_str()) {
                (particular.salt, particular.value) = (Some(*salt), Some((*value).to_owned()));
            }
        }
        said
    }

    /// What an entry says by itself: all its commitments closed.
    pub(super) fn said(entry: &Entry, proof: Proof) -> Self {
        let plain = |name: &str| match entry.field(name) {
            Some(FieldValue::Plain(value)) => Some(value.as_str()),
            _ => None,
        };
        let topic = plain("topic").and_then(|code| Topic::from_code(code).ok());
        let status = match EventKind::from_code(&entry.kind) {
            Ok(EventKind::ConsentRecorded) => plain("to").and_then(status),
            Ok(EventKind::ConsentInvalidated) => Some("dpv:ConsentInvalidated"),
            Ok(EventKind::DataConsentWithdrawn) => Some("dpv:ConsentWithdrawn"),
            _ => None,
        };
        Self {
            kind: entry.kind.clone(),
            created: instant(entry.at),
            actor: entry.actor.to_string(),
            subject: entry.subject.as_ref().map(|subject| urn(subject.id)).unwrap_or_default(),
            purpose: topic.map(|topic| Purpose { id: purpose(topic).to_owned(), topic: topic.code() }),
            status: status.map(str::to_owned),
            answered: plain("occurred_at").map(str::to_owned),
            notice: plain("notice").map(|id| format!("urn:uuid:{id}")),
            particulars: entry.fields.iter().map(|field| particular(&field.name, &field.value)).collect(),
            proof,
        }
    }
}

fn particular(name: &str, value: &FieldValue) -> Particular {
    let (value, commitment) = match value {
        FieldValue::Plain(value) => (Some(value.clone()), None),
        FieldValue::Committed(hash) => (None, Some(*hash)),
    };
    Particular { name: name.to_owned(), value, commitment, salt: None }
}

/// A status of ours as one of the DPV.
fn status(code: &str) -> Option<&'static str> {
    Some(match code {
        "unknown" => "dpv:ConsentUnknown",
        "given" => "dpv:ConsentGiven",
        "expired" => "dpv:ConsentExpired",
        "withdrawn" => "dpv:ConsentWithdrawn",
        "refused" => "dpv:ConsentRefused",
        _ => return None,
    })
}

/// What a topic is for, in the DPV.
fn purpose(topic: Topic) -> &'static str {
    match topic {
        Topic::DataCollection => "dpv:CustomerRelationshipManagement",
        Topic::Reach(_, topic::Purpose::Service) => "dpv:ServiceProvision",
        Topic::Reach(_, topic::Purpose::Marketing) => "dpv:DirectMarketing",
    }
}
