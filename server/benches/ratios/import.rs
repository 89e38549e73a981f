//! How long it takes to import a list, beside putting the same rows into the tables and nothing else.

use std::{
    fmt::Write as _,
    path::Path,
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use domain::country::Country;
use service::{
    Service,
    ctx::Ctx,
    import::{self, Choices, List},
};
use store::entity::{contact_point, customer};

use crate::{
    measure::Pair,
    stage::TestApp,
    table::{Row, Target, Unit},
};

/// How many lines the list has.
const LINES: usize = 100_000;
/// How often both are measured: one takes long enough that more would say nothing new.
const ROUNDS: usize = 3;
/// How many people are inserted in one transaction, as the import does.
const TOGETHER: usize = 500;

/// The row of this benchmark.
pub async fn run(app: &TestApp) -> Vec<Row> {
    let ctx = app.ctx(&app.owner().await).await;
    let folder = tempfile::tempdir().unwrap();
    let mut rounds = Vec::with_capacity(ROUNDS);
    for round in 0..ROUNDS {
        let baseline = in_milliseconds(bare(app.service(), &ctx).await);
        let measured = in_milliseconds(imported(app.service(), &ctx, folder.path(), round).await);
        rounds.push(Pair { measured, baseline });
    }
    vec![Row {
        name: "import: 100,000 lines",
        beside: "insert of the same rows",
        unit: Unit::Milliseconds,
        rounds,
        target: Target::AtMost(3.0),
    }]
}

fn in_milliseconds(length: Duration) -> f64 {
    length.as_secs_f64() * 1e3
}

/// The name, the two numbers and the address of a person of the list.
fn person(at: usize) -> [String; 4] {
    let area = ["212", "415", "312", "617", "305", "206", "713", "404"][at / 100 % 8];
    let number = |plus: usize| format!("+1{area}55501{:02}", (at + plus) % 100);
    [format!("Ana{at} Lopez"), number(0), number(1), format!("ana{at}@example.com")]
}

/// Imports a list of people who are not on file.
async fn imported(service: &Service, ctx: &Ctx, folder: &Path, round: usize) -> Duration {
    let mut text = "Name,Phone,Mobile,Email,Address,City,State,ZIP\n".to_owned();
    for at in 0..LINES {
        let [name, phone, mobile, email] = person(round * LINES + at);
        writeln!(text, "{name},{phone},{mobile},{email},{at} Main St,Irvine,CA,92600").unwrap();
    }
    let path = folder.join("people.csv");
    std::fs::write(&path, text).unwrap();
    let country = Country::parse("US").unwrap();
    let list = List { path, name: "people.csv".into(), choices: Choices::default(), mapping: None, country };
    let begun = Instant::now();
    let report = import::run(service, ctx, &list, |_| ()).await.unwrap();
    assert_eq!(report.added, LINES as u64);
    begun.elapsed()
}

/// Inserts as many people with as many contact points, each [`TOGETHER`] durable before the next.
async fn bare(service: &Service, ctx: &Ctx) -> Duration {
    let now = service.now();
    let people: Vec<_> = (0..LINES).map(|at| rows(service, ctx, now, at)).collect();
    let begun = Instant::now();
    for (at, some) in people.chunks(TOGETHER).enumerate() {
        let batch = service.db().begin().await.unwrap();
        let scope = batch.scope(ctx.business).await.unwrap();
        let customers = some.iter().map(|(customer, _)| customer.clone()).collect();
        let points = some.iter().flat_map(|(_, points)| points.iter().cloned()).collect();
        store::customer::insert_many(&scope, customers, points).await.unwrap();
        scope.keep().await.unwrap();
        batch.commit().await.unwrap();
        // As the import does: otherwise both would measure the plans for empty tables.
        if at == 0 {
            service.db().gather_statistics().await.unwrap();
        }
    }
    begun.elapsed()
}

/// The rows of one person.
fn rows(service: &Service, ctx: &Ctx, now: DateTime<Utc>, at: usize) -> (customer::Model, Vec<contact_point::Model>) {
    let [name, phone, mobile, email] = person(at);
    let id = service.new_request().0;
    let customer = customer::Model {
        business_id: ctx.business.0,
        id,
        sort_name: Some(name.to_lowercase()),
        full_name: Some(name),
        company: None,
        address_line: Some(format!("{at} Main St")),
        city: Some("Irvine".into()),
        region: Some("CA".into()),
        postal_code: Some("92600".into()),
        country: None,
        language: None,
        time_zone: None,
        note: None,
        extra: serde_json::json!([]),
        import_identity: Some(service.new_request().to_string().repeat(2)),
        merged_into: None,
        revision: 1,
        created_at: now,
        withdrawn_at: None,
        erase_at: None,
        erased_at: None,
    };
    let point = |(kind, value, position): (&str, String, i32)| contact_point::Model {
        business_id: ctx.business.0,
        id: service.new_request().0,
        customer_id: id,
        kind: kind.into(),
        value,
        extension: None,
        label: None,
        position,
        added_at: now,
        retired_at: None,
        undeliverable_at: None,
    };
    let points = [("phone", phone, 0), ("phone", mobile, 1), ("email", email, 100)];
    (customer, points.map(point).to_vec())
}
