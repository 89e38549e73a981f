use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use domain::{
    access::Role,
    event::EventKind,
    ledger::Hash,
    wire::{account::params::SignIn, message::params::Query},
};

use super::*;
use crate::{
    account::{reset_password, sign_in},
    message::deliver_due,
    ports::Mail,
    testing::{PASSWORD, Stage},
};

const EMAIL: &str = "owner1@example.com";
const NEW: &str = "eight green tricycles";

/// Asks, and sends what is owed: the mails so far.
async fn asked(stage: &Stage, email: &str) -> Vec<Mail> {
    owe(&stage.service, &Email::required(email).unwrap()).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    stage.mails.sent()
}

/// The secret of the link in a mail.
fn token(mail: &Mail) -> String {
    let (_, rest) = mail.text.split_once("https://test.example/reset/").unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

async fn reset(stage: &Stage, token: &str, password: &str) -> Result<()> {
    reset_by_link(&stage.service, token, &password.into(), stage.service.new_request()).await
}

async fn signs_in(stage: &Stage, password: &str) -> bool {
    let typed = SignIn { email: EMAIL.into(), password: password.into() };
    sign_in(&stage.service, typed, "203.0.113.7").await.is_ok()
}

#[tokio::test]
async fn a_link_replaces_the_password_once_and_ends_every_session() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let typed = SignIn { email: EMAIL.into(), password: PASSWORD.into() };
    let session = sign_in(&stage.service, typed, "203.0.113.7").await.unwrap().session().unwrap();
    let mails = asked(&stage, EMAIL).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!((mail.to.as_str(), mail.one_click.as_ref()), (EMAIL, None));
    let token = token(mail);
    reset_is_open(&stage.service, &token).await.unwrap();
    reset(&stage, &token, NEW).await.unwrap();
    assert!(stage.ctx(&session.token).await.is_none());
    assert!(signs_in(&stage, NEW).await && !signs_in(&stage, PASSWORD).await);
    assert!(matches!(reset(&stage, &token, "nine red unicycles").await, Err(Error::LinkGone)));
    assert!(matches!(reset_is_open(&stage.service, &token).await, Err(Error::LinkGone)));
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::MemberPasswordReset));
}

#[tokio::test]
async fn a_password_that_will_not_do_leaves_the_link_good() {
    let stage = Stage::new().await;
    stage.business().await;
    let token = token(&asked(&stage, EMAIL).await[0]);
    assert!(matches!(reset(&stage, &token, "short").await, Err(Error::Invalid(_))));
    reset(&stage, &token, NEW).await.unwrap();
}

#[tokio::test]
async fn a_link_is_good_for_one_hour_and_until_the_password_is_another() {
    let stage = Stage::new().await;
    stage.business().await;
    let first = token(&asked(&stage, EMAIL).await[0]);
    stage.clock.advance(TimeDelta::minutes(60) - TimeDelta::microseconds(1));
    reset_is_open(&stage.service, &first).await.unwrap();
    let second = token(&asked(&stage, EMAIL).await[1]);
    stage.clock.advance(TimeDelta::microseconds(1));
    assert!(matches!(reset_is_open(&stage.service, &first).await, Err(Error::LinkGone)));
    reset_is_open(&stage.service, &second).await.unwrap();
    reset_password(&stage.service, EMAIL).await.unwrap();
    assert!(matches!(reset_is_open(&stage.service, &second).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn nobody_can_make_a_link() {
    let stage = Stage::new().await;
    stage.business().await;
    let good = token(&asked(&stage, EMAIL).await[0]);
    let bytes = URL_SAFE_NO_PAD.decode(&good).unwrap();
    for at in [0, 20, 40, 63] {
        let mut other = bytes.clone();
        other[at] ^= 1;
        let other = URL_SAFE_NO_PAD.encode(other);
        assert!(matches!(reset_is_open(&stage.service, &other).await, Err(Error::LinkGone)), "{at}");
    }
    let short = URL_SAFE_NO_PAD.encode(&bytes[..32]);
    for other in ["", "x", &short, &good[..20], &format!("{good}AA")] {
        assert!(matches!(reset_is_open(&stage.service, other).await, Err(Error::LinkGone)), "{other}");
    }
    // Neither the secret of the link nor what it is made of is in the database.
    assert!(!stage.files_hold(&good) && !stage.files_hold(&Hash::try_from(&bytes[32..]).unwrap().to_string()));
}

#[tokio::test]
async fn who_has_no_account_or_no_access_gets_no_mail_and_the_same_answer() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", Role::Staff.code()).await;
    let before = {
        deliver_due(&stage.service).await.unwrap();
        stage.mails.sent().len()
    };
    crate::team::disable(&stage.service, &owner, sam.member().unwrap()).await.unwrap();
    assert_eq!(asked(&stage, "nobody@example.com").await.len(), before);
    assert_eq!(asked(&stage, "sam@example.com").await.len(), before);
    for email in ["nobody@example.com", EMAIL] {
        for _ in 0..3 {
            ask_reset(&stage.service, email, "203.0.113.9").await.unwrap();
        }
        assert!(matches!(ask_reset(&stage.service, email, "203.0.113.9").await, Err(Error::Throttled)), "{email}");
    }
    assert!(matches!(ask_reset(&stage.service, "no address", "").await, Err(Error::Invalid(_))));
}

#[tokio::test]
async fn a_member_whose_access_stopped_meanwhile_cannot_use_their_link() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", Role::Staff.code()).await;
    let mails = asked(&stage, "sam@example.com").await;
    let token = token(mails.last().unwrap());
    crate::team::disable(&stage.service, &owner, sam.member().unwrap()).await.unwrap();
    assert!(matches!(reset(&stage, &token, NEW).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn an_administrator_sees_that_a_mail_went_and_not_what_stands_in_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let sam = stage.member(&owner, "Sam", Role::Staff.code()).await;
    let mails = asked(&stage, "sam@example.com").await;
    let token = token(mails.last().unwrap());
    let page = crate::message::show(&stage.service, &owner, Query::default()).await.unwrap();
    let words = format!("{page:?}");
    assert_eq!(page.to_members.len(), 2, "{words}");
    assert!(words.contains("Link for a new password") && !words.contains(&token), "{words}");
    let page = crate::message::show(&stage.service, &sam, Query::default()).await.unwrap();
    assert!(page.to_members.is_empty());
}

#[tokio::test]
async fn an_invitation_goes_by_mail_and_not_once_it_is_taken_back() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let invite = |name: &str| domain::wire::team::params::Invite {
        name: format!("{name}\u{a0}Rivera"),
        email: format!("{name}@example.com"),
        role: "staff".into(),
    };
    let link = crate::team::invite(&stage.service, &owner, invite("sam")).await.unwrap();
    crate::team::invite(&stage.service, &owner, invite("kim")).await.unwrap();
    let open = crate::team::list(&stage.service, &owner).await.unwrap().invitations;
    let kim = open.iter().find(|it| it.email == "kim@example.com").unwrap().id;
    crate::team::revoke(&stage.service, &owner, kim).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let mails = stage.mails.sent();
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    assert_eq!(mail.to, "sam@example.com");
    assert!(mail.text.contains(&format!("https://test.example{link}\n")), "{}", mail.text);
    assert!(!stage.files_hold(link.trim_start_matches("/join/")));
}
