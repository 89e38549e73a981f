use domain::{
    consent::ConsentStatus,
    error::Problem,
    event::EventKind,
    wire::{
        dnc::Mark,
        policy::{
            params::{Publish, Query},
            view::Policy,
        },
    },
};

use super::*;
use crate::{
    ctx::Ctx,
    dnc,
    testing::{Stage, customer, page, press, reasons},
};

const POLICY: &str = "privacy_policy";

async fn open(stage: &Stage, ctx: &Ctx, policy: &str) -> Policy {
    show(&stage.service, ctx, Query { policy: policy.into(), ..Query::default() }).await.unwrap()
}

/// What the form sends with this text, on the page as it is now.
async fn typed(stage: &Stage, ctx: &Ctx, policy: &str, text: &str) -> Publish {
    let base = open(stage, ctx, policy).await.current().to_string();
    Publish { policy: policy.into(), base, text: text.into(), ..Publish::default() }
}

async fn published(stage: &Stage, ctx: &Ctx, text: &str) {
    publish(&stage.service, ctx, typed(stage, ctx, POLICY, text).await).await.unwrap();
}

fn problem(answer: Result<()>, field: &str) -> Option<Problem> {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.of(field).cloned(),
        other => panic!("{other:?}"),
    }
}

async fn slug(stage: &Stage, ctx: &Ctx) -> String {
    let public = list(&stage.service, ctx).await.unwrap().public;
    public.split('/').nth(2).unwrap().to_owned()
}

#[tokio::test]
async fn a_policy_is_published_only_once_it_is_filled_in_and_is_readable_for_ever() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let slug = slug(&stage, &owner).await;
    assert!(matches!(public(&stage.service, &slug, None, None).await, Err(Error::NotFound)));

    let first = open(&stage, &owner, POLICY).await;
    assert_eq!((first.current(), first.html.as_str()), (0, ""));
    let unfilled = publish(&stage.service, &owner, typed(&stage, &owner, POLICY, &first.text).await).await;
    assert!(problem(unfilled, "text").is_some());
    assert!(matches!(public(&stage.service, &slug, None, None).await, Err(Error::NotFound)));

    published(&stage, &owner, "# First\n<script>alert(1)</script>").await;
    published(&stage, &owner, "# Second").await;
    let newest = public(&stage.service, &slug, None, None).await.unwrap();
    assert_eq!((newest.version.version, newest.versions.len()), (2, 2));
    assert!(newest.html.contains("<h1>Second</h1>"));
    let earlier = public(&stage.service, &slug, Some(1), None).await.unwrap();
    assert!(earlier.html.contains("First") && !earlier.html.contains("<script"));
    assert!(matches!(public(&stage.service, &slug, Some(3), None).await, Err(Error::NotFound)));
    assert!(matches!(public(&stage.service, "nobody", None, None).await, Err(Error::NotFound)));
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::PolicyPublished).count(), 2);
}

#[tokio::test]
async fn a_version_that_was_published_meanwhile_is_not_written_over() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let form = typed(&stage, &owner, POLICY, "One").await;
    publish(&stage.service, &owner, form.clone()).await.unwrap();
    // The same form once more is a second press.
    publish(&stage.service, &owner, form.clone()).await.unwrap();
    assert_eq!(open(&stage, &owner, POLICY).await.current(), 1);
    let other = Publish { text: "Two".into(), ..form };
    assert!(matches!(publish(&stage.service, &owner, other).await, Err(Error::Stale)));
    let unchanged = publish(&stage.service, &owner, typed(&stage, &owner, POLICY, "One").await).await;
    assert!(problem(unchanged, "text").is_some());
}

#[tokio::test]
async fn bad_input_names_the_field_and_publishes_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    published(&stage, &owner, "One").await;
    let form = typed(&stage, &owner, POLICY, "Two").await;
    for (field, wrong) in [
        ("text", Publish { text: " ".into(), ..form.clone() }),
        ("text", Publish { text: "x".repeat(100_001), ..form.clone() }),
        ("text", Publish { text: "a\u{0}b".into(), ..form.clone() }),
        ("ask_again_by", Publish { material: "yes".into(), ..form.clone() }),
        ("ask_again_by", Publish { material: "yes".into(), ask_again_by: "1999-01-01".into(), ..form.clone() }),
        ("ask_again_by", Publish { material: "perhaps".into(), ..form.clone() }),
    ] {
        assert!(problem(publish(&stage.service, &owner, wrong).await, field).is_some(), "{field}");
    }
    for policy in ["dpa", "script", "nothing", ""] {
        let other = Publish { policy: policy.into(), ..form.clone() };
        assert!(matches!(publish(&stage.service, &owner, other).await, Err(Error::NotFound)), "{policy}");
    }
    assert_eq!(open(&stage, &owner, POLICY).await.current(), 1);
}

#[tokio::test]
async fn everybody_reads_and_only_owners_and_admins_publish() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    published(&stage, &owner, "One").await;
    for (name, role) in [("Sam Staff", "staff"), ("Ida Auditor", "auditor")] {
        let member = stage.member(&owner, name, role).await;
        let policy = open(&stage, &member, POLICY).await;
        assert_eq!((policy.current(), policy.may_publish), (1, false));
        let refused = publish(&stage.service, &member, typed(&stage, &member, POLICY, "Two").await).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{role}");
        assert!(matches!(preview(&member, &typed(&stage, &member, POLICY, "Two").await), Err(Error::Forbidden)));
    }
    let shown = preview(&owner, &typed(&stage, &owner, POLICY, "**Two**").await).unwrap();
    assert!(shown.html.contains("<strong>Two</strong>"));
    assert_eq!(open(&stage, &owner, POLICY).await.current(), 1);
}

#[tokio::test]
async fn two_versions_stand_side_by_side() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let query = || Query { policy: POLICY.into(), ..Query::default() };
    assert!(matches!(compare(&stage.service, &owner, query()).await, Err(Error::NotFound)));
    for text in ["a\nb", "a\nc", "d"] {
        published(&stage, &owner, text).await;
    }
    let compared = compare(&stage.service, &owner, query()).await.unwrap();
    assert_eq!((compared.older.version, compared.newer.version, compared.versions), (2, 3, vec![3, 2, 1]));
    let asked = Query { from: "1".into(), to: "2".into(), ..query() };
    let compared = compare(&stage.service, &owner, asked).await.unwrap();
    let lines: Vec<_> = compared.lines.iter().map(|line| (line.older.as_deref(), line.newer.as_deref())).collect();
    assert_eq!(lines, [(Some("a"), Some("a")), (Some("b"), Some("c"))]);
    for wrong in ["4", "0", "-1", "x"] {
        let asked = Query { from: wrong.into(), ..query() };
        assert!(matches!(compare(&stage.service, &owner, asked).await, Err(Error::NotFound)), "{wrong}");
    }
}

#[tokio::test]
async fn who_agreed_to_an_older_text_is_asked_again_after_a_material_version() {
    let stage = Stage::new().await;
    let (owner, other) = (stage.business().await, stage.business().await);
    let (ours, theirs) = (customer(&stage, &owner, "yes").await, customer(&stage, &other, "yes").await);
    published(&stage, &owner, "One").await;
    stage.clock.advance(chrono::TimeDelta::hours(1));
    let today = stage.service.now().date_naive();
    let form = typed(&stage, &owner, POLICY, "Two").await;
    let material = Publish { material: "yes".into(), ask_again_by: today.to_string(), ..form };
    publish(&stage.service, &owner, material).await.unwrap();
    assert_eq!(page(&stage, &owner, ours).await.consent.status, ConsentStatus::Given);
    stage.clock.advance(chrono::TimeDelta::days(1));
    assert_eq!(page(&stage, &owner, ours).await.consent.status, ConsentStatus::Expired);
    assert_eq!(page(&stage, &other, theirs).await.consent.status, ConsentStatus::Given);
}

#[tokio::test]
async fn a_confirmation_names_the_policy_version_in_force() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    published(&stage, &owner, "One").await;
    dnc::mark(&stage.service, &owner, Mark { customer: id.to_string() }).await.unwrap();
    assert!(!reasons(&press(&stage, &owner, id, "service").await).is_empty());
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let named: Vec<_> = store::message::list(&scope, id, 10).await.unwrap();
    assert_eq!(named.iter().filter(|intent| intent.notice_id.is_some()).count(), 1);
}
