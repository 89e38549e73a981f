//! What is on record about a number, whoever has it.

use std::{collections::BTreeSet, sync::Arc};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    call::{CallDecision, CallFacts, NumberFacts, Suppression, decide},
    event::PointKind,
    id::{ContactPointId, CustomerId, SuppressionSourceId},
    phone::{PhoneNumber, zones},
    registry::{Registry, digits},
    topic::Purpose,
    wire::call::Why,
};
use store::{
    Scope, customer,
    entity::{contact_point, suppression_source},
    suppression,
};

use super::{
    facts::{Facts, suppression_by},
    why::{Ground, SeenFrom},
};
use crate::{
    error::{Error, Result},
    key::Keys,
    names::Names,
    registry::Shelf,
};

/// What is on record about a number, as of one instant.
///
/// Everybody in the business who has it must be callable: the answer by number is never milder
/// than the answer by customer.
pub(crate) struct NumberRecord {
    facts: Arc<Facts>,
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
        let mut records = Self::load_held(keys, shelf, scope, vec![(number.clone(), points)]).await?;
        records.pop().ok_or(Error::Broken("a number has no record"))
    }

    /// The same for many numbers at once, each with the contact points that hold it.
    pub(crate) async fn load_held(
        keys: &Keys,
        shelf: &Shelf,
        scope: &Scope,
        held: Vec<(PhoneNumber, Vec<contact_point::Model>)>,
    ) -> Result<Vec<Self>> {
        let ids: BTreeSet<_> = held.iter().flat_map(|(_, points)| points).map(|point| point.customer_id).collect();
        let ids: Vec<_> = ids.into_iter().map(CustomerId).collect();
        let facts = Arc::new(Facts::load(keys, shelf, scope, &ids).await?);
        let key = keys.contact_key(scope.business())?;
        let hash = |number: &PhoneNumber| key.hash_contact("phone", number.as_str()).to_string();
        let hashes: Vec<_> = held.iter().map(|(number, _)| hash(number)).collect();
        let mut standing = suppression::standing(scope, &hashes).await?;
        let record = |((number, points), hash): ((PhoneNumber, Vec<contact_point::Model>), &String)| Self {
            zones: zones_of(&facts, &number, &points),
            holders: points.iter().map(|point| (CustomerId(point.customer_id), ContactPointId(point.id))).collect(),
            sources: standing.remove(hash).unwrap_or_default(),
            facts: Arc::clone(&facts),
            number,
        };
        Ok(held.into_iter().zip(&hashes).map(record).collect())
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
            registries: self.facts.registries().consulted(digits(&self.number)),
            required: Registry::required_for(digits(&self.number)),
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
                registries: self.facts.registries().standing(digits(&self.number)),
            },
            rules: self.facts.rules().clone(),
        }
    }
}

/// The zones of everybody who has the number; of those whose zone is not known, and of nobody, the number's.
fn zones_of(facts: &Facts, number: &PhoneNumber, points: &[contact_point::Model]) -> Vec<Tz> {
    let mut all = Vec::new();
    for point in points {
        match facts.zone_of(CustomerId(point.customer_id)) {
            Some(own) => all.push(own),
            None => all.extend(zones(number)),
        }
    }
    if points.is_empty() {
        all.extend(zones(number));
    }
    all
}
