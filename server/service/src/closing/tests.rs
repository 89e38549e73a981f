use domain::event::EventKind;

use super::*;
use crate::{
    account::sign_in,
    ledger,
    message::deliver_due,
    testing::{PASSWORD, Stage, customer},
};

fn typed(name: &str) -> Close {
    Close { name: name.into(), password: PASSWORD.into() }
}

async fn name(stage: &Stage, ctx: &Ctx) -> String {
    show(&stage.service, ctx).await.unwrap().name
}

async fn closed(stage: &Stage, ctx: &Ctx) {
    let name = name(stage, ctx).await;
    close(&stage.service, ctx, typed(&name)).await.unwrap();
}

fn month() -> TimeDelta {
    TimeDelta::days(CLOSES_AFTER_DAYS)
}

#[tokio::test]
async fn an_owner_closes_by_name_and_password_and_every_owner_is_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let admin = stage.member(&owner, "Ann", "admin").await;
    stage.member(&owner, "Olga", "owner").await;
    let name = name(&stage, &owner).await;
    let wrong = close(&stage.service, &owner, typed("Another")).await;
    assert!(matches!(wrong, Err(Error::Invalid(invalid)) if invalid.of("name").is_some()));
    let wrong = Close { name: name.clone(), password: "another one".into() };
    let wrong = close(&stage.service, &owner, wrong).await;
    assert!(matches!(wrong, Err(Error::Invalid(invalid)) if invalid.of("password").is_some()));
    assert!(matches!(close(&stage.service, &admin, typed(&name)).await, Err(Error::Forbidden)));
    assert_eq!(show(&stage.service, &owner).await.unwrap().erase_at, None);
    closed(&stage, &owner).await;
    assert_eq!(show(&stage.service, &owner).await.unwrap().erase_at, Some(stage.service.now() + month()));
    deliver_due(&stage.service).await.unwrap();
    let told: Vec<_> = stage.mails.sent().into_iter().filter(|mail| mail.subject.ends_with(" closes")).collect();
    let to: std::collections::BTreeSet<_> = told.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["owner1@example.com", "olga@example.com"].into());
    assert!(told[0].text.contains("https://test.example/settings/close"), "{}", told[0].text);
}

#[tokio::test]
async fn what_was_taken_back_is_not_erased() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    closed(&stage, &owner).await;
    keep(&stage.service, &owner).await.unwrap();
    stage.clock.advance(month());
    assert_eq!(run_due(&stage.service).await.unwrap(), 0);
    assert_eq!(show(&stage.service, &owner).await.unwrap().erase_at, None);
    let told = stage.ledger(owner.business).await;
    assert!(told.ends_with(&[EventKind::BusinessClosing, EventKind::BusinessKept]), "{told:?}");
}

#[tokio::test]
async fn nothing_is_left_of_a_business_but_a_ledger_without_a_name() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let other = stage.business().await;
    customer(&stage, &owner, "yes_but_no_calls").await;
    let spared = customer(&stage, &other, "yes").await;
    assert!(stage.files_hold("owner1@example.com"));
    closed(&stage, &owner).await;
    deliver_due(&stage.service).await.unwrap();
    let kept = || stage.mails.sent().iter().filter(|mail| mail.to == "owner1@example.com").count();
    assert_eq!(kept(), 1);
    stage.clock.advance(month() - TimeDelta::seconds(1));
    assert_eq!(run_due(&stage.service).await.unwrap(), 0, "not before its time");
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!(run_due(&stage.service).await.unwrap(), 1);
    assert!(!stage.files_hold("owner1@example.com"));
    assert_eq!(kept(), 0, "mails to members are kept on the disk, too");
    let signs_in = |email: &str| {
        let typed = domain::wire::account::params::SignIn { email: email.into(), password: PASSWORD.into() };
        sign_in(&stage.service, typed, "203.0.113.7")
    };
    assert!(matches!(signs_in("owner1@example.com").await, Err(Error::WrongPassword)));
    assert!(signs_in("owner2@example.com").await.is_ok());
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::BusinessErased));
    let verified = ledger::verify(&stage.service, owner.business, &[], |_, _| {}).await.unwrap();
    assert!(verified.holds(), "{:?}", verified.findings);
    let listed = crate::customer::edit_form(&stage.service, &other, &spared.to_string()).await;
    assert!(listed.is_ok(), "another business is as it was");
    assert_eq!(run_due(&stage.service).await.unwrap(), 0, "once");
}

#[tokio::test]
async fn a_member_of_another_business_keeps_their_account_even_one_without_access() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let other = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let invite = domain::wire::team::params::Invite {
        name: "Sam".into(),
        email: "sam@example.com".into(),
        role: "staff".into(),
    };
    let link = crate::team::invite(&stage.service, &other, invite).await.unwrap();
    let agreement = stage.agree().await;
    let join = domain::wire::team::params::Join { name: "Sam".into(), password: PASSWORD.into() };
    crate::team::join(&stage.service, link.trim_start_matches("/join/"), Some(&agreement), join).await.unwrap();
    let there = crate::team::list(&stage.service, &other).await.unwrap().members;
    let there = there.iter().find(|member| !member.is_me).unwrap().id;
    crate::team::disable(&stage.service, &other, there).await.unwrap();
    closed(&stage, &owner).await;
    stage.clock.advance(month());
    assert_eq!(run_due(&stage.service).await.unwrap(), 1);
    crate::team::enable(&stage.service, &other, there).await.unwrap();
    let typed = domain::wire::account::params::SignIn { email: "sam@example.com".into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed, "203.0.113.7").await.unwrap().session().unwrap();
    let ctx = stage.ctx(&session.token).await.unwrap();
    assert_eq!(ctx.business, other.business);
    assert_ne!(ctx.actor, sam.actor);
}
