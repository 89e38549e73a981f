//! What is on record about a number, whoever has it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    call::{CallDecision, CallFacts, NumberFacts, Suppression, decide},
    event::PointKind,
    id::{ContactPointId, CustomerId, SuppressionSourceId},
    phone::{PhoneNumber, zones},
    topic::Purpose,
    wire::call::Why,
};
use store::{Scope, customer, entity::suppression_source, suppression};

use super::{
    facts::{Facts, suppression_by},
    why::{Ground, SeenFrom},
};
use crate::{error::Result, key::Keys, names::Names, registry::Shelf};

/// What is on record about a number, as of one instant.
///
/// Everybody in the business who has it must be callable: the answer by number is never milder
/// than the answer by customer.
pub(crate) struct NumberRecord {
    facts: Facts,
    holders: Vec<(CustomerId, ContactPointId)>,
    /// What keeps it on the do-not-call list.
    sources: Vec<suppression_source::Model>,
    zones: Vec<Tz>,
    number: PhoneNumber,
}

impl NumberRecord {
    /// Reads everything, in the transaction of the scope. Any failure is a failure of the whole.
    pub(crate) async fn load(keys: &Keys, shelf: &Shelf, scope: &Scope, number: &PhoneNumber) -> Result<Self> {
        let points = customer::holders(scope, PointKind::Phone, number.as_str()).await?;
        let holders: Vec<_> =
            points.iter().map(|point| (CustomerId(point.customer_id), ContactPointId(point.id))).collect();
        let ids: Vec<_> = holders.iter().map(|(customer, _)| *customer).collect();
        let facts = Facts::load(keys, shelf, scope, &ids).await?;
        let hash = keys.hash_contact(scope.business(), "phone", number.as_str())?.to_string();
        let sources = suppression::standing(scope, &[hash]).await?.into_values().flatten().collect();
        let mut zones_of_all = Vec::new();
        for customer in &ids {
            match facts.zone_of(*customer) {
                Some(own) => zones_of_all.push(own),
                None => zones_of_all.extend(zones(number)),
            }
        }
        if ids.is_empty() {
            zones_of_all.extend(zones(number));
        }
        Ok(Self { facts, holders, sources, zones: zones_of_all, number: number.clone() })
    }

    /// Decides for the number and a purpose.
    pub(crate) fn decide(&self, purpose: Purpose, now: DateTime<Utc>) -> CallDecision {
        decide(&self.asked(purpose, suppression_by(&self.sources)), now)
    }

    /// The decision as it would be if this source alone were gone.
    pub(crate) fn decide_without(
        &self,
        source: SuppressionSourceId,
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> CallDecision {
        let others = self.sources.iter().any(|standing| standing.id != source.0);
        let suppression = if others { Suppression::Listed } else { Suppression::Free };
        decide(&self.asked(purpose, suppression), now)
    }

    /// What the decision for the number and a purpose rests on.
    pub(crate) fn why(&self, purpose: Purpose, names: &Names, now: DateTime<Utc>) -> Why {
        let ground = Ground {
            seen_from: SeenFrom::Number,
            sides: self.holders.iter().filter_map(|(id, point)| self.facts.side(*id, Some(*point))).collect(),
            sources: &self.sources,
            zones: self.zones.clone(),
            registries: self.facts.registries().consulted(&self.number),
            rules: self.facts.rules(),
            names,
            purpose,
            now,
        };
        ground.explain(None, &self.decide(purpose, now))
    }

    fn asked(&self, purpose: Purpose, suppression: Suppression) -> CallFacts {
        CallFacts {
            purpose,
            customers: self
                .holders
                .iter()
                .map(|(customer, point)| self.facts.person(*customer, Some(*point)))
                .collect(),
            number: NumberFacts::Usable {
                suppression,
                zones: self.zones.clone(),
                registries: self.facts.registries().standing(&self.number),
            },
            rules: self.facts.rules().clone(),
        }
    }
}
