//! What is on record about the people of a list, and what a row adds to it.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{consent, event::PointKind, id::CustomerId, import::row::ImportRow, topic::Topic};
use store::{
    Scope,
    entity::{consent_event, customer},
};

use crate::{dnc, error::Result, key::Keys};

/// What is on record about one person of the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Who, unless only this dry run knows them.
    pub(super) customer: Option<CustomerId>,
    /// Whether a mark stands that nobody can take back by a press on "Undo".
    pub(super) marked: bool,
    /// The topics to which they said no.
    pub(super) noes: BTreeSet<Topic>,
    /// Whether they withdrew and are about to be erased.
    withdrawn: bool,
    /// Their numbers and addresses.
    values: BTreeSet<String>,
}

/// What a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A person who comes on file.
    Add,
    /// A person on file who refuses these topics from now on.
    Close(BTreeSet<Topic>),
    /// A person on file of whom nothing changes.
    Nothing,
    /// Somebody who said no to data collection: nothing is saved.
    SaidNo,
}

/// What is on record about the people of one stretch of a list.
pub(super) struct Ground {
    known: HashMap<String, Known>,
    /// The keyed hashes of numbers, addresses and identities of people who said no to data collection.
    refused: BTreeSet<String>,
}

/// A row with its keyed hashes.
pub(super) struct Hashed<'r> {
    pub(super) row: &'r ImportRow,
    /// What makes the row a person.
    pub(super) identity: String,
    contacts: Vec<String>,
}

/// Hashes what makes these rows people. Fails when the key is missing: then nobody could be
/// recognised, and a list would bring back who was erased.
pub(super) fn hashed<'r>(scope: &Scope, keys: &Keys, rows: &[&'r ImportRow]) -> Result<Vec<Hashed<'r>>> {
    let hash = |kind: &str, value: &str| Ok(keys.hash_contact(scope.business(), kind, value)?.to_string());
    let each = rows.iter().map(|row| {
        let phones = row.phones.iter().map(|phone| hash(PointKind::Phone.code(), phone.number.as_str()));
        let emails = row.emails.iter().map(|email| hash(PointKind::Email.code(), email.email.as_str()));
        Ok(Hashed {
            row,
            identity: hash("import", &row.identity())?,
            contacts: phones.chain(emails).collect::<Result<_>>()?,
        })
    });
    each.collect()
}

impl Ground {
    /// Reads what is on record about these rows.
    pub(super) async fn read(scope: &Scope, rows: &[Hashed<'_>], now: DateTime<Utc>) -> Result<Self> {
        let identities: Vec<String> = rows.iter().map(|row| row.identity.clone()).collect();
        let contacts: Vec<String> =
            rows.iter().flat_map(|row| row.contacts.iter().chain([&row.identity]).cloned()).collect();
        let customers = store::import::list_imported(scope, &identities).await?;
        // Whoever was merged is known again as who is left.
        let ids: Vec<CustomerId> = customers.iter().map(customer::Model::survivor).collect();
        let left: Vec<customer::Model> = store::customer::list_by_id(scope, &ids).await?;
        let withdrawn: BTreeSet<CustomerId> =
            left.iter().filter(|row| row.withdrawn_at.is_some()).map(|row| row.id.into()).collect();
        let mut people: HashMap<CustomerId, Known> = ids.iter().map(|id| (*id, Known::default())).collect();
        for mark in store::dnc::standing(scope, &ids).await? {
            people.entry(mark.customer_id.into()).or_default().marked |= dnc::stays(&mark, now);
        }
        for point in store::customer::points_of(scope, &ids).await? {
            people.entry(point.customer_id.into()).or_default().values.insert(point.value);
        }
        let mut answers: HashMap<CustomerId, Vec<consent::ConsentEvent>> = HashMap::new();
        for row in store::consent::list(scope, &ids).await? {
            answers.entry(row.customer_id.into()).or_default().push(consent_event::Model::event(&row)?);
        }
        for (id, answers) in answers {
            let no = |topic: &Topic| consent::status(&answers, *topic, None, now).is_no();
            people.entry(id).or_default().noes = Topic::all().filter(no).collect();
        }
        let known = customers.into_iter().filter_map(|customer| {
            let id = customer.survivor();
            let known = people.get(&id)?.clone();
            let withdrawn = withdrawn.contains(&id);
            Some((customer.import_identity?, Known { customer: Some(id), withdrawn, ..known }))
        });
        Ok(Self { known: known.collect(), refused: store::import::list_refused(scope, &contacts, now).await? })
    }

    /// What is on record about a row's person.
    pub(super) fn of(&self, row: &Hashed<'_>) -> Option<&Known> {
        self.known.get(&row.identity)
    }

    /// Adds what an earlier stretch of the same dry run would have saved.
    pub(super) fn remember(&mut self, row: &Hashed<'_>, closed: &BTreeSet<Topic>, values: BTreeSet<String>) {
        let known = self.known.entry(row.identity.clone()).or_default();
        known.close(closed);
        known.values.extend(values);
    }

    /// What a row comes to.
    pub(super) fn judge(&self, row: &Hashed<'_>) -> Verdict {
        match self.of(row) {
            Some(known) if known.withdrawn => Verdict::SaidNo,
            Some(known) => {
                let open: BTreeSet<_> = closes(row.row).into_iter().filter(|it| !known.is_closed(*it)).collect();
                if open.is_empty() { Verdict::Nothing } else { Verdict::Close(open) }
            }
            None if row.contacts.iter().chain([&row.identity]).any(|hash| self.refused.contains(hash)) => {
                Verdict::SaidNo
            }
            None => Verdict::Add,
        }
    }

    /// Whether a row of a person on file holds a number or an address that is not on file.
    pub(super) fn holds_more(&self, row: &Hashed<'_>) -> bool {
        self.of(row).is_some_and(|known| values(row.row).any(|value| !known.values.contains(value)))
    }

    /// Takes down what was done with a row, for the rows behind it.
    pub(super) fn note(&mut self, row: &Hashed<'_>, verdict: &Verdict, customer: Option<CustomerId>) {
        let closed = match verdict {
            Verdict::Add => &closes(row.row),
            Verdict::Close(topics) => topics,
            Verdict::Nothing | Verdict::SaidNo => return,
        };
        let known = self.known.entry(row.identity.clone()).or_default();
        known.customer = known.customer.or(customer);
        known.close(closed);
        if *verdict == Verdict::Add {
            known.values = values(row.row).map(str::to_owned).collect();
        }
    }
}

impl Known {
    /// Whether a topic is closed already. The mark is what closes calls, whatever was answered.
    fn is_closed(&self, topic: Topic) -> bool {
        if Topic::CALLS.contains(&topic) { self.marked } else { self.noes.contains(&topic) }
    }

    fn close(&mut self, topics: &BTreeSet<Topic>) {
        self.marked |= closes_calls(topics);
        self.noes.extend(topics);
    }
}

/// The topics that a row closes. A value that nobody understands closes calls.
pub(super) fn closes(row: &ImportRow) -> BTreeSet<Topic> {
    let calls = row.blocks_calls().then_some(Topic::CALLS).into_iter().flatten();
    row.opted_out.iter().copied().chain(calls).collect()
}

/// Whether calls are among these topics.
pub(super) fn closes_calls(topics: &BTreeSet<Topic>) -> bool {
    Topic::CALLS.iter().any(|topic| topics.contains(topic))
}

/// The numbers and addresses of a row.
pub(super) fn values(row: &ImportRow) -> impl Iterator<Item = &str> {
    let phones = row.phones.iter().map(|phone| phone.number.as_str());
    phones.chain(row.emails.iter().map(|email| email.email.as_str()))
}
