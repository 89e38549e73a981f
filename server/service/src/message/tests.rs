mod text;

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::{CustomerId, MessageId},
    message::MessageState,
    wire::{
        customer::TryAgain,
        dnc::{Mark, TakeBack},
        message::params::Query,
    },
};
use store::entity::message_intent;
use tokio::sync::Notify;

use super::*;
use crate::{
    ctx::Ctx,
    customer::edit_form,
    dnc,
    ports::{Mail, MailProblem, Mailer},
    testing::{Stage, customer, on_file, typed},
};

/// The messages to a customer, the newest first.
async fn messages(stage: &Stage, ctx: &Ctx, id: CustomerId) -> Vec<message_intent::Model> {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    store::message::list(&scope, id, 10).await.unwrap()
}

async fn states(stage: &Stage, ctx: &Ctx, id: CustomerId) -> Vec<String> {
    messages(stage, ctx, id).await.into_iter().map(|row| row.state).collect()
}

#[tokio::test]
async fn who_agreed_gets_one_mail_that_says_what_was_agreed_and_how_to_stop() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes_but_no_calls").await;
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    let sent = stage.mails.sent();
    let [mail] = &sent[..] else { panic!("{sent:?}") };
    assert_eq!((&*mail.to, &*mail.from_name), ("lourdes@example.com", "Acme Plumbing"));
    assert_eq!(mail.subject, "Acme Plumbing: what we agreed");
    for words in [
        "Hello Lourdes Bauswell,",
        "- We keep your details: yes (before: no answer)",
        "- Calls with offers: no (before: no answer)",
        "- We do not call you any more, on any of your numbers.",
        "Your preferences: https://test.example/preferences/",
        "Undo this: https://test.example/preferences/",
    ] {
        assert!(mail.text.contains(words), "{words}: {}", mail.text);
    }
    assert!(mail.html.contains("<li>Calls with offers: no (before: no answer)</li>"), "{}", mail.html);
    assert!(!mail.html.contains("<img") && !mail.html.contains("src="), "{}", mail.html);
    assert!(mail.one_click.as_ref().unwrap().ends_with("/one-click"));
    assert_eq!(states(&stage, &ctx, id).await, [MessageState::Delivered.code()]);
}

#[tokio::test]
async fn after_a_no_nothing_is_sent() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let prompt = crate::interaction::prompt(&stage.service, &ctx, None).await.unwrap();
    let no = domain::wire::interaction::Denied {
        script: prompt.script,
        form: prompt.form,
        reason: "privacy".into(),
        ..Default::default()
    };
    crate::interaction::record_refusal(&stage.service, &ctx, no).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    assert_eq!(stage.mails.sent(), []);
}

#[tokio::test]
async fn without_an_address_it_is_recorded_that_it_was_not_possible() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let mut person = typed(&stage, &ctx, "yes").await;
    person.email = String::new();
    let id = crate::interaction::save_customer(&stage.service, &ctx, person).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    assert_eq!(states(&stage, &ctx, id).await, ["not_possible"]);
    let page = show(&stage.service, &ctx, Query::default()).await.unwrap();
    assert_eq!((page.rows[0].state, page.rows[0].to.as_deref()), (MessageState::NotPossible, None));
}

#[tokio::test]
async fn an_address_that_the_mail_server_refuses_is_written_to_no_more_until_somebody_says_so() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    stage.mails.fail(Some(MailProblem::Refused));
    deliver_due(&stage.service).await.unwrap();
    stage.mails.fail(None);
    assert_eq!(states(&stage, &ctx, id).await, ["failed"]);
    let form = edit_form(&stage.service, &ctx, &id.to_string()).await.unwrap();
    let back = form.points.into_iter().find(|point| point.comes_back).unwrap();
    assert_eq!(back.shown, "lourdes@example.com");
    assert!(stage.ledger(ctx.business).await.contains(&EventKind::AddressUndeliverable));

    dnc::mark(&stage.service, &ctx, Mark { customer: id.to_string() }).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    let page = show(&stage.service, &ctx, Query::default()).await.unwrap();
    assert_eq!(page.rows[0].state, MessageState::NotPossible);
    assert!(page.rows[0].problem.as_ref().unwrap().contains("comes back"), "{:?}", page.rows[0]);

    let wanted = TryAgain { customer: id.to_string(), point: back.id.to_string() };
    try_again(&stage.service, &ctx, wanted).await.unwrap();
    dnc::take_back(&stage.service, &ctx, TakeBack { customer: id.to_string() }).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(stage.mails.sent()[0].to, "lourdes@example.com");
}

/// Hands the mail over, and then never hears of it.
#[derive(Default)]
struct Mute {
    handed: Mutex<Vec<MessageId>>,
    heard: Notify,
}

#[async_trait]
impl Mailer for Mute {
    async fn send(&self, mail: &Mail) -> Result<(), MailProblem> {
        self.handed.lock().unwrap().push(mail.id);
        self.heard.notify_one();
        std::future::pending().await
    }

    fn keeps(&self) -> bool {
        false
    }

    fn forget(&self, _: &[MessageId]) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_worker_that_dies_between_sending_and_recording_leaves_one_mail_under_one_name() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    let mute = Arc::new(Mute::default());
    let dying = stage.service.clone().with_mail(Arc::clone(&mute) as _, "https://test.example");
    let business = ctx.business;
    let worker = tokio::spawn(async move { deliver_of(&dying, business).await });
    mute.heard.notified().await;
    worker.abort();

    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0, "the lease still holds");
    stage.clock.advance(TimeDelta::minutes(20));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    let first = mute.handed.lock().unwrap().clone();
    let again: Vec<_> = stage.mails.sent().iter().map(|mail| mail.id).collect();
    assert_eq!(first, again);
    let marked = messages(&stage, &ctx, id).await;
    assert_eq!((marked.len(), &*marked[0].state, marked[0].attempts), (1, "delivered", 2));
}

#[tokio::test]
async fn two_nodes_at_once_send_each_mail_once() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    for _ in 0..3 {
        customer(&stage, &ctx, "yes").await;
    }
    let (one, other) = (stage.service.clone(), stage.service.clone());
    let (one, other) = tokio::join!(deliver_of(&one, ctx.business), deliver_of(&other, ctx.business));
    assert_eq!(one.unwrap() + other.unwrap(), 3);
    let mut ids: Vec<_> = stage.mails.sent().iter().map(|mail| mail.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), stage.mails.sent().len()), (3, 3));
}

#[tokio::test]
async fn what_the_server_cannot_take_now_is_tried_again_for_five_days() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    stage.mails.fail(Some(MailProblem::NotNow));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0, "not before a minute has passed");
    stage.clock.advance(TimeDelta::minutes(1));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(states(&stage, &ctx, id).await, ["owed"]);
    stage.clock.advance(TimeDelta::days(5));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 1);
    assert_eq!(states(&stage, &ctx, id).await, ["failed"]);
    let page = show(&stage.service, &ctx, Query::default()).await.unwrap();
    assert_eq!(page.rows[0].problem.as_deref(), Some("The mail server cannot take it now"));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
}

#[tokio::test]
async fn an_address_that_the_server_refuses_for_good_is_not_tried_again() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    stage.mails.fail(Some(MailProblem::Refused));
    deliver_due(&stage.service).await.unwrap();
    stage.mails.fail(None);
    stage.clock.advance(TimeDelta::days(1));
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 0);
    assert_eq!(states(&stage, &ctx, id).await, ["failed"]);
}

#[tokio::test]
async fn staff_read_a_message_as_it_was_sent_and_of_who_withdrew_nothing() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    deliver_due(&stage.service).await.unwrap();
    let of = Query { customer: id.to_string(), ..Query::default() };
    let page = show(&stage.service, &ctx, of).await.unwrap();
    assert!(page.of.is_some_and(|of| of.may_hand_over && of.name == "Lourdes Bauswell"));
    assert_eq!(page.rows[0].to.as_deref(), Some("l\u{2022}\u{2022}\u{2022}@example.com"));
    let one = Query { message: page.rows[0].id.to_string(), ..Query::default() };
    let opened = show(&stage.service, &ctx, one.clone()).await.unwrap().opened.unwrap();
    assert_eq!(opened.text.as_deref(), Some(&*stage.mails.sent()[0].text));

    // Where a mail server has the mails, nobody else has their links.
    let sent = stage.service.clone().with_mail(Arc::new(crate::ports::NoMail), "https://test.example");
    let text = show(&sent, &ctx, one.clone()).await.unwrap().opened.unwrap().text.unwrap();
    assert!(!text.contains("/preferences/") && text.contains("(a link that only the mail has)"), "{text}");

    let no = on_file(&stage, &ctx, id, "no").await;
    crate::interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    assert_eq!(show(&stage.service, &ctx, one).await.unwrap().opened.unwrap().text, None);
}

#[tokio::test]
async fn an_erased_customer_is_in_no_message_and_no_kept_mail() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let id = customer(&stage, &ctx, "yes").await;
    let no = on_file(&stage, &ctx, id, "no").await;
    crate::interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    assert_eq!(deliver_due(&stage.service).await.unwrap(), 2);
    stage.clock.advance(TimeDelta::hours(73));
    assert_eq!(crate::erasure::run_due(&stage.service).await.unwrap(), 1);
    assert_eq!(stage.mails.sent(), []);
    for text in ["Lourdes", "lourdes@example.com"] {
        assert!(!stage.files_hold(text), "{text}");
    }
    assert!(messages(&stage, &ctx, id).await.iter().all(|row| row.recipient.is_none() && row.content.is_none()));
}
