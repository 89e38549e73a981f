//! Blocks that were taken off.

use domain::{
    audit::Found,
    dnc::{Lift, SourceKind},
    event::EventKind,
    id::CustomerId,
    ledger::Entry,
};
use store::audit::ground;

use super::{AT_A_TIME, Ground, entry_of, plain};
use crate::error::Result;

/// Lifts by request whose entry holds no evidence. The entry cannot be changed; the row forgets it with the
/// person. The sources of a mark go with the mark, whose own entry tells why.
pub(super) async fn without_evidence(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let kinds = [EventKind::MarkLifted.code(), EventKind::SuppressionLifted.code()];
        let rows = ground::entries_after(&ground.scope, after, &kinds, AT_A_TIME).await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.seq;
        for row in rows {
            if is_bare(&entry_of(&row)?) {
                let customer = row.subject_id.filter(|_| row.subject_kind.as_deref() == Some("customer"));
                found.push(Found { customer: customer.map(CustomerId), ..Found::about(row.seq) });
            }
        }
    }
}

fn is_bare(entry: &Entry) -> bool {
    plain(entry, "lift") == Lift::ByRequest.code()
        && plain(entry, "from") != SourceKind::Mark.code()
        && entry.field("evidence").is_none()
}
