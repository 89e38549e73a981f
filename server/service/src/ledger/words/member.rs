//! What happened to a member's place in the business.

use domain::event::EventKind;

use super::{Particulars, Said};

/// Says what an entry of one of these kinds says.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    match kind {
        EventKind::MemberRenamed => Said::nothing().moved(of.text("from"), of.text("to")),
        EventKind::OwnershipHandedOver => {
            let detail = format!("{} hands over to {}, and is an admin from now on", of.named("by"), of.member());
            Said::nothing().detail(detail).moved(of.coded("from"), of.coded("to"))
        }
        EventKind::MemberWithdrew => {
            let detail = format!("{} left, and has no account any more", of.member());
            Said::nothing().detail(detail).moved(of.coded("from"), of.coded("to"))
        }
        EventKind::MemberRemoved => Said::nothing().detail(of.member()).moved(of.coded("from"), of.coded("to")),
        EventKind::TrainingAcknowledged => {
            Said::nothing().detail(of.member()).now(format!("Version {}", of.plain("version")))
        }
        _ => Said::nothing(),
    }
}
