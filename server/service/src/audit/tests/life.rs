//! What becomes of findings and audits: given, settled, found again, gone, signed, made on schedule.

use chrono::TimeDelta;
use domain::{
    audit::FindingState,
    event::EventKind,
    wire::audit::params::{Assign, Comment, Resolve, Schedule, Sign},
};

use super::*;
use crate::{Error, ledger::tests::tamper, member_mail};

async fn only(stage: &Stage, ctx: &Ctx) -> Finding {
    let mut found = findings(&audited(&stage.service, ctx).await);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// A business whose owner has not accepted the agreement: the finding.
async fn unaccepted(stage: &Stage) -> (Ctx, Finding) {
    let ctx = in_order(stage).await;
    domain_text(stage, "Another agreement").await;
    let found = only(stage, &ctx).await;
    assert_eq!((found.check.code(), found.about.as_str()), ("policy_missing", "dpa"));
    (ctx, found)
}

async fn domain_text(stage: &Stage, text: &str) {
    crate::registration::publish_text(&stage.service, domain::registration::PlatformText::Dpa, text).await.unwrap();
}

fn resolved(finding: &Finding) -> Resolve {
    Resolve { finding: finding.id.to_string(), resolution: "Will be accepted on Monday".into() }
}

async fn state(stage: &Stage, ctx: &Ctx, of: &Finding) -> FindingState {
    finding(&stage.service, ctx, &of.id.to_string()).await.unwrap().finding.state
}

#[tokio::test]
async fn what_was_settled_and_is_there_again_is_reopened_as_the_same_finding() {
    let stage = Stage::new().await;
    let (ctx, first) = unaccepted(&stage).await;
    assert_eq!(first.due_on.to_string(), "2026-03-17");
    resolve(&stage.service, &ctx, resolved(&first)).await.unwrap();
    assert!(matches!(resolve(&stage.service, &ctx, resolved(&first)).await, Err(Error::Stale)), "once");
    assert_eq!(list(&stage.service, &ctx).await.unwrap().open, []);
    stage.clock.advance(TimeDelta::days(20));
    let report = audited(&stage.service, &ctx).await;
    assert_eq!((report.audit.found, report.audit.new, report.audit.reopened), (1, 0, 1));
    let again = findings(&report).remove(0);
    assert_eq!(
        (again.id, again.state, again.due_on.to_string().as_str()),
        (first.id, FindingState::Open, "2026-04-06")
    );
    assert!(stage.ledger(ctx.business).await.contains(&EventKind::FindingReopened));
    let opened = finding(&stage.service, &ctx, &first.id.to_string()).await.unwrap();
    assert_eq!(opened.resolution, None);
}

#[tokio::test]
async fn what_is_not_found_any_more_is_gone_without_anybody_and_found_again_if_it_comes_back() {
    let stage = Stage::new().await;
    let (ctx, first) = unaccepted(&stage).await;
    policy::accept_dpa(&stage.service, &ctx, AcceptDpa { version: "2".into() }).await.unwrap();
    let report = audited(&stage.service, &ctx).await;
    assert_eq!((report.audit.found, report.audit.gone), (0, 1));
    assert_eq!(state(&stage, &ctx, &first).await, FindingState::Gone);
    domain_text(&stage, "A third agreement").await;
    assert_eq!(only(&stage, &ctx).await.id, first.id);
}

#[tokio::test]
async fn what_has_happened_is_answered_for_once() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    stage.clock.advance(TimeDelta::days(46));
    let missed = only(&stage, &ctx).await;
    assert_eq!(audited(&stage.service, &ctx).await.audit.gone, 0);
    assert_eq!(state(&stage, &ctx, &missed).await, FindingState::Open, "it waits for its answer");
    resolve(&stage.service, &ctx, resolved(&missed)).await.unwrap();
    assert_eq!(audited(&stage.service, &ctx).await.audit.reopened, 0);
    assert_eq!(state(&stage, &ctx, &missed).await, FindingState::Resolved);
}

#[tokio::test]
async fn a_finding_is_given_to_who_may_settle_it_and_they_are_reminded_once_on_its_day() {
    let stage = Stage::new().await;
    let (ctx, found) = unaccepted(&stage).await;
    let admin = stage.member(&ctx, "Ann Admin", "admin").await;
    let staff = stage.member(&ctx, "Sam Staff", "staff").await;
    let to = |who: &Ctx, day: &str| Assign {
        finding: found.id.to_string(),
        owner: who.member().unwrap().to_string(),
        due_on: day.into(),
    };
    let refused = assign(&stage.service, &ctx, to(&staff, "2026-03-05")).await;
    assert!(matches!(&refused, Err(Error::Invalid(invalid)) if invalid.of("owner").is_some()), "{refused:?}");
    let refused = assign(&stage.service, &ctx, to(&admin, "soon")).await;
    assert!(matches!(&refused, Err(Error::Invalid(invalid)) if invalid.of("due_on").is_some()), "{refused:?}");
    assign(&stage.service, &ctx, to(&admin, "2026-03-05")).await.unwrap();
    let open = list(&stage.service, &ctx).await.unwrap().open;
    assert_eq!((open[0].owner.as_deref(), open[0].due_on.to_string().as_str()), (Some("Ann Admin"), "2026-03-05"));

    member_mail::deliver_of(&stage.service, ctx.business).await.unwrap();
    let before = stage.mails.sent().len();
    let reminded = || async {
        run_due(&stage.service).await.unwrap();
        member_mail::deliver_of(&stage.service, ctx.business).await.unwrap();
        stage.mails.sent().split_off(before)
    };
    assert_eq!(reminded().await, []);
    stage.clock.advance(TimeDelta::days(2));
    for _ in 0..2 {
        let mails = reminded().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "ann.admin@example.com");
        assert!(mails[0].text.contains("https://test.example/audits"), "{}", mails[0].text);
    }
    assert!(!list(&stage.service, &ctx).await.unwrap().open[0].is_overdue);
    stage.clock.advance(TimeDelta::days(1));
    assert!(list(&stage.service, &ctx).await.unwrap().open[0].is_overdue);
}

#[tokio::test]
async fn an_auditor_signs_and_changes_nothing_else_and_staff_do_neither() {
    let stage = Stage::new().await;
    let (ctx, found) = unaccepted(&stage).await;
    let audit = list(&stage.service, &ctx).await.unwrap().audits[0].id;
    let sign_it = Sign { audit: audit.to_string() };
    let auditor = stage.member(&ctx, "Aud Itor", "auditor").await;
    let staff = stage.member(&ctx, "Sam Staff", "staff").await;
    for member in [&auditor, &staff] {
        assert!(matches!(begin(&stage.service, member).await, Err(Error::Forbidden)));
        assert!(matches!(resolve(&stage.service, member, resolved(&found)).await, Err(Error::Forbidden)));
        let said = Comment { finding: found.id.to_string(), comment: "Why?".into() };
        assert!(matches!(comment(&stage.service, member, said).await, Err(Error::Forbidden)));
    }
    assert!(matches!(sign(&stage.service, &staff, sign_it.clone()).await, Err(Error::Forbidden)));
    let size = stage.ledger(ctx.business).await.len() as u64;
    sign(&stage.service, &auditor, sign_it.clone()).await.unwrap();
    let signed = report_of(&stage.service, &ctx, audit).await.audit.signed.unwrap();
    assert_eq!((signed.by.as_str(), signed.entry), ("Aud Itor", size));
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let checkpoints = store::ledger::checkpoints(&scope).await.unwrap();
    assert!(checkpoints.iter().any(|it| it.size == i64::try_from(size).unwrap() && it.root == signed.checkpoint));
    drop(scope);
    assert!(matches!(sign(&stage.service, &ctx, sign_it).await, Err(Error::Stale)), "once");
}

#[tokio::test]
async fn nobody_signs_while_the_ledger_does_not_verify() {
    let stage = Stage::new().await;
    let (ctx, _) = unaccepted(&stage).await;
    tamper(&stage, &["UPDATE ledger_entry SET version = 7 WHERE seq = 2".to_owned()]).await;
    let audit = list(&stage.service, &ctx).await.unwrap().audits[0].id;
    let refused = sign(&stage.service, &ctx, Sign { audit: audit.to_string() }).await;
    assert!(matches!(&refused, Err(Error::Invalid(invalid)) if invalid.of("audit").is_some()), "{refused:?}");
}

#[tokio::test]
async fn audits_run_by_themselves_in_their_rhythm_and_one_that_was_left_is_taken_up_once() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let count = || async { list(&stage.service, &ctx).await.unwrap().audits.len() };
    run_due(&stage.service).await.unwrap();
    assert_eq!(count().await, 0);
    stage.clock.advance(TimeDelta::days(31));
    for _ in 0..2 {
        run_due(&stage.service).await.unwrap();
        assert_eq!(count().await, 1);
    }
    let weekly = |rhythm: &str| Schedule { audit_rhythm: rhythm.into() };
    set_schedule(&stage.service, &ctx, weekly("weekly")).await.unwrap();
    stage.clock.advance(TimeDelta::days(7));
    run_due(&stage.service).await.unwrap();
    assert_eq!(count().await, 2);
    set_schedule(&stage.service, &ctx, weekly("off")).await.unwrap();
    assert!(set_schedule(&stage.service, &ctx, weekly("hourly")).await.is_err());

    let Begun::Now(left) = begin(&stage.service, &ctx).await.unwrap() else { panic!("none was being made") };
    assert_eq!(begin(&stage.service, &ctx).await.unwrap(), Begun::UnderWay(left));
    run_due(&stage.service).await.unwrap();
    let under_way = report_of(&stage.service, &ctx, left).await;
    assert_eq!(under_way.audit.finished_at, None, "whoever began it has it for some minutes");
    assert!(under_way.sections.iter().all(|section| !section.is_done));
    stage.clock.advance(TimeDelta::minutes(16));
    run_due(&stage.service).await.unwrap();
    assert!(report_of(&stage.service, &ctx, left).await.audit.finished_at.is_some());
    let finished = stage.ledger(ctx.business).await.iter().filter(|kind| **kind == EventKind::AuditFinished).count();
    assert_eq!(finished, 3);
}

#[tokio::test]
async fn what_was_written_about_a_customers_finding_goes_with_them() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let id = customer(&stage, &ctx, "yes").await;
    stage.clock.advance(TimeDelta::hours(73));
    let lost = only(&stage, &ctx).await;
    assert_eq!(lost.customer.as_ref().unwrap().0, id);
    let said = Comment { finding: lost.id.to_string(), comment: "MARKERCOMMENT".into() };
    comment(&stage.service, &ctx, said).await.unwrap();
    let settled = Resolve { resolution: "MARKERRESOLUTION".into(), ..resolved(&lost) };
    resolve(&stage.service, &ctx, settled).await.unwrap();
    stage.service.db.truncate_log().await.unwrap();
    assert!(stage.files_hold("MARKERCOMMENT") && stage.files_hold("MARKERRESOLUTION"));
    deliver_due(&stage.service).await.unwrap();
    crate::ledger::tests::erase(&stage, &ctx, id).await;
    assert!(!stage.files_hold("MARKERCOMMENT") && !stage.files_hold("MARKERRESOLUTION"));
    let opened = finding(&stage.service, &ctx, &lost.id.to_string()).await.unwrap();
    assert_eq!((opened.comments[0].text.as_deref(), opened.resolution.unwrap().text), (None, None));
    assert_eq!(opened.finding.customer.unwrap().1, "Erased customer");
}
