//! What happens in audits. A finding is named by its check and an identifier; what is written about it is
//! personal data, as it may speak of the customer whom it concerns.

use chrono::NaiveDate;

use super::{EventKind, Record, Subject};
use crate::{
    audit::{Cause, Check, FindingState},
    id::{AuditId, CustomerId, FindingId, MemberId},
};

/// One thing that happened in an audit, or about what it found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum AuditEvent {
    /// An audit began.
    Started { audit: AuditId, cause: Cause },
    /// Every check was made. `found` is what is open by it.
    Finished { audit: AuditId, found: u64, new: u64, reopened: u64, gone: u64 },
    /// A person vouches for an audit, up to this entry of the ledger and the root over it, in hex.
    Reviewed { audit: AuditId, entry: u64, checkpoint: String },
    /// A finding is somebody's to answer, by a day.
    Assigned { finding: Finding, owner: Option<MemberId>, due_on: NaiveDate },
    /// Somebody said something about a finding.
    Commented { finding: Finding, comment: String },
    /// Somebody said how a finding was settled.
    Resolved { finding: Finding, resolution: String },
    /// An audit saw a finding again that was settled.
    Reopened { finding: Finding, audit: AuditId, from: FindingState },
    /// The member who answers for a finding was reminded of its day.
    Reminded { finding: Finding, owner: MemberId },
}

/// The finding that an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which.
    pub id: FindingId,
    /// The check.
    pub check: Check,
    /// The customer whom it concerns.
    pub customer: Option<CustomerId>,
}

impl AuditEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::Started { audit, cause } => of_audit(Kind::AuditStarted, *audit).plain("cause", cause.code()),
            Self::Finished { audit, found, new, reopened, gone } => of_audit(Kind::AuditFinished, *audit)
                .plain("found", found)
                .plain("new", new)
                .plain("reopened", reopened)
                .plain("gone", gone),
            Self::Reviewed { audit, entry, checkpoint } => {
                of_audit(Kind::AuditReviewed, *audit).plain("entry", entry).plain("checkpoint", checkpoint)
            }
            Self::Assigned { finding, owner, due_on } => {
                finding.record(Kind::FindingAssigned).maybe("owner", *owner).plain("due_on", due_on)
            }
            Self::Commented { finding, comment } => finding.record(Kind::FindingCommented).personal("comment", comment),
            Self::Resolved { finding, resolution } => finding
                .record(Kind::FindingResolved)
                .plain("from", FindingState::Open.code())
                .plain("to", FindingState::Resolved.code())
                .personal("resolution", resolution),
            Self::Reopened { finding, audit, from } => finding
                .record(Kind::FindingReopened)
                .plain("audit", audit)
                .plain("from", from.code())
                .plain("to", FindingState::Open.code()),
            Self::Reminded { finding, owner } => finding.record(Kind::FindingReminded).plain("owner", owner),
        }
    }
}

impl Finding {
    /// Told of its customer where it has one, so that what is written goes with them.
    fn record(self, kind: EventKind) -> Record {
        let subject = self.customer.map_or(Subject::Thing("finding", self.id.0), Subject::Customer);
        Record::of(kind, subject).plain("finding", self.id).plain("check", self.check.code())
    }
}

fn of_audit(kind: EventKind, audit: AuditId) -> Record {
    Record::of(kind, Subject::Thing("audit", audit.0))
}
