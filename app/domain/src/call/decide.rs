//! The one place where "may I call?" is answered.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{BlockReason, CallDecision};
use crate::{
    consent::{self, ConsentEvent, ConsentStatus},
    hours::{self, HoursStanding, WeekPlan},
    id::ContactPointId,
    registry::RegistryStanding,
    topic::{Channel, Purpose, Topic},
};

/// Everything a decision rests on, for one number and one purpose.
#[derive(Clone, Debug)]
pub struct CallFacts {
    /// What the call is for.
    pub purpose: Purpose,
    /// The customer to be called. For a bare number: everybody in the business who has it, each of
    /// whom must be callable.
    pub customers: Vec<CustomerFacts>,
    /// The number to be dialled.
    pub number: NumberFacts,
    /// What the business has decided.
    pub rules: CallRules,
}

/// What is on record about one customer.
#[derive(Clone, Debug, Default)]
pub struct CustomerFacts {
    /// Whether the customer is marked "do not call".
    pub marked: bool,
    /// Whether the customer asked to restrict the use of their data, and that stands (GDPR 18).
    pub restricted: bool,
    /// The customer's contact point that holds the number.
    pub point: Option<ContactPointId>,
    /// Every answer on record, each yes with the end that it has.
    pub events: Vec<ConsentEvent>,
}

/// Whether a number is on the business's do-not-call list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suppression {
    /// At least one source stands.
    Listed,
    /// No source stands.
    Free,
}

/// What is known about the number.
#[derive(Clone, Debug)]
pub enum NumberFacts {
    /// There is none.
    Missing,
    /// It cannot be dialled, and may be on the list all the same.
    Unusable(Suppression),
    /// It can be dialled.
    Usable {
        /// Whether it is on the do-not-call list.
        suppression: Suppression,
        /// The zones in which the customer may be: all must allow the call.
        zones: Vec<Tz>,
        /// What the national registries say about it.
        registries: RegistryStanding,
    },
}

/// Whether a business wants consent on record before any call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Calls wait for a `data_collection` consent.
    BeforeCalls,
    /// A customer without one is flagged, and may be called (the default; policy section 7).
    AtTheNextContact,
}

/// A business's own rules.
#[derive(Clone, Debug)]
pub struct CallRules {
    /// Whether consent must be on record before calls.
    pub asks: Asks,
    /// The topics that need a yes first; all others need the absence of a no.
    pub opt_in: BTreeSet<Topic>,
    /// When calls are allowed, in the customer's own time.
    pub hours: WeekPlan,
}

/// Decides whether this number may be called now, for this purpose.
///
/// This is the only place where that question is answered. The call button, the gate in front of
/// the phone, the API, the import and the report all ask here, so they cannot disagree.
///
/// Reasons are collected, not short-circuited: staff see every reason at once, and clearing one
/// does not surprise them with the next. They come back strongest first. A mark outranks
/// everything, a later "yes" recorded by staff included; it is lifted only by a use case of its
/// own, with reason and evidence (policy section 3).
///
/// Silence is not consent: a customer who was never asked is flagged, and is blocked where the
/// business or the topic needs a yes first (policy section 7).
///
/// `now` is a parameter because calling hours and the age of consents depend on it.
pub fn decide(facts: &CallFacts, now: DateTime<Utc>) -> CallDecision {
    let mut found = Found { reasons: Vec::new(), until: None };
    if facts.customers.is_empty() {
        person(&CustomerFacts::default(), facts, now, &mut found);
    }
    for customer in &facts.customers {
        person(customer, facts, now, &mut found);
    }
    number(facts, now, &mut found);
    found.reasons.sort_unstable();
    found.reasons.dedup();
    CallDecision { reasons: found.reasons, until: found.until }
}

/// What was found so far. Nothing is allocated for a call against which nothing stands.
struct Found {
    /// Every reason, perhaps more than once, in no order.
    reasons: Vec<BlockReason>,
    /// The first instant at which time alone can change something.
    until: Option<DateTime<Utc>>,
}

impl Found {
    fn reason(&mut self, reason: BlockReason) {
        self.reasons.push(reason);
    }

    fn changes_at(&mut self, instant: Option<DateTime<Utc>>) {
        self.until = self.until.into_iter().chain(instant).min();
    }
}

/// What the person's mark and answers say.
fn person(customer: &CustomerFacts, facts: &CallFacts, now: DateTime<Utc>, found: &mut Found) {
    if customer.marked {
        found.reason(BlockReason::DoNotCall);
    }
    if customer.restricted {
        found.reason(BlockReason::ProcessingRestricted);
    }
    let call = Topic::Reach(Channel::Call, facts.purpose);
    let needs_data = facts.rules.asks == Asks::BeforeCalls;
    let needs_call = facts.rules.opt_in.contains(&call);
    for (topic, point, needed, no) in [
        (Topic::DataCollection, None, needs_data, BlockReason::DataConsentRefused),
        (call, customer.point, needs_call, BlockReason::CallConsentRefused),
    ] {
        match consent::status(&customer.events, topic, point, now) {
            ConsentStatus::Refused | ConsentStatus::Withdrawn => found.reason(no),
            ConsentStatus::Expired if needed => found.reason(BlockReason::ConsentExpired),
            ConsentStatus::Unknown if needed => found.reason(BlockReason::ConsentUnknown),
            _ => {}
        }
        // The call does not rest on a yes that is not needed: its end changes nothing.
        if needed {
            found.changes_at(consent::ends_at(&customer.events, topic, point, now));
        }
    }
}

/// What the number, the list and the clock say.
fn number(facts: &CallFacts, now: DateTime<Utc>, found: &mut Found) {
    let (suppression, zones) = match &facts.number {
        NumberFacts::Missing => {
            found.reason(BlockReason::NoPhoneNumber);
            return;
        }
        NumberFacts::Unusable(suppression) => {
            found.reason(BlockReason::UnusableNumber);
            (suppression, None)
        }
        NumberFacts::Usable { suppression, zones, registries } => {
            // Registries are about offers only.
            if facts.purpose == Purpose::Marketing {
                registry(registries, facts, now, found);
            }
            (suppression, Some(zones))
        }
    };
    if *suppression == Suppression::Listed {
        found.reason(BlockReason::NumberSuppressed);
    }
    let Some(zones) = zones else { return };
    match hours::standing(&facts.rules.hours, zones, now) {
        HoursStanding::Open { until } => found.changes_at(until),
        HoursStanding::NoCommonHour => found.reason(BlockReason::TimeZoneUnknown),
        HoursStanding::Closed { local, opens, until } => {
            let clock = |time: chrono::NaiveTime| time.format("%H:%M").to_string();
            found.reason(BlockReason::OutsideCallingHours { local: clock(local), opens: opens.map(clock) });
            found.changes_at(until);
        }
    }
}

/// What the national registries say.
fn registry(standing: &RegistryStanding, facts: &CallFacts, now: DateTime<Utc>, found: &mut Found) {
    if standing.unreadable {
        found.reason(BlockReason::CouldNotCheck);
    }
    if standing.uncovered {
        found.reason(BlockReason::RegistryNotCovered);
    }
    match standing.stale_at {
        Some(stale_at) if stale_at <= now => found.reason(BlockReason::RegistryStale),
        fresh => found.changes_at(fresh),
    }
    if standing.listed {
        let call = Topic::Reach(Channel::Call, facts.purpose);
        let written = |customer: &CustomerFacts| consent::in_writing(&customer.events, call, customer.point, now);
        if facts.customers.is_empty() || !facts.customers.iter().all(written) {
            found.reason(BlockReason::NationalRegistry);
        }
        let ends = |customer: &CustomerFacts| consent::ends_at(&customer.events, call, customer.point, now);
        found.changes_at(facts.customers.iter().filter_map(ends).min());
    }
}

#[cfg(test)]
mod tests;
