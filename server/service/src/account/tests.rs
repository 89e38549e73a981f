use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::{RequestId, SessionId},
    wire::account::params::{Shortcuts, SignIn},
};

use super::*;
use crate::{
    live::Wake,
    testing::{PASSWORD, Stage},
};

const ADDRESS: &str = "203.0.113.7";

fn typed(email: &str, password: &str) -> SignIn {
    SignIn { email: email.into(), password: password.into() }
}

async fn try_to_sign_in(stage: &Stage, email: &str, password: &str) -> Result<NewSession> {
    Ok(sign_in(&stage.service, typed(email, password), ADDRESS).await?.session().unwrap())
}

#[tokio::test]
async fn a_member_signs_in_and_is_known_by_the_cookie() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let session = try_to_sign_in(&stage, " Owner1@example.com ", PASSWORD).await.unwrap();
    let request = RequestId(uuid::Uuid::nil());
    let (ctx, shown) = super::session(&stage.service, &session.token, request).await.unwrap().unwrap();
    assert_eq!((ctx.business, ctx.actor, ctx.role), (owner.business, owner.actor, owner.role));
    assert_eq!((shown.name.as_str(), shown.business_name.as_str()), ("Ada Owner", "Acme Plumbing"));
    assert_eq!((shown.slug.as_str(), shown.country.as_str(), shown.keys_enabled), ("acme-plumbing", "US", true));
    assert!(super::session(&stage.service, "made up", request).await.unwrap().is_none());
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_get_one_answer() {
    let stage = Stage::new().await;
    stage.business().await;
    for (email, password) in [("owner1@example.com", "another password"), ("nobody@example.com", PASSWORD), ("", "")] {
        assert!(matches!(try_to_sign_in(&stage, email, password).await, Err(Error::WrongPassword)), "{email:?}");
    }
}

#[tokio::test]
async fn after_five_failures_an_account_waits_whether_it_exists_or_not() {
    let stage = Stage::new().await;
    stage.business().await;
    for email in ["owner1@example.com", "nobody@example.com"] {
        for _ in 0..5 {
            assert!(matches!(try_to_sign_in(&stage, email, "wrong").await, Err(Error::WrongPassword)));
        }
        assert!(matches!(try_to_sign_in(&stage, email, PASSWORD).await, Err(Error::Throttled)), "{email}");
    }
    stage.clock.advance(TimeDelta::seconds(30) - TimeDelta::microseconds(1));
    assert!(matches!(try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await, Err(Error::Throttled)));
    stage.clock.advance(TimeDelta::microseconds(1));
    assert!(try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.is_ok());
    assert!(matches!(try_to_sign_in(&stage, "owner1@example.com", "wrong").await, Err(Error::WrongPassword)));
}

#[tokio::test]
async fn many_tries_at_once_do_not_slip_past_the_count() {
    let stage = Stage::new().await;
    let tries = (0..12).map(|_| try_to_sign_in(&stage, "nobody@example.com", "wrong"));
    let answers = futures::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|answer| matches!(answer, Err(Error::WrongPassword))).count();
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_waits_and_others_do_not() {
    let stage = Stage::new().await;
    stage.business().await;
    for number in 0..20 {
        let answer = try_to_sign_in(&stage, &format!("nobody{number}@example.com"), "wrong").await;
        assert!(matches!(answer, Err(Error::WrongPassword)));
        // A right password in between makes the address no better.
        if number == 10 {
            try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
        }
    }
    assert!(matches!(try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await, Err(Error::Throttled)));
    assert!(sign_in(&stage.service, typed("owner1@example.com", PASSWORD), "203.0.113.8").await.is_ok());
}

#[tokio::test]
async fn signing_out_ends_the_session_and_tells_its_sockets() {
    let stage = Stage::new().await;
    stage.business().await;
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    let id = stage.ctx(&session.token).await.unwrap().session.unwrap();
    let mut wakes = stage.service.wakes.listen();
    sign_out(&stage.service, id).await.unwrap();
    assert_eq!(wakes.try_recv(), Ok(Wake::Ended(id)));
    assert!(stage.ctx(&session.token).await.is_none());
}

#[tokio::test]
async fn an_unused_session_is_over_after_twelve_hours() {
    let stage = Stage::new().await;
    stage.business().await;
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    stage.clock.advance(TimeDelta::hours(12) - TimeDelta::seconds(1));
    assert!(stage.ctx(&session.token).await.is_some());
    stage.clock.advance(TimeDelta::hours(12) - TimeDelta::seconds(1));
    assert!(stage.ctx(&session.token).await.is_some(), "using it counts");
    stage.clock.advance(TimeDelta::hours(12));
    assert!(stage.ctx(&session.token).await.is_none());
}

#[tokio::test]
async fn a_session_in_use_is_over_after_thirty_days() {
    let stage = Stage::new().await;
    stage.business().await;
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    assert_eq!(session.expires_at, stage.service.now() + TimeDelta::days(30));
    for _ in 0..89 {
        stage.clock.advance(TimeDelta::hours(8));
        assert!(stage.ctx(&session.token).await.is_some());
    }
    stage.clock.advance(TimeDelta::hours(8));
    assert!(stage.ctx(&session.token).await.is_none());
}

#[tokio::test]
async fn the_last_use_is_noted_once_a_minute() {
    let stage = Stage::new().await;
    let id = stage.business().await.session.unwrap();
    let began = stage.service.now();
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    let id = stage.ctx(&session.token).await.unwrap().session.unwrap_or(id);
    let seen = async |id: SessionId| store::session::get(&stage.service.db, id).await.unwrap().unwrap().seen_at;
    stage.clock.advance(TimeDelta::seconds(59));
    stage.ctx(&session.token).await.unwrap();
    assert_eq!(seen(id).await, began);
    stage.clock.advance(TimeDelta::seconds(1));
    stage.ctx(&session.token).await.unwrap();
    assert_eq!(seen(id).await, began + TimeDelta::minutes(1));
}

#[tokio::test]
async fn a_new_password_ends_every_session_and_every_wait() {
    let stage = Stage::new().await;
    stage.business().await;
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    for _ in 0..5 {
        let _ = try_to_sign_in(&stage, "owner1@example.com", "wrong").await;
    }
    let password = reset_password(&stage.service, "Owner1@example.com").await.unwrap();
    assert_eq!(domain::registration::check_password(&password, &["owner1@example.com", "Acme Plumbing"]), Ok(()));
    assert!(stage.ctx(&session.token).await.is_none());
    assert!(matches!(try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await, Err(Error::WrongPassword)));
    assert!(try_to_sign_in(&stage, "owner1@example.com", &password).await.is_ok());
}

#[tokio::test]
async fn a_session_of_a_disabled_member_opens_nothing_even_if_it_never_ended() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let before = store::session::get(&stage.service.db, sam.session.unwrap()).await.unwrap().unwrap();
    let id = sam.member().unwrap();
    crate::team::disable(&stage.service, &owner, id).await.unwrap();
    let session = begin(&stage.service, AccountId(before.account_id), owner.business, id).await.unwrap();
    assert!(stage.ctx(&session.token).await.is_none());
}

#[tokio::test]
async fn only_an_account_that_exists_gets_a_new_password() {
    let stage = Stage::new().await;
    assert!(matches!(reset_password(&stage.service, "nobody@example.com").await, Err(Error::NotFound)));
    assert!(matches!(reset_password(&stage.service, "nobody").await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn switching_shortcuts_is_recorded_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    for _ in 0..2 {
        set_shortcuts(&stage.service, &owner, Shortcuts::Off).await.unwrap();
    }
    assert_eq!(stage.ledger(owner.business).await, [EventKind::BusinessFounded, EventKind::SettingChanged]);
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    let request = RequestId(uuid::Uuid::nil());
    let (_, shown) = super::session(&stage.service, &session.token, request).await.unwrap().unwrap();
    assert!(!shown.keys_enabled);
}

#[tokio::test]
async fn the_token_of_a_session_is_in_no_log() {
    let stage = Stage::new().await;
    stage.business().await;
    let session = try_to_sign_in(&stage, "owner1@example.com", PASSWORD).await.unwrap();
    assert!(!format!("{session:?}").contains(&session.token));
}
