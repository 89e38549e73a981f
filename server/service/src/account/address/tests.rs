use chrono::TimeDelta;
use domain::{event::EventKind, wire::account::params::SignIn};

use super::*;
use crate::{
    account::sign_in,
    message::deliver_due,
    ports::Mail,
    testing::{PASSWORD, Stage},
};

const OLD: &str = "owner1@example.com";
const NEW: &str = "ada@example.org";

async fn ask(stage: &Stage, ctx: &Ctx, email: &str, password: &str) -> Result<()> {
    let typed = NewAddress { email: email.into(), password: password.into() };
    ask_address(&stage.service, ctx, typed).await
}

/// Asks for the new address, and sends what is owed: the mails so far.
async fn asked(stage: &Stage, ctx: &Ctx) -> Vec<Mail> {
    ask(stage, ctx, NEW, PASSWORD).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    stage.mails.sent()
}

fn token(mail: &Mail) -> String {
    let (_, rest) = mail.text.split_once("https://test.example/confirm-address/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn confirm(stage: &Stage, token: &str) -> Result<()> {
    confirm_address(&stage.service, token, stage.service.new_request()).await
}

async fn signs_in(stage: &Stage, email: &str) -> bool {
    let typed = SignIn { email: email.into(), password: PASSWORD.into() };
    sign_in(&stage.service, typed, "203.0.113.7").await.is_ok()
}

#[tokio::test]
async fn an_address_counts_once_the_link_in_a_mail_to_it_is_followed_and_the_old_one_is_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let typed = SignIn { email: OLD.into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed, "203.0.113.7").await.unwrap().session().unwrap();
    let mails = asked(&stage, &owner).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!((mail.to.as_str(), mail.one_click.as_ref()), (NEW, None));
    let token = token(mail);
    assert_eq!(address_to_confirm(&stage.service, &token).await.unwrap(), NEW);
    assert!(signs_in(&stage, OLD).await && !signs_in(&stage, NEW).await, "looking changes nothing");

    confirm(&stage, &token).await.unwrap();
    assert!(signs_in(&stage, NEW).await && !signs_in(&stage, OLD).await);
    assert!(stage.ctx(&session.token).await.is_none(), "every session has ended");
    assert!(matches!(confirm(&stage, &token).await, Err(Error::LinkGone)));
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::MemberAddressChanged));
    deliver_due(&stage.service).await.unwrap();
    let told = stage.mails.sent().pop().unwrap();
    assert_eq!((told.to.as_str(), told.subject.as_str()), (OLD, "You sign in with another address now"));
}

#[tokio::test]
async fn without_the_password_no_link_is_sent() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let refused = ask(&stage, &owner, NEW, "nine red unicycles").await;
    let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
    assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), ["password"]);
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
}

#[tokio::test]
async fn the_own_address_and_no_address_are_refused_by_name() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    for email in [OLD, "nobody", "", "Eve\r\nBcc: all@example.com"] {
        let refused = ask(&stage, &owner, email, PASSWORD).await;
        let Err(Error::Invalid(invalid)) = refused else { panic!("{email}: {refused:?}") };
        assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), ["email"]);
    }
}

#[tokio::test]
async fn somebody_elses_address_cannot_be_taken_over_and_nobody_is_told_whose_it_is() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.member(&owner, "Sam", "staff").await;
    ask(&stage, &owner, "sam@example.com", PASSWORD).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let mail = stage.mails.sent().into_iter().find(|mail| mail.subject == "Confirm your address").unwrap();
    assert!(matches!(confirm(&stage, &token(&mail)).await, Err(Error::LinkGone)));
    assert!(signs_in(&stage, OLD).await);
}

#[tokio::test]
async fn a_link_is_good_for_one_hour_and_one_purpose() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let token = token(&asked(&stage, &owner).await[0]);
    assert!(matches!(super::super::reset_is_open(&stage.service, &token).await, Err(Error::LinkGone)));
    stage.clock.advance(TimeDelta::hours(1));
    assert!(matches!(address_to_confirm(&stage.service, &token).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn the_old_address_is_told_also_where_the_password_is_replaced_before_the_news_went() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let token = token(&asked(&stage, &owner).await[0]);
    confirm(&stage, &token).await.unwrap();
    super::super::reset::owe(&stage.service, &Email::required(NEW).unwrap()).await.unwrap();
    stage.mails.fail(Some(crate::ports::MailProblem::NotNow));
    deliver_due(&stage.service).await.unwrap();
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let account = store::account::find_by_email(&stage.service.db, NEW).await.unwrap().unwrap();
    let mails = member_mail::list(&scope, 10).await.unwrap();
    drop(scope);
    let reset = mails.iter().find(|mail| mail.kind == MemberMail::PasswordReset.code()).unwrap();
    let link = (MessageId(reset.id), MemberMail::PasswordReset);
    let token = super::super::link_token(&stage.service.keys, owner.business, link, &account).unwrap();
    let password = "eight green tricycles".into();
    let request = stage.service.new_request();
    super::super::reset_by_link(&stage.service, &token, &password, request).await.unwrap();
    stage.mails.fail(None);
    stage.clock.advance(TimeDelta::minutes(10));
    deliver_due(&stage.service).await.unwrap();
    assert!(stage.mails.sent().iter().any(|mail| mail.to == OLD && mail.subject.contains("another address")));
}
