//! The entries behind a count of the dashboard: the same projection that counted them chooses them.

use domain::tally::Tally;
use store::{
    Scope,
    entity::ledger_entry,
    ledger::{self, Filter},
};

use crate::error::Result;

/// How many entries of the kinds are read at once.
const AT_ONCE: u64 = 500;

/// The newest entries that match and count for this, at most `limit`.
pub(super) async fn counted(
    scope: &Scope,
    filter: &Filter,
    tally: Tally,
    limit: usize,
) -> Result<Vec<ledger_entry::Model>> {
    let kinds = tally.kinds().iter().map(|kind| kind.code()).collect();
    let mut filter = Filter { kinds, ..filter.clone() };
    let mut found = Vec::new();
    loop {
        let rows = ledger::list(scope, &filter, AT_ONCE).await?;
        let Some(oldest) = rows.last().map(|row| row.seq) else { break };
        filter.before = Some(oldest);
        found.extend(rows.into_iter().filter(|row| row.tallies().contains(&tally)));
        if found.len() >= limit {
            break;
        }
    }
    found.truncate(limit);
    Ok(found)
}
