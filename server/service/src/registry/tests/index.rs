//! The file of an index, as it was written and otherwise.

use super::*;

#[test]
fn an_index_that_is_read_again_gives_the_same_answers() {
    let desk = Desk::new();
    let loaded = desk.load(US, "us.txt", "415,5550123\n212,5550100\n").unwrap();
    let read = desk.in_force();
    assert_eq!(read.facts(), loaded.facts());
    assert!(read.holds(14_155_550_123) && read.holds(12_125_550_100) && !read.holds(14_155_550_124));
    for number in [0, 1, 9_999, 12_120_000_000, 14_160_000_000, u64::MAX] {
        assert!(!read.holds(number), "{number}");
    }
}

#[test]
fn a_file_that_is_missing_or_something_else_is_an_error_and_not_an_empty_registry() {
    let desk = Desk::new();
    assert!(matches!(Index::open(&desk.place(), US), Err(Unreadable::Io(_))));
    for bytes in [b"".as_slice(), b"415,5550123\n", b"ringdnc\x02"] {
        fs::write(desk.place(), bytes).unwrap();
        assert!(matches!(Index::open(&desk.place(), US), Err(Unreadable::OtherFormat)));
    }
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    assert!(matches!(Index::open(&desk.place(), CA), Err(Unreadable::OtherRegistry)));
}

#[test]
fn the_same_numbers_of_the_same_files_are_the_same_file() {
    let desk = Desk::new();
    let name = |text: &str| desk.load(US, "us.txt", text).unwrap().file_name();
    let first = name("415,5550123\n");
    assert!(first.starts_with("us-") && first.contains(".index"), "{first}");
    assert_ne!(name("415,5550124\n"), first);
    assert_eq!(name("415,5550123\n"), first);
}

#[test]
fn only_one_index_of_a_registry_is_made_at_a_time() {
    let desk = Desk::new();
    let draft = desk.draft(US).unwrap();
    assert!(matches!(desk.load(US, "us.txt", "415,5550123\n"), Err(Refused::Busy)));
    desk.load(CA, "ca.txt", "416,1234567\n").unwrap();
    drop(draft);
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
}

#[test]
fn an_index_that_lost_its_end_is_refused() {
    let desk = Desk::new();
    desk.load(US, "us.txt", "415,5550123\n415,5550124\n").unwrap();
    let bytes = fs::read(desk.place()).unwrap();
    for length in 0..bytes.len() {
        fs::write(desk.place(), &bytes[..length]).unwrap();
        assert!(Index::open(&desk.place(), US).is_err(), "{length}");
    }
}

#[test]
fn an_index_with_any_byte_changed_is_refused() {
    let desk = Desk::new();
    desk.load(US, "us.txt", "415,5550123\n415,5550124\n").unwrap();
    let bytes = fs::read(desk.place()).unwrap();
    for (at, change) in (0..bytes.len()).flat_map(|at| [(at, 1), (at, 0xff)]) {
        let mut changed = bytes.clone();
        changed[at] ^= change;
        fs::write(desk.place(), changed).unwrap();
        assert!(Index::open(&desk.place(), US).is_err(), "{at}");
    }
}
