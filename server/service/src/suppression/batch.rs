//! Putting many numbers on the list in one change.

use std::collections::HashMap;

use domain::{dnc::SourceKind, event::Event, id::SuppressionId, phone::PhoneNumber};
use store::{entity::suppression_source, suppression};

use super::{Keeps, Source, again, listed, number_row, source_row};
use crate::{change::Tx, error::Result};

/// How many numbers one change puts on the list: a mark waits for no more than this.
pub(super) const TOGETHER: usize = 500;

/// What became of one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It has one more source.
    Added,
    /// The same source stood.
    Known,
}

/// Puts these numbers on the list for one reason, and says of each what became of it.
pub(super) async fn put(
    tx: Tx<'_>,
    numbers: &[PhoneNumber],
    kind: SourceKind,
    note: Option<&str>,
) -> Result<(Vec<(SuppressionId, Put)>, Vec<Event>)> {
    let source = Source { kind, customer: None, mark: None, note: note.map(str::to_owned) };
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
        if is_same(tx, &standing, kind) {
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
/// What one member was told does not make needless what another one was told: when one of the two is
/// taken off, the other must still stand. Of lists one is enough, so that a second run changes nothing.
fn is_same(tx: Tx<'_>, standing: &suppression_source::Model, kind: SourceKind) -> bool {
    let mine = (standing.added_by_kind.as_str(), standing.added_by_id) == (tx.ctx.actor.kind(), tx.ctx.actor.id());
    standing.kind == kind.code() && (mine || kind == SourceKind::List)
}
