//! Answers and marks against the ledger: what counts today must be what was recorded.

use std::collections::{BTreeMap, HashMap};

use domain::{
    audit::Found,
    consent::{self, ConsentEvent, ConsentStatus},
    event::EventKind,
    id::CustomerId,
    ledger::Entry,
};
use store::{
    audit::ground,
    dnc,
    entity::{consent_event, customer, ledger_entry},
};
use uuid::Uuid;

use super::{AT_A_TIME, Ground, entry_of, plain};
use crate::error::Result;

/// What the ledger tells of answers and marks.
const KINDS: [&str; 4] = [
    EventKind::ConsentRecorded.code(),
    EventKind::ConsentInvalidated.code(),
    EventKind::CustomerMarkedDoNotCall.code(),
    EventKind::MarkLifted.code(),
];

/// Customers whose answers or marks are other ones than the ledger recorded.
pub(super) async fn mismatches(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let (mut found, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let customers = ground::customers_after(&ground.scope, after, AT_A_TIME).await?;
        let Some(last) = customers.last() else { return Ok(found) };
        after = last.id;
        // What belongs to somebody who was merged is with whoever is left.
        let left: Vec<_> = customers.iter().filter(|row| row.merged_into.is_none()).map(|row| row.id).collect();
        found.extend(of_these(ground, &left).await?);
    }
}

async fn of_these(ground: &Ground<'_>, left: &[Uuid]) -> Result<Vec<Found>> {
    let scope = &ground.scope;
    let merged = ground::merged_into(scope, left).await?;
    let everybody: Vec<_> = left.iter().copied().chain(merged.iter().map(|row| row.id)).collect();
    let mut recorded = told(&ground::entries_about(scope, &everybody, &KINDS).await?, &merged)?;
    let ids: Vec<_> = left.iter().copied().map(CustomerId).collect();
    let mut answers = BTreeMap::<Uuid, Vec<consent_event::Model>>::new();
    for row in store::consent::list(scope, &ids).await? {
        answers.entry(row.customer_id).or_default().push(row);
    }
    let mut marks = HashMap::<Uuid, i64>::new();
    for mark in dnc::standing(scope, &ids).await? {
        *marks.entry(mark.customer_id).or_default() += 1;
    }
    let mut found = Vec::new();
    for id in left {
        let recorded = recorded.remove(id).unwrap_or_default();
        let answers = answers.remove(id).unwrap_or_default();
        let marks = marks.get(id).copied().unwrap_or_default();
        if recorded.marks != marks || !recorded.agrees_with(*id, &answers)? {
            found.push(Found::of(CustomerId(*id), id));
        }
    }
    Ok(found)
}

/// What the ledger tells of one person.
#[derive(Default)]
struct Recorded {
    /// How many marks were set and not lifted.
    marks: i64,
    answers: Vec<Answer>,
    /// At which position an answer was said to count for nothing.
    invalidated: HashMap<String, i64>,
}

/// One answer as it was recorded.
struct Answer {
    seq: i64,
    /// Of whom; since a merge that may be somebody else than whose it is.
    of: Uuid,
    entry: Entry,
}

/// Reads the entries in order, those of merged people as of who is left.
fn told(entries: &[ledger_entry::Model], merged: &[customer::Model]) -> Result<HashMap<Uuid, Recorded>> {
    let into: HashMap<_, _> = merged.iter().filter_map(|row| Some((row.id, row.merged_into?))).collect();
    let mut recorded = HashMap::<Uuid, Recorded>::new();
    for row in entries {
        let (Some(of), entry) = (row.subject_id, entry_of(row)?) else { continue };
        let person = recorded.entry(into.get(&of).copied().unwrap_or(of)).or_default();
        match EventKind::from_code(&row.kind) {
            Ok(EventKind::ConsentRecorded) => person.answers.push(Answer { seq: row.seq, of, entry }),
            Ok(EventKind::ConsentInvalidated) => {
                person.invalidated.insert(plain(&entry, "consent").to_owned(), row.seq);
            }
            Ok(EventKind::CustomerMarkedDoNotCall) => person.marks += 1,
            Ok(EventKind::MarkLifted) => person.marks -= 1,
            _ => {}
        }
    }
    Ok(recorded)
}

impl Recorded {
    /// Whether these rows are the answers that were recorded, and each had the effect that was recorded.
    fn agrees_with(&self, whose: Uuid, rows: &[consent_event::Model]) -> Result<bool> {
        let by_id: HashMap<_, _> = rows.iter().map(|row| (row.id.to_string(), row)).collect();
        let is_same = |answer: &Answer| by_id.get(plain(&answer.entry, "consent")).is_some_and(|row| same(answer, row));
        if self.answers.len() != rows.len() || !self.answers.iter().all(is_same) {
            return Ok(false);
        }
        let is_counted = |row: &consent_event::Model| {
            row.invalidated_at.is_some() == self.invalidated.contains_key(&row.id.to_string())
        };
        if !rows.iter().all(is_counted) {
            return Ok(false);
        }
        // Of two people who became one, each answer had its effect among those of one of them.
        if self.answers.iter().any(|answer| answer.of != whose) {
            return Ok(true);
        }
        self.replays(&by_id)
    }

    /// Replays the answers one after the other, as they were recorded.
    fn replays(&self, rows: &HashMap<String, &consent_event::Model>) -> Result<bool> {
        let mut events: Vec<ConsentEvent> = Vec::with_capacity(self.answers.len());
        for answer in &self.answers {
            let Some(row) = rows.get(plain(&answer.entry, "consent")) else { return Ok(false) };
            events.push(ConsentEvent { invalidated: false, ..row.event()? });
            for event in &mut events {
                event.invalidated = self.invalidated.get(&event.id.to_string()).is_some_and(|at| *at < answer.seq);
            }
            let Ok(topic) = domain::topic::Topic::from_code(plain(&answer.entry, "topic")) else { return Ok(false) };
            let status = consent::latest(&events, topic, None).map_or(ConsentStatus::Unknown, |event| event.status);
            if !same_status(status, plain(&answer.entry, "to")) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Whether a row says what was recorded of it.
fn same(answer: &Answer, row: &consent_event::Model) -> bool {
    let said = |name: &str| plain(&answer.entry, name);
    let occurred_at = row.occurred_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    said("topic") == row.topic
        && said("method") == row.method
        && said("occurred_at") == occurred_at
        && said("notice") == row.notice_id.map(|id| id.to_string()).unwrap_or_default()
}

/// A yes that has run out by time was a yes when it was recorded, or had run out already.
fn same_status(status: ConsentStatus, recorded: &str) -> bool {
    status.code() == recorded || (status == ConsentStatus::Given && recorded == ConsentStatus::Expired.code())
}
