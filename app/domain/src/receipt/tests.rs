use std::collections::BTreeMap;

use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::ledger::{
    Actor, Checkpoint, Entry, Field, LedgerSigner, LedgerVerifier, Prover, Subject, commitment, leaf_hash, seal,
};

const NAME: &str = "crm.example.com";
const SALT: Hash = Hash([5; 32]);

fn signer() -> LedgerSigner {
    LedgerSigner::from_seed([7; 32])
}

fn keys() -> Vec<LedgerVerifier> {
    vec![signer().verifier(NAME).unwrap()]
}

fn entry(seq: u64, kind: EventKind, fields: Vec<Field>) -> Entry {
    Entry {
        business: BusinessId(Uuid::from_u128(1)),
        seq,
        kind: kind.code().to_owned(),
        version: 1,
        at: DateTime::from_timestamp_micros(1_790_000_000_123_456).unwrap(),
        actor: Actor::new("member", Some(Uuid::from_u128(3))),
        subject: Some(Subject::new("customer", Uuid::from_u128(2))),
        request: None,
        fields,
    }
}

/// A customer who was added, said yes, and said no.
fn receipt() -> Receipt {
    let hidden = commitment("name", &SALT.0, "Ana Lopez".as_bytes());
    let answer = |from: &str, to: &str| {
        vec![
            Field::plain("topic", "call/marketing"),
            Field::plain("from", from),
            Field::plain("to", to),
            Field::plain("notice", Uuid::from_u128(9).to_string()),
            Field::plain("occurred_at", "2026-03-03T15:00:00.000000Z"),
        ]
    };
    let entries = [
        entry(1, EventKind::CustomerAdded, vec![Field::committed("name", hidden)]),
        entry(2, EventKind::ConsentRecorded, answer("unknown", "given")),
        entry(3, EventKind::ConsentRecorded, answer("given", "withdrawn")),
    ];
    let bytes = entries.each_ref().map(|entry| entry.to_bytes().unwrap());
    let prover = Prover::new(bytes.iter().map(|bytes| leaf_hash(bytes)).collect());
    let openings = BTreeMap::from([("name", (SALT, "Ana Lopez"))]);
    let events = entries
        .iter()
        .zip(&bytes)
        .zip(0..)
        .map(|((entry, bytes), index)| Event::of(entry, bytes, &openings, prover.prove(index).unwrap()));
    let checkpoint = Checkpoint {
        origin: format!("{NAME}/ledger/{}", Uuid::from_u128(1)),
        size: 3,
        root: prover.root(),
        at: DateTime::UNIX_EPOCH,
    };
    let mut receipt = Receipt::new(
        (BusinessId(Uuid::from_u128(1)), "Acme \"Plumbing\" \u{e9}\n".to_owned()),
        (CustomerId(Uuid::from_u128(2)), Vec::new()),
        Vec::new(),
        events.collect(),
        checkpoint.sign(&signer(), NAME).unwrap(),
        DateTime::UNIX_EPOCH,
    );
    receipt.seal = seal(receipt.digest(), &signer(), NAME).unwrap();
    receipt
}

fn found(change: impl FnOnce(&mut Receipt)) -> Result<(), String> {
    let mut receipt = receipt();
    change(&mut receipt);
    verify(&serde_json::to_string(&receipt).unwrap(), &keys()).map(|_| ()).map_err(|error| error.to_string())
}

fn err(text: &str) -> Result<(), String> {
    Err(text.to_owned())
}

#[test]
fn a_receipt_that_nobody_touched_is_proved() {
    let text = serde_json::to_string_pretty(&receipt()).unwrap();
    let proved = verify(&text, &keys()).unwrap();
    assert_eq!(proved.receipt, receipt());
    assert_eq!(proved.checkpoint.size, 3);
    let status: Vec<_> = proved.receipt.events.iter().filter_map(|event| event.status.as_deref()).collect();
    assert_eq!(status, ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]);
}

#[test]
fn each_part_that_is_changed_is_named() {
    assert_eq!(found(|_| ()), Ok(()));
    assert_eq!(found(|it| it.events[1].status = None), err("event 2: the status is not what the entry says"));
    assert_eq!(
        found(|it| it.events[1].purpose.as_mut().unwrap().topic = "sms/marketing".into()),
        err("event 2: the purpose is not what the entry says")
    );
    assert_eq!(
        found(|it| it.events[0].particulars[0].value = Some("Eva Lopez".into())),
        err("event 1: the value of name is not the one that was committed to")
    );
    assert_eq!(
        found(|it| it.events[0].particulars[0].salt = None),
        err("event 1: the value of name is not the one that was committed to")
    );
    assert_eq!(
        found(|it| it.events[2].particulars[2].value = Some("given".into())),
        err("event 3: the particular to is not what the entry says")
    );
    assert_eq!(
        found(|it| it.events[1].proof.entry = it.events[2].proof.entry.clone()),
        err("event 2: its entry is not proved by the checkpoint")
    );
    assert_eq!(
        found(|it| it.events[1].proof.path.truncate(1)),
        err("event 2: its entry is not proved by the checkpoint")
    );
    assert_eq!(found(|it| it.checkpoint = it.checkpoint.replace("\n3\n", "\n4\n")), err("the checkpoint does not fit"));
    assert_eq!(found(|it| it.seal = it.checkpoint.clone()), err(CHANGED));
    assert_eq!(found(|it| it.seal.clear()), err("the seal does not fit"));
    assert_eq!(
        found(|it| it.subject.id = urn(Uuid::from_u128(8))),
        err("event 1: the customer is not what the entry says")
    );
    assert_eq!(
        found(|it| it.controller.id = urn(Uuid::from_u128(8))),
        err("the checkpoint is of another ledger: crm.example.com/ledger/00000000-0000-0000-0000-000000000001")
    );
}

const CHANGED: &str = "the receipt is not the one that was sealed: something was changed or left out";

#[test]
fn what_no_entry_says_stands_under_the_seal() {
    assert_eq!(found(|it| it.controller.name = "Another".into()), err(CHANGED));
    assert_eq!(found(|it| drop(it.events.pop())), err(CHANGED));
    assert_eq!(found(|it| it.issued = "2030-01-01T00:00:00.000000Z".into()), err(CHANGED));
}

/// Hiding a name takes it out of the seal too: only who made the receipt can make one without.
#[test]
fn an_opening_that_was_taken_out_is_noticed() {
    let closed = |it: &mut Receipt| {
        let name = &mut it.events[0].particulars[0];
        (name.value, name.salt) = (None, None);
    };
    assert_eq!(found(closed), err(CHANGED));
}

#[test]
fn another_key_proves_nothing() {
    let stranger = [LedgerSigner::from_seed([8; 32]).verifier(NAME).unwrap()];
    let text = serde_json::to_string(&receipt()).unwrap();
    assert_eq!(verify(&text, &stranger).unwrap_err().to_string(), "the checkpoint does not fit");
    assert!(verify(&text, &[]).is_err());
}

#[test]
fn what_is_no_receipt_is_refused() {
    let mut more = serde_json::to_value(receipt()).unwrap();
    more["rf:more"] = Value::from(1);
    let good = serde_json::to_string(&receipt()).unwrap();
    let twice = good.replacen('{', "{\"rf:seal\":\"\",", 1);
    let other = good.replace("urn:ringfence:receipt:1\"", "urn:ringfence:receipt:2\"");
    for text in ["", "{}", "[]", &more.to_string(), &twice, &other] {
        let error = verify(text, &keys()).unwrap_err();
        assert!(matches!(error, ReceiptError::Unreadable(_)), "{text}: {error}");
    }
}

#[test]
fn a_digest_does_not_depend_on_the_order_of_keys() {
    let mut text = String::new();
    canonical(
        &serde_json::json!({"b": [1, {"z": "\u{7f}\u{2028}\u{e9}\u{1}\n\"\\/", "a": null}], "a": true}),
        &mut text,
    );
    assert_eq!(text, "{\"a\":true,\"b\":[1,{\"a\":null,\"z\":\"\u{7f}\u{2028}\u{e9}\\u0001\\n\\\"\\\\/\"}]}");
}
