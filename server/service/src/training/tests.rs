use chrono::TimeDelta;
use domain::{event::EventKind, id::RequestId, wire::dashboard::Need};

use super::*;
use crate::{account, dashboard, registration, team, testing::Stage};

fn version(version: &str) -> Acknowledge {
    Acknowledge { version: version.into() }
}

async fn is_due(stage: &Stage, ctx: &Ctx) -> bool {
    show(&stage.service, ctx).await.unwrap().state.is_due
}

async fn publish(stage: &Stage, text: &str) {
    registration::publish_text(&stage.service, PlatformText::Training, text).await.unwrap();
}

#[tokio::test]
async fn it_is_due_at_first_and_is_read_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    assert!(is_due(&stage, &owner).await);
    for _ in 0..2 {
        acknowledge(&stage.service, &owner, version("1")).await.unwrap();
    }
    let read = show(&stage.service, &owner).await.unwrap();
    assert_eq!((read.state.is_due, read.state.read_at), (false, Some(stage.service.now())));
    assert_eq!(read.state.due_at, stage.service.now() + TimeDelta::days(365));
    assert_eq!(stage.ledger(owner.business).await, [EventKind::BusinessFounded, EventKind::TrainingAcknowledged]);
}

#[tokio::test]
async fn it_is_due_again_after_a_year_and_with_a_new_version() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    acknowledge(&stage.service, &owner, version("1")).await.unwrap();
    stage.clock.advance(TimeDelta::days(365) - TimeDelta::seconds(1));
    assert!(!is_due(&stage, &owner).await);
    stage.clock.advance(TimeDelta::seconds(1));
    assert!(is_due(&stage, &owner).await);
    acknowledge(&stage.service, &owner, version("1")).await.unwrap();
    publish(&stage, "Another training").await;
    assert!(is_due(&stage, &owner).await);
    let old = acknowledge(&stage.service, &owner, version("1")).await;
    assert!(matches!(old, Err(Error::Stale)), "{old:?}");
    acknowledge(&stage.service, &owner, version("2")).await.unwrap();
    assert!(!is_due(&stage, &owner).await);
    let read = stage.ledger(owner.business).await;
    assert_eq!(read.iter().filter(|kind| **kind == EventKind::TrainingAcknowledged).count(), 3);
}

#[tokio::test]
async fn whoever_is_signed_in_is_told_and_the_team_page_shows_how_it_stands_for_each() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "auditor").await;
    acknowledge(&stage.service, &sam, version("1")).await.unwrap();
    let typed = |email: &str| domain::wire::account::params::SignIn {
        email: email.into(),
        password: crate::testing::PASSWORD.into(),
    };
    for (email, due) in [("owner1@example.com", true), ("sam@example.com", false)] {
        let session = account::sign_in(&stage.service, typed(email), "203.0.113.7").await.unwrap().session().unwrap();
        let request = RequestId(uuid::Uuid::nil());
        let (_, who) = account::session(&stage.service, &session.token, request).await.unwrap().unwrap();
        assert_eq!(who.training_due, due, "{email}");
    }
    let members = team::list(&stage.service, &owner).await.unwrap().members;
    let of = |name: &str| members.iter().find(|member| member.name == name).unwrap().training;
    assert!(of("Ada Owner").is_due && !of("Sam").is_due);
    assert_eq!((of("Ada Owner").read_at, of("Sam").read_at), (None, Some(stage.service.now())));
}

#[tokio::test]
async fn who_has_not_read_it_for_a_week_is_named_to_those_who_administer_the_team() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    stage.member(&owner, "Ann", "auditor").await;
    acknowledge(&stage.service, &owner, version("1")).await.unwrap();
    let named = async |ctx: &Ctx| {
        let todo = dashboard::show(&stage.service, ctx, "").await.unwrap().todo;
        let todo = todo.into_iter().find(|todo| todo.need == Need::Training);
        let mut names: Vec<_> = todo.into_iter().flat_map(|todo| todo.first).map(|line| line.name).collect();
        names.sort();
        names
    };
    stage.clock.advance(TimeDelta::days(7));
    assert_eq!(named(&owner).await, [""; 0]);
    stage.clock.advance(TimeDelta::days(1));
    assert_eq!(named(&owner).await, ["Ann", "Sam"]);
    assert_eq!(named(&sam).await, [""; 0], "staff are told of their own");
    acknowledge(&stage.service, &sam, version("1")).await.unwrap();
    assert_eq!(named(&owner).await, ["Ann"]);
}

#[tokio::test]
async fn what_is_recorded_is_the_version_and_the_hash_of_its_text() {
    use domain::ledger::{Entry, FieldValue};
    let stage = Stage::new().await;
    let owner = stage.business().await;
    acknowledge(&stage.service, &owner, version("1")).await.unwrap();
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let row = store::ledger::list_after(&scope, 1, 1).await.unwrap().pop().unwrap();
    let entry = Entry::from_bytes(&row.bytes).unwrap();
    let text = latest_text(&stage.service, PlatformText::Training).await.unwrap().text;
    assert_eq!(entry.field("version"), Some(&FieldValue::Plain("1".into())));
    assert_eq!(entry.field("hash"), Some(&FieldValue::Plain(Hash(Sha256::digest(text).into()).to_string())));
    assert_eq!(row.actor_id, owner.actor.id());
}
