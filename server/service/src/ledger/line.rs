//! Entries as people read them: who did what, to whom, from what to what.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::{
    event::EventKind,
    id::CustomerId,
    ledger::{Actor, Entry},
    wire::ledger::{Line, Meaning},
};
use store::{
    Scope, customer,
    entity::{customer as customer_row, ledger_entry, ledger_opening},
    integration,
    ledger::{self, Filter},
    member,
};
use uuid::Uuid;

use super::words::{Particulars, Unsaid, humanised, said};
use crate::{error::Result, names::of_key};

/// What stands for the name of a person who is not on file any more.
const ERASED_CUSTOMER: &str = "Erased customer";
/// What stands for the name of a person who withdrew: hidden here as in the list.
const WITHDRAWN_CUSTOMER: &str = "Withdrawn customer";

/// What happened to a customer, newest first, at most `limit` entries.
pub(crate) async fn history(scope: &Scope, customer: CustomerId, limit: u64) -> Result<Vec<Line>> {
    let merged = customer::merged_into(scope, customer).await?.into_iter().map(|id| id.0).collect();
    let filter = Filter { customer: Some(customer.0), merged, ..Filter::default() };
    lines(scope, ledger::list(scope, &filter, limit).await?).await
}

/// These entries in words, in the same order.
pub(crate) async fn lines(scope: &Scope, entries: Vec<ledger_entry::Model>) -> Result<Vec<Line>> {
    let seqs: Vec<_> = entries.iter().map(|row| row.seq).collect();
    let mut openings = BTreeMap::<_, Vec<_>>::new();
    for opening in ledger::openings_of(scope, &seqs).await? {
        openings.entry(opening.seq).or_default().push(opening);
    }
    let people = People::of(scope, &entries).await?;
    let none = Vec::new();
    Ok(entries.iter().map(|row| line(row, openings.get(&row.seq).unwrap_or(&none), &people)).collect())
}

/// The people whom some entries speak of.
struct People {
    members: HashMap<Uuid, String>,
    keys: HashMap<Uuid, String>,
    customers: HashMap<CustomerId, Person>,
}

/// What may be said of a customer.
enum Person {
    /// On file, with a name.
    Named(String),
    /// Withdrawn: not erased yet, and hidden.
    Withdrawn,
}

impl People {
    async fn of(scope: &Scope, entries: &[ledger_entry::Model]) -> Result<Self> {
        let ids: BTreeSet<_> = entries.iter().filter_map(customer_of).collect();
        let ids: Vec<_> = ids.into_iter().collect();
        let found = if ids.is_empty() { Vec::new() } else { customer::list_by_id(scope, &ids).await? };
        let left: Vec<_> = found.iter().map(customer_row::Model::survivor).collect();
        let left: HashMap<_, _> =
            customer::list_by_id(scope, &left).await?.into_iter().map(|row| (CustomerId(row.id), row)).collect();
        let members = member::list(scope).await?.into_iter().map(|member| (member.id, member.name));
        let keys = integration::list(scope).await?.into_iter().map(|key| (key.id, key.name)).collect();
        // Of somebody who was merged is said what is said of who is left.
        let customers = found.into_iter().filter_map(|row| {
            let person = left.get(&row.survivor()).filter(|left| left.erased_at.is_none())?;
            let said = match person.withdrawn_at {
                Some(_) => Person::Withdrawn,
                None => Person::Named(person.full_name.clone()?),
            };
            Some((CustomerId(row.id), said))
        });
        Ok(Self { members: members.collect(), keys, customers: customers.collect() })
    }

    fn actor(&self, actor: &Actor) -> String {
        match (actor.kind.as_str(), actor.id) {
            ("member", Some(id)) => self.members.get(&id).cloned().unwrap_or_else(|| "A former member".to_owned()),
            ("api_key", Some(id)) => of_key(self.keys.get(&id)),
            ("customer", _) => "The customer, by their link".to_owned(),
            (kind, _) => humanised(kind),
        }
    }

    fn customer(&self, id: CustomerId) -> (CustomerId, String) {
        let name = match self.customers.get(&id) {
            Some(Person::Named(name)) => name,
            Some(Person::Withdrawn) => WITHDRAWN_CUSTOMER,
            None => ERASED_CUSTOMER,
        };
        (id, name.to_owned())
    }

    /// Whether the texts about a customer are kept and must not be shown.
    fn hides(&self, customer: Option<CustomerId>) -> bool {
        customer.is_some_and(|id| matches!(self.customers.get(&id), Some(Person::Withdrawn)))
    }
}

fn customer_of(row: &ledger_entry::Model) -> Option<CustomerId> {
    if row.subject_kind.as_deref() == Some("customer") { row.subject_id.map(CustomerId) } else { None }
}

fn line(row: &ledger_entry::Model, openings: &[ledger_opening::Model], people: &People) -> Line {
    match Entry::from_bytes(&row.bytes) {
        Ok(entry) => readable(row, &entry, openings, people),
        Err(error) => {
            tracing::error!(%error, business = %row.business_id, seq = row.seq, "a ledger entry cannot be read");
            unreadable(row, people)
        }
    }
}

fn readable(row: &ledger_entry::Model, entry: &Entry, openings: &[ledger_opening::Model], people: &People) -> Line {
    let kind = EventKind::from_code(&entry.kind).ok();
    let about = entry.subject.as_ref().filter(|subject| subject.kind == "customer").map(|it| CustomerId(it.id));
    let (openings, unsaid) = if people.hides(about) { (&[][..], Unsaid::Hidden) } else { (openings, Unsaid::Erased) };
    let said = kind.map(|kind| said(kind, &Particulars { entry, openings, unsaid, members: &people.members }));
    let said = said.unwrap_or_default();
    Line {
        seq: row.seq,
        at: entry.at,
        actor: people.actor(&entry.actor),
        what: kind.map_or_else(|| humanised(&entry.kind), |kind| kind.words().to_owned()),
        detail: said.detail,
        from: said.from,
        to: said.to,
        meaning: said.meaning,
        customer: about.map(|id| people.customer(id)),
    }
}

/// The log is needed most when something is wrong with it: the columns still say a little.
fn unreadable(row: &ledger_entry::Model, people: &People) -> Line {
    let kind = EventKind::from_code(&row.kind);
    Line {
        seq: row.seq,
        at: row.at,
        actor: people.actor(&Actor::new(row.actor_kind.clone(), row.actor_id)),
        what: kind.map_or_else(|_| humanised(&row.kind), |kind| kind.words().to_owned()),
        detail: Some("This entry cannot be read: somebody changed it".to_owned()),
        from: None,
        to: None,
        meaning: Meaning::Plain,
        customer: customer_of(row).map(|id| people.customer(id)),
    }
}
