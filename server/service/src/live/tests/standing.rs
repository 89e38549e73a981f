//! The decisions travel with the change, to everybody whom it concerns.

use domain::{
    id::CustomerId,
    wire::{dnc::Mark, interaction::NewCustomer, suppression::params},
};

use super::*;
use crate::{dnc, interaction, suppression};

async fn customer(stage: &Stage, ctx: &Ctx, name: &str, phone: &str) -> CustomerId {
    let prompt = interaction::prompt(&stage.service, ctx, None).await.unwrap();
    let typed = NewCustomer {
        answer: "yes".into(),
        script: prompt.script,
        name: name.into(),
        phone: phone.into(),
        form: prompt.form,
        ..NewCustomer::default()
    };
    interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
}

fn reasons(changed: &Changed, customer: CustomerId) -> Vec<String> {
    let standings = changed.standings.iter().find(|standings| standings.customer == customer).unwrap();
    standings.calls.iter().flat_map(|call| call.decision.reasons.clone()).collect()
}

#[tokio::test]
async fn a_mark_changes_the_decisions_of_everybody_who_has_the_number() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = customer(&stage, &owner, "Ana", "+14155550100").await;
    let ben = customer(&stage, &owner, "Ben", "+14155550100").await;
    let eve = customer(&stage, &owner, "Eve", "+14155550101").await;
    let (mut page, _) = open(&stage, &owner).await;
    dnc::mark(&stage.service, &owner, Mark { customer: ana.to_string() }).await.unwrap();
    let changed = next_change(&mut page).await;
    assert!(reasons(&changed, ana).contains(&"do_not_call".to_owned()));
    assert!(reasons(&changed, ben).contains(&"number_suppressed".to_owned()));
    assert!(changed.standings.iter().all(|standings| standings.customer != eve));
    for concerned in [ana, ben] {
        assert!(changed.topics.contains(&format!("customer/{concerned}")));
    }
}

#[tokio::test]
async fn a_frame_says_nothing_that_identifies_a_person() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (mut page, _) = open(&stage, &owner).await;
    customer(&stage, &owner, "Ana Marker", "+14155550100").await;
    let frame = page.next().await.unwrap();
    assert!(frame.contains("standings") && !frame.contains("Marker") && !frame.contains("4155550100"));
}

#[tokio::test]
async fn when_too_many_are_concerned_pages_read_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let first = customer(&stage, &owner, "Ana", "+14155550100").await;
    for number in 1..=50 {
        customer(&stage, &owner, &format!("Ana {number}"), "+14155550100").await;
    }
    let (mut page, _) = open(&stage, &owner).await;
    dnc::mark(&stage.service, &owner, Mark { customer: first.to_string() }).await.unwrap();
    let changed = next_change(&mut page).await;
    assert!(changed.standings.is_empty());
    assert!(changed.topics.contains(&"standings".to_owned()));
}

#[tokio::test]
async fn a_setting_makes_every_page_read_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (mut page, _) = open(&stage, &owner).await;
    change(&stage.service, &owner, 1).await;
    assert!(next_change(&mut page).await.topics.contains(&"standings".to_owned()));
}

#[tokio::test]
async fn a_number_that_is_put_on_the_list_blocks_whoever_has_it_on_every_open_page() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let ana = customer(&stage, &owner, "Ana", "+14155550100").await;
    let (mut page, _) = open(&stage, &owner).await;
    let stranger = params::Add { phone: "415 555 0100".into(), reason: "Asked on the phone".into() };
    let (number, _) = suppression::add_number(&stage.service, &owner, stranger).await.unwrap();
    let changed = next_change(&mut page).await;
    assert!(reasons(&changed, ana).contains(&"number_suppressed".to_owned()));
    assert!(changed.topics.contains(&"do-not-call".to_owned()));
    let source = suppression::show(&stage.service, &owner, &number.to_string()).await.unwrap().row.sources[0].id;
    let (number, source) = (number.to_string(), source.to_string());
    let lift = params::Lift {
        number,
        source,
        lift: "by_mistake".into(),
        reason: "A wrong number".into(),
        ..params::Lift::default()
    };
    suppression::lift(&stage.service, &owner, lift).await.unwrap();
    // The digits went with the last source, so pages are told to read again.
    assert!(next_change(&mut page).await.topics.contains(&"standings".to_owned()));
}

#[tokio::test]
async fn many_numbers_at_once_make_every_page_read_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    customer(&stage, &owner, "Ana", "+14155550100").await;
    let (mut page, _) = open(&stage, &owner).await;
    let numbers: Vec<_> = (100..160).map(|at| format!("+14155550{at}")).collect();
    let numbers = numbers.join("\n");
    let paste = params::Paste { numbers, country: String::new(), reason: "Trade fair".into() };
    suppression::paste(&stage.service, &owner, paste).await.unwrap();
    let changed = next_change(&mut page).await;
    assert!(changed.standings.is_empty());
    assert!(changed.topics.contains(&"standings".to_owned()));
}
