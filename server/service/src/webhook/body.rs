//! What a program is told of an entry: codes and identifiers, and nothing that names a person.

use std::collections::BTreeMap;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::ledger::{Entry, FieldValue};
use serde::Serialize;
use store::StoreError;
use uuid::Uuid;

use crate::error::{Error, Result};

/// What is told, as the Standard Webhooks have it.
#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    timestamp: String,
    data: Told<'a>,
}

/// What happened.
#[derive(Serialize)]
struct Told<'a> {
    business: Uuid,
    /// Its place in the ledger.
    entry: u64,
    /// The customer whom it concerns.
    customer: Option<Uuid>,
    /// Whom or what it is about.
    subject: Option<About<'a>>,
    /// What sort of actor it was.
    actor: &'a str,
    /// The particulars that name nobody.
    fields: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct About<'a> {
    kind: &'a str,
    id: Uuid,
}

/// The body about an entry. It is the same each time that it is made.
pub(super) fn of(bytes: &[u8]) -> Result<String> {
    let entry = Entry::from_bytes(bytes).map_err(|_| StoreError::Garbled("ledger_entry.bytes"))?;
    let subject = entry.subject.as_ref();
    let fields = entry.fields.iter().filter_map(|field| match &field.value {
        FieldValue::Plain(value) => Some((field.name.as_str(), value.as_str())),
        FieldValue::Committed(_) => None,
    });
    let body = Body {
        kind: &entry.kind,
        timestamp: instant(entry.at),
        data: Told {
            business: entry.business.0,
            entry: entry.seq,
            customer: subject.filter(|subject| subject.kind == "customer").map(|subject| subject.id),
            subject: subject.map(|subject| About { kind: &subject.kind, id: subject.id }),
            actor: &entry.actor.kind,
            fields: fields.collect(),
        },
    };
    serde_json::to_string(&body).map_err(|_| Error::Broken("an entry cannot be told"))
}

fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Micros, true)
}
