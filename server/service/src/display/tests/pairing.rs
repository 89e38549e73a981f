//! Making and pairing, and each refusal.

use chrono::TimeDelta;
use domain::{
    display::{DisplayState, PAIRING_FOR},
    error::Invalid,
    event::EventKind,
    wire::display::params::Change,
};

use super::*;
use crate::error::Error;

/// The fields that were refused.
fn fields<T: std::fmt::Debug>(refused: crate::Result<T>) -> Vec<String> {
    match refused {
        Err(Error::Invalid(invalid)) => named(&invalid),
        other => panic!("{other:?}"),
    }
}

fn named(invalid: &Invalid) -> Vec<String> {
    invalid.problems().map(|(field, _)| field.to_owned()).collect()
}

#[tokio::test]
async fn a_screen_is_made_paired_changed_and_revoked_and_each_is_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, token) = paired(&stage, &owner).await;
    let shown = opened(&stage, &owner, id).await;
    assert_eq!((shown.display.state, shown.pairing), (DisplayState::Paired, None));
    assert_eq!(shown.display.seen_at, None);
    assert_eq!(screen(&stage, &token).await.name, "Front office");
    assert_eq!(opened(&stage, &owner, id).await.display.seen_at, Some(stage.service.now()));

    let to = Change { display: id.to_string(), chosen: typed("Kitchen") };
    change(&stage.service, &owner, to.clone()).await.unwrap();
    change(&stage.service, &owner, to).await.unwrap();
    assert_eq!(screen(&stage, &token).await.name, "Kitchen");
    revoke(&stage.service, &owner, which(id)).await.unwrap();
    revoke(&stage.service, &owner, which(id)).await.unwrap();
    assert_eq!(look(&stage.service, Some(&token)).await.unwrap(), Seen::Revoked);
    assert!(matches!(make_code(&stage.service, &owner, which(id)).await, Err(Error::Stale)));
    let kinds = stage.ledger(owner.business).await;
    let recorded =
        [EventKind::DisplayMade, EventKind::DisplayPaired, EventKind::DisplayChanged, EventKind::DisplayRevoked];
    assert_eq!(kinds[kinds.len() - 4..], recorded);
}

#[tokio::test]
async fn a_code_pairs_one_screen_and_no_second_one() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = make(&stage.service, &owner, typed("Front office")).await.unwrap();
    let code = code(&stage, &owner, id).await.code;
    let token = enter(&stage, &code).await.unwrap().token;
    assert_eq!(fields(enter(&stage, &code).await), ["code"]);
    screen(&stage, &token).await;
}

#[tokio::test]
async fn a_code_is_good_for_a_quarter_of_an_hour_and_another_one_takes_its_place() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = make(&stage.service, &owner, typed("Front office")).await.unwrap();
    let first = code(&stage, &owner, id).await;
    stage.clock.advance(PAIRING_FOR - TimeDelta::seconds(1));
    assert_eq!(code(&stage, &owner, id).await, first);
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!(fields(enter(&stage, &first.code).await), ["code"]);
    let shown = opened(&stage, &owner, id).await;
    assert_eq!((shown.display.state, shown.pairing), (DisplayState::Unpaired, None));
    make_code(&stage.service, &owner, which(id)).await.unwrap();
    let second = code(&stage, &owner, id).await;
    assert_ne!(second.code, first.code);
    enter(&stage, &second.code.replace(' ', "")).await.unwrap();
}

#[tokio::test]
async fn a_code_is_stored_nowhere_and_its_link_holds_nothing_else() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = make(&stage.service, &owner, typed("Front office")).await.unwrap();
    let pairing = code(&stage, &owner, id).await;
    assert_eq!(pairing.address, "https://test.example/display");
    assert!(pairing.picture.starts_with("<svg"), "{}", pairing.picture);
    let digits = pairing.code.replace(' ', "");
    let token = enter(&stage, &digits).await.unwrap().token;
    let ticket = screen(&stage, &token).await.ticket;
    for secret in [&digits, &token, &ticket] {
        assert!(!stage.files_hold(secret), "{secret}");
    }
}

#[tokio::test]
async fn a_screen_that_is_paired_again_leaves_its_place_to_the_new_one() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, before) = paired(&stage, &owner).await;
    make_code(&stage.service, &owner, which(id)).await.unwrap();
    screen(&stage, &before).await;
    let code = code(&stage, &owner, id).await.code;
    let after = enter(&stage, &code).await.unwrap().token;
    screen(&stage, &after).await;
    assert_eq!(look(&stage.service, Some(&before)).await.unwrap(), Seen::Unpaired);
}

#[tokio::test]
async fn a_secret_that_is_none_shows_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    let ticket = screen(&stage, &token).await.ticket;
    for wrong in [None, Some(""), Some("12345678"), Some(&*ticket)] {
        assert_eq!(look(&stage.service, wrong).await.unwrap(), Seen::Unpaired);
    }
}

#[tokio::test]
async fn codes_are_not_found_by_trying() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = make(&stage.service, &owner, typed("Front office")).await.unwrap();
    let code = code(&stage, &owner, id).await.code;
    let wrong = if code.starts_with('0') { "10000000" } else { "00000000" };
    for typed in ["1234", "no code"] {
        assert_eq!(fields(enter(&stage, typed).await), ["code"]);
    }
    for _ in 0..10 {
        assert_eq!(fields(enter(&stage, wrong).await), ["code"]);
    }
    assert!(matches!(enter(&stage, wrong).await, Err(Error::Throttled)));
    assert!(matches!(enter(&stage, &code).await, Err(Error::Throttled)));
    let elsewhere = pair(&stage.service, &code, "198.51.100.1", stage.service.new_request()).await;
    elsewhere.unwrap();
}

#[tokio::test]
async fn three_different_numbers_a_name_and_a_zone_are_needed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let nothing = make(&stage.service, &owner, Chosen::default()).await;
    assert_eq!(fields(nothing), ["name", "first", "second", "third", "time_zone"]);
    let twice = Chosen { third: "consents_today".into(), ..typed("Front office") };
    assert_eq!(fields(make(&stage.service, &owner, twice).await), ["third"]);
    assert!(list(&stage.service, &owner).await.unwrap().displays.is_empty());
}

#[tokio::test]
async fn only_who_operates_the_business_looks_after_its_screens() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, _) = paired(&stage, &owner).await;
    for role in ["staff", "auditor"] {
        let member = stage.member(&owner, role, role).await;
        assert!(matches!(list(&stage.service, &member).await, Err(Error::Forbidden)));
        assert!(matches!(open(&stage.service, &member, &id.to_string()).await, Err(Error::Forbidden)));
        assert!(matches!(make(&stage.service, &member, typed("Mine")).await, Err(Error::Forbidden)));
        assert!(matches!(revoke(&stage.service, &member, which(id)).await, Err(Error::Forbidden)));
    }
    let admin = stage.member(&owner, "Max", "admin").await;
    revoke(&stage.service, &admin, which(id)).await.unwrap();
}

#[tokio::test]
async fn a_screen_of_another_business_is_not_there() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, token) = paired(&stage, &owner).await;
    make_code(&stage.service, &owner, which(id)).await.unwrap();
    let other = stage.business().await;
    assert!(list(&stage.service, &other).await.unwrap().displays.is_empty());
    assert!(matches!(open(&stage.service, &other, &id.to_string()).await, Err(Error::NotFound)));
    assert!(matches!(make_code(&stage.service, &other, which(id)).await, Err(Error::NotFound)));
    assert!(matches!(revoke(&stage.service, &other, which(id)).await, Err(Error::NotFound)));
    let to = Change { display: id.to_string(), chosen: typed("Ours") };
    assert!(matches!(change(&stage.service, &other, to).await, Err(Error::NotFound)));
    assert_eq!(screen(&stage, &token).await.name, "Front office");
}
