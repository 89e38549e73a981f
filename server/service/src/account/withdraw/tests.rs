use domain::{
    event::EventKind,
    wire::{
        account::params::{NewAddress, SignIn},
        registration::params::Register,
        team::params::{HandOver, Invite, Join},
    },
};

use super::*;
use crate::{
    account::{NewSession, ask_address, ask_reset, confirm_address, reset_is_open, sign_in},
    ledger,
    live::Wake,
    message::deliver_due,
    registration, team,
    testing::{PASSWORD, Stage},
};

const SAM: &str = "sam@example.com";

fn by(password: &str) -> Withdraw {
    Withdraw { password: password.into() }
}

async fn signs_in(stage: &Stage, email: &str) -> Result<NewSession> {
    let typed = SignIn { email: email.into(), password: PASSWORD.into() };
    Ok(sign_in(&stage.service, typed, "203.0.113.7").await?.session().unwrap())
}

/// Invites somebody who has an account already, and lets them join.
async fn joins(stage: &Stage, owner: &Ctx, email: &str, role: &str) {
    let link = invited(stage, owner, email, role).await;
    let agreement = stage.agree().await;
    let join = Join { name: "Sam".into(), password: PASSWORD.into() };
    team::join(&stage.service, link.trim_start_matches("/join/"), Some(&agreement), join).await.unwrap();
}

async fn invited(stage: &Stage, owner: &Ctx, email: &str, role: &str) -> String {
    let invite = Invite { name: String::new(), email: email.into(), role: role.into() };
    team::invite(&stage.service, owner, invite).await.unwrap()
}

async fn verifies(stage: &Stage, ctx: &Ctx) -> bool {
    ledger::verify(&stage.service, ctx.business, &[], |_, _| ()).await.unwrap().holds()
}

fn refusal(answer: &Result<()>) -> String {
    match answer {
        Err(Error::Invalid(invalid)) => invalid.of("password").unwrap().to_string(),
        other => panic!("{other:?} instead of a problem"),
    }
}

#[tokio::test]
async fn who_withdraws_has_no_account_and_no_session_and_their_address_is_free() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let elsewhere = signs_in(&stage, SAM).await.unwrap();
    let mut wakes = stage.service.wakes.listen();
    withdraw(&stage.service, &sam, by(PASSWORD)).await.unwrap();

    let heard: Vec<_> = std::iter::from_fn(|| wakes.try_recv().ok()).collect();
    assert!(heard.contains(&Wake::Ended(sam.session.unwrap())), "{heard:?}");
    assert!(stage.ctx(&elsewhere.token).await.is_none());
    let (theirs, nobodys) = (signs_in(&stage, SAM).await, signs_in(&stage, "nobody@example.com").await);
    assert!(matches!((theirs, nobodys), (Err(Error::WrongPassword), Err(Error::WrongPassword))));
    assert_eq!(stage.ledger(owner.business).await[3..], [EventKind::MemberWithdrew]);
    let members = team::list(&stage.service, &owner).await.unwrap().members;
    assert_eq!(members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>(), ["Ada Owner"]);
    let gone = sam.member().unwrap();
    assert!(matches!(team::enable(&stage.service, &owner, gone).await, Err(Error::NotFound)));
    assert!(verifies(&stage, &owner).await);

    let agreement = stage.agree().await;
    let form = Register { email: SAM.into(), ..stage.form() };
    registration::register(&stage.service, Some(&agreement), form).await.unwrap();
    signs_in(&stage, SAM).await.unwrap();
}

#[tokio::test]
async fn the_address_is_erased_wherever_it_was_and_the_name_stays_beside_what_they_did() {
    const FIRST: &str = "markerfirst@example.com";
    const SECOND: &str = "markersecond@example.com";
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "MarkerFirst", "staff").await;
    let typed = NewAddress { email: SECOND.into(), password: PASSWORD.into() };
    ask_address(&stage.service, &sam, typed).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let mail = stage.mails.sent().pop().unwrap();
    let (_, token) = mail.text.split_once("/confirm-address/").unwrap();
    let token = token.split_whitespace().next().unwrap();
    confirm_address(&stage.service, token, stage.service.new_request()).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    stage.service.db.truncate_log().await.unwrap();
    assert!(stage.files_hold(FIRST) && stage.files_hold(SECOND));

    withdraw(&stage.service, &sam, by(PASSWORD)).await.unwrap();
    assert!(!stage.files_hold(FIRST) && !stage.files_hold(SECOND));
    assert!(stage.mails.sent().iter().all(|mail| mail.to != FIRST && mail.to != SECOND), "kept mails are deleted");
    let log = ledger::log(&stage.service, &owner, domain::wire::ledger::LogQuery::default()).await.unwrap();
    assert_eq!(log.lines[0].actor, "MarkerFirst");
    assert!(log.lines.iter().any(|line| line.from.as_deref() == Some("(erased)")), "{log:?}");
    assert!(verifies(&stage, &owner).await);
}

#[tokio::test]
async fn no_link_and_no_invitation_of_theirs_is_good_afterwards() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let other = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let link = invited(&stage, &other, SAM, "staff").await;
    ask_reset(&stage.service, SAM, "203.0.113.7").await.unwrap();
    let reset = loop {
        deliver_due(&stage.service).await.unwrap();
        let mails = stage.mails.sent();
        if let Some((_, rest)) = mails.iter().find_map(|mail| mail.text.split_once("https://test.example/reset/")) {
            break rest.split_whitespace().next().unwrap().to_owned();
        }
        tokio::task::yield_now().await;
    };
    reset_is_open(&stage.service, &reset).await.unwrap();
    withdraw(&stage.service, &sam, by(PASSWORD)).await.unwrap();
    assert!(matches!(reset_is_open(&stage.service, &reset).await, Err(Error::LinkGone)));
    let gone = team::invitation(&stage.service, link.trim_start_matches("/join/")).await;
    assert!(matches!(gone, Err(Error::LinkGone)));
    let expected = [EventKind::BusinessFounded, EventKind::MemberInvited, EventKind::InvitationRevoked];
    assert_eq!(stage.ledger(other.business).await, expected);
    // Invited anew, they are somebody new.
    invited(&stage, &other, SAM, "staff").await;
    invited(&stage, &owner, SAM, "staff").await;
}

#[tokio::test]
async fn every_membership_ends_a_disabled_one_too() {
    let stage = Stage::new().await;
    let (first, second, third) = (stage.business().await, stage.business().await, stage.business().await);
    let sam = stage.member(&first, "Sam", "admin").await;
    joins(&stage, &second, SAM, "staff").await;
    joins(&stage, &third, SAM, "auditor").await;
    let there = team::list(&stage.service, &second).await.unwrap().members;
    let disabled = there.iter().find(|member| member.email == SAM).unwrap().id;
    team::disable(&stage.service, &second, disabled).await.unwrap();
    let shown = withdrawal(&stage.service, &sam).await.unwrap();
    assert_eq!((shown.left.len(), shown.last_owner_of.len()), (3, 0));
    withdraw(&stage.service, &sam, by(PASSWORD)).await.unwrap();
    for ctx in [&first, &second, &third] {
        assert_eq!(stage.ledger(ctx.business).await.last(), Some(&EventKind::MemberWithdrew));
        assert_eq!(team::list(&stage.service, ctx).await.unwrap().members.len(), 1);
        assert!(verifies(&stage, ctx).await);
    }
}

#[tokio::test]
async fn the_last_owner_hands_over_first_and_nothing_happens_before() {
    let stage = Stage::new().await;
    let (owner, other) = (stage.business().await, stage.business().await);
    let sam = stage.member(&owner, "Sam", "staff").await;
    joins(&stage, &other, "owner1@example.com", "staff").await;
    assert_eq!(withdrawal(&stage.service, &owner).await.unwrap().last_owner_of, ["Acme Plumbing"]);
    let refused = withdraw(&stage.service, &owner, by(PASSWORD)).await;
    assert!(refusal(&refused).starts_with("You are the last owner of Acme Plumbing. Hand it over"), "{refused:?}");
    assert_eq!(stage.ledger(other.business).await.last(), Some(&EventKind::MemberJoined), "not even elsewhere");
    let to = HandOver { member: sam.member().unwrap().to_string(), password: PASSWORD.into() };
    team::hand_over(&stage.service, &owner, to).await.unwrap();
    withdraw(&stage.service, &owner, by(PASSWORD)).await.unwrap();
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds[kinds.len() - 2..], [EventKind::OwnershipHandedOver, EventKind::MemberWithdrew]);
}

#[tokio::test]
async fn nobody_withdraws_for_somebody_else_on_a_screen_that_was_left_open() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    for _ in 0..5 {
        assert_eq!(refusal(&withdraw(&stage.service, &sam, by("another password")).await), "This is not your password");
    }
    assert!(matches!(withdraw(&stage.service, &sam, by(PASSWORD)).await, Err(Error::Throttled)));
    assert_eq!(stage.ledger(owner.business).await.len(), 3);
}

#[tokio::test]
async fn the_last_owner_of_a_business_that_closes_may_go_before_it_does() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let close = domain::wire::closing::params::Close { name: "Acme Plumbing".into(), password: PASSWORD.into() };
    crate::closing::close(&stage.service, &owner, close).await.unwrap();
    let shown = withdrawal(&stage.service, &owner).await.unwrap();
    assert_eq!((shown.last_owner_of.len(), shown.closing_alone), (0, vec!["Acme Plumbing".to_owned()]));
    withdraw(&stage.service, &owner, by(PASSWORD)).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::MemberWithdrew));
    assert!(signs_in(&stage, "owner1@example.com").await.is_err());

    stage.clock.advance(chrono::TimeDelta::days(31));
    crate::closing::run_due(&stage.service).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::BusinessErased));
}
