use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{
    consent::ConsentStatus,
    event::{Event, EventKind},
    id::CustomerId,
    topic::{Channel, Purpose, Topic},
    wire::preference::view::{Changed, Preferences},
};

use super::*;
use crate::{
    Service,
    ctx::Ctx,
    link::hand_over,
    message::deliver_due,
    testing::{Stage, customer, page, press, reasons, typed},
};

const OFFERS: Topic = Topic::Reach(Channel::Email, Purpose::Marketing);

/// A business with a customer who said yes and got their mail.
async fn agreed() -> (Stage, Ctx, CustomerId) {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    deliver_due(&stage.service).await.unwrap();
    (stage, ctx, id)
}

/// What stands behind this in the newest mail that has it, up to its end.
fn in_mail(stage: &Stage, before: &str) -> String {
    let sent = stage.mails.sent();
    let (_, rest) = sent.iter().rev().find_map(|mail| mail.text.split_once(before)).expect("a mail says this");
    rest.split_whitespace().next().unwrap().to_owned()
}

/// The token of the newest mail.
fn token(stage: &Stage) -> String {
    in_mail(stage, "Your preferences: https://test.example/preferences/")
}

/// The code of the newest mail that stands behind these words.
fn code(stage: &Stage, words: &str) -> String {
    in_mail(stage, &format!("{words}: https://test.example/")).rsplit('/').next().unwrap().to_owned()
}

/// Somebody whose browser asks for no language of ours.
fn visitor<'a>(service: &Service, token: &'a str) -> Visitor<'a> {
    Visitor { token, request: service.new_request(), accepts: None }
}

async fn wish(service: &Service, token: &str, wish: Wish) -> crate::Result<Changed> {
    change(service, visitor(service, token), wish).await
}

async fn looked(stage: &Stage, token: &str) -> crate::Result<Preferences> {
    show(&stage.service, visitor(&stage.service, token)).await
}

async fn follow(stage: &Stage, token: &str, code: &str) -> crate::Result<Changed> {
    confirm(&stage.service, visitor(&stage.service, token), code).await
}

/// The topics that the page shows as allowed.
async fn allowed(stage: &Stage, token: &str) -> BTreeSet<String> {
    let page = looked(stage, token).await.unwrap();
    page.choices.into_iter().filter(|choice| choice.allowed).map(|choice| choice.topic.code()).collect()
}

/// How many confirmations were recorded.
async fn recorded(stage: &Stage, ctx: &Ctx, id: CustomerId) -> usize {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    store::message::list(&scope, id, 100).await.unwrap().len()
}

#[tokio::test]
async fn a_customer_stops_all_calls_and_the_button_is_dead_at_once() {
    let (stage, ctx, id) = agreed().await;
    assert_eq!(reasons(&press(&stage, &ctx, id, "service").await), [""; 0]);
    let changed = wish(&stage.service, &token(&stage), Wish::StopCalls).await.unwrap();
    assert!(changed.sentences.iter().any(|words| words.starts_with("Nobody there may call you")), "{changed:?}");
    assert!(changed.mail.is_some_and(|mail| mail.contains("l\u{2022}\u{2022}\u{2022}@example.com")));
    let blocked = reasons(&press(&stage, &ctx, id, "service").await);
    assert_eq!(blocked[..2], ["do_not_call", "number_suppressed"]);
    let mark = page(&stage, &ctx, id).await.mark.unwrap();
    assert_eq!((&*mark.by, &*mark.how), ("The customer", "asked by the customer through their link"));
    assert_eq!(recorded(&stage, &ctx, id).await, 2, "one for the yes, one for the stop");
}

#[tokio::test]
async fn the_same_wish_again_changes_nothing() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    for stop in [Wish::StopCalls, Wish::StopEverything, Wish::OneClick, Wish::Choose(BTreeSet::new())] {
        wish(&stage.service, &token, stop.clone()).await.unwrap();
        let (entries, messages) = (stage.ledger(ctx.business).await.len(), recorded(&stage, &ctx, id).await);
        let again = wish(&stage.service, &token, stop).await.unwrap();
        assert_eq!((again.sentences, again.mail), (Vec::new(), None));
        assert_eq!((stage.ledger(ctx.business).await.len(), recorded(&stage, &ctx, id).await), (entries, messages));
    }
}

#[tokio::test]
async fn a_link_stops_and_grants_nothing() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::StopEverything).await.unwrap();
    assert!(allowed(&stage, &token).await.is_empty());
    stage.clock.advance(TimeDelta::seconds(1));
    let all: BTreeSet<Topic> = domain::preference::choices().collect();
    let asked = wish(&stage.service, &token, Wish::Choose(all)).await.unwrap();
    assert!(asked.sentences[0].contains("once you confirm it in the mail"), "{asked:?}");
    assert!(allowed(&stage, &token).await.is_empty(), "nothing counts before the mail");
    assert!(page(&stage, &ctx, id).await.mark.is_some());

    deliver_due(&stage.service).await.unwrap();
    let code = code(&stage, "Confirm that you allow this");
    follow(&stage, &token, &code).await.unwrap();
    assert_eq!(allowed(&stage, &token).await.len(), 6);
    assert!(page(&stage, &ctx, id).await.mark.is_none());
    assert_eq!(reasons(&press(&stage, &ctx, id, "service").await), [""; 0]);
    assert_eq!(reasons(&press(&stage, &ctx, id, "marketing").await), ["registry_not_covered"], "all that is left");
    assert!(matches!(follow(&stage, &token, &code).await, Err(Error::LinkGone)), "a code is good once");
}

#[tokio::test]
async fn a_no_after_the_question_is_stronger_than_the_code() {
    let (stage, _, _) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::Choose(BTreeSet::from([OFFERS]))).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let code = code(&stage, "Confirm that you allow this");
    stage.clock.advance(TimeDelta::seconds(1));
    wish(&stage.service, &token, Wish::OneClick).await.unwrap();
    assert!(matches!(follow(&stage, &token, &code).await, Err(Error::LinkGone)));
    assert!(!allowed(&stage, &token).await.contains("email/marketing"));
}

#[tokio::test]
async fn the_undo_in_the_mail_takes_back_its_own_save_and_nothing_else() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    let before = allowed(&stage, &token).await;
    wish(&stage.service, &token, Wish::StopCalls).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let undo = code(&stage, "Undo this");
    let entries = stage.ledger(ctx.business).await.len();
    for _ in 0..100 {
        confirming(&stage.service, visitor(&stage.service, &token), &undo).await.unwrap();
        looked(&stage, &token).await.unwrap();
    }
    assert_eq!(stage.ledger(ctx.business).await.len(), entries, "looking changes nothing");

    stage.clock.advance(TimeDelta::minutes(1));
    let marked = domain::wire::dnc::Mark { customer: id.to_string() };
    crate::dnc::mark(&stage.service, &ctx, marked).await.unwrap();
    follow(&stage, &token, &undo).await.unwrap();
    let kept = page(&stage, &ctx, id).await.mark.unwrap();
    assert_eq!(kept.by, "Ada Owner", "what was said on the phone still stands");
    let taken = domain::wire::dnc::TakeBack { customer: id.to_string() };
    crate::dnc::take_back(&stage.service, &ctx, taken).await.unwrap();
    assert_eq!(allowed(&stage, &token).await, before);
    assert_eq!(reasons(&press(&stage, &ctx, id, "service").await), [""; 0]);
    assert!(matches!(follow(&stage, &token, &undo).await, Err(Error::LinkGone)));
}

#[tokio::test]
async fn who_withdraws_is_hidden_gets_the_undo_by_mail_and_is_back_by_it() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    let changed = wish(&stage.service, &token, Wish::Withdraw).await.unwrap();
    assert!(changed.sentences.iter().any(|words| words.contains("6 March 2026")), "{changed:?}");
    assert!(page(&stage, &ctx, id).await.withdrawn.is_some());
    let hidden = looked(&stage, &token).await.unwrap();
    assert!(hidden.erase_at.is_some() && hidden.contact.is_empty());
    deliver_due(&stage.service).await.unwrap();
    follow(&stage, &token, &code(&stage, "Undo this")).await.unwrap();
    let back = page(&stage, &ctx, id).await;
    assert!(back.withdrawn.is_none() && back.name == "Lourdes Bauswell");
    assert_eq!(reasons(&press(&stage, &ctx, id, "service").await), [""; 0]);
    assert!(stage.ledger(ctx.business).await.contains(&EventKind::WithdrawalUndone));
    stage.clock.advance(TimeDelta::hours(73));
    assert_eq!(crate::erasure::run_due(&stage.service).await.unwrap(), 0);
}

#[tokio::test]
async fn after_erasure_the_link_says_that_nothing_is_held() {
    let (stage, _, _) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::Withdraw).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let undo = code(&stage, "Undo this");
    stage.clock.advance(TimeDelta::hours(73));
    assert_eq!(crate::erasure::run_due(&stage.service).await.unwrap(), 1);
    assert!(matches!(looked(&stage, &token).await, Err(Error::NotFound)));
    assert!(matches!(wish(&stage.service, &token, Wish::StopCalls).await, Err(Error::NotFound)));
    assert!(matches!(follow(&stage, &token, &undo).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn forged_cut_and_foreign_secrets_open_nothing() {
    let (stage, ctx, _) = agreed().await;
    let own = token(&stage);
    wish(&stage.service, &own, Wish::StopCalls).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let undo = code(&stage, "Undo this");
    let mut person = typed(&stage, &ctx, "yes").await;
    person.email = "other@example.com".into();
    crate::interaction::save_customer(&stage.service, &ctx, person).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let other = token(&stage);
    let forged = "A".repeat(43);
    for opens_nothing in ["", &own[..42], &forged, &undo, &format!("{own}x")] {
        assert!(matches!(looked(&stage, opens_nothing).await, Err(Error::NotFound)), "{opens_nothing}");
    }
    assert!(matches!(follow(&stage, &other, &undo).await, Err(Error::NotFound)), "the code is another customer's");
    assert!(matches!(follow(&stage, &own, &own).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn two_people_with_one_address_have_two_links_and_neither_is_shown_to_the_other() {
    let (stage, ctx, first) = agreed().await;
    let one = token(&stage);
    let mut person = typed(&stage, &ctx, "yes").await;
    person.name = "Ben Bauswell".into();
    person.phone = "(212) 555-0188".into();
    let second = crate::interaction::save_customer(&stage.service, &ctx, person).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let other = token(&stage);
    assert_ne!(one, other);
    assert!(!stage.mails.sent()[1].text.contains("Lourdes"));
    wish(&stage.service, &other, Wish::StopCalls).await.unwrap();
    let phones = |page: Preferences| page.contact.into_iter().filter(|point| !point.contains('@')).collect::<Vec<_>>();
    assert!(phones(looked(&stage, &one).await.unwrap())[0].ends_with("27"));
    assert!(phones(looked(&stage, &other).await.unwrap())[0].ends_with("88"));
    assert!(page(&stage, &ctx, first).await.mark.is_none());
    assert!(page(&stage, &ctx, second).await.mark.is_some());
}

#[tokio::test]
async fn an_address_that_is_somebody_elses_is_written_to_no_more() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::OneClick).await.unwrap();
    wish(&stage.service, &token, Wish::NotMyAddress).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0, "what still waited is dropped");
    assert!(page(&stage, &ctx, id).await.emails.is_empty());
    assert!(stage.ledger(ctx.business).await.contains(&EventKind::AddressDisowned));
    let astray = looked(&stage, &token).await.unwrap();
    assert!(astray.contact.is_empty() && astray.sent_to.is_none() && !astray.may_ask);
    wish(&stage.service, &token, Wish::StopCalls).await.unwrap();
    assert!(page(&stage, &ctx, id).await.mark.is_some(), "a link that went astray still stops");
}

#[tokio::test]
async fn one_click_stops_e_mails_and_nothing_else() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::OneClick).await.unwrap();
    let page = page(&stage, &ctx, id).await;
    let stopped: Vec<_> = page.answers.iter().filter(|answer| answer.status == ConsentStatus::Refused).collect();
    assert_eq!(stopped.len(), 2, "{stopped:?}");
    assert_eq!(reasons(&press(&stage, &ctx, id, "service").await), [""; 0]);
}

#[tokio::test]
async fn a_link_that_was_handed_over_is_shown_as_text_and_picture_and_has_no_address() {
    let (stage, ctx, id) = agreed().await;
    let made = hand_over(&stage.service, &ctx, &id.to_string()).await.unwrap();
    assert!(made.picture.starts_with("<svg"), "{}", &made.picture[..60]);
    let token = made.link.trim_start_matches("https://test.example/preferences/");
    assert_eq!(looked(&stage, token).await.unwrap().sent_to, None);
    wish(&stage.service, token, Wish::StopCalls).await.unwrap();
    assert!(page(&stage, &ctx, id).await.mark.is_some());
    let auditor = stage.member(&ctx, "Ann Auditor", "auditor").await;
    assert!(matches!(hand_over(&stage.service, &auditor, &id.to_string()).await, Err(Error::Forbidden)));
}

#[test]
fn every_sentence_after_a_change_is_in_the_catalogue() {
    let reader = Reader { language: Language::Pseudo, zone: None };
    let customer = CustomerId(uuid::Uuid::nil());
    let answer = |topic, to| Event::ConsentRecorded {
        customer,
        consent: domain::event::ConsentAnswer {
            event: uuid::Uuid::nil().into(),
            topic,
            from: ConsentStatus::Unknown,
            to,
            method: domain::consent::Method::PreferenceCentre,
            asked_of: domain::consent::AskedOf::Person,
            notice: None,
            occurred_at: "2026-03-03T15:00:00Z".parse().unwrap(),
        },
    };
    let events = [
        answer(Topic::DataCollection, ConsentStatus::Withdrawn),
        answer(OFFERS, ConsentStatus::Refused),
        answer(OFFERS, ConsentStatus::Given),
        Event::DataConsentWithdrawn { customer, erase_at: "2026-03-06T15:00:00Z".parse().unwrap() },
        Event::WithdrawalUndone { customer },
        Event::GrantRequested { customer, grant: uuid::Uuid::nil().into(), topics: Topic::all().collect() },
        Event::AddressDisowned { customer, point: uuid::Uuid::nil().into() },
    ];
    for event in events {
        let said = change::sentence(&event, &reader).unwrap();
        assert!(said.starts_with("[!!! ") && !said.contains(|sign: char| sign.is_ascii_alphabetic()), "{said}");
    }
}

#[tokio::test]
async fn who_named_no_zone_reads_times_on_the_clock_of_their_number() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let mut person = typed(&stage, &ctx, "yes").await;
    person.time_zone = String::new();
    person.phone = "(415) 555-0127".into();
    crate::interaction::save_customer(&stage.service, &ctx, person).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let changed = wish(&stage.service, &token(&stage), Wish::Withdraw).await.unwrap();
    assert!(changed.sentences.iter().any(|words| words.contains("6 March 2026, 07:00 (UTC\u{2212}8)")), "{changed:?}");
}

#[tokio::test]
async fn a_mail_keeps_the_language_in_which_it_was_owed() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    stage.clock.advance(TimeDelta::seconds(1));
    wish(&stage.service, &token, Wish::OneClick).await.unwrap();
    speak(&stage.service, visitor(&stage.service, &token), Language::German).await.unwrap();
    stage.clock.advance(TimeDelta::seconds(1));
    wish(&stage.service, &token, Wish::StopCalls).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let subjects: Vec<_> = stage.mails.sent().into_iter().skip(1).map(|mail| mail.subject).collect();
    let expected = ["your preferences have changed", "Ihre Einstellungen haben sich geändert"];
    assert_eq!(subjects, expected.map(|what| format!("Acme Plumbing: {what}")));
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let kept = store::message::list(&scope, id, 10).await.unwrap();
    assert_eq!(kept.iter().filter_map(|row| row.language.as_deref()).collect::<Vec<_>>(), ["de", "en", "en"]);
}

#[tokio::test]
async fn a_link_that_went_astray_chooses_no_language() {
    let (stage, ctx, id) = agreed().await;
    let token = token(&stage);
    wish(&stage.service, &token, Wish::NotMyAddress).await.unwrap();
    let before = stage.ledger(ctx.business).await;
    speak(&stage.service, visitor(&stage.service, &token), Language::French).await.unwrap();
    assert_eq!(stage.ledger(ctx.business).await, before);
    assert!(page(&stage, &ctx, id).await.details.iter().all(|(label, _)| label != "Language"));
}
