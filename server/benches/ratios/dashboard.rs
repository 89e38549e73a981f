//! The dashboard of a large business: the page, beside the bare query for the rows that it shows, and beside counting
//! every row of the record.
//!
//! The record is written past the use cases, in their form: rows, entries with their tree, and counts.

use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    event::{Event, Record, Recorded},
    id::{CallId, ContactPointId, CustomerId},
    ledger::{Actor, Entry, Field, Frontier, Subject, leaf_hash},
    tally::Span,
    topic::Purpose,
};
use service::{Service, ctx::Ctx};
use store::{
    Scope, customer,
    entity::{customer as row, ledger_entry, ledger_head},
    ledger, tally,
};

use crate::{
    measure::{Pair, percentile, rounds},
    stage::{Client, TestApp},
    table::{Row, Target, Unit},
};

/// How much there is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Ten thousand customers, and five entries for each.
    Small,
    /// A million, and five for each.
    Million,
}

impl Size {
    const fn customers(self) -> usize {
        match self {
            Self::Small => 10_000,
            Self::Million => 1_000_000,
        }
    }
}

/// How many entries there are for each customer.
const EACH: usize = 5;
/// How many customers are written in one transaction.
const TOGETHER: usize = 5_000;
/// How often the page is asked for in a round.
const PAGES: usize = 20;
/// Over how many days the entries are spread.
const DAYS: usize = 30;

/// The rows of this benchmark.
pub async fn run(app: &TestApp, size: Size) -> Vec<Row> {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    fill(app.service(), &ctx, size).await;
    app.service().db().gather_statistics().await.unwrap();
    let found = rounds(async || {
        let measured = page(&owner).await;
        let [shown, all] = [shown(app.service(), &ctx).await, all(app.service(), &ctx).await];
        [shown, all].map(|baseline| Pair { measured, baseline })
    });
    let found = found.await;
    let row = |name, beside, at: usize, target| Row {
        name,
        beside,
        unit: Unit::Milliseconds,
        rounds: found.iter().map(|pairs| pairs[at]).collect(),
        target: Target::AtMost(target),
    };
    vec![
        row("dashboard: the page, p50", "bare query of its counts", 0, 5.0),
        row("dashboard: the page, p50", "counting every row", 1, 1.0),
    ]
}

/// How long the page takes.
async fn page(owner: &Client) -> f64 {
    let mut took = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let begun = Instant::now();
        owner.get("/dashboard").await.expect(200);
        took.push(begun.elapsed());
    }
    percentile(&mut took, 50)
}

/// How long it takes to read the counts that the page shows.
async fn shown(service: &Service, ctx: &Ctx) -> f64 {
    let mut took = Vec::with_capacity(PAGES);
    for _ in 0..PAGES {
        let begun = Instant::now();
        let scope = service.db().read(ctx.business).await.unwrap();
        let today = service.now().date_naive();
        let days = i64::try_from(DAYS).unwrap();
        tally::list(&scope, Span { from: today - TimeDelta::days(days), to: today }).await.unwrap();
        customer::head_counts(&scope).await.unwrap();
        took.push(begun.elapsed());
    }
    percentile(&mut took, 50)
}

/// How long it takes to count the rows themselves, once.
async fn all(service: &Service, ctx: &Ctx) -> f64 {
    let begun = Instant::now();
    let scope = service.db().read(ctx.business).await.unwrap();
    customer::counted_now(&scope).await.unwrap();
    ledger::count(&scope, "call_authorised", begin(service.now())).await.unwrap();
    milliseconds(begun.elapsed())
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1e3
}

fn begin(now: DateTime<Utc>) -> DateTime<Utc> {
    now - TimeDelta::days(i64::try_from(DAYS).unwrap())
}

/// Writes customers, each with a number of calls, and counts them as changes do.
async fn fill(service: &Service, ctx: &Ctx, size: Size) {
    for _ in 0..size.customers() / TOGETHER {
        let batch = service.db().begin().await.unwrap();
        let scope = batch.scope(ctx.business).await.unwrap();
        let people: Vec<_> = (0..TOGETHER).map(|_| person(service, ctx)).collect();
        let ids: Vec<_> = people.iter().map(|person| CustomerId(person.id)).collect();
        customer::insert_many(&scope, people, Vec::new()).await.unwrap();
        customer::recount(&scope, &ids).await.unwrap();
        entries(service, ctx, &scope, &ids).await;
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
    }
}

async fn entries(service: &Service, ctx: &Ctx, scope: &Scope, ids: &[CustomerId]) {
    let head = ledger::lock_head(scope).await.unwrap().unwrap();
    let mut frontier = Frontier::from_bytes(&head.frontier).unwrap();
    let (mut rows, mut counted) = (Vec::with_capacity(ids.len() * EACH), tally::Counted::new());
    let now = service.now();
    for (at, id) in ids.iter().cycle().take(ids.len() * EACH).enumerate() {
        let at = begin(now) + TimeDelta::hours(i64::try_from(at % (DAYS * 24)).unwrap());
        let point = ContactPointId(id.0);
        let event = Event::CallAuthorised { call: CallId(id.0), customer: *id, point, purpose: Purpose::Service };
        let record = event.record();
        for kind in record.tallies() {
            *counted.entry((at.date_naive(), kind)).or_default() += 1;
        }
        let row = entry(ctx, record, frontier.size() + 1, at);
        frontier.append(leaf_hash(&row.bytes));
        rows.push(row);
    }
    let size = i64::try_from(frontier.size()).unwrap();
    tally::add(scope, &counted).await.unwrap();
    let head = ledger_head::Model { size, tallied: size, frontier: frontier.to_bytes(), ..head };
    ledger::append(scope, rows, Vec::new(), head).await.unwrap();
}

fn entry(ctx: &Ctx, record: Record, seq: u64, at: DateTime<Utc>) -> ledger_entry::Model {
    let subject = record.subject.parts();
    let fields = record.fields.into_iter().map(|(name, value)| match value {
        Recorded::Plain(value) => Field::plain(name, value),
        Recorded::Personal(_) => panic!("a call says nothing about a person"),
    });
    let entry = Entry {
        business: ctx.business,
        seq,
        kind: record.kind.code().to_owned(),
        version: record.version,
        at,
        actor: Actor::new(ctx.actor.kind(), ctx.actor.id()),
        subject: subject.map(|(kind, id)| Subject::new(kind, id)),
        request: None,
        fields: fields.collect(),
    };
    ledger_entry::Model {
        business_id: ctx.business.0,
        seq: i64::try_from(seq).unwrap(),
        kind: entry.kind.clone(),
        version: entry.version.into(),
        at,
        actor_kind: ctx.actor.kind().to_owned(),
        actor_id: ctx.actor.id(),
        subject_kind: subject.map(|(kind, _)| kind.to_owned()),
        subject_id: subject.map(|(_, id)| id),
        bytes: entry.to_bytes().unwrap(),
    }
}

fn person(service: &Service, ctx: &Ctx) -> row::Model {
    let id = service.new_request().0;
    let name = format!("Customer {}", id.simple());
    row::Model {
        business_id: ctx.business.0,
        id,
        sort_name: Some(name.to_lowercase()),
        full_name: Some(name),
        company: None,
        address_line: None,
        city: None,
        region: None,
        postal_code: None,
        country: None,
        language: None,
        time_zone: None,
        note: None,
        extra: serde_json::json!([]),
        import_identity: None,
        merged_into: None,
        revision: 1,
        created_at: service.now(),
        withdrawn_at: None,
        erase_at: None,
        erased_at: None,
    }
}
