//! What happens to a member's place in a business, mostly by themselves. Names are personal data: the ledger holds commitments to
//! them, and the identifier of the member.

use super::{EventKind, Record, Subject};
use crate::{
    access::Role,
    id::{MemberId, NoticeId},
};

/// One thing that happened to a member's place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub enum MemberEvent {
    /// They are called by another name from now on.
    Renamed { member: MemberId, from: String, to: String },
    /// An owner, `by`, made somebody else an owner, and is an admin from now on.
    HandedOver { to: MemberId, was: Role, by: MemberId },
    /// They withdrew the consent of their registration, given to this version of the statement, and left (policy
    /// section 1).
    Withdrew { member: MemberId, was: Role, statement: NoticeId },
    /// Somebody who manages the team ended their membership. What they recorded keeps their name.
    Removed { member: MemberId, was: Role },
    /// They have read this version of the training, and understood it. `hash` is the SHA-256 of its text, in hex.
    Trained { member: MemberId, notice: NoticeId, version: i32, hash: String },
}

impl MemberEvent {
    /// What the ledger keeps of it.
    pub(super) fn record(&self) -> Record {
        use EventKind as Kind;
        match self {
            Self::Renamed { member, from, to } => {
                of(Kind::MemberRenamed, *member).personal("from", from).personal("to", to)
            }
            Self::HandedOver { to, was, by } => of(Kind::OwnershipHandedOver, *to)
                .plain("from", was.code())
                .plain("to", Role::Owner.code())
                .plain("by", by)
                .plain("by_from", Role::Owner.code())
                .plain("by_to", Role::Admin.code()),
            Self::Withdrew { member, was, statement } => of(Kind::MemberWithdrew, *member)
                .plain("from", was.code())
                .plain("to", "left")
                .plain("statement", statement),
            Self::Removed { member, was } => {
                of(Kind::MemberRemoved, *member).plain("from", was.code()).plain("to", "removed")
            }
            Self::Trained { member, notice, version, hash } => of(Kind::TrainingAcknowledged, *member)
                .plain("notice", notice)
                .plain("version", version)
                .plain("hash", hash),
        }
    }
}

fn of(kind: EventKind, member: MemberId) -> Record {
    Record::of(kind, Subject::Member(member.0))
}
