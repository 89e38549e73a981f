//! What a business has on record about numbers, as of one instant, for millions of questions.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use domain::{
    call::{BlockReason, CallDecision, CallFacts, CallRules, NumberFacts, decide},
    event::PointKind,
    id::BusinessId,
    ledger::{Hash, HashKey},
    phone::PhoneNumber,
    registry::{RegistryStanding, digits},
    topic::Purpose,
};
use store::{Scope, StoreError, customer, entity::contact_point, suppression};

use super::sieve::Sieve;
use crate::{
    Service,
    call::{Facts, NumberRecord},
    error::Result,
    registry::RegistrySnapshot,
};

/// How many rows are read at a time.
const TOGETHER: u64 = 2_000;

/// What is on record about numbers.
pub(super) struct Ground {
    purpose: Purpose,
    now: DateTime<Utc>,
    rules: CallRules,
    registries: RegistrySnapshot,
    /// What was decided about the numbers that somebody has.
    decisions: Vec<CallDecision>,
    /// Which of them is whose.
    held: HashMap<u64, usize>,
    /// The numbers of the do-not-call list.
    listed: HashSet<u64>,
    /// Those of which only the keyed hash is left.
    hashes: HashSet<[u8; 32]>,
    key: HashKey,
    /// Most numbers of a list are nobody's, and this says so at once.
    sieve: Sieve,
}

/// What the record says about a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// Somebody has it: the decision at this place holds.
    Held(usize),
    /// Nobody has it, and it is on the do-not-call list.
    Listed,
    /// Nothing.
    Nothing,
}

impl Ground {
    /// Reads everything in one transaction. Any failure is a failure of the whole.
    pub(super) async fn read(
        service: &Service,
        business: BusinessId,
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let scope = service.db.read(business).await?;
        // Without any customer: the rules, and the proof that the key is there.
        let facts = Facts::load(&service.keys, &service.shelf, &scope, &[]).await?;
        let key = service.keys.contact_key(business)?;
        let mut ground = Self {
            purpose,
            now,
            rules: facts.rules().clone(),
            registries: facts.registries().clone(),
            decisions: Vec::new(),
            held: HashMap::new(),
            listed: HashSet::new(),
            hashes: HashSet::new(),
            key,
            sieve: Sieve::default(),
        };
        ground.read_held(service, &scope).await?;
        ground.read_list(&scope).await?;
        ground.sieve = Sieve::of(ground.held.keys().chain(&ground.listed).copied());
        Ok(ground)
    }

    /// Decides for every number that somebody has, as "Check a number" does.
    async fn read_held(&mut self, service: &Service, scope: &Scope) -> Result<()> {
        let mut places = HashMap::new();
        let mut points: Vec<contact_point::Model> = Vec::new();
        loop {
            let next = customer::every_point_of_kind(scope, PointKind::Phone, points.last(), TOGETHER).await?;
            let is_last = next.is_empty();
            points.extend(next);
            // Whoever else has the last number may come with the next rows.
            let open = if is_last { points.len() } else { begin_of_last(&points) };
            let whole: Vec<_> = points.drain(..open).collect();
            let held = by_number(whole)?;
            let numbers: Vec<_> = held.iter().map(|(number, _)| digits(number)).collect();
            let records = NumberRecord::load_held(&service.keys, &service.shelf, scope, held).await?;
            for (number, record) in numbers.into_iter().zip(records) {
                let decision = record.decide(self.purpose, self.now);
                let place = *places.entry(key_of(&decision)).or_insert_with(|| {
                    self.decisions.push(decision);
                    self.decisions.len() - 1
                });
                self.held.insert(number, place);
            }
            if is_last {
                return Ok(());
            }
        }
    }

    async fn read_list(&mut self, scope: &Scope) -> Result<()> {
        let mut after = None;
        loop {
            let rows = suppression::every(scope, after, TOGETHER).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = Some(last.id.into());
            for row in rows {
                if let Some(number) = row.number {
                    let number = PhoneNumber::from_e164(&number);
                    let number = number.map_err(|_| StoreError::Garbled("suppression.number"))?;
                    self.listed.insert(digits(&number));
                } else {
                    let hash: Hash = row.hash.parse().map_err(|_| StoreError::Garbled("suppression.hash"))?;
                    self.hashes.insert(hash.0);
                }
            }
        }
    }

    /// What the record says about a number.
    #[inline]
    pub(super) fn known(&self, number: u64) -> Known {
        if !self.sieve.may_hold(number) && self.hashes.is_empty() {
            return Known::Nothing;
        }
        self.look_up(number)
    }

    fn look_up(&self, number: u64) -> Known {
        let hashed = || self.hashes.contains(&self.key.hash_contact("phone", &format!("+{number}")).0);
        match self.held.get(&number) {
            Some(place) => Known::Held(*place),
            None if self.listed.contains(&number) => Known::Listed,
            None if !self.hashes.is_empty() && hashed() => Known::Listed,
            None => Known::Nothing,
        }
    }

    /// What the national registries say about a number. They are asked about offers only.
    #[inline]
    pub(super) fn registries(&self, number: u64) -> RegistryStanding {
        match self.purpose {
            Purpose::Marketing => self.registries.standing(number),
            Purpose::Service => RegistryStanding::default(),
        }
    }

    /// What was decided about a number that somebody has.
    pub(super) fn decision(&self, place: usize) -> &CallDecision {
        &self.decisions[place]
    }

    /// Decides for a number that nobody has.
    pub(super) fn decide(&self, number: NumberFacts) -> CallDecision {
        let facts = CallFacts { purpose: self.purpose, customers: Vec::new(), number, rules: self.rules.clone() };
        decide(&facts, self.now)
    }

    /// When everything was read (UTC).
    pub(super) fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

/// What makes two decisions the same.
fn key_of(decision: &CallDecision) -> (Vec<BlockReason>, Option<DateTime<Utc>>) {
    (decision.reasons().to_vec(), decision.until)
}

/// Where the contact points of the last number begin.
fn begin_of_last(points: &[contact_point::Model]) -> usize {
    let Some(last) = points.last() else { return 0 };
    points.iter().rposition(|point| point.value != last.value).map_or(0, |before| before + 1)
}

/// Contact points in the order of their values, by number.
fn by_number(points: Vec<contact_point::Model>) -> Result<Vec<(PhoneNumber, Vec<contact_point::Model>)>> {
    let mut held: Vec<(PhoneNumber, Vec<contact_point::Model>)> = Vec::new();
    for point in points {
        match held.last_mut() {
            Some((number, same)) if number.as_str() == point.value => same.push(point),
            _ => {
                let number = PhoneNumber::from_e164(&point.value);
                held.push((number.map_err(|_| StoreError::Garbled("contact_point.value"))?, vec![point]));
            }
        }
    }
    Ok(held)
}
