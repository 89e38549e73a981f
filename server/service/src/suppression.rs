//! The do-not-call list: putting numbers on it, and taking their sources off again.

mod batch;
mod enter;
mod lift;
mod list;
mod load;
mod number;

pub use batch::Put;
pub use enter::{add_number, add_number_once, paste};
pub(crate) use lift::lift_refusal;
pub use lift::{lift, lift_strangers};
pub use list::{list, search};
pub use load::{load, upload};
pub use number::{show, show_number};

use domain::{
    dnc::{Lift, SourceKind},
    event::Event,
    id::{CustomerId, SuppressionId, SuppressionSourceId},
    phone::PhoneNumber,
};
use store::{
    entity::{suppression, suppression_source},
    suppression::Words,
};
use uuid::Uuid;

use crate::{
    change::Tx,
    dnc::Grounds,
    error::{Error, Result},
};

/// Why a number is put on the list.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) kind: SourceKind,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) mark: Option<Uuid>,
    pub(crate) note: Option<String>,
    /// Which uploaded list it comes with.
    pub(crate) list: Option<String>,
}

/// Whether the list keeps the number itself, or its keyed hash only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// The number, so that staff find it.
    Number,
    /// The hash: nothing about the person is kept.
    Hash,
}

/// Puts a number on the list for one more reason.
pub(crate) async fn add(tx: Tx<'_>, number: &PhoneNumber, keeps: Keeps, source: Source) -> Result<Event> {
    let hash = tx.hash_contact("phone", number.as_str())?.to_string();
    let suppression = if let Some(found) = store::suppression::find_by_hash(tx.scope, &hash).await? {
        again(tx, found, number, keeps).await?
    } else {
        let row = number_row(tx, number, keeps, hash);
        let id = SuppressionId(row.id);
        store::suppression::insert(tx.scope, row).await?;
        id
    };
    let row = source_row(tx, suppression, &source);
    let event = listed(&row, source.kind);
    store::suppression::insert_source(tx.scope, row).await?;
    Ok(event)
}

/// A number that the list knows gets one more reason: it is new again where none stood, and is kept
/// itself where only its hash was.
async fn again(tx: Tx<'_>, found: suppression::Model, number: &PhoneNumber, keeps: Keeps) -> Result<SuppressionId> {
    let id = SuppressionId(found.id);
    let was_free = store::suppression::sources(tx.scope, &[id]).await?.is_empty();
    let listed_at = if was_free { tx.now } else { found.listed_at };
    let kept = if keeps == Keeps::Number { Some(number.as_str()) } else { found.number.as_deref() };
    if was_free || kept != found.number.as_deref() {
        store::suppression::relist(tx.scope, id, kept, listed_at).await?;
    }
    Ok(id)
}

fn number_row(tx: Tx<'_>, number: &PhoneNumber, keeps: Keeps, hash: String) -> suppression::Model {
    suppression::Model {
        business_id: tx.business().0,
        id: tx.id::<SuppressionId>().0,
        number: (keeps == Keeps::Number).then(|| number.as_str().to_owned()),
        hash,
        listed_at: tx.now,
    }
}

fn source_row(tx: Tx<'_>, suppression: SuppressionId, source: &Source) -> suppression_source::Model {
    suppression_source::Model {
        business_id: tx.business().0,
        id: tx.id::<SuppressionSourceId>().0,
        suppression_id: suppression.0,
        kind: source.kind.code().to_owned(),
        customer_id: source.customer.map(|id| id.0),
        mark_id: source.mark,
        note: source.note.clone(),
        list: source.list.clone(),
        added_by_kind: tx.ctx.actor.kind().to_owned(),
        added_by_id: tx.ctx.actor.id(),
        added_at: tx.now,
        lift: None,
        lift_reason: None,
        lift_evidence: None,
        lifted_by_kind: None,
        lifted_by_id: None,
        lifted_at: None,
    }
}

fn listed(row: &suppression_source::Model, kind: SourceKind) -> Event {
    Event::NumberSuppressed {
        suppression: row.suppression_id.into(),
        source: row.id.into(),
        kind,
        customer: row.customer_id.map(CustomerId),
        note: row.note.clone(),
    }
}

/// Takes the sources of a mark off, with the mark. Why is told of the mark.
pub(crate) async fn lift_mark(tx: Tx<'_>, mark: Uuid, lift: Lift, reason: &str) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for mut source in store::suppression::sources_of_mark(tx.scope, mark).await? {
        source.lift_reason = Some(reason.to_owned());
        events.push(Event::SuppressionLifted {
            suppression: source.suppression_id.into(),
            source: source.id.into(),
            kind: SourceKind::Mark,
            customer: source.customer_id.map(CustomerId),
            lift,
            reason: None,
            evidence: None,
        });
        let number = source.suppression_id.into();
        take_off(tx, source, lift).await?;
        forget_if_free(tx, number).await?;
    }
    Ok(events)
}

/// Takes one source off by itself.
async fn lift_one(
    tx: Tx<'_>,
    mut source: suppression_source::Model,
    kind: SourceKind,
    grounds: &Grounds,
) -> Result<Event> {
    source.lift_reason = Some(grounds.reason.to_string());
    source.lift_evidence = grounds.evidence.as_ref().map(ToString::to_string);
    let event = Event::SuppressionLifted {
        suppression: source.suppression_id.into(),
        source: source.id.into(),
        kind,
        customer: source.customer_id.map(CustomerId),
        lift: grounds.lift,
        reason: source.lift_reason.clone(),
        evidence: source.lift_evidence.clone(),
    };
    take_off(tx, source, grounds.lift).await?;
    Ok(event)
}

/// Nothing keeps a free number on the list, so nothing needs its digits and what was typed with them. Why it
/// was taken off stays: it is the evidence.
async fn forget_if_free(tx: Tx<'_>, number: SuppressionId) -> Result<()> {
    if store::suppression::sources(tx.scope, &[number]).await?.is_empty() {
        store::suppression::forget_number(tx.scope, number).await?;
        store::suppression::forget_words(tx.scope, &[number], Words::Note).await?;
    }
    Ok(())
}

async fn take_off(tx: Tx<'_>, mut source: suppression_source::Model, lift: Lift) -> Result<()> {
    source.lift = Some(lift.code().to_owned());
    source.lifted_by_kind = Some(tx.ctx.actor.kind().to_owned());
    source.lifted_by_id = tx.ctx.actor.id();
    source.lifted_at = Some(tx.now);
    store::suppression::update_source(tx.scope, source).await?;
    Ok(())
}

/// What sort of reason a row is. A word that nobody knows is no fact to go by.
fn kind_of(source: &suppression_source::Model) -> Result<SourceKind> {
    let garbled = store::StoreError::Garbled("suppression_source.kind");
    SourceKind::from_code(&source.kind).map_err(|_| Error::Store(garbled))
}

#[cfg(test)]
mod tests;
