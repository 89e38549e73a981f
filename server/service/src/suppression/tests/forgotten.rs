//! What was typed with a stranger's number goes with its person, and where the number is free.

use super::*;

#[tokio::test]
async fn what_was_typed_with_a_strangers_number_is_erased_with_its_person() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let marked = |reason: &str| params::Add { phone: NUMBER.into(), reason: reason.into() };
    let (id, _) = add_number(&stage.service, &owner, marked("MARKERASKED")).await.unwrap();
    let taken_off = params::Lift {
        reason: "MARKERWHY".into(),
        evidence: "MARKERPROOF".into(),
        ..by_request(&shown(&stage, &owner, id).await.row, 0)
    };
    lift(&stage.service, &owner, taken_off).await.unwrap();
    add_number(&stage.service, &owner, marked("MARKERAGAIN")).await.unwrap();
    let gone = customer(&stage, &owner, "yes").await;
    let no = on_file(&stage, &owner, gone, "no").await;
    crate::interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.service.db.truncate_log().await.unwrap();
    for marker in ["MARKERWHY", "MARKERPROOF", "MARKERAGAIN", "2125550127"] {
        assert!(stage.files_hold(marker), "{marker} is there before");
    }
    stage.clock.advance(chrono::TimeDelta::hours(72));
    crate::erasure::run_due(&stage.service).await.unwrap();
    for marker in ["MARKERASKED", "MARKERWHY", "MARKERPROOF", "MARKERAGAIN", "2125550127"] {
        assert!(!stage.files_hold(marker), "{marker}");
    }
    assert_eq!(checked(&stage, &owner, NUMBER).await, ["number_suppressed"], "every no still stands");
    let verified = crate::ledger::verify(&stage.service, owner.business, &[], |_, _| ()).await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

#[tokio::test]
async fn a_number_that_is_free_forgets_who_asked_for_it_and_keeps_why_it_was_taken_off() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let add = params::Add { phone: NUMBER.into(), reason: "MARKERASKED".into() };
    let (id, _) = add_number(&stage.service, &owner, add).await.unwrap();
    assert!(stage.files_hold("MARKERASKED"));
    lift(&stage.service, &owner, by_request(&shown(&stage, &owner, id).await.row, 0)).await.unwrap();
    stage.service.db.truncate_log().await.unwrap();
    assert!(!stage.files_hold("MARKERASKED"));
    assert!(stage.files_hold("Letter of 2 March 2026"));
}
