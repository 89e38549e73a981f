//! What needs attention today, each with the first few and the way to the list of all.

use chrono::{DateTime, Utc};
use domain::{
    id::CustomerId,
    request::RequestState,
    training::NAMED_AFTER_DAYS,
    wire::dashboard::{Line, Need, Todo},
};
use store::{
    Scope,
    customer::{self, Filter, HeadCounts},
    message, request,
};

use crate::{Service, customer::expiring, error::Result, message::undelivered, names, request::due_soon, training};

/// How many of each are named.
const FIRST: u64 = 5;
/// Beyond how many it is only said that there are more: nobody asks a thousand people in a day.
const COUNTED: u64 = 1_000;

/// What there is.
pub(super) async fn of(scope: &Scope, heads: HeadCounts, now: DateTime<Utc>) -> Result<Vec<Todo>> {
    let all = [
        flagged(scope, heads.no_consent).await?,
        ending(scope, now).await?,
        lost(scope, now).await?,
        due(scope, now).await?,
    ];
    Ok(all.into_iter().filter(|todo| todo.count > 0).collect())
}

async fn flagged(scope: &Scope, count: u64) -> Result<Todo> {
    let ids = customer::flagged(scope, FIRST).await?;
    let first = named(scope, ids.into_iter().map(|id| (id.to_string(), id)).collect()).await?;
    Ok(Todo { need: Need::Consent, count, is_more: false, first })
}

async fn ending(scope: &Scope, now: DateTime<Utc>) -> Result<Todo> {
    let filter = Filter { flag: Some(expiring(scope, now).await?), ..Filter::default() };
    let count = customer::count_up_to(scope, &filter, COUNTED).await?;
    let rows = if count > 0 { customer::list(scope, &filter, 0, FIRST).await? } else { Vec::new() };
    let line = |row: store::entity::customer::Model| Line {
        id: row.id.to_string(),
        name: row.full_name.unwrap_or_default(),
        due_on: None,
    };
    let first = rows.into_iter().map(line).collect();
    Ok(Todo { need: Need::Expiry, count: count.min(COUNTED), is_more: count > COUNTED, first })
}

async fn lost(scope: &Scope, now: DateTime<Utc>) -> Result<Todo> {
    let which = undelivered(now);
    let count = message::count(scope, which).await?;
    let rows = message::page(scope, which, None, FIRST).await?;
    let ids = rows.into_iter().map(|row| (row.id.to_string(), CustomerId(row.customer_id))).collect();
    Ok(Todo { need: Need::Delivery, count, is_more: false, first: named(scope, ids).await? })
}

async fn due(scope: &Scope, now: DateTime<Utc>) -> Result<Todo> {
    let waits = RequestState::waiting();
    let before = due_soon(now.date_naive());
    let count = request::count(scope, &waits, before).await?;
    let rows = request::list(scope, None, &waits, before, FIRST).await?;
    let days: Vec<_> = rows.iter().map(|row| row.due_on).collect();
    let ids = rows.into_iter().map(|row| (row.id.to_string(), CustomerId(row.customer_id))).collect();
    let lines = named(scope, ids).await?.into_iter().zip(days);
    let first = lines.map(|(line, day)| Line { due_on: Some(day), ..line }).collect();
    Ok(Todo { need: Need::Request, count, is_more: false, first })
}

/// The members who have not read the training for a week: before that only they themselves are asked.
pub(super) async fn untrained(service: &Service, scope: &Scope, now: DateTime<Utc>) -> Result<Option<Todo>> {
    let late = training::late(service, scope, NAMED_AFTER_DAYS, now).await?;
    let count = late.len() as u64;
    let line = |(member, due_at): (store::entity::member::Model, DateTime<Utc>)| Line {
        id: member.id.to_string(),
        name: member.name,
        due_on: Some(due_at.date_naive()),
    };
    let first = late.into_iter().map(line).take(usize::try_from(FIRST).unwrap_or(usize::MAX)).collect();
    Ok((count > 0).then_some(Todo { need: Need::Training, count, is_more: false, first }))
}

/// Each with the name of its customer, as far as it may be said.
async fn named(scope: &Scope, of: Vec<(String, CustomerId)>) -> Result<Vec<Line>> {
    let ids: Vec<_> = of.iter().map(|(_, customer)| *customer).collect();
    let names = names::of_customers(scope, &ids).await?;
    let line = |(id, customer): (String, CustomerId)| Line {
        id,
        name: names.get(&customer).cloned().unwrap_or_default(),
        due_on: None,
    };
    Ok(of.into_iter().map(line).collect())
}
