//! The dashboard, as people see it without a script, and as it counts on both databases.

use chrono::TimeDelta;
use domain::{
    access::Role,
    id::CustomerId,
    wire::{
        call::Place,
        dashboard::{Dashboard, Figures},
        dnc::Mark,
    },
};
use service::ctx::Ctx;
use store::scratch::tell;

use crate::support::{Client, TestApp};

each_db!(
    without_a_script_there_are_charts_with_their_tables_and_every_link_leads_somewhere,
    what_an_older_build_left_uncounted_is_counted_at_the_next_start,
    the_first_steps_are_links_for_who_can_take_them_until_they_are_hidden,
);

async fn press(app: &TestApp, ctx: &Ctx, customer: CustomerId) {
    let number = app.first_number(ctx, customer).await.to_string();
    let place = Place { customer: customer.to_string(), number, purpose: "service".into() };
    service::call::place(app.service(), ctx, place).await.unwrap();
}

/// A business with a call that was placed, and one that was prevented.
async fn business(app: &TestApp) -> (Client, Ctx) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    press(app, &ctx, customer).await;
    service::dnc::mark(app.service(), &ctx, Mark { customer: customer.to_string() }).await.unwrap();
    press(app, &ctx, customer).await;
    (owner, ctx)
}

/// Where the links of a page lead, as a browser reads them.
fn links(page: &str) -> Vec<String> {
    let (_, main) = page.split_once("<main").unwrap();
    let starts = main.match_indices("href=\"/").map(|(at, _)| &main[at + 6..]);
    starts.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

async fn without_a_script_there_are_charts_with_their_tables_and_every_link_leads_somewhere(app: TestApp) {
    let (owner, _) = business(&app).await;
    for (address, part) in [("/dashboard", "3 Mar"), ("/dashboard?over=months", "Mar 2026")] {
        let page = owner.get(address).await.expect(200).body.replace("<!>", "");
        assert_eq!(page.matches("class=\"chart\"").count(), 2, "{page}");
        assert!(page.matches("role=\"img\"").count() >= 2, "{page}");
        for words in [
            "Consents given: 1",
            "Calls placed: 1",
            "Calls prevented: 1",
            "url(#calls-stripes)",
            "in numbers</summary>",
            "aria-label=\"Consents by ",
            "Calls prevented, by reason",
            "Customer is marked as",
            "Needs attention",
            part,
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let links = links(&page);
        let counted = links.iter().filter(|link| link.starts_with("/audit-log?count=")).count();
        assert!(counted >= 7, "two today, four over time and a reason: {links:?}");
        for link in links {
            let list = owner.get(&link).await.expect(200).body;
            assert!(!link.contains("count=") || list.contains("aria-label=\"Entries\""), "{link}: {list}");
        }
    }
    let placed = owner.get("/audit-log?count=call_placed&from=2026-03-03&to=2026-03-03").await.expect(200).body;
    assert!(placed.contains("Call allowed") && placed.contains("clock"), "{placed}");
    app.client().get("/dashboard").await.expect_to("/sign-in?next=/dashboard");
}

async fn shown(app: &TestApp, ctx: &Ctx) -> Dashboard {
    service::dashboard::show(app.service(), ctx, "").await.unwrap()
}

async fn what_an_older_build_left_uncounted_is_counted_at_the_next_start(app: TestApp) {
    let (_, ctx) = business(&app).await;
    let before = shown(&app, &ctx).await;
    assert_eq!((before.uncounted, before.figures.calls_placed, before.figures.calls_prevented), (0, 1, 1));
    for sql in [
        "DELETE FROM tally",
        "DELETE FROM head_count",
        "DELETE FROM counted_customer",
        "UPDATE ledger_head SET tallied = 0",
    ] {
        assert_ne!(tell(&app.database, sql).await.unwrap(), 0, "{sql}");
    }
    let meanwhile = shown(&app, &ctx).await;
    assert_ne!(meanwhile.uncounted, 0);
    assert_eq!(meanwhile.figures.customers, before.figures.customers, "from the rows themselves");
    app.second_node(TimeDelta::zero()).await.stop().await;
    service::tally::catch_up(app.service()).await.unwrap();
    let after = shown(&app, &ctx).await;
    assert_eq!((&after.series, &after.reasons), (&before.series, &before.reasons));
    // What was sent meanwhile is no matter of the ledger.
    let counted = |shown: &Dashboard| Figures { sent: 0, failed: 0, ..shown.figures.clone() };
    assert_eq!(counted(&after), counted(&before));
    assert_eq!(after.uncounted, 0);
}

async fn the_first_steps_are_links_for_who_can_take_them_until_they_are_hidden(app: TestApp) {
    let owner = app.owner().await;
    let page = owner.get("/dashboard").await.expect(200).body;
    for link in ["/settings", "/policies", "/import", "/customers/new", "/team"] {
        assert!(links(&page).iter().any(|other| other == link), "{link}: {page}");
    }
    assert!(page.contains("First steps") && page.contains("Hide this list"), "{page}");
    let staff = app.member(&owner, Role::Staff).await;
    assert!(!staff.get("/dashboard").await.expect(200).body.contains("First steps"));
    staff.post_form("/dashboard", "dashboard/hide-steps", &[]).await.expect(403);
    assert!(owner.get("/dashboard").await.expect(200).body.contains("Done"), "somebody was invited");
    owner.post_form("/dashboard", "dashboard/hide-steps", &[]).await.expect_to("/dashboard");
    assert!(!owner.get("/dashboard").await.expect(200).body.contains("First steps"));
    let log = owner.get("/audit-log?kind=setting_changed").await.expect(200).body;
    assert!(log.contains("First steps on the dashboard") && log.contains("Hidden"), "{log}");
}
