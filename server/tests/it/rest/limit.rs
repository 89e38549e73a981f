//! How often a program may ask.

use domain::integration::ApiScope;

use super::{Program, scene};
use crate::support::{Db, TestApp};

on_each_db!(a_program_that_asks_too_often_is_told_to_wait_and_no_other_one);

async fn a_program_that_asks_too_often_is_told_to_wait_and_no_other_one(db: Db) {
    let app = TestApp::start_with(db, &[("RINGFENCE_HTTP_API_REQUESTS_PER_MINUTE", "2")]).await;
    let (ctx, program) = scene(&app).await;
    for left in [1, 0] {
        let reply = program.get("/customers").await;
        assert_eq!(reply.header("ratelimit-policy"), "\"key\";q=2;w=60");
        assert!(reply.header("ratelimit").starts_with(&format!("\"key\";r={left};t=")), "{:?}", reply.headers);
        reply.expect(200);
    }
    let refused = program.get("/customers").await;
    let wait: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=31).contains(&wait), "{wait}");
    assert_eq!(refused.header("ratelimit"), format!("\"key\";r=0;t={wait}"));
    refused.problem(429, "throttled");
    let other = Program::new(&app, &ctx, &[ApiScope::CustomersRead]).await;
    other.get("/customers").await.expect(200);
    // Whoever has no good key is not counted, and told nothing of it.
    let nobody = program.with(None).get("/customers").await;
    assert!(!nobody.headers.contains_key("ratelimit"));
    nobody.problem(401, "unauthorized");
    app.client().get("/").await.expect(200);
}
