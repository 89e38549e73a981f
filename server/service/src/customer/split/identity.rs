//! By what a list knows somebody again goes along with the numbers and addresses that they came with.
//!
//! Otherwise an opt-out in the next list would mark whoever is left, and not who said it.

use std::collections::BTreeSet;

use domain::{
    event::EventKind,
    id::CustomerId,
    ledger::{Entry, FieldValue},
};
use store::{
    StoreError, customer,
    entity::{contact_point, customer as row},
    ledger::{self, Filter},
};
use uuid::Uuid;

use crate::{change::Tx, error::Result};

/// More numbers and addresses than anybody came on file with.
const MOST: u64 = 1_000;

/// Lets each record of which all numbers and addresses go to `into` go there too: those that were merged into
/// `left` before, and what an import knows `left` by.
pub(super) async fn follow(
    tx: Tx<'_>,
    left: &mut row::Model,
    into: CustomerId,
    gone: &[contact_point::Model],
) -> Result<()> {
    let from = CustomerId(left.id);
    let gone: BTreeSet<&str> = gone.iter().map(|point| point.value.as_str()).collect();
    let stays = customer::points(tx.scope, from).await?;
    let stays: BTreeSet<&str> = stays.iter().map(|point| point.value.as_str()).collect();
    let is_gone = |own: &BTreeSet<String>| {
        own.iter().any(|value| gone.contains(&**value)) && own.iter().all(|value| !stays.contains(&**value))
    };
    let merged = customer::merged_into(tx.scope, from).await?;
    for mut merged in customer::list_by_id(tx.scope, &merged).await? {
        if is_gone(&came_with(tx, merged.id, &[from, into]).await?) {
            merged.merged_into = Some(into.0);
            customer::update(tx.scope, merged).await?;
        }
    }
    if left.import_identity.is_some() && is_gone(&came_with(tx, left.id, &[from, into]).await?) {
        let identity = left.import_identity.take();
        customer::update(tx.scope, left.clone()).await?;
        let split = customer::find(tx.scope, into).await?.ok_or(StoreError::Garbled("customer.id"))?;
        customer::update(tx.scope, row::Model { import_identity: identity, ..split }).await?;
    }
    Ok(())
}

/// The numbers and addresses that a record got, whoever of these has them now.
async fn came_with(tx: Tx<'_>, record: Uuid, holders: &[CustomerId]) -> Result<BTreeSet<String>> {
    let kinds = vec![EventKind::ContactPointAdded.code()];
    let filter = Filter { customer: Some(record), kinds, ..Filter::default() };
    let mut added = BTreeSet::new();
    for entry in ledger::list(tx.scope, &filter, MOST).await? {
        let entry = Entry::from_bytes(&entry.bytes).map_err(|_| StoreError::Garbled("ledger_entry.bytes"))?;
        if let Some(FieldValue::Plain(id)) = entry.field("contact_point") {
            added.extend(id.parse::<Uuid>());
        }
    }
    let mut values = BTreeSet::new();
    for holder in holders {
        let points = customer::every_point(tx.scope, *holder).await?;
        values.extend(points.into_iter().filter(|point| added.contains(&point.id)).map(|point| point.value));
    }
    Ok(values)
}
