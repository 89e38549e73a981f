use domain::{event::EventKind, wire::account::params::SignIn};

use super::*;
use crate::{
    account::{NewSession, sign_in},
    testing::{PASSWORD, Stage},
};

const EMAIL: &str = "owner1@example.com";
const NEW: &str = "eight green tricycles";

async fn signed_in(stage: &Stage, password: &str) -> Result<NewSession> {
    let typed = SignIn { email: EMAIL.into(), password: password.into() };
    Ok(sign_in(&stage.service, typed, "203.0.113.7").await?.session().unwrap())
}

/// A business, and two browsers of its owner.
async fn two_browsers(stage: &Stage) -> (Ctx, NewSession, Ctx) {
    stage.business().await;
    let (one, other) = (signed_in(stage, PASSWORD).await.unwrap(), signed_in(stage, PASSWORD).await.unwrap());
    let ctx = stage.ctx(&one.token).await.unwrap();
    let elsewhere = stage.ctx(&other.token).await.unwrap();
    (ctx, other, elsewhere)
}

fn change(current: &str, password: &str) -> ChangePassword {
    ChangePassword { current: current.into(), password: password.into() }
}

#[tokio::test]
async fn a_member_sees_their_own_sessions_and_signs_one_out() {
    let stage = Stage::new().await;
    let (ctx, other, elsewhere) = two_browsers(&stage).await;
    let own = sessions(&stage.service, &ctx).await.unwrap();
    assert_eq!(own.iter().filter(|session| session.is_this).count(), 1);
    assert!(own.iter().any(|session| Some(session.id) == elsewhere.session));
    let ended = EndSession { session: elsewhere.session.unwrap().to_string() };
    end_session(&stage.service, &ctx, &ended).await.unwrap();
    assert!(stage.ctx(&other.token).await.is_none());
    assert_eq!(sessions(&stage.service, &ctx).await.unwrap().len(), own.len() - 1);
}

#[tokio::test]
async fn nobody_signs_somebody_else_out() {
    let stage = Stage::new().await;
    let (ctx, ..) = two_browsers(&stage).await;
    let sam = stage.member(&ctx, "Sam", "staff").await;
    let ended = EndSession { session: ctx.session.unwrap().to_string() };
    assert!(matches!(end_session(&stage.service, &sam, &ended).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn all_others_are_signed_out_at_once() {
    let stage = Stage::new().await;
    let (ctx, other, _) = two_browsers(&stage).await;
    end_session(&stage.service, &ctx, &EndSession::default()).await.unwrap();
    assert!(stage.ctx(&other.token).await.is_none());
    let left = sessions(&stage.service, &ctx).await.unwrap();
    assert!(matches!(&left[..], [session] if session.is_this), "{left:?}");
}

#[tokio::test]
async fn a_new_password_needs_the_one_before_and_ends_every_other_session() {
    let stage = Stage::new().await;
    let (ctx, other, _) = two_browsers(&stage).await;
    for (typed, field) in [(change("nine red unicycles", NEW), "current"), (change(PASSWORD, "short"), "password")] {
        let refused = change_password(&stage.service, &ctx, typed).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
        assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), [field]);
    }
    assert!(stage.ctx(&other.token).await.is_some());
    change_password(&stage.service, &ctx, change(PASSWORD, NEW)).await.unwrap();
    assert!(stage.ctx(&other.token).await.is_none());
    assert!(signed_in(&stage, NEW).await.is_ok() && signed_in(&stage, PASSWORD).await.is_err());
    assert_eq!(stage.ledger(ctx.business).await.last(), Some(&EventKind::MemberPasswordChanged));
}
