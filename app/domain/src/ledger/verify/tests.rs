use uuid::Uuid;

use super::*;
use crate::ledger::{
    entry::{Actor, EntryError, Field, Subject},
    tree::root_of,
};

const SALT: [u8; 32] = [5; 32];
/// Commits of one to three entries each end here.
const CHECKPOINTS: [usize; 5] = [1, 3, 6, 7, 9];

/// A stored row that a test may tamper with.
#[derive(Clone)]
struct Stored {
    seq: u64,
    bytes: Vec<u8>,
    kind: String,
    version: u16,
    at: DateTime<Utc>,
    actor: String,
    subject: Option<String>,
    value: Option<Vec<u8>>,
}

fn business() -> BusinessId {
    BusinessId(Uuid::from_u128(1))
}

fn entry(seq: u64) -> Entry {
    Entry {
        business: business(),
        seq,
        kind: "customer_marked_do_not_call".into(),
        version: 1,
        at: DateTime::from_timestamp_micros(1_790_000_000_000_000 + i64::try_from(seq).unwrap()).unwrap(),
        actor: Actor::new("member", Some(Uuid::from_u128(2))),
        subject: Some(Subject::new("customer", Uuid::from_u128(3))),
        request: None,
        fields: vec![Field::plain("from", "unknown"), Field::committed("note", commitment("note", &SALT, b"no calls"))],
    }
}

fn stored(entry: &Entry) -> Stored {
    Stored {
        seq: entry.seq,
        bytes: entry.to_bytes().unwrap(),
        kind: entry.kind.clone(),
        version: entry.version,
        at: entry.at,
        actor: entry.actor.to_string(),
        subject: entry.subject.as_ref().map(ToString::to_string),
        value: Some(b"no calls".to_vec()),
    }
}

fn ledger() -> Vec<Stored> {
    (1..=9).map(|seq| stored(&entry(seq))).collect()
}

fn checkpoints() -> Vec<(u64, Hash)> {
    let leaves = ledger().iter().map(|row| leaf_hash(&row.bytes)).collect::<Vec<_>>();
    CHECKPOINTS.iter().map(|&size| (size as u64, root_of(&leaves[..size]))).collect()
}

fn verify(rows: &[Stored], checkpoints: Vec<(u64, Hash)>) -> Result<Verified, Damage> {
    let mut verifier = Verifier::new(business(), checkpoints);
    for row in rows {
        let opening = row.value.as_ref().map(|value| Opening { field: "note", salt: &SALT, value });
        verifier.push(&as_row(row), opening.as_slice())?;
    }
    verifier.finish()
}

fn as_row(row: &Stored) -> Row<'_> {
    Row {
        seq: row.seq,
        bytes: &row.bytes,
        kind: &row.kind,
        version: row.version,
        at: row.at,
        actor: &row.actor,
        subject: row.subject.as_deref(),
    }
}

/// Verifies the example after a change to it.
fn after(change: impl FnOnce(&mut Vec<Stored>)) -> Result<Verified, Damage> {
    let mut rows = ledger();
    change(&mut rows);
    verify(&rows, checkpoints())
}

#[test]
fn an_untouched_ledger_verifies() {
    let root = checkpoints()[4].1;
    assert_eq!(after(|_| ()), Ok(Verified { size: 9, root, covered: 9 }));
}

#[test]
fn an_empty_ledger_verifies() {
    assert_eq!(verify(&[], vec![]), Ok(Verified { size: 0, root: root_of(&[]), covered: 0 }));
    assert_eq!(verify(&[], vec![(0, root_of(&[]))]), Ok(Verified { size: 0, root: root_of(&[]), covered: 0 }));
}

#[test]
fn a_ledger_stays_verifiable_after_a_person_s_values_are_erased() {
    assert!(after(|rows| rows.iter_mut().for_each(|row| row.value = None)).is_ok());
}

#[test]
fn entries_that_no_checkpoint_covers_are_told_apart() {
    let mut checkpoints = checkpoints();
    checkpoints.truncate(4);
    let verified = verify(&ledger(), checkpoints).unwrap();
    assert_eq!((verified.size, verified.covered), (9, 7));
}

#[test]
fn no_bit_of_a_stored_entry_can_be_changed_unnoticed() {
    for at in 0..ledger()[4].bytes.len() {
        for bit in 0..8 {
            let damage = after(|rows| rows[4].bytes[at] ^= 1 << bit).unwrap_err();
            assert!(damage.place().contains(&5), "bit {bit} of byte {at}: {damage}");
            assert!(*damage.place().start() >= 4 && *damage.place().end() <= 6, "bit {bit} of byte {at}: {damage}");
        }
    }
}

#[test]
fn a_change_that_only_the_tree_shows_is_narrowed_down_to_one_commit() {
    let changed = Entry { request: Some(Uuid::from_u128(4)), ..entry(5) };
    let damage = after(|rows| rows[4] = stored(&changed)).unwrap_err();
    assert_eq!(damage, Damage::RootMismatch { from: 4, size: 6 });
    let changed = Entry { request: Some(Uuid::from_u128(4)), ..entry(7) };
    let damage = after(|rows| rows[6] = stored(&changed)).unwrap_err();
    assert_eq!(damage, Damage::RootMismatch { from: 7, size: 7 });
}

#[test]
fn each_column_is_compared_with_the_bytes() {
    let column = |name| Err(Damage::ColumnMismatch { seq: 5, column: name });
    assert_eq!(after(|rows| rows[4].kind.push('x')), column("kind"));
    assert_eq!(after(|rows| rows[4].version = 2), column("version"));
    assert_eq!(after(|rows| rows[4].at += chrono::TimeDelta::microseconds(1)), column("at"));
    assert_eq!(after(|rows| rows[4].actor = "system".into()), column("actor"));
    assert_eq!(after(|rows| rows[4].subject = None), column("subject"));
    assert_eq!(after(|rows| rows[4].bytes = rows[3].bytes.clone()), column("seq"));
    let other = Entry { business: BusinessId(Uuid::from_u128(9)), ..entry(5) };
    assert_eq!(after(|rows| rows[4] = stored(&other)), column("business"));
}

#[test]
fn bytes_that_are_no_entry_are_named() {
    let damage = after(|rows| rows[4].bytes.truncate(9));
    assert_eq!(damage, Err(Damage::Unreadable { seq: 5, source: EntryError::CutShort }));
}

#[test]
fn a_deleted_swapped_or_repeated_entry_is_a_gap() {
    assert_eq!(after(|rows| drop(rows.remove(4))), Err(Damage::Gap { expected: 5, found: 6 }));
    assert_eq!(after(|rows| drop(rows.drain(..3))), Err(Damage::Gap { expected: 1, found: 4 }));
    assert_eq!(after(|rows| rows.swap(4, 5)), Err(Damage::Gap { expected: 5, found: 6 }));
    assert_eq!(after(|rows| rows.insert(4, rows[3].clone())), Err(Damage::Gap { expected: 5, found: 4 }));
}

#[test]
fn an_entry_deleted_with_everything_renumbered_does_not_match_its_checkpoint() {
    let damage =
        after(|rows| *rows = (1..=8).map(|seq| stored(&Entry { at: entry(seq + 1).at, ..entry(seq) })).collect());
    assert_eq!(damage, Err(Damage::RootMismatch { from: 1, size: 1 }));
}

#[test]
fn a_cut_tail_is_found_by_a_checkpoint_from_outside() {
    let outside = *checkpoints().last().unwrap();
    let mut inside = checkpoints();
    inside.truncate(3);
    let rows = &ledger()[..6];
    assert!(verify(rows, inside.clone()).is_ok());
    inside.push(outside);
    assert_eq!(verify(rows, inside), Err(Damage::CutTail { size: 6, checkpoint_size: 9 }));
}

#[test]
fn a_history_written_anew_does_not_match_a_checkpoint_from_outside() {
    let outside = checkpoints()[2];
    let rows = (1..=9).map(|seq| stored(&Entry { kind: "nothing_happened".into(), ..entry(seq) })).collect::<Vec<_>>();
    let leaves = rows.iter().map(|row| leaf_hash(&row.bytes)).collect::<Vec<_>>();
    let inside = [1, 3, 9].map(|size| (size as u64, root_of(&leaves[..size])));
    assert!(verify(&rows, inside.to_vec()).is_ok());
    assert_eq!(verify(&rows, [&inside[..], &[outside]].concat()), Err(Damage::RootMismatch { from: 4, size: 6 }));
}

#[test]
fn two_checkpoints_that_contradict_each_other_are_named() {
    let other = (6, leaf_hash(b"another history"));
    let known = [checkpoints(), vec![other, checkpoints()[2]]].concat();
    assert_eq!(verify(&ledger(), known), Err(Damage::TwoHistories { size: 6 }));
    assert!(verify(&ledger(), [checkpoints(), checkpoints()].concat()).is_ok());
}

#[test]
fn a_checkpoint_of_nothing_shows_an_empty_ledger() {
    let wrong = vec![(0, leaf_hash(b"x"))];
    assert_eq!(verify(&[], wrong.clone()), Err(Damage::RootMismatch { from: 0, size: 0 }));
    assert_eq!(verify(&ledger(), wrong), Err(Damage::RootMismatch { from: 0, size: 0 }));
}

#[test]
fn an_opening_that_does_not_fit_is_named() {
    let mismatch = Err(Damage::OpeningMismatch { seq: 5, field: "note".into() });
    assert_eq!(after(|rows| rows[4].value = Some(b"calls".to_vec())), mismatch);
    let plain = Entry { fields: vec![Field::plain("note", "x")], ..entry(5) };
    assert_eq!(after(|rows| rows[4] = stored(&plain)), mismatch);
    let without = Entry { fields: vec![], ..entry(5) };
    assert_eq!(after(|rows| rows[4] = stored(&without)), mismatch);
}

#[test]
fn damage_that_was_passed_over_is_told_at_the_end() {
    let rows = ledger();
    let mut verifier = Verifier::new(business(), []);
    let gap = Damage::Gap { expected: 1, found: 2 };
    assert_eq!(verifier.push(&as_row(&rows[1]), &[]), Err(gap.clone()));
    assert_eq!(verifier.push(&as_row(&rows[0]), &[]), Err(gap.clone()));
    assert_eq!(verifier.finish(), Err(gap));
}
