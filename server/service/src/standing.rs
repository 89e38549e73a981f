//! How customers stand: the decision for each number and purpose, as pages and frames show it.

use chrono::{DateTime, Utc};
use domain::{
    id::CustomerId,
    topic::Purpose,
    wire::call::{Decision, Standing, Standings},
};
use store::{Scope, customer};

use crate::{
    Service,
    call::{Facts, unreadable},
    error::Result,
};

/// The standings of these customers, as of now. Where the facts cannot be read, nobody may be called.
pub async fn of(service: &Service, scope: &Scope, customers: &[CustomerId]) -> Result<Vec<Standings>> {
    let now = service.clock.now();
    match Facts::load_apart(&service.keys, &service.shelf, scope, customers).await {
        Ok(facts) => Ok(customers.iter().map(|id| standings(&facts, *id, now)).collect()),
        Err(error) => unchecked(scope, customers, error).await,
    }
}

/// The standings of one customer.
pub(crate) fn standings(facts: &Facts, customer: CustomerId, now: DateTime<Utc>) -> Standings {
    let numbers = facts.numbers(customer);
    let numbers = if numbers.is_empty() { vec![None] } else { numbers.into_iter().map(Some).collect() };
    let calls = numbers.into_iter().flat_map(|number| {
        Purpose::ALL.map(|purpose| Standing {
            number,
            purpose,
            decision: Decision::from(&facts.decide(customer, number, purpose, now)),
        })
    });
    Standings { customer, calls: calls.collect() }
}

async fn unchecked(scope: &Scope, customers: &[CustomerId], error: crate::Error) -> Result<Vec<Standings>> {
    let decision = Decision::from(&unreadable(error));
    let points = customer::points_of(scope, customers).await?;
    let of = |customer: &CustomerId| {
        let numbers = points.iter().filter(|point| point.customer_id == customer.0 && point.kind == "phone");
        let numbers: Vec<_> = numbers.map(|point| Some(point.id.into())).collect();
        let numbers = if numbers.is_empty() { vec![None] } else { numbers };
        let calls = numbers
            .into_iter()
            .flat_map(|number| Purpose::ALL.map(|purpose| Standing { number, purpose, decision: decision.clone() }));
        Standings { customer: *customer, calls: calls.collect() }
    };
    Ok(customers.iter().map(of).collect())
}
