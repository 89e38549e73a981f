//! The audit log as a file: as lines that prove themselves, and as a table for people.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    access::Role,
    ledger::{leaf_hash, root_of},
};
use reqwest::Method;
use serde_json::Value;

use crate::support::{Client, TestApp};

each_db!(
    the_log_is_handed_out_whole_and_its_lines_prove_its_checkpoint,
    the_table_says_what_the_page_says,
    only_who_may_export_gets_the_log,
);

async fn fetched(client: &Client, path: &str) -> (reqwest::header::HeaderMap, String) {
    let answer = client.request(Method::GET, path).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    (answer.headers().clone(), answer.text().await.unwrap())
}

async fn the_log_is_handed_out_whole_and_its_lines_prove_its_checkpoint(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    for _ in 0..3 {
        app.customer(&ctx).await;
    }
    let size = app.ledger(ctx.business).await.len();
    let (headers, text) = fetched(&owner, "/audit-log.jsonl").await;
    assert_eq!(headers["content-disposition"], "attachment; filename=\"audit-log.jsonl\"");
    assert_eq!(headers["cache-control"], "no-store");
    assert_eq!(app.ledger(ctx.business).await.len(), size, "a download changes nothing");
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), size + 1);
    let bytes = |line: &Value| STANDARD.decode(line["bytes"].as_str().unwrap()).unwrap();
    let leaves: Vec<_> = lines[..size].iter().map(|line| leaf_hash(&bytes(line))).collect();
    assert_eq!(lines[size]["checkpoint"]["root"], root_of(&leaves).to_string());
    assert!(!text.contains("Customer"), "nobody is named: {text}");
}

async fn the_table_says_what_the_page_says(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let size = app.ledger(ctx.business).await.len();
    let (headers, text) = fetched(&owner, "/audit-log.csv").await;
    assert_eq!(headers["content-type"], "text/csv; charset=utf-8");
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("entry,at,who,what,particulars,from,to,customer,customer_name"));
    let lines: Vec<_> = lines.collect();
    assert_eq!(lines.len(), size);
    let added = lines.iter().find(|line| line.contains(",Customer added,")).unwrap();
    assert!(added.contains("Ada Owner") && added.contains(&customer.to_string()), "{added}");
    let page = owner.get("/audit-log").await.expect(200).body;
    assert!(page.contains("href=\"/audit-log.csv\"") && page.contains("href=\"/audit-log.jsonl\""));
}

async fn only_who_may_export_gets_the_log(app: TestApp) {
    let owner = app.owner().await;
    for (role, status) in [(Role::Admin, 200), (Role::Staff, 403), (Role::Auditor, 403)] {
        let member = app.member(&owner, role).await;
        let page = member.get("/audit-log").await.expect(200).body;
        assert_eq!(page.contains("/audit-log.csv"), status == 200, "{role:?}");
        for file in ["/audit-log.csv", "/audit-log.jsonl"] {
            member.get(file).await.expect(status);
        }
    }
    app.client().get("/audit-log.csv").await.expect_to("/sign-in?next=/audit-log");
}
