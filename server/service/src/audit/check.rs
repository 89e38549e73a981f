//! The checks: each reads what it needs, as of one instant, and names what it found.

mod call;
mod consent;
mod delivery;
mod duty;
mod ledger;
mod lift;
mod replay;

pub(super) use ledger::kept;

use chrono::{DateTime, Utc};
use domain::{
    audit::{Check, Found},
    id::BusinessId,
    ledger::{Entry, FieldValue},
};
use store::{Scope, StoreError, entity::ledger_entry};

use crate::{Service, error::Result};

/// How many rows are read at a time.
const AT_A_TIME: u64 = 200;

/// What a check reads from.
struct Ground<'a> {
    service: &'a Service,
    scope: Scope,
    now: DateTime<Utc>,
}

/// Makes a check of a business, and returns everything that it found.
///
/// # Errors
/// Fails where the record cannot be read: nothing that could not be read is in order.
pub(super) async fn make(service: &Service, business: BusinessId, check: Check) -> Result<Vec<Found>> {
    let now = service.now();
    // Reads of its own: it takes the longest, and believes nothing that was read before.
    if check == Check::LedgerUnverified {
        return ledger::unverified(service, business).await;
    }
    let ground = Ground { service, scope: service.db.read(business).await?, now };
    match check {
        Check::LedgerUnverified => Ok(Vec::new()),
        Check::ReplayMismatch => replay::mismatches(&ground).await,
        Check::CalledWhileBlocked => call::against_a_no(&ground).await,
        Check::LiftWithoutEvidence => lift::without_evidence(&ground).await,
        Check::ConsentWithoutNotice => consent::without_words(&ground).await,
        Check::FlaggedTooLong => consent::flagged_too_long(&ground).await,
        Check::RegistryOutOfDate => duty::registries(&ground).await,
        Check::ConfirmationUndelivered => delivery::undelivered(&ground).await,
        Check::AddressUndeliverable => delivery::undeliverable(&ground).await,
        Check::AddressDisowned => delivery::disowned(&ground).await,
        Check::PolicyMissing => duty::policies(&ground).await,
        Check::RequestOverdue => duty::requests(&ground).await,
        Check::RetentionOverdue => duty::retention(&ground).await,
        Check::JournalBehind => ledger::journal(&ground).await,
        Check::AuditMissed => duty::audits(&ground).await,
        Check::TrainingOverdue => duty::training(&ground).await,
    }
}

/// The entry of a row.
fn entry_of(row: &ledger_entry::Model) -> Result<Entry> {
    Ok(Entry::from_bytes(&row.bytes).map_err(|_| StoreError::Garbled("ledger_entry.bytes"))?)
}

/// A field that says nothing about a person; empty where there is none.
fn plain<'e>(entry: &'e Entry, name: &str) -> &'e str {
    match entry.field(name) {
        Some(FieldValue::Plain(value)) => value,
        _ => "",
    }
}
