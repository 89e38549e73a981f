//! Merging two customers who are one person.
//!
//! What is on record about both stands together: every answer, mark, number and contact. A mark holds for
//! the numbers of both; the answers are replayed as one person's. What that changes about calls is said
//! before: see [`domain::merge`].

mod calls;
mod preview;

pub use preview::merge_page;

use std::collections::BTreeSet;

use domain::{
    access::Right,
    error::Problem,
    event::{Change, Event, PointKind},
    id::{ContactPointId, CustomerId},
    wire::customer::Merge,
};
use store::{
    Scope, StoreError, customer,
    entity::{contact_point, customer as row},
};

use super::{detail::DETAILS, visible};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    dnc,
    error::{Error, Result},
};

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
    let own = customer::points(tx.scope, customer).await?;
    let others = customer::points(tx.scope, other).await?;
    let mut events = vec![
        Event::CustomerMerged { customer, merged: other },
        Event::CustomerMergedAway { customer: other, into: customer },
    ];
    store::merge::move_all(tx.scope, other, customer).await?;
    for (point, kind) in twice(&own, &others)? {
        customer::retire_point(tx.scope, point, tx.now).await?;
        events.push(Event::ContactPointRetired { customer, point, kind });
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

/// The other's contact points with a value that both have: one row is enough, and it is the one of who is
/// left.
fn twice(own: &[contact_point::Model], others: &[contact_point::Model]) -> Result<Vec<(ContactPointId, PointKind)>> {
    let is_known =
        |point: &&contact_point::Model| own.iter().any(|known| known.kind == point.kind && known.value == point.value);
    let named = |point: &contact_point::Model| {
        let kind = PointKind::from_code(&point.kind).ok_or(StoreError::Garbled("contact_point.kind"))?;
        Ok((point.id.into(), kind))
    };
    others.iter().filter(is_known).map(named).collect()
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
