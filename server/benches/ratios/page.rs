//! How many pages a second, beside a bare route that answers with the same bytes.
//!
//! Nothing is compressed on either side: the client does not ask for it.

use crate::{
    bare,
    measure::{Pair, rate, rounds},
    stage::{Client, TestApp},
    table::{Row, Target, Unit},
};

/// How many connections ask at a time, each again as soon as it was answered.
const CLIENTS: usize = 16;

/// The rows of this benchmark.
pub async fn run(app: &TestApp) -> Vec<Row> {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    vec![
        compare("page: a customer, signed in", &owner, &format!("/customers/{customer}"), 0.30).await,
        compare("page: /register, anybody", &app.client(), "/register", 0.70).await,
    ]
}

/// Compares one page with its bytes.
async fn compare(name: &'static str, browser: &Client, path: &str, target: f64) -> Row {
    let page = browser.get(path).await.expect(200).body;
    let bare = browser.at(bare::serve(page).await);
    let rounds =
        rounds(async || Pair { measured: requests(browser, path).await, baseline: requests(&bare, "/page").await });
    Row { name, beside: "bare route", unit: Unit::PerSecond, rounds: rounds.await, target: Target::AtLeast(target) }
}

/// How many answers a second.
async fn requests(browser: &Client, path: &str) -> f64 {
    let (browser, path) = (browser.clone(), path.to_owned());
    let ask = move |_| {
        let (browser, path) = (browser.clone(), path.clone());
        async move {
            browser.get(&path).await.expect(200);
            1
        }
    };
    rate(CLIENTS, ask).await
}
