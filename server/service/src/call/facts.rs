//! Loading what a decision rests on, for several customers in a few queries.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    call::{Asks, CallDecision, CallFacts, CallRules, CustomerFacts, NumberFacts, Suppression, decide},
    consent::{ConsentEvent, Terms},
    event::PointKind,
    hours::{Holiday, TimeZone, WeekPlan},
    id::{ContactPointId, CustomerId},
    phone::{PhoneNumber, zones},
    registry::{Registry, digits},
    topic::{Purpose, Topic},
    wire::call::Why,
};
use store::{
    Scope, StoreError, business, consent, customer, dnc,
    entity::{
        business as business_row, consent_event, contact_point, dnc_mark, holiday, request as request_row,
        suppression_source,
    },
    notice, request, setting, suppression,
};

use super::why::{Ground, SeenFrom, Side};
use crate::{
    error::{Error, Result},
    key::Keys,
    names::Names,
    registry::{RegistrySnapshot, Shelf},
};

/// What is on record about some customers, as of one instant.
pub(crate) struct Facts {
    rules: CallRules,
    people: HashMap<CustomerId, Person>,
    registries: RegistrySnapshot,
}

/// What is on record about one customer.
#[derive(Default)]
struct Person {
    marks: Vec<dnc_mark::Model>,
    events: Vec<ConsentEvent>,
    /// The rows of the answers, for who asks why.
    answers: Vec<consent_event::Model>,
    /// The requests to restrict the use of their data that stand.
    restrictions: Vec<request_row::Model>,
    zone: Option<Tz>,
    numbers: Vec<Number>,
}

struct Number {
    point: ContactPointId,
    e164: PhoneNumber,
    /// What keeps it on the do-not-call list.
    sources: Vec<suppression_source::Model>,
}

impl Person {
    fn number(&self, point: Option<ContactPointId>) -> Option<&Number> {
        self.numbers.iter().find(|number| Some(number.point) == point)
    }
}

impl Facts {
    /// Reads everything, in the transaction of the scope. Any failure is a failure of the whole:
    /// then nobody may be called.
    pub(crate) async fn load(keys: &Keys, shelf: &Shelf, scope: &Scope, customers: &[CustomerId]) -> Result<Self> {
        let business = business::find(scope).await?.ok_or(Error::NotFound)?;
        let rules = rules(scope, &business).await?;
        let terms = terms(scope).await?;
        let mut people: HashMap<_, Person> = customers.iter().map(|id| (*id, Person::default())).collect();
        for mark in dnc::standing(scope, customers).await? {
            people.entry(mark.customer_id.into()).or_default().marks.push(mark);
        }
        for row in consent::list(scope, customers).await? {
            let person = people.entry(row.customer_id.into()).or_default();
            person.events.push(terms.limit(row.event()?));
            person.answers.push(row);
        }
        for row in request::restrictions(scope, customers).await? {
            people.entry(row.customer_id.into()).or_default().restrictions.push(row);
        }
        for row in customer::list_by_id(scope, customers).await? {
            people.entry(row.id.into()).or_default().zone = zone(row.time_zone.as_deref())?;
        }
        numbers(keys, scope, customers, &mut people).await?;
        Ok(Self { rules, people, registries: RegistrySnapshot::load(shelf, scope).await? })
    }

    /// Reads everything as [`Facts::load`] does, for whoever has more to do in the transaction when that fails.
    pub(crate) async fn load_apart(
        keys: &Keys,
        shelf: &Shelf,
        scope: &Scope,
        customers: &[CustomerId],
    ) -> Result<Self> {
        let apart = scope.apart().await?;
        let facts = Self::load(keys, shelf, &apart, customers).await;
        apart.discard().await?;
        facts
    }

    /// The business's own rules.
    pub(crate) fn rules(&self) -> &CallRules {
        &self.rules
    }

    /// Puts what is on record about one customer to that of another, as their merge will: `twice` are the
    /// numbers of the one that the other has too.
    pub(crate) fn join(&mut self, customer: CustomerId, other: CustomerId, twice: &[ContactPointId]) {
        let Some(gone) = self.people.remove(&other) else { return };
        let left = self.people.entry(customer).or_default();
        left.marks.extend(gone.marks);
        left.events.extend(gone.events);
        left.answers.extend(gone.answers);
        left.restrictions.extend(gone.restrictions);
        left.numbers.extend(gone.numbers.into_iter().filter(|number| !twice.contains(&number.point)));
    }

    /// What the national registries say.
    pub(crate) fn registries(&self) -> &RegistrySnapshot {
        &self.registries
    }

    /// The customer's own time zone.
    pub(crate) fn zone_of(&self, customer: CustomerId) -> Option<Tz> {
        self.people.get(&customer).and_then(|person| person.zone)
    }

    /// Every answer of a customer, each yes with the end that it has.
    pub(crate) fn events(&self, customer: CustomerId) -> &[ConsentEvent] {
        self.people.get(&customer).map_or(&[], |person| &person.events)
    }

    /// The standing marks of a customer, and every answer, as they were recorded.
    pub(crate) fn recorded(&self, customer: CustomerId) -> (Vec<dnc_mark::Model>, Vec<consent_event::Model>) {
        self.people.get(&customer).map(|person| (person.marks.clone(), person.answers.clone())).unwrap_or_default()
    }

    /// The contact points that are numbers, in the order of the page.
    pub(crate) fn numbers(&self, customer: CustomerId) -> Vec<ContactPointId> {
        let person = self.people.get(&customer);
        person.map(|person| person.numbers.iter().map(|number| number.point).collect()).unwrap_or_default()
    }

    /// What is on record about a customer, for one of their numbers.
    pub(crate) fn person(&self, customer: CustomerId, point: Option<ContactPointId>) -> CustomerFacts {
        let Some(person) = self.people.get(&customer) else { return CustomerFacts::default() };
        CustomerFacts {
            marked: !person.marks.is_empty(),
            restricted: !person.restrictions.is_empty(),
            point,
            events: person.events.clone(),
        }
    }

    /// Decides for a customer, one of their numbers and a purpose.
    ///
    /// A number that is not theirs, or not any more, is nothing to dial.
    pub(crate) fn decide(
        &self,
        customer: CustomerId,
        point: Option<ContactPointId>,
        purpose: Purpose,
        now: DateTime<Utc>,
    ) -> CallDecision {
        decide(&self.asked(customer, point, purpose), now)
    }

    /// What a decision for a customer, one of their numbers and a purpose rests on, for whoever decides for several
    /// instants.
    pub(crate) fn asked(&self, customer: CustomerId, point: Option<ContactPointId>, purpose: Purpose) -> CallFacts {
        CallFacts {
            purpose,
            customers: vec![self.person(customer, point)],
            number: self.number(customer, point),
            rules: self.rules.clone(),
        }
    }

    /// Puts what is on record under other rules of the business, which are not saved.
    pub(crate) fn put_under(&mut self, rules: CallRules, terms: &Terms) -> Result<()> {
        self.rules = rules;
        for person in self.people.values_mut() {
            let events = person.answers.iter().map(|row| Ok(terms.limit(row.event()?)));
            person.events = events.collect::<Result<_>>()?;
        }
        Ok(())
    }

    /// What the decision for a customer, one of their numbers and a purpose rests on.
    pub(crate) fn why(
        &self,
        customer: CustomerId,
        point: Option<ContactPointId>,
        purpose: Purpose,
        names: &Names,
        now: DateTime<Utc>,
    ) -> Why {
        let number = self.people.get(&customer).and_then(|person| person.number(point));
        let zones = match self.number(customer, point) {
            NumberFacts::Usable { zones, .. } => zones,
            NumberFacts::Missing | NumberFacts::Unusable(_) => Vec::new(),
        };
        let ground = Ground {
            seen_from: SeenFrom::Customer(customer),
            sides: self.side(customer, point).into_iter().collect(),
            sources: number.map_or(&[], |number| &number.sources),
            zones,
            registries: number.map(|number| self.registries.consulted(digits(&number.e164))).unwrap_or_default(),
            required: number.and_then(|number| Registry::required_for(digits(&number.e164))),
            rules: &self.rules,
            names,
            purpose,
            now,
        };
        ground.explain(point, &self.decide(customer, point, purpose, now))
    }

    /// What is on record about a customer, for who asks why.
    pub(super) fn side(&self, customer: CustomerId, point: Option<ContactPointId>) -> Option<Side<'_>> {
        let person = self.people.get(&customer)?;
        Some(Side {
            marks: &person.marks,
            events: &person.events,
            answers: &person.answers,
            restrictions: &person.restrictions,
            point,
        })
    }

    /// Whether a no of the person or the list stands against every purpose: then nobody sees the digits.
    pub(crate) fn masks(&self, customer: CustomerId, point: ContactPointId, now: DateTime<Utc>) -> bool {
        Purpose::ALL.iter().all(|purpose| self.decide(customer, Some(point), *purpose, now).masks())
    }

    fn number(&self, customer: CustomerId, point: Option<ContactPointId>) -> NumberFacts {
        let Some(person) = self.people.get(&customer) else { return NumberFacts::Missing };
        let Some(number) = person.number(point) else { return NumberFacts::Missing };
        let zones = person.zone.map_or_else(|| zones(&number.e164).to_vec(), |zone| vec![zone]);
        NumberFacts::Usable {
            suppression: suppression_by(&number.sources),
            zones,
            registries: self.registries.standing(digits(&number.e164)),
        }
    }
}

async fn numbers(
    keys: &Keys,
    scope: &Scope,
    customers: &[CustomerId],
    people: &mut HashMap<CustomerId, Person>,
) -> Result<()> {
    let points: Vec<contact_point::Model> = customer::points_of(scope, customers).await?;
    let mut hashed = Vec::new();
    for point in points.into_iter().filter(|point| point.kind == PointKind::Phone.code()) {
        let number = PhoneNumber::from_e164(&point.value).map_err(|_| StoreError::Garbled("contact_point.value"))?;
        let hash = keys.hash_contact(scope.business(), "phone", number.as_str())?.to_string();
        hashed.push((point, number, hash));
    }
    // Asked even without numbers: a missing key must stop everybody's calls, not some people's.
    keys.hash_contact(scope.business(), "phone", "")?;
    let hashes: Vec<_> = hashed.iter().map(|(_, _, hash)| hash.clone()).collect();
    let standing = suppression::standing(scope, &hashes).await?;
    for (point, number, hash) in hashed {
        let sources = standing.get(&hash).cloned().unwrap_or_default();
        let person = people.entry(point.customer_id.into()).or_default();
        person.numbers.push(Number { point: point.id.into(), e164: number, sources });
    }
    Ok(())
}

/// Whether a number is on the list, by the sources that stand.
pub(super) fn suppression_by(sources: &[suppression_source::Model]) -> Suppression {
    if sources.is_empty() { Suppression::Free } else { Suppression::Listed }
}

/// A zone that cannot be read is not a zone that is unknown: nothing may be decided then.
fn zone(name: Option<&str>) -> Result<Option<Tz>> {
    let Some(name) = name else { return Ok(None) };
    let zone = TimeZone::parse(name).ok().and_then(|zone| zone.tz());
    zone.map(Some).ok_or(Error::Store(StoreError::Garbled("customer.time_zone")))
}

/// The business's own rules, from its row and its holidays.
pub(super) async fn rules(scope: &Scope, business: &business_row::Model) -> Result<CallRules> {
    let holidays = setting::holidays(scope).await?;
    let holidays: Vec<_> = holidays.iter().map(holiday::Model::holiday).collect::<store::error::Result<_>>()?;
    rules_with(business, holidays)
}

/// The business's own rules, from a row and holidays that may not be saved.
pub(crate) fn rules_with(business: &business_row::Model, holidays: Vec<Holiday>) -> Result<CallRules> {
    let asks = if business.asks_before_calls { Asks::BeforeCalls } else { Asks::AtTheNextContact };
    Ok(CallRules { asks, opt_in: opt_in(business)?, hours: week_plan(business)?.with_holidays(holidays) })
}

/// The topics that need a yes first.
pub(crate) fn opt_in(business: &business_row::Model) -> Result<BTreeSet<Topic>> {
    let topics: Vec<Topic> =
        serde_json::from_value(business.opt_in.clone()).map_err(|_| StoreError::Garbled("business.opt_in"))?;
    Ok(topics.into_iter().collect())
}

/// The calling hours of a week, without holidays.
pub(crate) fn week_plan(business: &business_row::Model) -> Result<WeekPlan> {
    let plan = serde_json::from_value(business.week_plan.clone());
    Ok(plan.map_err(|_| StoreError::Garbled("business.week_plan"))?)
}

/// What ends a yes: the business's settings and its newer texts.
pub(crate) async fn terms(scope: &Scope) -> Result<Terms> {
    Ok(Terms { holds_for: setting::terms(scope).await?.into_iter().collect(), notices: notice::material(scope).await? })
}
