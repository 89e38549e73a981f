//! Programs that were written by nobody: requests made of the description alone, right and wrong, to every operation.
//!
//! No answer is a fault of the server, each is one that is described, and none says what another business has.

mod described;
mod wish;

use std::collections::{BTreeMap, BTreeSet};

use domain::wire::dnc::Mark;
use reqwest::header::CONTENT_TYPE;
use serde_json::json;

use self::{
    described::{Description, Operation},
    wish::{Pool, Wish},
};
use super::{Program, Reply, customer::ada, scene};
use crate::{race::chance::Chance, support::TestApp};

each_db!(whatever_is_sent_is_answered_as_it_is_described, what_another_business_has_is_answered_as_what_nobody_has);

/// The same requests each time.
const SEED: u64 = 0x0052_494E_4746_454E;
/// How many requests each operation gets.
const ROUNDS: u64 = 24;
/// How many of them are compared with the same about another business.
const COMPARED: u64 = 12;
/// What stands in no answer: words of the database and of the language that the server is written in.
const INNARDS: [&str; 12] = [
    "select ",
    "insert into",
    "update set",
    "sqlite",
    "sqlstate",
    "postgres",
    "sqlx",
    "sea_orm",
    "constraint",
    "panicked",
    "backtrace",
    ".rs:",
];

async fn whatever_is_sent_is_answered_as_it_is_described(app: TestApp) {
    let (ctx, program) = scene(&app).await;
    let description = Description::read(&program).await;
    let mut pool = pool(&app, &program).await;
    let marked = app.customer(&ctx).await;
    service::dnc::mark(app.service(), &ctx, Mark { customer: marked.to_string() }).await.unwrap();
    pool.note("customers", &marked.to_string());
    let mut chance = Chance::new(SEED);
    let (mut granted, mut wrong) = (BTreeSet::new(), BTreeMap::new());
    for round in 0..ROUNDS {
        if round % 4 == 0 {
            // Somebody is left whom the next ones can be about.
            pool.note("customers", &app.customer(&ctx).await.to_string());
        }
        for operation in &description.operations {
            let wish = Wish::make(&mut chance, &description, operation, &pool);
            let reply = send(&program, operation, &wish).await;
            if let Some(what) = what_is_wrong(&description, operation, &reply, &wish) {
                wrong.entry((operation.name.clone(), what)).or_insert_with(|| format!("{wish:?}\n{}", reply.text));
            }
            if reply.status < 300 {
                granted.insert(operation.name.clone());
                pool.learn(operation, &reply.body);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let all: BTreeSet<_> = description.operations.iter().map(|operation| operation.name.clone()).collect();
    assert_eq!(granted, all, "every operation was asked something that it takes");
}

async fn what_another_business_has_is_answered_as_what_nobody_has(app: TestApp) {
    let (_, theirs) = scene(&app).await;
    let (ctx, program) = scene(&app).await;
    let description = Description::read(&program).await;
    let (foreign, missing) = (pool(&app, &theirs).await, Pool::of_nothing());
    let before = app.ledger(ctx.business).await;
    let mut compared = 0;
    for operation in &description.operations {
        for round in 0..COMPARED {
            let wish = |pool| Wish::make(&mut Chance::new(SEED + round), &description, operation, pool);
            let wishes = [wish(&foreign), wish(&missing)];
            // What creates something, or is about none of these, has nothing to compare.
            if !wishes[0].is_about(&foreign) || operation.name == "syncCustomer" {
                continue;
            }
            let of_theirs = send(&program, operation, &wishes[0]).await;
            let of_nobody = send(&program, operation, &wishes[1]).await;
            let said = |reply: &Reply| (reply.status, reply.kind.clone(), reply.text.clone());
            assert_eq!(said(&of_theirs), said(&of_nobody), "{operation:?} {wishes:?}");
            compared += 1;
        }
    }
    assert!(compared > 50, "{compared}");
    assert_eq!(app.ledger(ctx.business).await, before);
}

/// Something of each sort that a request can be about.
async fn pool(app: &TestApp, program: &Program) -> Pool {
    let mut pool = Pool::default();
    for _ in 0..3 {
        let added = program.post("/customers", ada()).await.expect(201);
        pool.note("customers", added["id"].as_str().unwrap());
    }
    let number = format!("+1312555{:04}", app.number());
    let listed = program.post("/suppressions", json!({ "phone": number, "reason": "asked" })).await.expect(201);
    pool.note("suppressions", listed["id"].as_str().unwrap());
    let wanted = json!({ "url": "https://crm.example/webhooks", "events": ["all"] });
    let made = program.post("/webhooks", wanted).await.expect(201);
    pool.note("webhooks", made["id"].as_str().unwrap());
    let customer = pool.first("customers").parse().unwrap();
    let call = program.ask(customer, None).await.expect(201);
    pool.note("calls", call["id"].as_str().unwrap());
    pool
}

async fn send(program: &Program, operation: &Operation, wish: &Wish) -> Reply {
    let mut request = program.request(operation.method.clone(), &wish.path);
    for (name, value) in &wish.headers {
        request = request.header(name, value);
    }
    if let Some((kind, body)) = &wish.body {
        request = request.header(CONTENT_TYPE, kind).body(body.clone());
    }
    Program::answer(request).await
}

/// What is wrong with an answer.
fn what_is_wrong(description: &Description, operation: &Operation, reply: &Reply, wish: &Wish) -> Option<String> {
    if reply.status >= 500 {
        return Some(format!("{} is a fault", reply.status));
    }
    let Some(described) = operation.answers.get(&reply.status) else {
        return Some(format!("{} is not described", reply.status));
    };
    let kind = reply.kind.split(';').next().unwrap_or_default();
    match described.get(kind) {
        Some(schema) if kind.ends_with("json") => {
            if let Some(odd) = description.what_is_odd(schema, &reply.body, "") {
                return Some(format!("{} has {odd}", reply.status));
            }
        }
        Some(_) => (),
        None if described.is_empty() && reply.text.is_empty() => (),
        None => return Some(format!("{} is of another kind than is described: {kind}", reply.status)),
    }
    let text = reply.text.to_lowercase();
    // What was sent may be quoted to who sent it.
    let sent = format!("{wish:?}").to_lowercase();
    let told = INNARDS.iter().find(|word| text.contains(**word) && !sent.contains(**word));
    told.map(|word| format!("{} tells of its innards: {word}", reply.status))
}
