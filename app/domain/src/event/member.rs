//! What members do about their own place in a business. Names are personal data: the ledger holds commitments to
//! them, and the identifier of the member.

use super::{EventKind, Record, Subject};
use crate::id::MemberId;

/// One thing that a member did about their own place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum MemberEvent {
    /// They are called by another name from now on.
    Renamed { member: MemberId, from: String, to: String },
}

impl MemberEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::Renamed { member, from, to } => {
                of(Kind::MemberRenamed, *member).personal("from", from).personal("to", to)
            }
        }
    }
}

fn of(kind: EventKind, member: MemberId) -> Record {
    Record::of(kind, Subject::Member(member.0))
}
