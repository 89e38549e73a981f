//! Confirmations that go as text messages.

use chrono::TimeDelta;
use domain::wire::{
    customer::RetirePoint,
    dnc::{Mark, TakeBack},
    interaction::NewCustomer,
    setting::params::Texts,
    suppression::params::Add,
};

use super::super::*;
use super::{messages, states};
use crate::{
    Error,
    ctx::Ctx,
    dnc,
    ports::{NoTexts, TextProblem},
    setting::set_texts,
    suppression,
    testing::{Stage, typed},
};

/// A business that confirms by text message where no e-mail reaches a customer.
async fn texting() -> (Stage, Ctx) {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    set_texts(&stage.service, &ctx, Texts { text_confirmations: "on".into() }).await.unwrap();
    (stage, ctx)
}

async fn save(stage: &Stage, ctx: &Ctx, person: NewCustomer) -> domain::id::CustomerId {
    crate::interaction::save_customer(&stage.service, ctx, person).await.unwrap()
}

/// Somebody with a number and without an address.
async fn without_address(stage: &Stage, ctx: &Ctx) -> domain::id::CustomerId {
    let person = typed(stage, ctx, "yes_but_no_calls").await;
    save(stage, ctx, NewCustomer { email: String::new(), ..person }).await
}

#[tokio::test]
async fn who_has_no_address_is_told_by_one_text_message_with_a_link_that_stops() {
    let (stage, ctx) = texting().await;
    let id = without_address(&stage, &ctx).await;
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    let sent = stage.texts.sent();
    let [message] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!(message.to, "+12125550127");
    for words in ["Acme Plumbing: We keep your details: yes", "We do not call you any more", "/preferences/"] {
        assert!(message.text.contains(words), "{words}: {}", message.text);
    }
    assert!(!message.text.contains("/confirm/"), "a text message allows nothing: {}", message.text);
    assert!(stage.mails.sent().is_empty());
    assert_eq!(states(&stage, &ctx, id).await, ["delivered"]);
    let page = show(&stage.service, &ctx, domain::wire::message::params::Query::default()).await.unwrap();
    assert!(page.rows[0].by_text && page.rows[0].to.as_ref().unwrap().ends_with("27"), "{:?}", page.rows[0]);
}

#[tokio::test]
async fn who_has_an_address_gets_the_mail_and_no_text_message() {
    let (stage, ctx) = texting().await;
    let person = typed(&stage, &ctx, "yes").await;
    save(&stage, &ctx, person).await;
    deliver_due(&stage.service).await.unwrap();
    assert_eq!((stage.mails.sent().len(), stage.texts.sent().len()), (1, 0));
}

#[tokio::test]
async fn nothing_goes_by_text_message_unless_the_business_chose_it() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = without_address(&stage, &ctx).await;
    deliver_due(&stage.service).await.unwrap();
    assert!(stage.texts.sent().is_empty());
    assert_eq!(states(&stage, &ctx, id).await, ["not_possible"]);
}

#[tokio::test]
async fn without_a_gateway_it_cannot_be_chosen() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let closed = stage.service.clone().with_texts(std::sync::Arc::new(NoTexts));
    let refused = set_texts(&closed, &ctx, Texts { text_confirmations: "on".into() }).await;
    let Err(Error::Invalid(invalid)) = refused else { panic!("{refused:?}") };
    assert_eq!(invalid.problems().map(|(field, _)| field).collect::<Vec<_>>(), ["text_confirmations"]);
}

#[tokio::test]
async fn a_text_message_that_is_older_than_five_minutes_is_dropped_and_recorded() {
    let (stage, ctx) = texting().await;
    let id = without_address(&stage, &ctx).await;
    stage.texts.fail(Some(TextProblem::NotNow));
    deliver_due(&stage.service).await.unwrap();
    assert_eq!(states(&stage, &ctx, id).await, ["owed"]);
    stage.texts.fail(None);
    stage.clock.advance(TimeDelta::minutes(5));
    deliver_due(&stage.service).await.unwrap();
    let rows = messages(&stage, &ctx, id).await;
    assert_eq!((&*rows[0].state, rows[0].problem.as_deref()), ("dropped", Some("too_late")));
    assert!(stage.texts.sent().is_empty());
}

#[tokio::test]
async fn a_gateway_that_cannot_now_is_asked_again_within_the_five_minutes() {
    let (stage, ctx) = texting().await;
    let id = without_address(&stage, &ctx).await;
    stage.texts.fail(Some(TextProblem::NotNow));
    deliver_due(&stage.service).await.unwrap();
    stage.texts.fail(None);
    stage.clock.advance(TimeDelta::minutes(1));
    deliver_due(&stage.service).await.unwrap();
    assert_eq!(states(&stage, &ctx, id).await, ["delivered"]);
    assert_eq!(stage.texts.sent().len(), 1);
}

#[tokio::test]
async fn where_nobody_knows_whether_it_was_taken_it_is_not_sent_again() {
    let (stage, ctx) = texting().await;
    let id = without_address(&stage, &ctx).await;
    stage.texts.fail(Some(TextProblem::Unknown));
    deliver_due(&stage.service).await.unwrap();
    stage.texts.fail(None);
    stage.clock.advance(TimeDelta::minutes(1));
    deliver_due(&stage.service).await.unwrap();
    assert_eq!(states(&stage, &ctx, id).await, ["failed"]);
    assert!(stage.texts.sent().is_empty());
}

#[tokio::test]
async fn a_number_where_somebody_else_said_no_gets_no_text_message() {
    let (stage, ctx) = texting().await;
    let stranger = Add { phone: "(212) 555-0127".into(), reason: "Asked by mail".into() };
    suppression::add_number(&stage.service, &ctx, stranger).await.unwrap();
    let id = without_address(&stage, &ctx).await;
    deliver_due(&stage.service).await.unwrap();
    assert!(stage.texts.sent().is_empty());
    assert_eq!(states(&stage, &ctx, id).await, ["not_possible"]);
}

#[tokio::test]
async fn an_extension_gets_no_text_message() {
    let (stage, ctx) = texting().await;
    let person = typed(&stage, &ctx, "yes").await;
    let desk = NewCustomer { email: String::new(), phone: "(212) 555-0127 ext. 4".into(), ..person };
    let id = save(&stage, &ctx, desk).await;
    deliver_due(&stage.service).await.unwrap();
    assert_eq!((stage.texts.sent().len(), states(&stage, &ctx, id).await), (0, vec!["not_possible".to_owned()]));
}

#[tokio::test]
async fn who_lost_their_address_is_told_by_text_message() {
    let (stage, ctx) = texting().await;
    let person = typed(&stage, &ctx, "yes").await;
    let id = save(&stage, &ctx, person).await;
    deliver_due(&stage.service).await.unwrap();
    let form = crate::customer::edit_form(&stage.service, &ctx, &id.to_string()).await.unwrap();
    let address = form.points.iter().find(|point| point.shown.contains('@')).unwrap();
    let retired = RetirePoint { customer: id.to_string(), point: address.id.to_string() };
    crate::customer::retire_point(&stage.service, &ctx, retired).await.unwrap();
    dnc::mark(&stage.service, &ctx, Mark { customer: id.to_string() }).await.unwrap();
    dnc::take_back(&stage.service, &ctx, TakeBack { customer: id.to_string() }).await.unwrap();
    deliver_due(&stage.service).await.unwrap();
    let texts: Vec<_> = stage.texts.sent().into_iter().map(|message| message.text).collect();
    assert_eq!((texts.len(), stage.mails.sent().len()), (2, 1), "{texts:?}");
}

#[tokio::test]
async fn a_text_message_is_in_the_customers_language() {
    let (stage, ctx) = texting().await;
    let person = typed(&stage, &ctx, "yes_but_no_calls").await;
    save(&stage, &ctx, NewCustomer { email: String::new(), language: "de".into(), ..person }).await;
    deliver_due(&stage.service).await.unwrap();
    let text = stage.texts.sent()[0].text.clone();
    for words in ["Wir speichern Ihre Daten: ja", "Wir rufen Sie nicht mehr an", "Anrufe oder alles beenden: https://"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
}
