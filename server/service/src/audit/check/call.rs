//! Calls that were allowed, decided once more with what was on record then.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    audit::Found,
    call::{Asks, BlockReason, CallFacts, CallRules, CustomerFacts, NumberFacts, Suppression, decide},
    consent::ConsentEvent,
    event::{EventKind, PointKind},
    hours::WeekPlan,
    id::CustomerId,
    registry::RegistryStanding,
    topic::Purpose,
};
use store::{
    StoreError,
    audit::ground,
    consent,
    entity::{call, consent_event, dnc_mark, request, suppression_source},
};
use uuid::Uuid;

use super::{AT_A_TIME, Ground};
use crate::error::Result;

/// Calls that were allowed although the customer's own no, or the list's, was on record before.
pub(super) async fn against_a_no(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let (mut found, mut after) = (Vec::new(), Uuid::nil());
    loop {
        let calls = ground::allowed_calls_after(&ground.scope, after, AT_A_TIME).await?;
        let Some(last) = calls.last() else { return Ok(found) };
        after = last.id;
        let past = Past::of(ground, &calls).await?;
        for call in &calls {
            if past.forbade(call)? {
                found.push(Found::of(CustomerId(call.customer_id), call.id));
            }
        }
    }
}

/// What is on record about the people of some calls, with when it came there.
struct Past {
    marks: Vec<dnc_mark::Model>,
    answers: Vec<consent_event::Model>,
    restrictions: Vec<request::Model>,
    /// Whoever was merged into somebody, with the last time: what was on record of whom before is not known.
    merged: HashMap<Uuid, DateTime<Utc>>,
    /// The hash of each number that was called.
    hashes: HashMap<Uuid, String>,
    sources: Vec<(String, suppression_source::Model)>,
}

impl Past {
    async fn of(ground: &Ground<'_>, calls: &[call::Model]) -> Result<Self> {
        let scope = &ground.scope;
        let mut customers: Vec<_> = calls.iter().map(|call| call.customer_id).collect();
        customers.sort_unstable();
        customers.dedup();
        let ids: Vec<_> = customers.iter().copied().map(CustomerId).collect();
        let merges = ground::entries_about(scope, &customers, &[EventKind::CustomerMerged.code()]).await?;
        let points: Vec<_> = calls.iter().filter_map(|call| call.contact_point_id).collect();
        let points = ground::points(scope, &points).await?;
        // Without the key nobody knows which numbers are on the list; that is found with the ledger.
        let hashes: HashMap<_, _> = points
            .into_iter()
            .filter_map(|point| {
                let hash = ground.service.keys.hash_contact(scope.business(), PointKind::Phone.code(), &point.value);
                Some((point.id, hash.ok()?.to_string()))
            })
            .collect();
        let listed: Vec<_> = hashes.values().cloned().collect();
        Ok(Self {
            marks: ground::marks_of(scope, &customers).await?,
            answers: consent::list(scope, &ids).await?,
            restrictions: ground::restrictions_of(scope, &customers).await?,
            merged: merges.into_iter().filter_map(|row| Some((row.subject_id?, row.at))).collect(),
            sources: ground::sources_of(scope, &listed).await?,
            hashes,
        })
    }

    /// Whether somebody's own no stood when the call was allowed. What came in the same instant came after it,
    /// or the call would have been refused.
    fn forbade(&self, call: &call::Model) -> Result<bool> {
        if self.merged.get(&call.customer_id).is_some_and(|merged| call.at <= *merged) {
            return Ok(false);
        }
        let purpose = Purpose::from_code(&call.purpose).map_err(|_| StoreError::Garbled("call.purpose"))?;
        let facts = CallFacts {
            purpose,
            customers: vec![CustomerFacts {
                marked: self
                    .marks
                    .iter()
                    .any(|mark| mark.customer_id == call.customer_id && stood(call.at, mark.marked_at, mark.lifted_at)),
                restricted: self
                    .restrictions
                    .iter()
                    .any(|it| it.customer_id == call.customer_id && stood(call.at, it.recorded_at, it.settled_at)),
                point: call.contact_point_id.map(Into::into),
                events: self.answers_before(call)?,
            }],
            number: NumberFacts::Usable {
                suppression: self.suppression(call),
                zones: vec![chrono_tz::UTC],
                registries: RegistryStanding::default(),
            },
            rules: CallRules { asks: Asks::AtTheNextContact, opt_in: BTreeSet::new(), hours: WeekPlan::default() },
        };
        // Hours and registries were other ones then; a no is a no.
        Ok(decide(&facts, call.at).reasons().iter().any(BlockReason::masks))
    }

    fn answers_before(&self, call: &call::Model) -> Result<Vec<ConsentEvent>> {
        let theirs = self.answers.iter().filter(|row| row.customer_id == call.customer_id);
        let before = theirs.filter(|row| row.recorded_at < call.at);
        let as_of_then = before.map(|row| {
            let invalidated = row.invalidated_at.is_some_and(|at| at < call.at);
            Ok(ConsentEvent { invalidated, ..row.event()? })
        });
        as_of_then.collect()
    }

    fn suppression(&self, call: &call::Model) -> Suppression {
        let hash = call.contact_point_id.and_then(|point| self.hashes.get(&point));
        let mut sources = self.sources.iter().filter(|(listed, _)| Some(listed) == hash);
        let listed = sources.any(|(_, source)| stood(call.at, source.added_at, source.lifted_at));
        if listed { Suppression::Listed } else { Suppression::Free }
    }
}

/// Whether something stood at an instant that was set before it, and taken off after it or never.
fn stood(at: DateTime<Utc>, set: DateTime<Utc>, off: Option<DateTime<Utc>>) -> bool {
    set < at && off.is_none_or(|off| off > at)
}
