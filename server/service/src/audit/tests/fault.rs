//! Each fault alone, and nothing else is found.

use chrono::TimeDelta;
use domain::{
    access::Right,
    consent::{ConsentStatus, Method},
    dnc::{Lift, SourceKind},
    event::Event,
    id::{CallId, ContactPointId, CustomerId, SuppressionId, SuppressionSourceId},
    topic::{Channel, Purpose, Topic},
    wire::{customer::ShowQuery, dnc::Mark, request::params::Receive, setting::params::Calls},
};
use store::entity::call as call_row;
use uuid::Uuid;

use super::*;
use crate::{
    change::{Outcome, Tx},
    consent::{self, Answered},
    customer as customers, dnc,
    error::Result,
    interaction, journal,
    ledger::tests::{hex, tamper},
    request, setting,
    testing::{customer, on_file, typed},
};

/// The customer of the business.
async fn whom(stage: &Stage, ctx: &Ctx) -> CustomerId {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let all = store::audit::ground::customers_after(&scope, Uuid::nil(), 1).await.unwrap();
    all[0].id.into()
}

/// Does something that no use case does.
async fn happen<F>(stage: &Stage, ctx: &Ctx, work: F)
where
    F: for<'t> Fn(Tx<'t>, &'t ()) -> futures::future::BoxFuture<'t, Result<Outcome<()>>> + Send + Sync + 'static,
{
    stage.service.change(ctx, Right::Curate, (), work).await.unwrap();
}

async fn raw(stage: &Stage, sql: &str) {
    assert_ne!(stage.service.db.raw(sql).await.unwrap(), 0, "{sql}");
}

#[tokio::test]
async fn a_ledger_that_somebody_changed_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    tamper(&stage, &["UPDATE ledger_entry SET version = 7 WHERE seq = 2".to_owned()]).await;
    assert_eq!(found(&stage.service, &ctx).await, [("ledger_unverified", String::new())]);
}

#[tokio::test]
async fn answers_and_marks_that_are_not_what_was_recorded_are_found() {
    for sql in [
        "DELETE FROM dnc_mark",
        "UPDATE dnc_mark SET lifted_at = marked_at",
        "UPDATE consent_event SET status = 'given' WHERE topic = 'call/service'",
        "UPDATE consent_event SET method = 'api' WHERE topic = 'call/service'",
        "UPDATE consent_event SET invalidated_at = recorded_at WHERE topic = 'call/service'",
        "DELETE FROM consent_event WHERE topic = 'call/service'",
    ] {
        let stage = Stage::new().await;
        let ctx = in_order(&stage).await;
        let them = typed(&stage, &ctx, "yes_but_no_calls").await;
        let id = interaction::save_customer(&stage.service, &ctx, them).await.unwrap();
        deliver_due(&stage.service).await.unwrap();
        assert_eq!(found(&stage.service, &ctx).await, [], "before");
        if sql.contains("dnc_mark") {
            stage.service.db.raw("UPDATE suppression_source SET mark_id = NULL").await.unwrap();
        }
        raw(&stage, sql).await;
        assert_eq!(found(&stage.service, &ctx).await, [("replay_mismatch", id.to_string())], "{sql}");
    }
}

/// Keeps a call as it would be kept if the gate had let it through.
async fn called(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    let query = ShowQuery { customer: id.to_string(), purpose: String::new() };
    let point = customers::show(&stage.service, ctx, query).await.unwrap().numbers[0].id;
    let work = move |tx: Tx<'_>| {
        let call = CallId(tx.id());
        (
            call,
            call_row::Model {
                business_id: tx.business().0,
                id: call.0,
                customer_id: id.0,
                contact_point_id: Some(point.0),
                purpose: "service".into(),
                decision: "allowed".into(),
                reasons: String::new(),
                actor_kind: tx.ctx.actor.kind().into(),
                actor_id: tx.ctx.actor.id(),
                at: tx.now,
                minute: None,
                permit_expires_at: None,
                started_at: None,
            },
        )
    };
    happen(stage, ctx, move |tx, ()| {
        Box::pin(async move {
            let (call, row) = work(tx);
            store::call::insert(tx.scope, row).await?;
            let event = Event::CallAuthorised { call, customer: id, point, purpose: Purpose::Service };
            Ok(Outcome::one(event, ()))
        })
    })
    .await;
}

#[tokio::test]
async fn a_call_that_was_allowed_against_a_no_is_found() {
    for no in ["mark", "answer", "restriction", "list"] {
        let stage = Stage::new().await;
        let ctx = in_order(&stage).await;
        let id = whom(&stage, &ctx).await;
        called(&stage, &ctx, id).await;
        stage.clock.advance(TimeDelta::minutes(5));
        match no {
            "mark" => dnc::mark(&stage.service, &ctx, Mark { customer: id.to_string() }).await.unwrap(),
            "answer" => {
                let refused = ConsentStatus::Refused;
                happen(&stage, &ctx, move |tx, ()| Box::pin(answered(tx, id, Topic::CALL_SERVICE, refused))).await;
            }
            "restriction" => drop(requested(&stage, &ctx, id, "restriction").await),
            _ => {
                let typed = domain::wire::suppression::params::Add {
                    phone: "(212) 555-0127".into(),
                    reason: "Asked on the phone".into(),
                };
                crate::suppression::add_number(&stage.service, &ctx, typed).await.unwrap();
            }
        }
        deliver_due(&stage.service).await.unwrap();
        assert_eq!(found(&stage.service, &ctx).await, [], "the call before it was allowed to be: {no}");
        stage.clock.advance(TimeDelta::minutes(5));
        called(&stage, &ctx, id).await;
        let found = found(&stage.service, &ctx).await;
        assert_eq!(found.iter().map(|(check, _)| *check).collect::<Vec<_>>(), ["called_while_blocked"], "{no}");
    }
}

async fn answered(tx: Tx<'_>, id: CustomerId, topic: Topic, status: ConsentStatus) -> Result<Outcome<()>> {
    let answered = Answered { topic, status, method: Method::Verbal, script: None, interaction: None, note: None };
    Ok(Outcome::one(consent::record(tx, id, answered).await?, ()))
}

async fn requested(stage: &Stage, ctx: &Ctx, id: CustomerId, kind: &str) -> String {
    let form = request::new(&stage.service, ctx, &id.to_string()).await.unwrap();
    let receive = Receive {
        customer: id.to_string(),
        form: form.form,
        kind: kind.into(),
        came: "phone".into(),
        received_on: form.today.to_string(),
        asked: String::new(),
    };
    request::receive(&stage.service, ctx, receive).await.unwrap().to_string()
}

#[tokio::test]
async fn a_lift_by_request_without_evidence_is_found_and_one_by_mistake_is_not() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let lifted = |kind, lift| Event::SuppressionLifted {
        suppression: SuppressionId(Uuid::from_u128(7)),
        source: SuppressionSourceId(Uuid::from_u128(8)),
        kind,
        customer: None,
        lift,
        reason: Some("asked".into()),
        evidence: None,
    };
    let events = [
        lifted(SourceKind::Stranger, Lift::ByMistake),
        lifted(SourceKind::Mark, Lift::ByRequest),
        lifted(SourceKind::Stranger, Lift::ByRequest),
    ];
    happen(&stage, &ctx, move |_, ()| {
        let events = events.to_vec();
        Box::pin(async move { Ok(Outcome::many(events, ())) })
    })
    .await;
    let last = stage.ledger(ctx.business).await.len();
    assert_eq!(found(&stage.service, &ctx).await, [("lift_without_evidence", last.to_string())]);
}

#[tokio::test]
async fn a_yes_without_the_words_that_were_read_out_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let id = whom(&stage, &ctx).await;
    let topic = Topic::Reach(Channel::Email, Purpose::Marketing);
    happen(&stage, &ctx, move |tx, ()| Box::pin(answered(tx, id, topic, ConsentStatus::Given))).await;
    deliver_due(&stage.service).await.unwrap();
    let report = audited(&stage.service, &ctx).await;
    let found = findings(&report);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].check.code(), found[0].customer.as_ref().unwrap().0), ("consent_without_notice", id));
}

#[tokio::test]
async fn customers_who_are_flagged_for_too_long_are_one_finding_with_their_number() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    customer(&stage, &ctx, "yes").await;
    deliver_due(&stage.service).await.unwrap();
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let all: Vec<CustomerId> = store::audit::ground::customers_after(&scope, Uuid::nil(), 9)
        .await
        .unwrap()
        .iter()
        .map(|row| row.id.into())
        .collect();
    let answers = store::consent::list(&scope, &all).await.unwrap();
    drop(scope);
    for answer in answers {
        let wrong = domain::wire::consent::Invalidate {
            customer: answer.customer_id.to_string(),
            event: answer.id.to_string(),
            reason: "Nobody asked".into(),
        };
        consent::invalidate(&stage.service, &ctx, wrong).await.unwrap();
    }
    deliver_due(&stage.service).await.unwrap();
    stage.clock.advance(TimeDelta::days(30));
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::days(1));
    let report = audited(&stage.service, &ctx).await;
    let words: Vec<_> = findings(&report).into_iter().map(|finding| finding.words).collect();
    assert_eq!(words, ["2 customers have been on file without a consent on record for more than 30 days"]);
}

#[tokio::test]
async fn a_registry_that_is_too_old_is_found_and_so_is_one_that_is_needed_and_not_there() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let calls = |purpose: &str| Calls {
        default_purpose: purpose.into(),
        asks_before_calls: "off".into(),
        erase_after_hours: "72".into(),
    };
    setting::set_calls(&stage.service, &ctx, calls("marketing")).await.unwrap();
    assert_eq!(found(&stage.service, &ctx).await, [("registry_out_of_date", "us:missing".to_owned())]);
    stage.asks_the_registry(&ctx).await;
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::days(31));
    assert_eq!(found(&stage.service, &ctx).await, [("registry_out_of_date", "us".to_owned())]);
}

#[tokio::test]
async fn a_confirmation_that_waits_for_too_long_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    customer(&stage, &ctx, "yes").await;
    stage.clock.advance(TimeDelta::hours(72));
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::minutes(1));
    let found = found(&stage.service, &ctx).await;
    assert_eq!(found.iter().map(|(check, _)| *check).collect::<Vec<_>>(), ["confirmation_undelivered"]);
}

#[tokio::test]
async fn an_address_that_mail_does_not_reach_is_found_and_so_is_the_confirmation_that_was_lost() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    customer(&stage, &ctx, "yes").await;
    stage.mails.fail(Some(crate::ports::MailProblem::Refused));
    deliver_due(&stage.service).await.unwrap();
    let lost: Vec<_> = found(&stage.service, &ctx).await.into_iter().map(|(check, _)| check).collect();
    assert_eq!(lost, ["confirmation_undelivered", "address_undeliverable"]);
    raw(&stage, "UPDATE contact_point SET undeliverable_at = NULL WHERE kind = 'email'").await;
    let lost: Vec<_> = found(&stage.service, &ctx).await.into_iter().map(|(check, _)| check).collect();
    assert_eq!(lost, ["confirmation_undelivered"]);
}

#[tokio::test]
async fn an_address_that_somebody_else_reads_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let customer = whom(&stage, &ctx).await;
    let point = ContactPointId(Uuid::from_u128(9));
    happen(&stage, &ctx, move |_, ()| {
        Box::pin(async move { Ok(Outcome::one(Event::AddressDisowned { customer, point }, ())) })
    })
    .await;
    assert_eq!(found(&stage.service, &ctx).await, [("address_disowned", point.to_string())]);
}

#[tokio::test]
async fn a_policy_that_is_not_published_and_an_agreement_that_is_not_accepted_are_found() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let open = [("policy_missing", "dpa".to_owned()), ("policy_missing", "privacy_policy".to_owned())];
    assert_eq!(found(&stage.service, &ctx).await, open);
    policy::accept_dpa(&stage.service, &ctx, AcceptDpa { version: "1".into() }).await.unwrap();
    assert_eq!(found(&stage.service, &ctx).await, open[1..]);
}

#[tokio::test]
async fn a_request_that_is_overdue_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let id = whom(&stage, &ctx).await;
    let request = requested(&stage, &ctx, id, "access").await;
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::days(32));
    assert_eq!(found(&stage.service, &ctx).await, [("request_overdue", request)]);
}

#[tokio::test]
async fn who_is_not_erased_by_their_hour_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let id = whom(&stage, &ctx).await;
    let no = on_file(&stage, &ctx, id, "no").await;
    interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    stage.clock.advance(TimeDelta::hours(72));
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::hours(1));
    assert_eq!(found(&stage.service, &ctx).await, [("retention_overdue", id.to_string())]);
}

#[tokio::test]
async fn what_is_kept_of_erased_people_for_too_long_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let id = whom(&stage, &ctx).await;
    crate::ledger::tests::erase(&stage, &ctx, id).await;
    assert_eq!(found(&stage.service, &ctx).await, []);
    let sql = format!(
        "UPDATE retained_identity SET retained_until = '2026-01-01 00:00:00+00:00' WHERE customer_id = X'{}'",
        hex(id.0.as_bytes())
    );
    raw(&stage, &sql).await;
    assert_eq!(found(&stage.service, &ctx).await, [("retention_overdue", "identities".to_owned())]);
}

#[tokio::test]
async fn a_journal_that_is_behind_or_cannot_be_read_is_found() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let folder = tempfile::tempdir().unwrap();
    let service = stage.service.clone().with_journal(folder.path());
    assert_eq!(found(&service, &ctx).await, [], "it has a few minutes");
    stage.clock.advance(TimeDelta::minutes(11));
    assert_eq!(found(&service, &ctx).await, [("journal_behind", String::new())]);
    journal::start(&stage.service, folder.path()).unwrap().stop().await;
    assert_eq!(found(&service, &ctx).await, []);
    let file = journal::file(folder.path());
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, format!("nonsense\n{text}")).unwrap();
    assert_eq!(found(&service, &ctx).await, [("journal_behind", "unreadable".to_owned())]);
}

#[tokio::test]
async fn that_there_was_no_audit_for_too_long_is_found_once() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    stage.clock.advance(TimeDelta::days(45));
    assert!(!list(&stage.service, &ctx).await.unwrap().is_missed);
    stage.clock.advance(TimeDelta::seconds(1));
    assert!(list(&stage.service, &ctx).await.unwrap().is_missed);
    assert_eq!(found(&stage.service, &ctx).await, [("audit_missed", "founding".to_owned())]);
    assert_eq!(found(&stage.service, &ctx).await, []);
}

#[tokio::test]
async fn a_member_who_has_not_read_the_training_for_thirty_days_is_found_until_they_have() {
    let stage = Stage::new().await;
    let ctx = in_order(&stage).await;
    let sam = stage.member(&ctx, "Sam", "staff").await;
    let gone = stage.member(&ctx, "Ann", "auditor").await;
    crate::team::disable(&stage.service, &ctx, gone.member().unwrap()).await.unwrap();
    stage.clock.advance(TimeDelta::days(30));
    assert_eq!(found(&stage.service, &ctx).await, []);
    stage.clock.advance(TimeDelta::seconds(1));
    let overdue = [("training_overdue", sam.member().unwrap().to_string())];
    assert_eq!(found(&stage.service, &ctx).await, overdue);
    training::acknowledge(&stage.service, &sam, Acknowledge { version: "1".into() }).await.unwrap();
    assert_eq!(found(&stage.service, &ctx).await, []);
}
