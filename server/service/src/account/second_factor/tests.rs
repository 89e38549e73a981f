use chrono::TimeDelta;
use domain::{
    error::Problem,
    event::EventKind,
    wire::account::{params::SignIn, view::SecondFactor},
};
use totp_rs::{Builder, Secret, Totp};

use super::*;
use crate::{
    account::{enter_code, needs_set_up, set_up_at_sign_in, sign_in},
    setting::word,
    team::{require_second_factor, second_factor as team_factors},
    testing::{PASSWORD, Stage},
};

const EMAIL: &str = "owner1@example.com";

/// The app on somebody's phone, which read the key from the page.
struct Phone(Totp);

impl Phone {
    fn reading(key: &str) -> Self {
        let secret = Secret::try_from_base32(key.replace(' ', "")).unwrap();
        Self(Builder::new().with_secret(secret).with_account_name("a").build().unwrap())
    }

    fn shows(&self, stage: &Stage) -> String {
        self.0.generate(stage.service.now().timestamp().unsigned_abs()).to_string()
    }
}

async fn shown_key(stage: &Stage, ctx: &Ctx) -> String {
    match second_factor(&stage.service, ctx).await.unwrap() {
        SecondFactor::Unconfirmed(secret) => secret.key,
        other => panic!("{other:?}"),
    }
}

fn proof(code: &str) -> ProveSecondFactor {
    ProveSecondFactor { password: PASSWORD.into(), code: code.into() }
}

/// Sets one up, and returns the phone and the recovery codes.
async fn switched_on(stage: &Stage, ctx: &Ctx) -> (Phone, Vec<String>) {
    set_up(&stage.service, ctx).await.unwrap();
    let phone = Phone::reading(&shown_key(stage, ctx).await);
    let codes = switch_on(&stage.service, ctx, proof(&phone.shows(stage))).await.unwrap();
    (phone, codes)
}

async fn enters(stage: &Stage, email: &str) -> Entry {
    let typed = SignIn { email: email.into(), password: PASSWORD.into() };
    sign_in(&stage.service, typed, "203.0.113.7").await.unwrap()
}

/// The cookie of a sign-in that waits for a code.
async fn waits(stage: &Stage) -> String {
    match enters(stage, EMAIL).await {
        Entry::Code(step) => step.token,
        other => panic!("{other:?}"),
    }
}

fn is_field<T: std::fmt::Debug>(answer: Result<T>, field: &str) -> bool {
    matches!(answer, Err(Error::Invalid(invalid)) if invalid.of(field).is_some())
}

#[tokio::test]
async fn a_code_of_the_phone_signs_in_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, _) = switched_on(&stage, &owner).await;
    stage.clock.advance(TimeDelta::minutes(1));
    let code = phone.shows(&stage);
    let token = waits(&stage).await;
    let session = enter_code(&stage.service, &token, &code.as_str().into()).await.unwrap();
    assert!(stage.ctx(&session.token).await.is_some());
    assert!(matches!(enter_code(&stage.service, &token, &code.as_str().into()).await, Err(Error::LinkGone)));
    let again = waits(&stage).await;
    assert!(is_field(enter_code(&stage.service, &again, &code.as_str().into()).await, "code"), "a code is used once");
    stage.clock.advance(TimeDelta::seconds(30));
    enter_code(&stage.service, &again, &phone.shows(&stage).as_str().into()).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::MemberSecondFactor));
}

#[tokio::test]
async fn the_code_that_switched_it_on_signs_nobody_in() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, _) = switched_on(&stage, &owner).await;
    let token = waits(&stage).await;
    assert!(is_field(enter_code(&stage.service, &token, &phone.shows(&stage).as_str().into()).await, "code"));
}

#[tokio::test]
async fn a_recovery_code_stands_in_once() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, codes) = switched_on(&stage, &owner).await;
    let [one, two, ..] = codes.as_slice() else { panic!("{codes:?}") };
    enter_code(&stage.service, &waits(&stage).await, &one.as_str().into()).await.unwrap();
    let again = waits(&stage).await;
    assert!(is_field(enter_code(&stage.service, &again, &one.as_str().into()).await, "code"));
    enter_code(&stage.service, &again, &two.to_uppercase().as_str().into()).await.unwrap();
    let left = second_factor(&stage.service, &owner).await.unwrap();
    assert!(matches!(left, SecondFactor::On { codes_left: 8, required_by: None, .. }), "{left:?}");
}

#[tokio::test]
async fn guessing_codes_is_slowed_down_and_the_right_one_waits_too() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, _) = switched_on(&stage, &owner).await;
    stage.clock.advance(TimeDelta::minutes(1));
    let token = waits(&stage).await;
    let wrong = if phone.shows(&stage) == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert!(is_field(enter_code(&stage.service, &token, &wrong.into()).await, "code"));
    }
    let right = phone.shows(&stage);
    assert!(matches!(enter_code(&stage.service, &token, &right.as_str().into()).await, Err(Error::Throttled)));
    stage.clock.advance(TimeDelta::seconds(31));
    enter_code(&stage.service, &token, &phone.shows(&stage).as_str().into()).await.unwrap();
}

#[tokio::test]
async fn a_code_that_comes_too_late_needs_the_password_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, _) = switched_on(&stage, &owner).await;
    let token = waits(&stage).await;
    stage.clock.advance(TimeDelta::minutes(10));
    let late = enter_code(&stage.service, &token, &phone.shows(&stage).as_str().into()).await;
    assert!(matches!(late, Err(Error::LinkGone)));
    assert!(matches!(enter_code(&stage.service, "", &"123456".into()).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn it_is_not_asked_for_before_its_first_code_was_right() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    set_up(&stage.service, &owner).await.unwrap();
    let key = shown_key(&stage, &owner).await;
    let phone = Phone::reading(&key);
    let wrong = ProveSecondFactor { password: "another one".into(), code: phone.shows(&stage).as_str().into() };
    assert!(is_field(switch_on(&stage.service, &owner, wrong).await, "password"));
    assert!(is_field(switch_on(&stage.service, &owner, proof("000000x")).await, "code"));
    assert!(matches!(enters(&stage, EMAIL).await, Entry::Session(_)));
    set_up(&stage.service, &owner).await.unwrap();
    assert_ne!(key, shown_key(&stage, &owner).await);
}

#[tokio::test]
async fn setting_up_again_takes_nothing_away_from_one_that_is_on() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, _) = switched_on(&stage, &owner).await;
    set_up(&stage.service, &owner).await.unwrap();
    assert!(matches!(switch_on(&stage.service, &owner, proof("123456")).await, Err(Error::Stale)));
    stage.clock.advance(TimeDelta::minutes(1));
    let token = waits(&stage).await;
    enter_code(&stage.service, &token, &phone.shows(&stage).as_str().into()).await.unwrap();
}

#[tokio::test]
async fn renewing_and_switching_off_need_both_factors() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (phone, codes) = switched_on(&stage, &owner).await;
    stage.clock.advance(TimeDelta::minutes(1));
    assert!(is_field(switch_off(&stage.service, &owner, proof("000000x")).await, "code"));
    let fresh = renew_codes(&stage.service, &owner, proof(&phone.shows(&stage))).await.unwrap();
    let old = waits(&stage).await;
    assert!(is_field(enter_code(&stage.service, &old, &codes[0].as_str().into()).await, "code"));
    switch_off(&stage.service, &owner, proof(&fresh[0])).await.unwrap();
    assert!(matches!(enters(&stage, EMAIL).await, Entry::Session(_)));
    assert_eq!(second_factor(&stage.service, &owner).await.unwrap(), SecondFactor::Off);
}

#[tokio::test]
async fn a_business_asks_every_member_for_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    let early = require_second_factor(&stage.service, &owner, word(true)).await;
    assert!(is_field(early, "required"), "nobody locks themselves out");
    let (phone, _) = switched_on(&stage, &owner).await;
    assert_eq!(team_factors(&stage.service, &owner).await.unwrap().without, ["Sam"]);
    assert!(matches!(require_second_factor(&stage.service, &sam, word(true)).await, Err(Error::Forbidden)));
    let session = enters(&stage, "sam@example.com").await.session().unwrap();
    require_second_factor(&stage.service, &owner, word(true)).await.unwrap();
    assert!(stage.ctx(&session.token).await.is_none(), "whoever has none is signed out at once");
    stage.clock.advance(TimeDelta::minutes(1));
    let off = switch_off(&stage.service, &owner, proof(&phone.shows(&stage))).await;
    assert!(is_field(off, "code"), "it stays on while the business asks for it");
}

#[tokio::test]
async fn whoever_has_none_sets_one_up_before_the_first_page() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", "staff").await;
    switched_on(&stage, &owner).await;
    require_second_factor(&stage.service, &owner, word(true)).await.unwrap();
    let Entry::SetUp(step) = enters(&stage, "sam@example.com").await else { panic!("let in without a code") };
    let request = stage.service.new_request();
    let entered = enter_code(&stage.service, &step.token, &"123456".into()).await;
    assert!(matches!(entered, Err(Error::LinkGone)), "there is no code to enter yet");
    let phone = Phone::reading(&needs_set_up(&stage.service, &step.token).await.unwrap().key);
    let wrong = set_up_at_sign_in(&stage.service, &step.token, &"12345".into(), request).await;
    assert!(is_field(wrong, "code"));
    let code = phone.shows(&stage);
    let done = set_up_at_sign_in(&stage.service, &step.token, &code.as_str().into(), request).await.unwrap();
    assert_eq!(done.codes.len(), 10);
    let signed_in = stage.ctx(&done.session.token).await.unwrap();
    assert_eq!(signed_in.actor, sam.actor);
    assert!(team_factors(&stage.service, &owner).await.unwrap().without.is_empty());
}

#[tokio::test]
async fn the_operator_takes_a_lost_one_away() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    assert!(matches!(take_away(&stage.service, EMAIL).await, Err(Error::NotFound)));
    switched_on(&stage, &owner).await;
    take_away(&stage.service, EMAIL).await.unwrap();
    assert!(matches!(enters(&stage, EMAIL).await, Entry::Session(_)));
    assert!(matches!(take_away(&stage.service, "nobody@example.com").await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_code_beside_the_right_one_is_a_problem_of_its_field() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    switched_on(&stage, &owner).await;
    let empty = enter_code(&stage.service, &waits(&stage).await, &"".into()).await;
    let Err(Error::Invalid(invalid)) = empty else { panic!("{empty:?}") };
    assert_eq!(invalid.of("code"), Some(&Problem::missing("the code")));
}
