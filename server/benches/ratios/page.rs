//! How many pages a second, beside a bare route that answers with the same bytes.
//!
//! Nothing is compressed on either side: the client does not ask for it.

use domain::wire::policy::params::Publish;

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
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let made = service::link::hand_over(app.service(), &ctx, &customer.to_string()).await.unwrap();
    let preferences = &made.link[made.link.find("/preferences/").unwrap()..];
    let policy = Publish {
        policy: "privacy_policy".into(),
        base: "0".into(),
        text: "## Who we are\n\nAcme Plumbing.".into(),
        ..Publish::default()
    };
    service::policy::publish(app.service(), &ctx, policy).await.unwrap();
    let request = app.service().new_request();
    let session = service::account::session(app.service(), &owner.session().unwrap(), request).await;
    let slug = session.unwrap().unwrap().1.slug;
    vec![
        compare("page: a customer, signed in", &owner, &format!("/customers/{customer}"), 0.30).await,
        compare("page: /register, anybody", &app.client(), "/register", 0.70).await,
        compare("page: preferences, a customer", &app.client(), preferences, 0.70).await,
        compare("page: a privacy policy, anybody", &app.client(), &format!("/b/{slug}/privacy"), 0.70).await,
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
