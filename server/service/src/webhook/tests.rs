//! What happens is told in order, signed, to whoever asked for it, until they took it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    event::EventKind,
    id::{CustomerId, WebhookId},
    integration::ApiScope,
    webhook::{DeliveryState, WebhookSecret, WhyDisabled},
    wire::{
        dnc::Mark,
        integration::params::MakeKey,
        webhook::{
            params::{MakeWebhook, Replay, Which},
            view::{Opened, Secret},
        },
    },
};

use super::*;
use crate::{
    Error,
    ctx::Ctx,
    ports::{TellProblem, Telling},
    testing::{Stage, customer},
};

const ADDRESS: &str = "https://crm.example/webhooks";

fn typed(kinds: &[&str]) -> MakeWebhook {
    let ticked = kinds.iter().map(|kind| ((*kind).to_owned(), "true".to_owned())).collect();
    MakeWebhook { address: ADDRESS.into(), own_key: String::new(), ticked }
}

/// Tells what is due in a business, and says when more is (UTC).
async fn tell_all(stage: &Stage, ctx: &Ctx) -> Option<DateTime<Utc>> {
    let mut next = Vec::new();
    for id in follow(&stage.service, ctx.business).await.unwrap() {
        next.extend(tell(&stage.service, ctx.business, id).await.unwrap());
    }
    next.into_iter().min()
}

async fn made(stage: &Stage, ctx: &Ctx, kinds: &[&str]) -> Secret {
    make(&stage.service, ctx, typed(kinds), None).await.unwrap()
}

async fn mark(stage: &Stage, ctx: &Ctx, customer: CustomerId) {
    crate::dnc::mark(&stage.service, ctx, Mark { customer: customer.to_string() }).await.unwrap();
}

async fn lift(stage: &Stage, ctx: &Ctx, customer: CustomerId) {
    let lift = domain::wire::dnc::Lifted {
        customer: customer.to_string(),
        lift: "by_request".into(),
        reason: "asked us again".into(),
        evidence: "letter of today".into(),
        ..domain::wire::dnc::Lifted::default()
    };
    crate::dnc::lift(&stage.service, ctx, lift).await.unwrap();
}

/// Tells what is due: what the program heard.
async fn told(stage: &Stage, ctx: &Ctx) -> Vec<Telling> {
    tell_all(stage, ctx).await;
    stage.tellings.take()
}

fn kinds(tellings: &[Telling]) -> Vec<String> {
    let kind = |telling: &Telling| json(telling)["type"].as_str().unwrap().to_owned();
    tellings.iter().map(kind).collect()
}

fn json(telling: &Telling) -> serde_json::Value {
    serde_json::from_str(&telling.body).unwrap()
}

async fn page(stage: &Stage, ctx: &Ctx, id: WebhookId) -> Opened {
    open(&stage.service, ctx, &id.to_string()).await.unwrap()
}

fn which(id: WebhookId) -> Which {
    Which { webhook: id.to_string() }
}

#[tokio::test]
async fn a_program_is_told_what_it_asked_for_and_nothing_that_names_a_person() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let earlier = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["customer_marked_do_not_call", "mark_lifted"]).await;
    mark(&stage, &owner, earlier).await;
    let heard = told(&stage, &owner).await;
    let [telling] = &heard[..] else { panic!("{heard:?}") };
    assert_eq!(telling.address, ADDRESS);
    let secret = WebhookSecret::parse(&webhook.secret).unwrap();
    assert_eq!(telling.signature, secret.signature(&telling.name, telling.seconds, &telling.body));
    let body = json(telling);
    assert_eq!(body["type"], "customer_marked_do_not_call");
    assert_eq!(body["data"]["customer"], earlier.to_string());
    assert_eq!(body["data"]["actor"], "member");
    for text in ["Lourdes", "Bauswell", "5550127", "lourdes@", "Ada"] {
        assert!(!telling.body.contains(text), "{}", telling.body);
    }
    assert!(told(&stage, &owner).await.is_empty(), "it is told once");
    let log = page(&stage, &owner, webhook.id).await.deliveries;
    assert_eq!((log[0].state, log[0].kind), (DeliveryState::Delivered, EventKind::CustomerMarkedDoNotCall));
}

#[tokio::test]
async fn what_failed_is_tried_again_and_what_comes_behind_it_about_the_same_customer_waits() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let [one, other] = [customer(&stage, &owner, "yes").await, customer(&stage, &owner, "yes").await];
    made(&stage, &owner, &["customer_marked_do_not_call", "mark_lifted"]).await;
    stage.tellings.answer(Ok(500));
    mark(&stage, &owner, one).await;
    let due = tell_all(&stage, &owner).await;
    assert_eq!(due, Some(stage.service.now() + TimeDelta::seconds(5)));
    let first = stage.tellings.take().remove(0);
    stage.tellings.answer(Ok(200));
    lift(&stage, &owner, one).await;
    mark(&stage, &owner, other).await;
    let heard = told(&stage, &owner).await;
    assert_eq!(kinds(&heard), ["customer_marked_do_not_call"], "only the other customer's");
    assert_eq!(json(&heard[0])["data"]["customer"], other.to_string());
    stage.clock.advance(TimeDelta::seconds(5));
    let heard = told(&stage, &owner).await;
    assert_eq!(kinds(&heard), ["customer_marked_do_not_call", "mark_lifted"]);
    assert_eq!((&heard[0].name, &heard[0].body), (&first.name, &first.body));
    assert!(heard[0].seconds > first.seconds && heard[0].signature != first.signature);
}

#[tokio::test]
async fn what_nobody_takes_for_days_has_failed_and_is_sent_again_by_hand() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["customer_marked_do_not_call"]).await;
    stage.tellings.answer(Err(TellProblem::Unreachable));
    mark(&stage, &owner, customer).await;
    let begun = stage.service.now();
    let mut attempts = told(&stage, &owner).await.len();
    while let Some(due) = page(&stage, &owner, webhook.id).await.deliveries[0].due_at {
        assert!(due > stage.service.now());
        stage.clock.advance(due - stage.service.now());
        attempts += told(&stage, &owner).await.len();
    }
    let shown = page(&stage, &owner, webhook.id).await;
    assert_eq!((attempts, shown.webhook.failed), (10, 1), "{shown:?}");
    assert!(stage.service.now() - begun > TimeDelta::days(3));
    assert_eq!(shown.deliveries[0].outcome.as_deref(), Some("It did not answer within 15 seconds"));
    stage.tellings.answer(Ok(200));
    assert!(told(&stage, &owner).await.is_empty());
    let delivery = shown.deliveries[0].id.to_string();
    let again = Replay { webhook: webhook.id.to_string(), delivery };
    replay(&stage.service, &owner, again.clone()).await.unwrap();
    assert_eq!(told(&stage, &owner).await[0].name, again.delivery);
    assert_eq!(page(&stage, &owner, webhook.id).await.deliveries[0].state, DeliveryState::Delivered);
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::WebhookReplayed));
}

#[tokio::test]
async fn a_program_that_is_gone_is_left_alone_and_told_the_rest_when_it_is_enabled() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["customer_marked_do_not_call", "mark_lifted"]).await;
    stage.tellings.answer(Ok(410));
    mark(&stage, &owner, customer).await;
    assert_eq!(told(&stage, &owner).await.len(), 1);
    let disabled = page(&stage, &owner, webhook.id).await.webhook.disabled.unwrap();
    assert_eq!(disabled.why, WhyDisabled::Gone);
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::WebhookDisabled));
    stage.tellings.answer(Ok(200));
    lift(&stage, &owner, customer).await;
    stage.clock.advance(TimeDelta::days(1));
    assert!(told(&stage, &owner).await.is_empty());
    enable(&stage.service, &owner, which(webhook.id)).await.unwrap();
    assert_eq!(kinds(&told(&stage, &owner).await), ["customer_marked_do_not_call", "mark_lifted"]);
    disable(&stage.service, &owner, which(webhook.id)).await.unwrap();
    disable(&stage.service, &owner, which(webhook.id)).await.unwrap();
    mark(&stage, &owner, customer).await;
    assert!(told(&stage, &owner).await.is_empty());
}

#[tokio::test]
async fn what_a_program_did_itself_is_not_told_back_to_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let [mine, theirs] = [customer(&stage, &owner, "yes").await, customer(&stage, &owner, "yes").await];
    let ticked = [(ApiScope::CustomersWrite.code().to_owned(), "true".to_owned())].into();
    let typed_key = MakeKey { name: "CRM".into(), life: "month".into(), ticked };
    let key = crate::integration::make_key(&stage.service, &owner, typed_key).await.unwrap();
    let keys = list(&stage.service, &owner).await.unwrap().keys;
    let own_key = keys[0].0.clone();
    let webhook = MakeWebhook { own_key, ..typed(&["customer_marked_do_not_call"]) };
    make(&stage.service, &owner, webhook, None).await.unwrap();
    let scope = ApiScope::CustomersWrite;
    let program =
        crate::integration::enter(&stage.service, Some(&key), scope, stage.service.new_request()).await.unwrap();
    mark(&stage, &program, mine).await;
    mark(&stage, &owner, theirs).await;
    let heard = told(&stage, &owner).await;
    assert_eq!(heard.len(), 1);
    assert_eq!(json(&heard[0])["data"]["customer"], theirs.to_string());
}

#[tokio::test]
async fn two_secrets_sign_for_a_day_and_none_is_stored_as_it_is() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["customer_marked_do_not_call", "mark_lifted"]).await;
    let newer = rotate(&stage.service, &owner, which(webhook.id)).await.unwrap();
    let [old, new] = [&webhook, &newer].map(|it| WebhookSecret::parse(&it.secret).unwrap());
    assert_ne!(old, new);
    mark(&stage, &owner, customer).await;
    let telling = told(&stage, &owner).await.remove(0);
    let [by_new, by_old] = [&new, &old].map(|it| it.signature(&telling.name, telling.seconds, &telling.body));
    assert_eq!(telling.signature, format!("{by_new} {by_old}"));
    stage.clock.advance(TimeDelta::days(1));
    lift(&stage, &owner, customer).await;
    let telling = told(&stage, &owner).await.remove(0);
    assert_eq!(telling.signature, new.signature(&telling.name, telling.seconds, &telling.body));
    for secret in [webhook.secret, newer.secret] {
        assert!(!stage.files_hold(&secret) && !stage.files_hold(&secret[6..]));
    }
}

#[tokio::test]
async fn a_webhook_that_is_removed_is_gone_with_what_waited_for_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["all"]).await;
    stage.tellings.answer(Ok(500));
    mark(&stage, &owner, customer).await;
    assert!(!told(&stage, &owner).await.is_empty());
    remove(&stage.service, &owner, which(webhook.id)).await.unwrap();
    stage.clock.advance(TimeDelta::days(1));
    assert!(told(&stage, &owner).await.is_empty());
    let gone = open(&stage.service, &owner, &webhook.id.to_string()).await;
    assert!(matches!(gone, Err(Error::NotFound)));
    assert!(list(&stage.service, &owner).await.unwrap().webhooks.is_empty());
}

#[tokio::test]
async fn the_log_forgets_what_was_settled_a_month_ago() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let customer = customer(&stage, &owner, "yes").await;
    let webhook = made(&stage, &owner, &["customer_marked_do_not_call"]).await;
    mark(&stage, &owner, customer).await;
    told(&stage, &owner).await;
    stage.clock.advance(TimeDelta::days(30));
    forget_old(&stage.service).await.unwrap();
    assert_eq!(page(&stage, &owner, webhook.id).await.deliveries.len(), 1);
    stage.clock.advance(TimeDelta::seconds(1));
    forget_old(&stage.service).await.unwrap();
    assert!(page(&stage, &owner, webhook.id).await.deliveries.is_empty());
    assert!(told(&stage, &owner).await.is_empty(), "and it is not told again");
}

#[tokio::test]
async fn a_webhook_needs_an_address_outside_and_something_to_tell() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let wrong = MakeWebhook { address: "https://127.0.0.1/".into(), own_key: "none".into(), ..MakeWebhook::default() };
    let Err(Error::Invalid(invalid)) = make(&stage.service, &owner, wrong, None).await else { panic!("it was made") };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field.to_owned()).collect();
    assert_eq!(fields, ["address", "all", "own_key"]);
    let foreign = MakeWebhook { own_key: owner.business.to_string(), ..typed(&["all"]) };
    let refused = make(&stage.service, &owner, foreign, None).await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.of("own_key").is_some()));
    for _ in 0..domain::webhook::WEBHOOKS_AT_MOST {
        made(&stage, &owner, &["all"]).await;
    }
    let refused = make(&stage.service, &owner, typed(&["all"]), None).await;
    assert!(matches!(refused, Err(Error::Invalid(invalid)) if invalid.of("address").is_some()));
}
