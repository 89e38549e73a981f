//! Putting many numbers on the list in one change.

use std::collections::HashMap;

use domain::{dnc::SourceKind, event::Event, id::SuppressionId, phone::PhoneNumber};
use serde::{Deserialize, Serialize};
use store::{entity::suppression_source, suppression};

use super::{Keeps, Source, again, listed, number_row, source_row};
use crate::{change::Tx, error::Result};

/// How many numbers one change puts on the list: a mark waits for no more than this.
pub(super) const TOGETHER: usize = 500;

/// What became of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Put {
    /// It has one more source.
    Added,
    /// The same source stood.
    Known,
}

/// Why numbers are put on the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reason<'r> {
    pub(super) kind: SourceKind,
    pub(super) note: Option<&'r str>,
    /// Which uploaded list they come with.
    pub(super) list: Option<&'r str>,
}

/// Puts these numbers on the list for one reason, and says of each what became of it.
pub(super) async fn put(
    tx: Tx<'_>,
    numbers: &[PhoneNumber],
    reason: Reason<'_>,
) -> Result<(Vec<(SuppressionId, Put)>, Vec<Event>)> {
    let Reason { kind, note, list } = reason;
    let (note, list) = (note.map(str::to_owned), list.map(str::to_owned));
    let source = Source { kind, customer: None, mark: None, note, list };
    let hash = |number: &PhoneNumber| Ok(tx.hash_contact("phone", number.as_str())?.to_string());
    let hashes: Vec<String> = numbers.iter().map(hash).collect::<Result<_>>()?;
    let mut known: HashMap<String, SuppressionId> = HashMap::new();
    let mut rows = HashMap::new();
    for row in suppression::list_by_hash(tx.scope, &hashes).await? {
        known.insert(row.hash.clone(), row.id.into());
        rows.insert(SuppressionId(row.id), row);
    }
    let ids: Vec<_> = known.values().copied().collect();
    let mut same: Vec<SuppressionId> = Vec::new();
    for standing in suppression::sources(tx.scope, &ids).await? {
        if is_same(tx, &standing, &source) {
            same.push(standing.suppression_id.into());
        }
    }
    let (mut fresh, mut sources, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for (number, hash) in numbers.iter().zip(hashes) {
        let id = match known.get(&hash) {
            Some(id) if same.contains(id) => {
                answers.push((*id, Put::Known));
                continue;
            }
            Some(id) => *id,
            None => {
                let row = number_row(tx, number, Keeps::Number, hash.clone());
                let id = SuppressionId(row.id);
                known.insert(hash, id);
                fresh.push(row);
                id
            }
        };
        if let Some(row) = rows.remove(&id) {
            again(tx, row, number, Keeps::Number).await?;
        }
        same.push(id);
        sources.push(source_row(tx, id, &source));
        answers.push((id, Put::Added));
    }
    let events = sources.iter().map(|row| listed(row, kind)).collect();
    suppression::insert_all(tx.scope, fresh).await?;
    suppression::insert_sources(tx.scope, sources).await?;
    Ok((answers, events))
}

/// Whether this source says what is said again now.
///
/// What one member was told does not make needless what another one was told, and so with what stands in two
/// lists: when one of the two is taken off, the other must still stand. The same list twice is one, so that a
/// second run changes nothing.
fn is_same(tx: Tx<'_>, standing: &suppression_source::Model, again: &Source) -> bool {
    if standing.kind != again.kind.code() {
        return false;
    }
    if again.kind == SourceKind::List {
        // Of a list from before lists were told apart there is only the name.
        return if standing.list.is_some() { standing.list == again.list } else { standing.note == again.note };
    }
    (standing.added_by_kind.as_str(), standing.added_by_id) == (tx.ctx.actor.kind(), tx.ctx.actor.id())
}
