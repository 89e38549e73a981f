//! What a range of the ledger means to an open page.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    event::{EventKind, LiveTopic, PointKind},
    id::{CustomerId, MemberId, SuppressionId},
    ledger::{Entry, FieldValue},
    wire::{
        call::Standings,
        live::{Changed, Frame},
    },
};
use store::{Scope, customer, entity::ledger_entry, ledger, suppression};

use crate::{
    Service,
    error::{Error, Result},
    standing,
};

/// How many entries one frame covers at most.
const TOGETHER: u64 = 250;
/// For how many customers a frame carries the new standings; for more it says "read again".
const CARRIED: usize = 50;

/// A range of the ledger, told.
#[derive(Debug)]
pub(super) struct Told {
    /// The first position.
    pub(super) from: i64,
    /// The last position.
    pub(super) seq: i64,
    /// The frame, written once for every socket of the business.
    pub(super) frame: Arc<str>,
    /// The members whose access was stopped in it.
    pub(super) disabled: Vec<MemberId>,
}

/// Reads what follows a position, at most one frame of it; `None` at the ledger's end.
pub(super) async fn read(service: &Service, scope: &Scope, after: i64) -> Result<Option<Told>> {
    let entries = ledger::list_after(scope, after, TOGETHER).await?;
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(None) };
    let mut concern = Concern::of(&entries);
    let standings = concern.standings(service, scope).await?;
    let changed = Changed {
        from: first.seq,
        seq: last.seq,
        at: last.at,
        topics: concern.topics.into_iter().map(LiveTopic::code).collect(),
        standings,
    };
    let told = Told {
        from: changed.from,
        seq: changed.seq,
        frame: write(&Frame::Changed(changed))?,
        disabled: concern.disabled,
    };
    Ok(Some(told))
}

/// Writes a frame as it is sent.
pub(super) fn write(frame: &Frame) -> Result<Arc<str>> {
    let text = serde_json::to_string(frame).map_err(|_| Error::Broken("a frame cannot be written"))?;
    Ok(text.into())
}

/// Whom and what some entries concern.
#[derive(Default)]
struct Concern {
    topics: BTreeSet<LiveTopic>,
    /// Those whose decisions can be others now.
    customers: BTreeSet<CustomerId>,
    /// The numbers of the do-not-call list that came or went.
    numbers: BTreeSet<SuppressionId>,
    disabled: Vec<MemberId>,
}

impl Concern {
    fn of(entries: &[ledger_entry::Model]) -> Self {
        let mut concern = Self::default();
        for entry in entries {
            concern.add(entry);
        }
        concern
    }

    fn add(&mut self, entry: &ledger_entry::Model) {
        let Ok(kind) = EventKind::from_code(&entry.kind) else {
            // Written by a newer build: what it means is not known here, so everything is read again.
            self.topics.extend(LiveTopic::OF_ALL);
            return;
        };
        let subject = |kind| entry.subject_id.filter(|_| entry.subject_kind.as_deref() == Some(kind));
        let customer = subject("customer").map(CustomerId);
        self.topics.extend(kind.live_topics(customer));
        if matches!(kind, EventKind::MemberDisabled | EventKind::MemberRemoved) {
            self.disabled.extend(subject("member").map(MemberId));
        }
        if kind.moves_standing() {
            self.customers.extend(customer);
        }
        if matches!(kind, EventKind::NumberSuppressed | EventKind::SuppressionLifted) {
            self.numbers.extend(subject("suppression").map(SuppressionId).or_else(|| listed_number(entry)));
        }
    }

    /// The decisions of everybody concerned, or, when they are too many, the topic that says so.
    async fn standings(&mut self, service: &Service, scope: &Scope) -> Result<Vec<Standings>> {
        if self.customers.is_empty() && self.numbers.is_empty() {
            return Ok(Vec::new());
        }
        let Some(customers) = self.everybody(scope).await? else {
            self.topics.insert(LiveTopic::Standings);
            return Ok(Vec::new());
        };
        self.topics.extend(customers.iter().copied().map(LiveTopic::Customer));
        standing::of(service, scope, &customers).await
    }

    /// The customers concerned, with everybody who has one of their numbers; `None` when they are
    /// too many, or cannot be found.
    async fn everybody(&self, scope: &Scope) -> Result<Option<Vec<CustomerId>>> {
        if self.customers.len() > CARRIED || self.numbers.len() > CARRIED {
            return Ok(None);
        }
        let mut customers: Vec<_> = self.customers.iter().copied().collect();
        for id in &self.numbers {
            // Only the hash of an erased person's number is left: whoever else has it cannot be found by it.
            let number = suppression::find(scope, *id).await?.and_then(|listed| listed.number);
            let Some(number) = number else { return Ok(None) };
            let holders = customer::holders(scope, PointKind::Phone, &number).await?;
            customers.extend(holders.into_iter().map(|point| CustomerId(point.customer_id)));
        }
        let everybody = customer::sharing_numbers_with(scope, &customers).await?;
        Ok((everybody.len() <= CARRIED).then_some(everybody))
    }
}

/// The number of the do-not-call list that an entry about a customer names: the customer may not
/// have it any more, and others may.
fn listed_number(entry: &ledger_entry::Model) -> Option<SuppressionId> {
    let entry = Entry::from_bytes(&entry.bytes).ok()?;
    match entry.field("suppression")? {
        FieldValue::Plain(id) => id.parse().ok(),
        FieldValue::Committed(_) => None,
    }
}
