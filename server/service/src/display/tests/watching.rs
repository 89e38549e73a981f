//! What a screen is told.

use std::collections::HashMap;

use chrono::TimeDelta;
use domain::wire::{display::params::Change, dnc::Mark, interaction::Denied};
use serde_json::Value;

use super::*;
use crate::testing::{customer, press, typed as person};

const BUILD: (&str, Option<&str>) = ("build-1", Some("build-1"));

async fn begin(stage: &Stage, token: &str, after: Option<i64>) -> Result<Watch, End> {
    let ticket = screen(stage, token).await.ticket;
    watch(&stage.service, Some(&ticket), BUILD, after).await
}

/// The next frame, whose fields are those of the contract and no others.
async fn next(watch: &mut Watch) -> HashMap<String, Value> {
    let text = watch.next().await.unwrap();
    let frame: HashMap<String, Value> = serde_json::from_str(&text).unwrap();
    let mut fields: Vec<_> = frame.keys().map(String::as_str).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["at", "counts", "event", "seq"]);
    frame
}

fn counts(frame: &HashMap<String, Value>) -> [u64; 3] {
    ["consents_today", "refusals_today", "calls_prevented_today"]
        .map(|figure| frame["counts"][figure].as_u64().unwrap())
}

/// Hears on until everything was told: what happened, and how the numbers stand then.
async fn hear(watch: &mut Watch) -> (Vec<String>, [u64; 3]) {
    let mut happened = Vec::new();
    loop {
        let frame = next(watch).await;
        match frame["event"].as_str() {
            Some(event) => happened.push(event.to_owned()),
            None => return (happened, counts(&frame)),
        }
    }
}

async fn say_no(stage: &Stage, ctx: &Ctx) {
    let form = person(stage, ctx, "no").await;
    let denied = Denied { script: form.script, reason: "privacy".into(), note: String::new(), form: form.form };
    crate::interaction::record_refusal(&stage.service, ctx, denied).await.unwrap();
}

#[tokio::test]
async fn a_screen_hears_at_once_what_happened_and_how_the_numbers_stand() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    let mut watch = begin(&stage, &token, None).await.unwrap();
    assert_eq!(hear(&mut watch).await, (vec![], [0, 0, 0]));
    let ana = customer(&stage, &owner, "yes").await;
    let (happened, counts) = hear(&mut watch).await;
    assert!(happened.iter().any(|event| event == "customer_added"), "{happened:?}");
    assert_eq!(counts, [1, 0, 0]);
    say_no(&stage, &owner).await;
    assert_eq!(hear(&mut watch).await, (vec!["denial_recorded".to_owned()], [1, 1, 0]));
    let mark = Mark { customer: ana.to_string() };
    crate::dnc::mark(&stage.service, &owner, mark).await.unwrap();
    let (happened, _) = hear(&mut watch).await;
    assert!(happened.iter().any(|event| event == "customer_marked_do_not_call"), "{happened:?}");
    press(&stage, &owner, ana, "service").await;
    let (happened, counts) = hear(&mut watch).await;
    assert_eq!((happened, counts[2]), (vec!["call_refused".to_owned()], 1));
}

#[tokio::test]
async fn what_happened_while_a_screen_was_away_is_told_when_it_is_back() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    let seen = screen(&stage, &token).await.now.seq;
    say_no(&stage, &owner).await;
    let mut watch = begin(&stage, &token, Some(seen)).await.unwrap();
    assert_eq!(hear(&mut watch).await, (vec![], [0, 1, 0]));
    assert_eq!(hear(&mut watch).await, (vec!["denial_recorded".to_owned()], [0, 1, 0]));
    // A position that the ledger has not reached is one from before a restore.
    let mut ahead = begin(&stage, &token, Some(seen + 1_000)).await.unwrap();
    assert_eq!(next(&mut ahead).await["seq"], seen + 1);
}

#[tokio::test]
async fn a_new_day_begins_at_midnight_where_the_screen_hangs() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    say_no(&stage, &owner).await;
    let mut watch = begin(&stage, &token, None).await.unwrap();
    assert_eq!(hear(&mut watch).await.1, [0, 1, 0]);
    // It is 10:00 in New York.
    for (hours, refusals) in [(13, 1), (1, 0)] {
        stage.clock.advance(TimeDelta::hours(hours));
        let tick: HashMap<String, Value> = serde_json::from_str(&watch.tick().await.unwrap()).unwrap();
        assert_eq!((counts(&tick)[1], &tick["event"]), (refusals, &Value::Null));
    }
}

#[tokio::test]
async fn a_screen_that_is_revoked_or_replaced_hears_nothing_more() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, token) = paired(&stage, &owner).await;
    let mut replaced = begin(&stage, &token, None).await.unwrap();
    hear(&mut replaced).await;
    make_code(&stage.service, &owner, which(id)).await.unwrap();
    hear(&mut replaced).await;
    let code = code(&stage, &owner, id).await.code;
    let token = enter(&stage, &code).await.unwrap().token;
    assert_eq!(replaced.next().await, Err(End::Unpaired));
    let mut revoked = begin(&stage, &token, None).await.unwrap();
    hear(&mut revoked).await;
    let ticket = screen(&stage, &token).await.ticket;
    revoke(&stage.service, &owner, which(id)).await.unwrap();
    assert_eq!(revoked.next().await, Err(End::Unpaired));
    assert_eq!(revoked.tick().await, Err(End::Unpaired));
    assert_eq!(watch(&stage.service, Some(&ticket), BUILD, None).await.err(), Some(End::Unpaired));
}

#[tokio::test]
async fn without_a_ticket_or_with_the_secret_itself_nothing_is_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    for ticket in [None, Some(""), Some("nonsense"), Some(&*token)] {
        assert_eq!(watch(&stage.service, ticket, BUILD, None).await.err(), Some(End::Unpaired));
    }
}

#[tokio::test]
async fn a_page_of_another_build_or_of_another_choice_is_loaded_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (id, token) = paired(&stage, &owner).await;
    let ticket = screen(&stage, &token).await.ticket;
    let older = watch(&stage.service, Some(&ticket), ("build-2", Some("build-1")), None).await;
    assert_eq!(older.err(), Some(End::Reload));
    let mut watch = begin(&stage, &token, None).await.unwrap();
    hear(&mut watch).await;
    let to = Change { display: id.to_string(), chosen: typed("Kitchen") };
    change(&stage.service, &owner, to).await.unwrap();
    assert_eq!(watch.next().await, Err(End::Reload));
}

#[tokio::test]
async fn a_screen_hears_nothing_of_another_business() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (_, token) = paired(&stage, &owner).await;
    let other = stage.business().await;
    say_no(&stage, &other).await;
    let mut watch = begin(&stage, &token, None).await.unwrap();
    assert_eq!(hear(&mut watch).await, (vec![], [0, 0, 0]));
    say_no(&stage, &other).await;
    say_no(&stage, &owner).await;
    assert_eq!(hear(&mut watch).await, (vec!["denial_recorded".to_owned()], [0, 1, 0]));
}
