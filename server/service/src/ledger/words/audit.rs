//! What entries about audits and their findings say.

use domain::{
    audit::{Cause, Check, FindingState},
    event::EventKind,
};

use super::{Particulars, Said, code::day};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    let check = Check::from_code(of.plain("check")).map_or("A check of another build", Check::label);
    let state = |field: &str| FindingState::from_code(of.plain(field)).map_or("", FindingState::label);
    match kind {
        EventKind::AuditStarted => Said::nothing().detail(Cause::from_code(of.plain("cause")).map_or("", Cause::label)),
        EventKind::AuditFinished => {
            let counts = ["found", "new", "reopened", "gone"].map(|name| of.plain(name));
            let [found, new, reopened, gone] = counts;
            let said = format!("{found} open, {new} of them new and {reopened} found again; {gone} not found any more");
            Said::nothing().detail(said)
        }
        EventKind::AuditReviewed => {
            let (entry, checkpoint) = (of.plain("entry"), of.plain("checkpoint"));
            Said::nothing().detail(format!("The audit log verified up to entry {entry}, checkpoint {checkpoint}"))
        }
        EventKind::FindingAssigned => {
            let owner = if of.has("owner") { of.named("owner") } else { "nobody".to_owned() };
            Said::nothing().detail(format!("{check}, to {owner}")).now(format!("Due on {}", day(of.plain("due_on"))))
        }
        EventKind::FindingCommented => Said::nothing().detail(format!("{check}: {}", of.text("comment"))),
        EventKind::FindingResolved => {
            let detail = format!("{check}: {}", of.text("resolution"));
            Said::nothing().detail(detail).moved(state("from"), state("to"))
        }
        EventKind::FindingReopened => Said::nothing().detail(check).moved(state("from"), state("to")),
        _ => Said::nothing().detail(format!("{check}, to {}", of.named("owner"))),
    }
}
