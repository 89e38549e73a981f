//! Subscriptions: what may be entered, by whom, and what it changes.

use chrono::TimeDelta;
use domain::{
    event::EventKind,
    wire::registry::params::{End, Renew, Subscribe},
};

use super::{
    import::{Hall, offer, open_to_offers, subscriber, today},
    *,
};
use crate::{Error, ctx::Ctx};

/// What an owner types.
pub(super) fn typed() -> Subscribe {
    Subscribe {
        registry: "us".into(),
        organisation: "10042-77".into(),
        downloaded_on: "2026-03-03".into(),
        areas: "all".into(),
    }
}

fn renewal(downloaded_on: &str, areas: &str) -> Renew {
    Renew { registry: "us".into(), downloaded_on: downloaded_on.into(), areas: areas.into() }
}

/// The field and the sentence of the one problem.
fn problem(error: Error) -> (String, String) {
    let Error::Invalid(invalid) = error else { panic!("{error:?}") };
    let (field, problem) = invalid.problems().next().unwrap();
    (field.to_owned(), problem.to_string())
}

async fn refused(hall: &Hall, ctx: &Ctx, typed: Subscribe) -> String {
    problem(subscribe(&hall.stage.service, ctx, typed).await.unwrap_err()).0
}

#[tokio::test]
async fn a_business_without_a_subscription_makes_no_offers_where_a_registry_must_be_asked() {
    let hall = Hall::new().await;
    let ctx = hall.stage.business().await;
    open_to_offers(&hall, &ctx).await;
    let service = &hall.stage.service;
    assert_eq!(offer(service, &ctx, "212-555-0100").await, ["registry_not_covered"]);
    let why = crate::call::check(
        service,
        &ctx,
        domain::wire::call::Check { phone: "212-555-0100".into(), purpose: "marketing".into() },
    );
    let why = why.await.unwrap().why;
    assert!(why.reasons[0].facts[0].words.ends_with("this business is not subscribed to it"), "{why:?}");
    assert!(why.reasons[0].remedy.contains("The operator loads"), "{why:?}");
}

#[tokio::test]
async fn subscribing_renewing_and_ending_are_recorded_and_count_at_once() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let service = &hall.stage.service;
    assert!(offer(service, &ctx, "718-555-0101").await.is_empty());
    renew(service, &ctx, renewal("2026-03-02", "212")).await.unwrap();
    assert_eq!(offer(service, &ctx, "718-555-0101").await, ["registry_not_covered"]);
    renew(service, &ctx, renewal("2026-03-02", "212")).await.unwrap();
    end(service, &ctx, End { registry: "us".into() }).await.unwrap();
    assert_eq!(offer(service, &ctx, "212-555-0101").await, ["registry_not_covered"]);
    let kinds = hall.stage.ledger(ctx.business).await;
    let expected = [EventKind::RegistrySubscribed, EventKind::RegistryRenewed, EventKind::RegistryEnded];
    assert_eq!(kinds[kinds.len() - 3..], expected, "the same again is not recorded");
    assert!(matches!(end(service, &ctx, End { registry: "us".into() }).await, Err(Error::NotFound)));
    assert!(matches!(renew(service, &ctx, renewal("2026-03-02", "212")).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn what_cannot_be_right_is_refused_by_its_field() {
    let hall = Hall::new().await;
    let ctx = hall.stage.business().await;
    assert_eq!(refused(&hall, &ctx, typed()).await, "registry", "it is not loaded");
    hall.full("212,5550100\n").await;
    hall.stage.clock.advance(TimeDelta::days(2));
    for (wrong, field) in [
        (Subscribe { registry: "xx".into(), ..typed() }, "registry"),
        (Subscribe { registry: "gb_tps".into(), ..typed() }, "registry"),
        (Subscribe { organisation: " ".into(), ..typed() }, "organisation"),
        (Subscribe { downloaded_on: "yesterday".into(), ..typed() }, "downloaded_on"),
        (Subscribe { downloaded_on: "2026-03-04".into(), ..typed() }, "downloaded_on"),
        (Subscribe { downloaded_on: "2026-03-06".into(), ..typed() }, "downloaded_on"),
        (Subscribe { areas: String::new(), ..typed() }, "areas"),
        (Subscribe { areas: "416".into(), ..typed() }, "areas"),
    ] {
        assert_eq!(refused(&hall, &ctx, wrong.clone()).await, field, "{wrong:?}");
    }
    subscribe(&hall.stage.service, &ctx, typed()).await.unwrap();
    assert_eq!(refused(&hall, &ctx, typed()).await, "registry", "there is one already");
    let later = renew(&hall.stage.service, &ctx, renewal("2026-03-04", "all")).await.unwrap_err();
    assert_eq!(problem(later).0, "downloaded_on", "newer than the file");
}

#[tokio::test]
async fn only_owners_and_admins_subscribe_and_only_their_own_business() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let service = &hall.stage.service;
    for role in ["staff", "auditor"] {
        let member = hall.stage.member(&ctx, &format!("Sam {role}"), role).await;
        assert!(matches!(subscribe(service, &member, typed()).await, Err(Error::Forbidden)));
        assert!(matches!(renew(service, &member, renewal("2026-03-02", "212")).await, Err(Error::Forbidden)));
        assert!(matches!(end(service, &member, End { registry: "us".into() }).await, Err(Error::Forbidden)));
        assert!(!show(service, &member).await.unwrap().may_operate);
    }
    let other = hall.stage.business().await;
    open_to_offers(&hall, &other).await;
    assert!(matches!(end(service, &other, End { registry: "us".into() }).await, Err(Error::NotFound)));
    assert_eq!(offer(service, &other, "212-555-0101").await, ["registry_not_covered"]);
    assert!(show(service, &other).await.unwrap().subscribed.is_empty());
    assert!(offer(service, &ctx, "212-555-0101").await.is_empty());
}

#[tokio::test]
async fn a_download_ends_at_its_instant_and_the_decision_says_so_before() {
    let hall = Hall::new().await;
    hall.full("212,5550100\n").await;
    let ctx = subscriber(&hall).await;
    let service = &hall.stage.service;
    let check = || domain::wire::call::Check { phone: "212-555-0101".into(), purpose: "marketing".into() };
    // 3 April 2026, 00:00 UTC is 31 days later: still within the hours of New York.
    hall.stage.clock.advance(TimeDelta::days(30) + TimeDelta::hours(8));
    let before = crate::call::check(service, &ctx, check()).await.unwrap().decision;
    assert!(before.reasons.is_empty(), "{before:?}");
    assert_eq!(before.until, Some("2026-04-03T00:00:00Z".parse().unwrap()));
    hall.stage.clock.advance(TimeDelta::hours(1));
    let after = crate::call::check(service, &ctx, check()).await.unwrap();
    assert_eq!(after.decision.reasons, ["registry_stale"]);
    let fact = &after.why.reasons[0].facts[0].words;
    assert!(fact.ends_with("downloaded by 10042-77 on 3 March 2026; that could be used until 3 April 2026"), "{fact}");
    // A newer file does not make the business's own download newer.
    hall.import(Holds::Everything(Extent::National), "212,5550100\n", today() + TimeDelta::days(31)).await.unwrap();
    assert_eq!(offer(service, &ctx, "212-555-0101").await, ["registry_stale"]);
    renew(service, &ctx, renewal("2026-04-03", "all")).await.unwrap();
    assert!(offer(service, &ctx, "212-555-0101").await.is_empty());
}

#[tokio::test]
async fn the_page_says_age_and_coverage_and_who_has_to_do_what() {
    let hall = Hall::new().await;
    let ctx = hall.stage.business().await;
    let service = &hall.stage.service;
    let page = show(service, &ctx).await.unwrap();
    assert_eq!(page.lines.len(), 1, "the registry of its own country");
    assert!(page.lines[0].file.starts_with("Not loaded: the operator"), "{page:?}");
    assert!(page.open.is_empty() && page.may_operate);
    hall.import(Holds::Everything(Extent::AsInFiles), "212,5550100\n415,5550100\n", today()).await.unwrap();
    assert_eq!(show(service, &ctx).await.unwrap().open[0].0, "us");
    subscribe(service, &ctx, Subscribe { areas: "212".into(), downloaded_on: "2026-03-01".into(), ..typed() })
        .await
        .unwrap();
    let line = show(service, &ctx).await.unwrap().lines.remove(0);
    assert_eq!(line.file, "File of 3 March 2026, 2 numbers");
    assert_eq!(line.download, "Downloaded by 10042-77 on 1 March 2026");
    assert_eq!(line.age, "2 days old, may be used for 31 days");
    assert_eq!(line.coverage, "Covers area codes 212 of your subscription, as far as the file has area codes 212, 415");
    hall.stage.clock.advance(TimeDelta::days(40));
    assert!(show(service, &ctx).await.unwrap().lines[0].age.contains("too old"));
}
