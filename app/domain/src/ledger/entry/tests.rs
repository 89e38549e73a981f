use proptest::{collection::vec, prelude::*};

use super::*;

fn at(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(micros).unwrap()
}

fn example() -> Entry {
    Entry {
        business: BusinessId(Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0001)),
        seq: 42,
        kind: "customer_marked_do_not_call".into(),
        version: 1,
        at: at(1_790_000_000_123_456),
        actor: Actor::new("member", Some(Uuid::from_u128(2))),
        subject: Some(Subject::new("customer", Uuid::from_u128(3))),
        request: Some(Uuid::from_u128(4)),
        fields: vec![Field::plain("status_to", "refused"), Field::committed("note", Hash([0xab; 32]))],
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)]))
        .collect()
}

#[test]
fn the_bytes_of_an_entry_stay_what_they_have_always_been() {
    let golden = [
        "52464c45",                                                           // RFLE
        "01",                                                                 // format
        "01920000000070008000000000000001",                                   // business
        "000000000000002a",                                                   // position 42
        "001b637573746f6d65725f6d61726b65645f646f5f6e6f745f63616c6c",         // kind
        "0001",                                                               // version
        "00065bfeda27c240",                                                   // time
        "00066d656d626572",                                                   // member
        "0100000000000000000000000000000002",                                 // its id
        "010008637573746f6d6572",                                             // customer
        "00000000000000000000000000000003",                                   // its id
        "0100000000000000000000000000000004",                                 // request
        "0002",                                                               // two fields
        "00097374617475735f746f",                                             // status_to
        "01000772656675736564",                                               // refused
        "00046e6f7465",                                                       // note
        "02abababababababababababababababababababababababababababababababab", // its commitment
    ]
    .concat();
    assert_eq!(hex(&example().to_bytes().unwrap()), golden);
}

#[test]
fn what_may_be_absent_takes_one_byte() {
    let entry = Entry { actor: Actor::new("system", None), subject: None, request: None, fields: vec![], ..example() };
    let bytes = hex(&entry.to_bytes().unwrap());
    assert!(bytes.ends_with("000673797374656d0000000000"), "{bytes}");
    assert_eq!(Entry::from_bytes(&entry.to_bytes().unwrap()), Ok(entry));
}

#[test]
fn an_entry_with_anything_after_it_is_refused() {
    let mut bytes = example().to_bytes().unwrap();
    bytes.push(0);
    assert_eq!(Entry::from_bytes(&bytes), Err(EntryError::Trailing));
}

#[test]
fn an_entry_that_is_cut_short_anywhere_is_refused() {
    let bytes = example().to_bytes().unwrap();
    for length in 0..bytes.len() {
        assert_eq!(Entry::from_bytes(&bytes[..length]), Err(EntryError::CutShort), "{length} bytes");
    }
}

#[test]
fn a_later_format_is_named_and_not_guessed_at() {
    let mut bytes = example().to_bytes().unwrap();
    bytes[4] = 2;
    assert_eq!(Entry::from_bytes(&bytes), Err(EntryError::UnknownFormat(2)));
    bytes[0] = b'X';
    assert_eq!(Entry::from_bytes(&bytes), Err(EntryError::NotAnEntry));
}

#[test]
fn no_two_byte_strings_stand_for_one_entry() {
    let bytes = example().to_bytes().unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut changed = bytes.clone();
            changed[at] ^= 1 << bit;
            if let Ok(entry) = Entry::from_bytes(&changed) {
                assert_ne!(entry, example(), "bit {bit} of byte {at}");
                assert_eq!(entry.to_bytes().unwrap(), changed);
            }
        }
    }
}

#[test]
fn a_sentence_an_address_or_a_number_cannot_be_written_in_the_open() {
    for value in
        ["Ana Torres", "ana@example.com", "+14155550127", "(415)5550127", "na\u{ef}ve", "a\nb", &"x".repeat(513)]
    {
        let entry = Entry { fields: vec![Field::plain("status_to", value)], ..example() };
        assert_eq!(entry.to_bytes(), Err(EntryError::NotPlain("status_to".into())), "{value}");
    }
}

#[test]
fn ids_codes_counts_zones_and_times_can_be_written_in_the_open() {
    let id = Uuid::from_u128(7).to_string();
    for value in
        ["", "refused", "call/*", "27", "America/New_York", "Etc/GMT+5", "2026-11-24T21:00:00.5+00:00", "a,b", &id]
    {
        let entry = Entry { fields: vec![Field::plain("status_to", value)], ..example() };
        assert_eq!(Entry::from_bytes(&entry.to_bytes().unwrap()), Ok(entry), "{value}");
    }
}

#[test]
fn kinds_actors_subjects_and_field_names_are_codes() {
    let bad = ["", "Marked", "1st", "a b", "a:b", "a-b", "\u{e9}", &"x".repeat(65)];
    for text in bad {
        let entries = [
            ("kind", Entry { kind: text.into(), ..example() }),
            ("actor", Entry { actor: Actor::new(text, None), ..example() }),
            ("subject", Entry { subject: Some(Subject::new(text, Uuid::nil())), ..example() }),
            ("field name", Entry { fields: vec![Field::plain(text, "x")], ..example() }),
        ];
        for (part, entry) in entries {
            assert_eq!(entry.to_bytes(), Err(EntryError::NotACode(part)), "{text:?}");
        }
    }
}

#[test]
fn a_field_name_occurs_once() {
    let entry = Entry { fields: vec![Field::plain("a", "1"), Field::plain("a", "2")], ..example() };
    assert_eq!(entry.to_bytes(), Err(EntryError::Repeated("a".into())));
}

#[test]
fn positions_start_at_one_and_fit_a_database() {
    for seq in [0, 1 << 63] {
        assert_eq!(Entry { seq, ..example() }.to_bytes(), Err(EntryError::Position), "{seq}");
    }
}

#[test]
fn an_instant_finer_than_a_microsecond_is_cut() {
    let fine = Entry { at: at(5) + chrono::TimeDelta::nanoseconds(999), ..example() };
    assert_eq!(Entry::from_bytes(&fine.to_bytes().unwrap()), Ok(Entry { at: at(5), ..example() }));
}

#[test]
fn actors_and_subjects_read_as_their_columns_hold_them() {
    assert_eq!(Actor::new("system", None).to_string(), "system");
    assert_eq!(example().actor.to_string(), "member:00000000-0000-0000-0000-000000000002");
    assert_eq!(example().subject.unwrap().to_string(), "customer:00000000-0000-0000-0000-000000000003");
}

fn any_id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn any_field() -> impl Strategy<Value = FieldValue> {
    prop_oneof![
        "[a-zA-Z0-9_:/,*.-]{0,40}".prop_map(FieldValue::Plain),
        any::<[u8; 32]>().prop_map(|bytes| FieldValue::Committed(Hash(bytes))),
    ]
}

prop_compose! {
    fn any_entry()(
        business in any_id(),
        seq in 1..=i64::MAX.unsigned_abs(),
        (kind, actor_kind) in ("[a-z][a-z0-9_.]{0,20}", "[a-z][a-z0-9_.]{0,20}"),
        version in any::<u16>(),
        micros in -62_000_000_000_000_000..62_000_000_000_000_000_i64,
        actor in proptest::option::of(any_id()),
        subject in proptest::option::of(("[a-z][a-z0-9_.]{0,20}", any_id())),
        request in proptest::option::of(any_id()),
        fields in vec(any_field(), 0..6),
    ) -> Entry {
        let fields = fields.into_iter().zip(b'a'..).map(|(value, name)| Field { name: char::from(name).into(), value });
        Entry {
            business: BusinessId(business),
            seq,
            kind,
            version,
            at: at(micros),
            actor: Actor::new(actor_kind, actor),
            subject: subject.map(|(kind, id)| Subject::new(kind, id)),
            request,
            fields: fields.collect(),
        }
    }
}

proptest! {
    #[test]
    fn every_entry_reads_back_as_it_was_written(entry in any_entry()) {
        prop_assert_eq!(Entry::from_bytes(&entry.to_bytes().unwrap()), Ok(entry));
    }

    #[test]
    fn different_entries_have_different_bytes(one in any_entry(), other in any_entry()) {
        prop_assert_eq!(one == other, one.to_bytes() == other.to_bytes());
    }

    #[test]
    fn bytes_that_are_read_are_the_ones_that_would_be_written(mut bytes in vec(any::<u8>(), 0..120)) {
        let start = b"RFLE\x01";
        let known = bytes.len().min(start.len());
        bytes[..known].copy_from_slice(&start[..known]);
        if let Ok(entry) = Entry::from_bytes(&bytes) {
            prop_assert_eq!(entry.to_bytes(), Ok(bytes));
        }
    }
}
