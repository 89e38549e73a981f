//! A key opens what it was made for, while it is good, and nothing else.

use chrono::TimeDelta;
use domain::{
    access::Right,
    event::EventKind,
    integration::{ApiScope, KeyState},
    wire::{
        dnc::Mark,
        integration::params::{MakeKey, OfKey},
    },
};

use super::*;
use crate::{
    Error,
    ctx::Ctx,
    testing::{Stage, customer},
};

fn typed(scopes: &[ApiScope]) -> MakeKey {
    let ticked = scopes.iter().map(|scope| (scope.code().to_owned(), "true".to_owned())).collect();
    MakeKey { name: "Booking system".into(), life: "month".into(), ticked }
}

async fn made(stage: &Stage, ctx: &Ctx, scopes: &[ApiScope]) -> String {
    make_key(&stage.service, ctx, typed(scopes)).await.unwrap()
}

async fn entered(stage: &Stage, key: &str, scope: ApiScope) -> crate::Result<Ctx> {
    enter(&stage.service, Some(key), scope, stage.service.new_request()).await
}

async fn only(stage: &Stage, ctx: &Ctx) -> domain::wire::integration::view::Key {
    list(&stage.service, ctx).await.unwrap().keys.remove(0)
}

#[tokio::test]
async fn a_key_is_made_used_and_revoked_and_making_and_revoking_are_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let key = made(&stage, &owner, &[ApiScope::Check]).await;
    assert_eq!(only(&stage, &owner).await.used_at, None);
    let program = entered(&stage, &key, ApiScope::Check).await.unwrap();
    assert_eq!(program.business, owner.business);
    assert!(program.may(Right::Read) && !program.may(Right::Work));
    assert_eq!(only(&stage, &owner).await.used_at, Some(stage.service.now()));
    let which = OfKey { key: only(&stage, &owner).await.id.to_string() };
    revoke_key(&stage.service, &owner, which.clone()).await.unwrap();
    revoke_key(&stage.service, &owner, which).await.unwrap();
    assert!(matches!(entered(&stage, &key, ApiScope::Check).await, Err(Error::SignedOut)));
    assert_eq!(only(&stage, &owner).await.state, KeyState::Revoked);
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds[kinds.len() - 2..], [EventKind::ApiKeyMade, EventKind::ApiKeyRevoked]);
}

#[tokio::test]
async fn a_key_is_stored_nowhere() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let key = made(&stage, &owner, &[ApiScope::Check]).await;
    entered(&stage, &key, ApiScope::Check).await.unwrap();
    assert!(!stage.files_hold(&key) && !stage.files_hold(&key[4..]));
}

#[tokio::test]
async fn a_wrong_an_expired_and_no_key_are_answered_alike() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let key = made(&stage, &owner, &[ApiScope::Check]).await;
    for wrong in ["", "rfk_", &key[4..], &format!("{key}a")] {
        assert!(matches!(entered(&stage, wrong, ApiScope::Check).await, Err(Error::SignedOut)), "{wrong}");
    }
    let none = enter(&stage.service, None, ApiScope::Check, stage.service.new_request()).await;
    assert!(matches!(none, Err(Error::SignedOut)));
    stage.clock.advance(TimeDelta::days(30) - TimeDelta::seconds(1));
    entered(&stage, &key, ApiScope::Check).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(1));
    assert!(matches!(entered(&stage, &key, ApiScope::Check).await, Err(Error::SignedOut)));
    assert_eq!(only(&stage, &owner).await.state, KeyState::Expired);
}

#[tokio::test]
async fn a_key_opens_no_scope_that_it_was_not_made_for() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let key = made(&stage, &owner, &[ApiScope::Check, ApiScope::Call]).await;
    for scope in ApiScope::ALL {
        let opened = entered(&stage, &key, scope).await;
        assert_eq!(opened.is_ok(), matches!(scope, ApiScope::Check | ApiScope::Call), "{scope:?}");
        assert!(opened.is_ok() || matches!(opened, Err(Error::Forbidden)), "{scope:?}");
    }
}

#[tokio::test]
async fn a_key_that_is_revoked_while_a_request_is_under_way_changes_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let key = made(&stage, &owner, &[ApiScope::CustomersWrite]).await;
    let program = entered(&stage, &key, ApiScope::CustomersWrite).await.unwrap();
    let which = OfKey { key: only(&stage, &owner).await.id.to_string() };
    revoke_key(&stage.service, &owner, which).await.unwrap();
    let marked = crate::dnc::mark(&stage.service, &program, Mark { customer: customer.to_string() }).await;
    assert!(matches!(marked, Err(Error::SignedOut)));
}

#[tokio::test]
async fn only_who_operates_the_business_looks_after_its_keys() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    made(&stage, &owner, &[ApiScope::Check]).await;
    let which = OfKey { key: only(&stage, &owner).await.id.to_string() };
    for role in ["staff", "auditor"] {
        let member = stage.member(&owner, role, role).await;
        assert!(matches!(list(&stage.service, &member).await, Err(Error::Forbidden)));
        let refused = make_key(&stage.service, &member, typed(&[ApiScope::Check])).await;
        assert!(matches!(refused, Err(Error::Forbidden)));
        assert!(matches!(revoke_key(&stage.service, &member, which.clone()).await, Err(Error::Forbidden)));
    }
    let other = stage.business().await;
    assert!(list(&stage.service, &other).await.unwrap().keys.is_empty());
    assert!(matches!(revoke_key(&stage.service, &other, which).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_key_needs_a_name_a_scope_and_an_end() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let Err(Error::Invalid(invalid)) = make_key(&stage.service, &owner, MakeKey::default()).await else {
        panic!("a key was made of nothing")
    };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field.to_owned()).collect();
    assert_eq!(fields, ["name", "check", "life"]);
}

#[tokio::test]
async fn a_key_stops_with_the_access_of_whoever_answers_for_it_until_somebody_else_does() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let admin = stage.member(&owner, "Sam", "admin").await;
    let customer = customer(&stage, &owner, "yes").await;
    let key = made(&stage, &admin, &[ApiScope::CustomersWrite]).await;
    let id = only(&stage, &owner).await.id;
    let program = entered(&stage, &key, ApiScope::CustomersWrite).await.unwrap();
    crate::team::disable(&stage.service, &owner, admin.member().unwrap()).await.unwrap();
    assert!(matches!(entered(&stage, &key, ApiScope::CustomersWrite).await, Err(Error::SignedOut)));
    let marked = crate::dnc::mark(&stage.service, &program, Mark { customer: customer.to_string() }).await;
    assert!(matches!(marked, Err(Error::SignedOut)), "a request under way: {marked:?}");
    let stopped = only(&stage, &owner).await;
    assert_eq!((stopped.state, stopped.owner.as_deref()), (KeyState::Stopped, Some("Sam")));

    let which = OfKey { key: id.to_string() };
    take_over_key(&stage.service, &owner, which.clone()).await.unwrap();
    take_over_key(&stage.service, &owner, which).await.unwrap();
    entered(&stage, &key, ApiScope::CustomersWrite).await.unwrap();
    let kinds = stage.ledger(owner.business).await;
    assert_eq!(kinds[kinds.len() - 2..], [EventKind::MemberDisabled, EventKind::ApiKeyTakenOver]);
}
