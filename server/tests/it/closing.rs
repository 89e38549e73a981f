//! Closing a business: everything of it goes, on both databases, and nobody gets in any more.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{access::Role, integration::ApiScope};

use crate::support::{PASSWORD, TestApp};

each_db!(
    a_closed_business_is_erased_when_its_time_is_over,
    the_banner_is_on_every_page_until_the_closing_is_taken_back
);

/// What is left: the ledger, which names nobody, what it stands on, and what belongs to no business.
const LEFT: [&str; 7] = [
    "business",
    "installation",
    "ledger_checkpoint",
    "ledger_entry",
    "ledger_head",
    "platform_notice",
    "seaql_migrations",
];

const FIELDS: [(&str, &str); 2] = [("name", "Acme Plumbing"), ("password", PASSWORD)];

async fn a_closed_business_is_erased_when_its_time_is_over(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    app.member(&owner, Role::Staff).await;
    app.customer(&ctx).await;
    app.display(&ctx).await;
    app.audit(&ctx).await;
    app.webhook(&ctx, "https://crm.example/webhooks").await;
    let (key, _) = app.api_key(&ctx, &[ApiScope::CustomersRead]).await;
    owner.post_form("/settings/close", "closing/close", &FIELDS).await.expect_to("/settings/close");
    app.mails_settled().await;
    owner.get("/customers").await.expect(200);
    let later = app.second_node(TimeDelta::days(30)).await;
    ringfence::worker::run_due(&later.service).await;
    owner.get("/customers").await.expect(302);
    let asked = owner.request(reqwest::Method::GET, "/api/v1/customers").bearer_auth(key);
    owner.send(asked).await.expect(401);
    owner.get("/b/acme-plumbing/privacy").await.expect(404);
    let rows = app.counts().await.into_iter().filter(|(_, count)| *count > 0);
    let left: BTreeSet<String> = rows.map(|(table, _)| table).collect();
    assert_eq!(left, BTreeSet::from(LEFT.map(ToOwned::to_owned)));
    let name = app.ask("SELECT name || ' ' || country FROM business").await;
    assert_eq!(name, ["Closed business US"]);
}

async fn the_banner_is_on_every_page_until_the_closing_is_taken_back(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let banner = "This business closes";
    assert!(!staff.get("/check").await.expect(200).body.contains(banner));
    owner.post_form("/settings/close", "closing/close", &FIELDS).await.expect(303);
    assert!(staff.get("/check").await.expect(200).body.contains(banner));
    assert!(!staff.get("/check").await.expect(200).body.contains("Keep it, or export"));
    assert!(owner.get("/customers").await.expect(200).body.contains("Keep it, or export"));
    staff.post_form("/settings/close", "closing/keep", &[]).await.expect(403);
    owner.post_form("/settings/close", "closing/keep", &[]).await.expect_to("/settings/close");
    assert!(!staff.get("/check").await.expect(200).body.contains(banner));
}
