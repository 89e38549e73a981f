use domain::{
    access::Role,
    ledger::LedgerVerifier,
    receipt::{ReceiptError, verify},
};

use super::*;
use crate::{
    ledger::tests::{erase, lift, marked},
    testing::{Stage, customer as saved, on_file},
};

fn keys(stage: &Stage) -> Vec<LedgerVerifier> {
    published_keys(&stage.service).iter().map(|key| key.parse().unwrap()).collect()
}

async fn text(stage: &Stage, ctx: &Ctx, id: CustomerId) -> String {
    let receipt = receipt(&stage.service, ctx, &id.to_string()).await.unwrap();
    serde_json::to_string_pretty(&receipt).unwrap()
}

async fn proved(stage: &Stage, ctx: &Ctx, id: CustomerId) -> Receipt {
    verify(&text(stage, ctx, id).await, &keys(stage)).unwrap().receipt
}

fn kinds(receipt: &Receipt) -> Vec<&str> {
    receipt.events.iter().map(|event| event.kind.as_str()).collect()
}

#[tokio::test]
async fn a_receipt_tells_the_yes_the_mark_and_the_way_back_and_opens_who_it_was() {
    let stage = Stage::new().await;
    let (owner, id) = marked(&stage).await;
    lift(&stage, &owner, id).await;
    let receipt = proved(&stage, &owner, id).await;
    let told = kinds(&receipt);
    for kind in
        ["customer_added", "contact_point_added", "consent_recorded", "customer_marked_do_not_call", "mark_lifted"]
    {
        assert!(told.contains(&kind), "{told:?}");
    }
    let opened = receipt.events.iter().flat_map(|event| &event.particulars).filter(|it| it.salt.is_some());
    let opened: Vec<_> = opened.map(|it| it.value.as_deref().unwrap()).collect();
    assert_eq!(opened, ["Ana Lopez", "ana@example.com"]);
    let yes = receipt.events.iter().find(|event| event.status.as_deref() == Some("dpv:ConsentGiven")).unwrap();
    assert_eq!(yes.purpose.as_ref().unwrap().topic, "data_collection");
    let script = receipt.notices.iter().find(|notice| Some(&notice.id) == yes.notice.as_ref()).unwrap();
    assert_eq!((script.policy.as_str(), script.version), ("script", 1));
    assert_eq!(receipt.controller.name, "Acme Plumbing");
}

/// Neither a number nor what would give it away, nor what staff wrote.
#[tokio::test]
async fn no_number_and_no_word_of_staff_is_opened() {
    let stage = Stage::new().await;
    let (owner, id) = marked(&stage).await;
    lift(&stage, &owner, id).await;
    let text = text(&stage, &owner, id).await;
    for hidden in ["5550123", "555-0123", "wants calls again", "letter of today"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let size = ledger::size(&scope).await.unwrap();
    let openings = ledger::openings(&scope, 1, size).await.unwrap();
    let number = openings.iter().find(|opening| opening.value.starts_with('+')).unwrap();
    let salt = Hash::try_from(number.salt.as_slice()).unwrap().to_string();
    assert!(!text.contains(&salt));
}

#[tokio::test]
async fn a_withdrawal_is_in_it_and_closes_what_was_opened() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = saved(&stage, &owner, "yes").await;
    let no = on_file(&stage, &owner, id, "no").await;
    crate::interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    let receipt = proved(&stage, &owner, id).await;
    let status: Vec<_> = receipt.events.iter().filter_map(|event| event.status.as_deref()).collect();
    assert!(status.starts_with(&["dpv:ConsentGiven"]), "{status:?}");
    assert_eq!(status.last(), Some(&"dpv:ConsentWithdrawn"));
    assert!(receipt.events.iter().flat_map(|event| &event.particulars).all(|it| it.salt.is_none()));
}

#[tokio::test]
async fn of_an_erased_customer_the_commitments_are_still_proved_and_nothing_is_opened() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = saved(&stage, &owner, "yes").await;
    erase(&stage, &owner, id).await;
    let text = text(&stage, &owner, id).await;
    let receipt = verify(&text, &keys(&stage)).unwrap().receipt;
    assert_eq!(kinds(&receipt).last(), Some(&"customer_erased"));
    assert!(receipt.events.iter().flat_map(|event| &event.particulars).any(|it| it.commitment.is_some()));
    for trace in ["Lourdes", "Bauswell", "5550127"] {
        assert!(!text.contains(trace), "{trace}");
    }
}

#[tokio::test]
async fn who_does_not_belong_here_gets_none() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = saved(&stage, &owner, "yes").await;
    let stranger = stage.business().await;
    let refused = receipt(&stage.service, &stranger, &id.to_string()).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let nobody = receipt(&stage.service, &owner, "nobody").await;
    assert!(matches!(nobody, Err(Error::NotFound)));
    let auditor = stage.member(&owner, "Sam", Role::Auditor.code()).await;
    assert!(receipt(&stage.service, &auditor, &id.to_string()).await.is_ok());
    let roleless = Ctx { role: None, ..owner };
    assert!(matches!(receipt(&stage.service, &roleless, &id.to_string()).await, Err(Error::Forbidden)));
}

#[tokio::test]
async fn a_receipt_stays_good_when_the_ledger_grows_and_no_event_can_be_left_out() {
    let stage = Stage::new().await;
    let (owner, id) = marked(&stage).await;
    let before = text(&stage, &owner, id).await;
    lift(&stage, &owner, id).await;
    assert!(verify(&before, &keys(&stage)).is_ok());
    let mut receipt: Receipt = serde_json::from_str(&before).unwrap();
    receipt.events.retain(|event| event.kind != "customer_marked_do_not_call");
    let cut = serde_json::to_string(&receipt).unwrap();
    assert_eq!(verify(&cut, &keys(&stage)), Err(ReceiptError::Changed));
}
