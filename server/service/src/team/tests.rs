use chrono::TimeDelta;
use domain::{
    error::Problem,
    event::EventKind,
    wire::{account::params::SignIn, team::params},
};

use super::*;
use crate::{
    account::{NewSession, sign_in},
    live::Wake,
    testing::{PASSWORD, Stage},
};

fn invitee(email: &str, role: &str) -> params::Invite {
    params::Invite { name: "Sam Staff".into(), email: email.into(), role: role.into() }
}

fn joiner(password: &str) -> params::Join {
    params::Join { name: "Sam Staff".into(), password: password.into() }
}

fn token(link: &str) -> &str {
    link.strip_prefix("/join/").unwrap()
}

async fn join_by(stage: &Stage, link: &str, password: &str) -> Result<NewSession> {
    let agreement = stage.agree().await;
    Ok(join(&stage.service, token(link), Some(&agreement), joiner(password)).await?.session().unwrap())
}

fn problem<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> Option<Problem> {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.of(field).cloned(),
        other => panic!("{other:?} instead of a problem of {field}"),
    }
}

#[tokio::test]
async fn an_invited_person_joins_through_the_gate() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("Sam@example.com", "staff")).await.unwrap();
    let shown = invitation(&stage.service, token(&link)).await.unwrap();
    assert_eq!((shown.business_name.as_str(), shown.email.as_str()), ("Acme Plumbing", "sam@example.com"));
    assert_eq!((shown.role, shown.has_account), (Role::Staff, false));

    stage.clock.advance(TimeDelta::seconds(1));
    let session = join_by(&stage, &link, PASSWORD).await.unwrap();
    let sam = stage.ctx(&session.token).await.unwrap();
    assert_eq!((sam.business, sam.role), (owner.business, Some(Role::Staff)));
    let kinds = [EventKind::BusinessFounded, EventKind::MemberInvited, EventKind::MemberJoined];
    assert_eq!(stage.ledger(owner.business).await, kinds);

    let team = list(&stage.service, &owner).await.unwrap();
    let members: Vec<_> = team.members.iter().map(|it| (it.email.as_str(), it.role, it.is_me)).collect();
    assert_eq!(members, [("owner1@example.com", Role::Owner, true), ("sam@example.com", Role::Staff, false)]);
    assert_eq!(team.invitations, []);
}

#[tokio::test]
async fn nobody_joins_without_an_agreement() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    for agreement in [None, Some("made up")] {
        let answer = join(&stage.service, token(&link), agreement, joiner(PASSWORD)).await;
        assert!(matches!(answer, Err(Error::NotAgreed)));
    }
}

#[tokio::test]
async fn a_new_member_needs_a_name_and_a_good_password() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    let agreement = stage.agree().await;
    let answer = join(&stage.service, token(&link), Some(&agreement), params::Join::default()).await;
    let Err(Error::Invalid(invalid)) = answer else { panic!("an empty form was accepted") };
    assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), ["name", "password"]);
    assert_eq!(problem(join_by(&stage, &link, "Welcome2026!").await, "password"), Some(Problem::WeakPassword));
}

#[tokio::test]
async fn a_link_works_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    join_by(&stage, &link, PASSWORD).await.unwrap();
    assert!(matches!(join_by(&stage, &link, PASSWORD).await, Err(Error::LinkGone)));
    assert!(matches!(invitation(&stage.service, token(&link)).await, Err(Error::LinkGone)));
    assert!(matches!(invitation(&stage.service, "made up").await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn of_two_people_with_one_link_at_the_same_time_one_joins() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    let (first, second) = tokio::join!(join_by(&stage, &link, PASSWORD), join_by(&stage, &link, PASSWORD));
    assert!(first.is_ok() != second.is_ok());
    assert_eq!(list(&stage.service, &owner).await.unwrap().members.len(), 2);
}

#[tokio::test]
async fn a_link_is_gone_after_seven_days() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    stage.clock.advance(TimeDelta::days(7) - TimeDelta::seconds(1));
    assert!(invitation(&stage.service, token(&link)).await.is_ok());
    stage.clock.advance(TimeDelta::seconds(1));
    assert!(matches!(join_by(&stage, &link, PASSWORD).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn an_invitation_that_was_taken_back_is_gone() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    let id = list(&stage.service, &owner).await.unwrap().invitations[0].id;
    for _ in 0..2 {
        revoke(&stage.service, &owner, id).await.unwrap();
    }
    assert!(matches!(join_by(&stage, &link, PASSWORD).await, Err(Error::LinkGone)));
    let kinds = [EventKind::BusinessFounded, EventKind::MemberInvited, EventKind::InvitationRevoked];
    assert_eq!(stage.ledger(owner.business).await, kinds);
}

#[tokio::test]
async fn an_invitation_that_was_used_cannot_be_taken_back() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let link = invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    let id = list(&stage.service, &owner).await.unwrap().invitations[0].id;
    join_by(&stage, &link, PASSWORD).await.unwrap();
    assert!(matches!(revoke(&stage.service, &owner, id).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn who_has_an_account_joins_with_its_password() {
    let stage = Stage::new().await;
    let first = stage.business().await;
    let second = stage.business().await;
    let link = invite(&stage.service, &first, invitee("owner2@example.com", "staff")).await.unwrap();
    assert!(invitation(&stage.service, token(&link)).await.unwrap().has_account);
    assert!(matches!(join_by(&stage, &link, "another password").await, Err(Error::WrongPassword)));
    let session = join_by(&stage, &link, PASSWORD).await.unwrap();
    let joined = stage.ctx(&session.token).await.unwrap();
    assert_eq!((joined.business, joined.role), (first.business, Some(Role::Staff)));
    let typed = SignIn { email: "owner2@example.com".into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed, "203.0.113.7").await.unwrap().session().unwrap();
    assert_eq!(stage.ctx(&session.token).await.unwrap().business, second.business, "the oldest membership");
}

#[tokio::test]
async fn guessing_the_password_of_an_account_by_a_link_is_slowed_down() {
    let stage = Stage::new().await;
    let first = stage.business().await;
    stage.business().await;
    let link = invite(&stage.service, &first, invitee("owner2@example.com", "staff")).await.unwrap();
    for _ in 0..5 {
        assert!(matches!(join_by(&stage, &link, "another password").await, Err(Error::WrongPassword)));
    }
    assert!(matches!(join_by(&stage, &link, PASSWORD).await, Err(Error::Throttled)));
}

#[tokio::test]
async fn a_member_or_an_invited_person_is_not_invited_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let again = invite(&stage.service, &owner, invitee("owner1@example.com", "staff")).await;
    assert_eq!(problem(again, "email"), Some(Problem::Taken));
    invite(&stage.service, &owner, invitee("sam@example.com", "staff")).await.unwrap();
    let again = invite(&stage.service, &owner, invitee("SAM@example.com", "admin")).await;
    assert!(matches!(problem(again, "email"), Some(Problem::Other(_))));
}

#[tokio::test]
async fn every_field_of_an_invitation_is_checked_at_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let answer = invite(&stage.service, &owner, params::Invite { role: "boss".into(), ..Default::default() }).await;
    let Err(Error::Invalid(invalid)) = answer else { panic!("an empty form was accepted") };
    assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), ["email", "role"]);
    let long = params::Invite { name: "x".repeat(101), ..invitee("sam@example.com", "staff") };
    assert_eq!(problem(invite(&stage.service, &owner, long).await, "name"), Some(Problem::TooLong(100)));
}

#[tokio::test]
async fn an_invitation_without_a_name_is_for_the_mailbox() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let nameless = params::Invite { name: String::new(), ..invitee("sam.staff@example.com", "staff") };
    let link = invite(&stage.service, &owner, nameless).await.unwrap();
    assert_eq!(invitation(&stage.service, token(&link)).await.unwrap().name, "sam.staff");
}

#[tokio::test]
async fn staff_and_auditors_do_not_administer_the_team() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let boss = owner.member().unwrap();
    for (name, role) in [("Sam", "staff"), ("Ann", "auditor")] {
        let member = stage.member(&owner, name, role).await;
        let before = stage.ledger(owner.business).await;
        assert!(matches!(list(&stage.service, &member).await, Err(Error::Forbidden)));
        let invited = invite(&stage.service, &member, invitee("x@example.com", "staff")).await;
        assert!(matches!(invited, Err(Error::Forbidden)));
        assert!(matches!(set_role(&stage.service, &member, boss, "staff").await, Err(Error::Forbidden)));
        assert!(matches!(disable(&stage.service, &member, boss).await, Err(Error::Forbidden)));
        assert!(matches!(enable(&stage.service, &member, boss).await, Err(Error::Forbidden)));
        assert_eq!(stage.ledger(owner.business).await, before);
    }
}

#[tokio::test]
async fn an_admin_neither_makes_nor_touches_an_owner() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.clock.advance(TimeDelta::seconds(1));
    let admin = stage.member(&owner, "Amy", "admin").await;
    let (boss, me) = (owner.member().unwrap(), admin.member().unwrap());
    let invited = invite(&stage.service, &admin, invitee("x@example.com", "owner")).await;
    assert!(matches!(invited, Err(Error::Forbidden)));
    assert!(matches!(set_role(&stage.service, &admin, me, "owner").await, Err(Error::Forbidden)));
    assert!(matches!(set_role(&stage.service, &admin, boss, "staff").await, Err(Error::Forbidden)));
    assert!(matches!(disable(&stage.service, &admin, boss).await, Err(Error::Forbidden)));
    let team = list(&stage.service, &admin).await.unwrap();
    assert_eq!(team.grantable, [Role::Admin, Role::Staff, Role::Auditor]);
    assert_eq!(team.members.iter().map(|it| it.may_change).collect::<Vec<_>>(), [false, true]);
}

#[tokio::test]
async fn a_role_is_changed_once_and_works_at_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    for _ in 0..2 {
        set_role(&stage.service, &owner, sam.member().unwrap(), "admin").await.unwrap();
    }
    assert_eq!(stage.ledger(owner.business).await[3..], [EventKind::MemberRoleChanged]);
    // The context is from before; the change asks inside its transaction.
    let invited =
        invite(&stage.service, &Ctx { role: Some(Role::Admin), ..sam }, invitee("x@example.com", "staff")).await;
    assert!(invited.is_ok());
    let unknown = set_role(&stage.service, &owner, owner.member().unwrap(), "boss").await;
    assert_eq!(problem(unknown, "role"), Some(Problem::NotAChoice));
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let me = owner.member().unwrap();
    let answer = set_role(&stage.service, &owner, me, "admin").await;
    assert!(matches!(problem(answer, "role"), Some(Problem::Other(_))));
    let second = stage.member(&owner, "Bea", "owner").await.member().unwrap();
    disable(&stage.service, &owner, second).await.unwrap();
    let answer = set_role(&stage.service, &owner, me, "admin").await;
    assert!(matches!(problem(answer, "role"), Some(Problem::Other(_))), "a disabled owner answers for nothing");
    enable(&stage.service, &owner, second).await.unwrap();
    set_role(&stage.service, &owner, me, "admin").await.unwrap();
}

#[tokio::test]
async fn the_operator_cannot_disable_the_last_owner_either() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let operator = Ctx { actor: domain::actor::Actor::Operator, role: None, session: None, ..owner.clone() };
    let answer = disable(&stage.service, &operator, owner.member().unwrap()).await;
    assert!(matches!(problem(answer, "member"), Some(Problem::Other(_))));
}

#[tokio::test]
async fn disabling_a_member_ends_their_sessions_at_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let typed = SignIn { email: "sam@example.com".into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed.clone(), "203.0.113.7").await.unwrap().session().unwrap();
    let id = stage.ctx(&session.token).await.unwrap().session.unwrap();
    let mut wakes = stage.service.wakes.listen();
    disable(&stage.service, &owner, sam.member().unwrap()).await.unwrap();
    let heard: Vec<_> = std::iter::from_fn(|| wakes.try_recv().ok()).collect();
    assert!(heard.contains(&Wake::Ended(id)) && heard.contains(&Wake::Ended(sam.session.unwrap())), "{heard:?}");
    assert!(stage.ctx(&session.token).await.is_none());
    let again = sign_in(&stage.service, typed.clone(), "203.0.113.7").await;
    assert!(matches!(again, Err(Error::WrongPassword)), "as if there were no such account");
    enable(&stage.service, &owner, sam.member().unwrap()).await.unwrap();
    assert!(stage.ctx(&session.token).await.is_none(), "the old session stays over");
    assert!(sign_in(&stage.service, typed, "203.0.113.7").await.is_ok());
    assert_eq!(stage.ledger(owner.business).await[3..], [EventKind::MemberDisabled, EventKind::MemberEnabled]);
}

#[tokio::test]
async fn a_disabled_member_changes_nothing_with_an_old_context() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let amy = stage.member(&owner, "Amy", "admin").await;
    disable(&stage.service, &owner, amy.member().unwrap()).await.unwrap();
    let invited = invite(&stage.service, &amy, invitee("x@example.com", "staff")).await;
    assert!(matches!(invited, Err(Error::SignedOut)));
}

#[tokio::test]
async fn nobody_disables_themselves() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let second = stage.member(&owner, "Bea", "owner").await;
    let answer = disable(&stage.service, &second, second.member().unwrap()).await;
    assert!(matches!(problem(answer, "member"), Some(Problem::Other(_))));
}

#[tokio::test]
async fn a_member_of_another_business_cannot_be_reached() {
    let stage = Stage::new().await;
    let (mine, theirs) = (stage.business().await, stage.business().await);
    let stranger = theirs.member().unwrap();
    assert!(matches!(set_role(&stage.service, &mine, stranger, "staff").await, Err(Error::NotFound)));
    assert!(matches!(disable(&stage.service, &mine, stranger).await, Err(Error::NotFound)));
    assert!(matches!(enable(&stage.service, &mine, stranger).await, Err(Error::NotFound)));
    let link = invite(&stage.service, &theirs, invitee("sam@example.com", "staff")).await.unwrap();
    let id = list(&stage.service, &theirs).await.unwrap().invitations[0].id;
    assert!(matches!(revoke(&stage.service, &mine, id).await, Err(Error::NotFound)));
    assert!(invitation(&stage.service, token(&link)).await.is_ok());
    assert_eq!(list(&stage.service, &mine).await.unwrap().members.len(), 1);
}
