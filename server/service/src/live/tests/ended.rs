//! Who may not hear any more, hears nothing more.

use chrono::TimeDelta;

use super::*;
use crate::{account, error::Error, live::End, team};

#[tokio::test]
async fn a_session_that_ends_closes_its_own_sockets() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam", "staff").await;
    let (mut closed, _) = open(&stage, &staff).await;
    let (mut stays, hello) = open(&stage, &owner).await;
    account::sign_out(&stage.service, staff.session.unwrap()).await.unwrap();
    assert_eq!(closed.next().await, Err(End::SignedOut));
    let last = change(&stage.service, &owner, 1).await;
    hear(&mut stays, hello.seq, last).await;
    let again = subscribe(&stage.service, &staff, BUILD, None, None).await;
    assert!(matches!(again, Err(Error::SignedOut)));
}

#[tokio::test]
async fn a_member_who_is_disabled_hears_nothing_more() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam", "staff").await;
    let (mut closed, _) = open(&stage, &staff).await;
    let (mut stays, hello) = open(&stage, &owner).await;
    team::disable(&stage.service, &owner, staff.member().unwrap()).await.unwrap();
    assert_eq!(closed.next().await, Err(End::SignedOut));
    let told = next_change(&mut stays).await;
    assert_eq!((told.from, told.topics), (hello.seq + 1, vec!["team".to_owned()]));
}

#[tokio::test]
async fn a_member_who_was_disabled_by_another_process_hears_nothing_more() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let staff = stage.member(&owner, "Sam", "staff").await;
    let (mut closed, _) = open(&stage, &staff).await;
    team::disable(&elsewhere(&stage), &owner, staff.member().unwrap()).await.unwrap();
    assert_eq!(closed.next().await, Err(End::SignedOut));
}

#[tokio::test]
async fn a_session_that_is_too_old_hears_nothing_more() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (mut page, _) = open(&stage, &owner).await;
    let tick = page.tick().await.unwrap();
    assert!(matches!(serde_json::from_str(&tick).unwrap(), Frame::Tick { tick } if tick == stage.service.now()));
    stage.clock.advance(TimeDelta::days(31));
    assert_eq!(page.tick().await, Err(End::SignedOut));
    assert_eq!(page.next().await, Err(End::SignedOut));
}

#[tokio::test]
async fn who_is_not_signed_in_is_told_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let nobody = Ctx { session: None, ..owner.clone() };
    assert!(matches!(subscribe(&stage.service, &nobody, BUILD, None, None).await, Err(Error::SignedOut)));
    let other = stage.business().await;
    let mixed = Ctx { session: other.session, ..owner };
    assert!(matches!(subscribe(&stage.service, &mixed, BUILD, None, None).await, Err(Error::SignedOut)));
}
