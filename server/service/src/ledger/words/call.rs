//! What entries about calls say.

use domain::{event::EventKind, wire::ledger::Meaning};

use super::{Particulars, Said, code};

/// The words of such an entry.
pub(super) fn said(kind: EventKind, of: &Particulars<'_>) -> Said {
    let purpose = format!("Purpose: {}", of.plain("purpose"));
    match kind {
        EventKind::CallAuthorised => Said::nothing().detail(purpose).now("Allowed").meaning(Meaning::Allowed),
        EventKind::CallStarted => Said::nothing().detail(purpose).moved("Allowed", "Started").meaning(Meaning::Allowed),
        _ => {
            let detail = format!("{purpose}. {}", code::reasons(of.plain("reasons")));
            Said::nothing().detail(detail).now("Prevented").meaning(Meaning::Blocked)
        }
    }
}
