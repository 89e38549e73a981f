//! Merging two customers who are one person.
//!
//! What is on record about both stands together: every answer, mark, number and contact. Nothing is
//! granted by it: see [`domain::merge`].

mod preview;

pub use preview::merge_page;

use std::collections::BTreeSet;

use domain::{
    access::Right,
    error::Problem,
    event::{Change, Event, PointKind},
    id::{ConsentEventId, CustomerId},
    merge::{Points, Side, overruled},
    wire::customer::Merge,
};
use store::{
    Scope, StoreError, consent, customer,
    entity::{contact_point, customer as row},
};

use super::{detail::DETAILS, visible};
use crate::{
    Service,
    call::Facts,
    change::{Outcome, Tx},
    ctx::Ctx,
    dnc,
    error::{Error, Result},
};

/// Why a yes counts no more after a merge.
const OVERRULED: &str = "Merged with a record that does not allow it";

/// A merge, read.
struct Asked {
    customer: CustomerId,
    other: CustomerId,
    revisions: (i32, i32),
    /// The details that are taken from the other.
    taken: BTreeSet<&'static str>,
}

/// Merges the other customer into this one, as one change. The other's address leads here afterwards.
///
/// # Errors
/// Fails as stale where one of the two was changed since the preview.
pub async fn merge(service: &Service, ctx: &Ctx, typed: Merge) -> Result<CustomerId> {
    ctx.require(Right::Curate)?;
    let customer = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let other = typed.other.parse().map_err(|_| Error::NotFound)?;
    let is_taken = |name: &str| typed.fields.get(name).is_some_and(|choice| choice == "other");
    let taken = DETAILS.iter().map(|detail| detail.name).filter(|name| is_taken(name)).collect();
    let revision = |shown: &str| shown.parse().map_err(|_| Error::Stale);
    let revisions = (revision(&typed.revision)?, revision(&typed.other_revision)?);
    let asked = Asked { customer, other, revisions, taken };
    let done = service.change(ctx, Right::Curate, asked, |tx, asked| Box::pin(join(tx, asked)));
    done.await.map(|done| done.value)
}

async fn join(tx: Tx<'_>, asked: &Asked) -> Result<Outcome<CustomerId>> {
    let (customer, other) = (asked.customer, asked.other);
    let (mut one, two) = two(tx.scope, customer, other).await?;
    if (one.revision, two.revision) != asked.revisions {
        return Err(Error::Stale);
    }
    let union = Union::read(tx, customer, other).await?;
    let mut events = vec![
        Event::CustomerMerged { customer, merged: other },
        Event::CustomerMergedAway { customer: other, into: customer },
    ];
    store::merge::move_all(tx.scope, other, customer).await?;
    for (point, kind) in &union.twice {
        customer::retire_point(tx.scope, (*point).into(), tx.now).await?;
        events.push(Event::ContactPointRetired { customer, point: (*point).into(), kind: *kind });
    }
    for (event, topic) in &union.overruled {
        consent::invalidate(tx.scope, *event, tx.now).await?;
        events.push(Event::ConsentInvalidated { customer, event: *event, topic: *topic, reason: OVERRULED.to_owned() });
    }
    events.extend(dnc::spread(tx, customer).await?);
    let changes = take(&mut one, &two, &asked.taken)?;
    if !changes.is_empty() {
        events.push(Event::CustomerEdited { customer, changes });
    }
    one.revision += 1;
    customer::update(tx.scope, one).await?;
    customer::update(tx.scope, emptied(two, customer)).await?;
    Ok(Outcome::many(events, customer))
}

/// The two, each of whom may be changed.
async fn two(scope: &Scope, customer: CustomerId, other: CustomerId) -> Result<(row::Model, row::Model)> {
    let two = (visible(scope, customer).await?, visible(scope, other).await?);
    if customer == other {
        return Err(Error::field("other", Problem::Other("Choose another customer".into())));
    }
    Ok(two)
}

/// What becomes of contact points and answers.
struct Union {
    /// The other's contact points with a value that both have: one is enough.
    twice: Vec<(uuid::Uuid, PointKind)>,
    /// The yeses that count no more.
    overruled: Vec<(ConsentEventId, domain::topic::Topic)>,
}

impl Union {
    async fn read(tx: Tx<'_>, customer: CustomerId, other: CustomerId) -> Result<Self> {
        let facts = Facts::load(tx.keys, tx.scope, &[customer, other]).await?;
        let own = customer::points(tx.scope, customer).await?;
        let others = customer::points(tx.scope, other).await?;
        Self::of(&facts, (customer, &own), (other, &others), tx.now)
    }

    fn of(
        facts: &Facts,
        (customer, own): (CustomerId, &[contact_point::Model]),
        (other, others): (CustomerId, &[contact_point::Model]),
        now: chrono::DateTime<chrono::Utc>,
    ) -> Result<Self> {
        let is_twice = |point: &&contact_point::Model| {
            own.iter().any(|known| known.kind == point.kind && known.value == point.value)
        };
        let kind = |point: &contact_point::Model| {
            let kind = PointKind::from_code(&point.kind).ok_or(StoreError::Garbled("contact_point.kind"))?;
            Ok((point.id, kind))
        };
        let (first, second) = (points(own), points(others));
        let mut kept = points(others.iter().filter(|point| !is_twice(point)));
        kept.extend(first.clone());
        let sides = [
            Side { events: facts.events(customer), points: &first },
            Side { events: facts.events(other), points: &second },
        ];
        let yeses = overruled(sides, &kept, facts.rules(), now);
        let all = facts.events(customer).iter().chain(facts.events(other));
        Ok(Self {
            twice: others.iter().filter(is_twice).map(kind).collect::<Result<_>>()?,
            overruled: all.filter(|event| yeses.contains(&event.id)).map(|event| (event.id, event.topic)).collect(),
        })
    }
}

fn points<'p>(points: impl IntoIterator<Item = &'p contact_point::Model>) -> Points {
    points.into_iter().map(|point| (point.id.into(), point.value.clone())).collect()
}

/// Takes the chosen details of the other, and everything of theirs that an import kept.
fn take(one: &mut row::Model, two: &row::Model, taken: &BTreeSet<&'static str>) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    for detail in DETAILS.iter().filter(|detail| taken.contains(detail.name)) {
        let (from, to) = ((detail.of)(one).clone(), (detail.of)(two).clone());
        if from == to {
            continue;
        }
        (detail.slot)(one).clone_from(&to);
        changes.push(Change { detail: detail.name, from: from.unwrap_or_default(), to: to.unwrap_or_default() });
    }
    one.sort_name = one.full_name.as_ref().map(|name| name.to_lowercase());
    let garbled = || StoreError::Garbled("customer.extra");
    let own = one.extra.as_array_mut().ok_or_else(garbled)?;
    for line in two.extra.as_array().ok_or_else(garbled)? {
        if !own.contains(line) {
            own.push(line.clone());
        }
    }
    Ok(changes)
}

/// What is left of the other: who they are now, and by what a list knows them again.
fn emptied(mut two: row::Model, into: CustomerId) -> row::Model {
    for detail in DETAILS {
        *(detail.slot)(&mut two) = None;
    }
    row::Model {
        sort_name: None,
        extra: serde_json::json!([]),
        merged_into: Some(into.0),
        revision: two.revision + 1,
        ..two
    }
}
