//! Turns events into ledger entries, openings, what is owed to the customer, and what is counted.

use domain::{
    event::{Event, Record, Recorded},
    ledger::{Actor, Entry, Field, Frontier, Subject, commitment, leaf_hash},
};
use store::{
    entity::{ledger_entry, ledger_head, ledger_opening},
    ledger,
};

use super::Tx;
use crate::{
    confirmation,
    error::{Error, Result},
    tally::Counts,
};

/// Appends the events of one change, and returns where the ledger stands behind them.
pub(super) async fn record(tx: Tx<'_>, head: &ledger_head::Model, events: Vec<Event>) -> Result<Frontier> {
    let broken = |_| Error::Broken("the head of the ledger cannot be read");
    let mut frontier = Frontier::from_bytes(&head.frontier).map_err(broken)?;
    let mut entries = Vec::with_capacity(events.len());
    let mut openings = Vec::new();
    let mut counts = Counts::default();
    for event in &events {
        let record = event.record();
        counts.see(&record);
        let entry = entry(tx, frontier.size() + 1, record, &mut openings)?;
        frontier.append(leaf_hash(&entry.bytes));
        entries.push(entry);
    }
    let size = i64::try_from(frontier.size()).map_err(|_| Error::Broken("a ledger has outgrown its column"))?;
    let tallied = counts.keep(tx, head, size).await?;
    let head_now = ledger_head::Model { size, tallied, frontier: frontier.to_bytes(), ..*head };
    ledger::append(tx.scope, entries, openings, head_now).await?;
    confirmation::owe(tx, head.size + 1, &events).await?;
    Ok(frontier)
}

fn entry(
    tx: Tx<'_>,
    seq: u64,
    record: Record,
    openings: &mut Vec<ledger_opening::Model>,
) -> Result<ledger_entry::Model> {
    let position = i64::try_from(seq).map_err(|_| Error::Broken("a ledger has outgrown its column"))?;
    let mut fields = Vec::with_capacity(record.fields.len());
    for (name, value) in record.fields {
        fields.push(match value {
            Recorded::Plain(value) => Field::plain(name, value),
            Recorded::Personal(value) => {
                let mut salt = [0; 32];
                tx.random.fill(&mut salt);
                let hidden = commitment(&name, &salt, value.as_bytes());
                openings.push(ledger_opening::Model {
                    business_id: tx.business().0,
                    seq: position,
                    field: name.clone(),
                    salt: salt.to_vec(),
                    value,
                    customer_id: record.subject.customer().map(|id| id.0),
                });
                Field::committed(name, hidden)
            }
        });
    }
    let subject = record.subject.parts();
    let actor = tx.ctx.actor;
    let entry = Entry {
        business: tx.business(),
        seq,
        kind: record.kind.code().to_owned(),
        version: record.version,
        at: tx.now,
        actor: Actor::new(actor.kind(), actor.id()),
        subject: subject.map(|(kind, id)| Subject::new(kind, id)),
        request: Some(tx.ctx.request.0),
        fields,
    };
    Ok(ledger_entry::Model {
        business_id: tx.business().0,
        seq: position,
        kind: entry.kind.clone(),
        version: i32::from(entry.version),
        at: entry.at,
        actor_kind: actor.kind().to_owned(),
        actor_id: actor.id(),
        subject_kind: subject.map(|(kind, _)| kind.to_owned()),
        subject_id: subject.map(|(_, id)| id),
        bytes: entry.to_bytes().map_err(|error| {
            tracing::error!(%error, kind = %record.kind.code(), "an event cannot be written");
            Error::Broken("an event cannot be written")
        })?,
    })
}
