use domain::{
    error::Problem,
    event::EventKind,
    integration::ApiScope,
    wire::{
        account::params::SignIn,
        audit::params::Assign,
        integration::params::MakeKey,
        team::params::{Invite, Join},
    },
};

use super::*;
use crate::{
    account::sign_in,
    ledger,
    live::Wake,
    team,
    testing::{PASSWORD, Stage},
};

fn of(member: &Ctx, heir: &str) -> Remove {
    Remove { member: member.member().unwrap().to_string(), heir: heir.into() }
}

fn problem(answer: &Result<()>, field: &str) -> String {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.of(field).map(Problem::to_string).unwrap_or_default(),
        other => panic!("{other:?} instead of a problem"),
    }
}

async fn joins(stage: &Stage, owner: &Ctx, email: &str) -> Result<()> {
    let invite = Invite { name: String::new(), email: email.into(), role: "staff".into() };
    let link = team::invite(&stage.service, owner, invite).await?;
    let agreement = stage.agree().await;
    let join = Join { name: "Sam again".into(), password: PASSWORD.into() };
    team::join(&stage.service, link.trim_start_matches("/join/"), Some(&agreement), join).await?;
    Ok(())
}

async fn verifies(stage: &Stage, ctx: &Ctx) -> bool {
    ledger::verify(&stage.service, ctx.business, &[], |_, _| ()).await.unwrap().holds()
}

/// A finding for which this member answers.
async fn finding_of(stage: &Stage, owner: &Ctx, member: &Ctx) -> String {
    let audit::Begun::Now(id) = audit::begin(&stage.service, owner).await.unwrap() else { panic!("one is made") };
    audit::carry_out(&stage.service, owner.business, id, |_, _| ()).await.unwrap();
    let finding = audit::list(&stage.service, owner).await.unwrap().open[0].id.to_string();
    let typed =
        Assign { finding: finding.clone(), owner: member.member().unwrap().to_string(), due_on: "2026-12-24".into() };
    audit::assign(&stage.service, owner, typed).await.unwrap();
    finding
}

async fn owner_of(stage: &Stage, ctx: &Ctx, finding: &str) -> Option<String> {
    audit::finding(&stage.service, ctx, finding).await.unwrap().finding.owner
}

#[tokio::test]
async fn who_is_removed_is_out_at_once_and_what_they_recorded_keeps_their_name() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let customer = crate::testing::customer(&stage, &sam, "yes").await;
    let mut wakes = stage.service.wakes.listen();
    remove(&stage.service, &owner, of(&sam, "")).await.unwrap();

    let heard: Vec<_> = std::iter::from_fn(|| wakes.try_recv().ok()).collect();
    assert!(heard.contains(&Wake::Ended(sam.session.unwrap())), "{heard:?}");
    let late = crate::dnc::mark(&stage.service, &sam, domain::wire::dnc::Mark { customer: customer.to_string() }).await;
    assert!(late.is_err(), "a request under way");
    assert_eq!(team::list(&stage.service, &owner).await.unwrap().members.len(), 1);
    let typed = SignIn { email: "sam@example.com".into(), password: PASSWORD.into() };
    assert!(matches!(sign_in(&stage.service, typed, "203.0.113.7").await, Err(Error::WrongPassword)));
    let log = ledger::log(&stage.service, &owner, domain::wire::ledger::LogQuery::default()).await.unwrap();
    assert_eq!(log.lines[0].what, EventKind::MemberRemoved.words());
    assert_eq!(log.lines[0].detail.as_deref(), Some("Sam"));
    assert!(log.lines.iter().any(|line| line.actor == "Sam"), "what they did has a name");
    let (from, to) = (log.lines[0].from.as_deref(), log.lines[0].to.as_deref());
    assert_eq!((from, to), (Some("Staff"), Some("Removed")));
    assert!(verifies(&stage, &owner).await);
}

#[tokio::test]
async fn findings_go_to_the_heir_and_keys_stop_until_they_are_taken_over() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "admin").await;
    let finding = finding_of(&stage, &owner, &sam).await;
    let ticked = [(ApiScope::Check.code().to_owned(), "true".to_owned())].into();
    let make = MakeKey { name: "Dialler".into(), life: "month".into(), ticked };
    let key = integration::make_key(&stage.service, &sam, make).await.unwrap();

    let shown = removal(&stage.service, &owner, &sam.member().unwrap().to_string()).await.unwrap();
    assert_eq!((shown.findings, shown.keys), (1, vec!["Dialler".to_owned()]));
    assert_eq!(shown.heirs, [(owner.member().unwrap(), "Ada Owner".to_owned())]);
    let itself = remove(&stage.service, &owner, of(&sam, &sam.member().unwrap().to_string())).await;
    assert_eq!(problem(&itself, "heir"), Problem::NotAChoice.to_string());
    assert_eq!(owner_of(&stage, &owner, &finding).await.as_deref(), Some("Sam"));

    remove(&stage.service, &owner, of(&sam, &owner.member().unwrap().to_string())).await.unwrap();
    assert_eq!(owner_of(&stage, &owner, &finding).await.as_deref(), Some("Ada Owner"));
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds[kinds.len() - 2..], [EventKind::MemberRemoved, EventKind::FindingAssigned]);
    let asked = integration::enter(&stage.service, Some(&key), ApiScope::Check, stage.service.new_request()).await;
    assert!(matches!(asked, Err(Error::SignedOut)), "{asked:?}");
}

#[tokio::test]
async fn who_works_elsewhere_keeps_their_account_and_who_comes_back_is_a_new_member() {
    let stage = Stage::new().await;
    let (owner, other) = (stage.business().await, stage.business().await);
    let sam = stage.member(&owner, "Sam", "staff").await;
    joins(&stage, &other, "sam@example.com").await.unwrap();
    remove(&stage.service, &owner, of(&sam, "")).await.unwrap();
    let typed = SignIn { email: "sam@example.com".into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed, "203.0.113.7").await.unwrap().session().unwrap();
    assert_eq!(stage.ctx(&session.token).await.unwrap().business, other.business);

    joins(&stage, &owner, "sam@example.com").await.unwrap();
    let members = team::list(&stage.service, &owner).await.unwrap().members;
    let again = members.iter().find(|member| member.name == "Sam again").unwrap();
    assert_ne!(Some(again.id), sam.member());
    assert!(verifies(&stage, &owner).await && verifies(&stage, &other).await);
}

#[tokio::test]
async fn nobody_removes_themselves_the_last_owner_or_somebody_above_them() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let admin = stage.member(&owner, "Bea", "admin").await;
    let before = stage.ledger(owner.business).await.len();
    let own = remove(&stage.service, &admin, of(&admin, "")).await;
    assert!(problem(&own, "member").starts_with("You cannot remove yourself"), "{own:?}");
    assert!(matches!(remove(&stage.service, &admin, of(&owner, "")).await, Err(Error::Forbidden)));
    let last = remove(
        &stage.service,
        &Ctx { role: None, actor: domain::actor::Actor::Operator, ..owner.clone() },
        of(&owner, ""),
    )
    .await;
    assert!(problem(&last, "member").starts_with("This is the last owner"), "{last:?}");
    for role in ["staff", "auditor"] {
        let member = stage.member(&owner, role, role).await;
        assert!(matches!(remove(&stage.service, &member, of(&admin, "")).await, Err(Error::Forbidden)), "{role}");
    }
    let stranger = stage.business().await;
    assert!(matches!(remove(&stage.service, &stranger, of(&admin, "")).await, Err(Error::NotFound)));
    assert_eq!(team::list(&stage.service, &owner).await.unwrap().members.len(), 4);
    assert_eq!(stage.ledger(owner.business).await.len(), before + 4, "the invited alone");
}
