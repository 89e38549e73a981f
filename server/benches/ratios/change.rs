//! How many durable changes a second many clients get done together, beside one alone.

use domain::{
    id::CustomerId,
    wire::dnc::{Mark, TakeBack},
};
use service::{Service, ctx::Ctx, dnc};

use crate::{
    measure::{Pair, rate, rounds},
    stage::TestApp,
    table::{Row, Target, Unit},
};

/// How many clients there are, each with a customer of its own.
const CLIENTS: usize = 64;

/// The row of this benchmark.
pub async fn run(app: &TestApp) -> Vec<Row> {
    let ctx = app.ctx(&app.owner().await).await;
    let mut customers = Vec::with_capacity(CLIENTS);
    for _ in 0..CLIENTS {
        customers.push(app.customer(&ctx).await);
    }
    let rounds = rounds(async || Pair {
        measured: changes(app.service(), &ctx, &customers).await,
        baseline: changes(app.service(), &ctx, &customers[..1]).await,
    });
    vec![Row {
        name: "change: 64 clients who mark",
        beside: "one client",
        unit: Unit::PerSecond,
        rounds: rounds.await,
        target: Target::AtLeast(5.0),
    }]
}

/// How many changes a second, by a client for each of these customers.
async fn changes(service: &Service, ctx: &Ctx, customers: &[CustomerId]) -> f64 {
    let (service, ctx, customers) = (service.clone(), ctx.clone(), customers.to_vec());
    let clients = customers.len();
    let there_and_back = move |client: usize| {
        let (service, ctx, customer) = (service.clone(), ctx.clone(), customers[client].to_string());
        async move {
            dnc::mark(&service, &ctx, Mark { customer: customer.clone() }).await.unwrap();
            dnc::take_back(&service, &ctx, TakeBack { customer }).await.unwrap();
            2
        }
    };
    rate(clients, there_and_back).await
}
