//! Putting numbers on the do-not-call list, and taking their sources off again.

use domain::{
    dnc::{Lift, SourceKind},
    event::Event,
    id::{CustomerId, SuppressionId, SuppressionSourceId},
    phone::PhoneNumber,
};
use store::entity::{suppression, suppression_source};
use uuid::Uuid;

use crate::{change::Tx, error::Result};

/// Why a number is put on the list.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) kind: SourceKind,
    pub(crate) customer: Option<CustomerId>,
    pub(crate) mark: Option<Uuid>,
    pub(crate) note: Option<String>,
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
    let suppression = match store::suppression::find_by_hash(tx.scope, &hash).await? {
        Some(found) => {
            let id = SuppressionId(found.id);
            if found.number.is_none() && keeps == Keeps::Number {
                store::suppression::relist(tx.scope, id, Some(number.as_str()), found.listed_at).await?;
            }
            id
        }
        None => insert(tx, number, keeps, hash).await?,
    };
    let id: SuppressionSourceId = tx.id();
    let row = suppression_source::Model {
        business_id: tx.business().0,
        id: id.0,
        suppression_id: suppression.0,
        kind: source.kind.code().to_owned(),
        customer_id: source.customer.map(|id| id.0),
        mark_id: source.mark,
        note: source.note,
        added_by_kind: tx.ctx.actor.kind().to_owned(),
        added_by_id: tx.ctx.actor.id(),
        added_at: tx.now,
        lift: None,
        lift_reason: None,
        lifted_by_kind: None,
        lifted_by_id: None,
        lifted_at: None,
    };
    store::suppression::insert_source(tx.scope, row).await?;
    Ok(Event::NumberSuppressed { suppression, source: id, kind: source.kind, customer: source.customer })
}

async fn insert(tx: Tx<'_>, number: &PhoneNumber, keeps: Keeps, hash: String) -> Result<SuppressionId> {
    let id: SuppressionId = tx.id();
    let row = suppression::Model {
        business_id: tx.business().0,
        id: id.0,
        number: (keeps == Keeps::Number).then(|| number.as_str().to_owned()),
        hash,
        listed_at: tx.now,
    };
    store::suppression::insert(tx.scope, row).await?;
    Ok(id)
}

/// Takes the sources of a mark off, with the mark.
pub(crate) async fn lift_mark(tx: Tx<'_>, mark: Uuid, lift: Lift, reason: &str) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for mut source in store::suppression::sources_of_mark(tx.scope, mark).await? {
        source.lift = Some(lift.code().to_owned());
        source.lift_reason = Some(reason.to_owned());
        source.lifted_by_kind = Some(tx.ctx.actor.kind().to_owned());
        source.lifted_by_id = tx.ctx.actor.id();
        source.lifted_at = Some(tx.now);
        events.push(Event::SuppressionLifted {
            suppression: source.suppression_id.into(),
            source: source.id.into(),
            kind: SourceKind::Mark,
            customer: source.customer_id.map(CustomerId),
            lift,
        });
        store::suppression::update_source(tx.scope, source).await?;
    }
    Ok(events)
}
