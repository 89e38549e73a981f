//! The index in force, while others ask.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
};

use super::*;
use crate::registry::index::Draft;

#[test]
fn whoever_asks_hears_that_there_is_no_index_until_there_is_one() {
    let desk = Desk::new();
    let shared = SharedIndex::open(US, desk.place());
    assert!(matches!(*shared.in_force().unwrap_err(), Unreadable::Io(_)));
    shared.load(&[desk.file("us.txt", "415,5550123\n")], Extent::AsInFiles).unwrap();
    assert!(shared.in_force().unwrap().holds(14_155_550_123));
    let again = SharedIndex::open(US, desk.place());
    assert!(again.in_force().unwrap().holds(14_155_550_123));
}

#[test]
fn a_broken_file_leaves_the_former_in_force() {
    let desk = Desk::new();
    let shared = SharedIndex::open(US, desk.place());
    shared.load(&[desk.file("us.txt", "415,5550123\n")], Extent::AsInFiles).unwrap();
    assert!(shared.load(&[desk.file("us.txt", "415,5550124\n415,55\n")], Extent::AsInFiles).is_err());
    assert!(shared.apply(&[desk.file("changes.txt", "415,5550123,1,D\n415,5550123\n")]).is_err());
    for index in [shared.in_force().unwrap(), SharedIndex::open(US, desk.place()).in_force().unwrap()] {
        assert!(index.holds(14_155_550_123) && !index.holds(14_155_550_124));
    }
    assert_eq!(names(desk.0.path()), ["changes.txt", "us.index", "us.index.lock", "us.txt"]);
}

#[test]
fn an_index_that_is_damaged_on_the_disk_is_noticed_when_it_is_read_again() {
    let desk = Desk::new();
    let shared = SharedIndex::open(US, desk.place());
    shared.load(&[desk.file("us.txt", "415,5550123\n")], Extent::AsInFiles).unwrap();
    let bytes = fs::read(desk.place()).unwrap();
    fs::write(desk.place(), &bytes[..bytes.len() - 1]).unwrap();
    // What was checked is in memory.
    assert!(shared.in_force().unwrap().holds(14_155_550_123));
    assert!(matches!(shared.apply(&[desk.file("changes.txt", "415,5550124,1,A\n")]), Err(Refused::NoList(_))));
    shared.reread();
    assert!(matches!(*shared.in_force().unwrap_err(), Unreadable::Damaged));
}

#[test]
fn an_index_that_another_process_put_there_is_found_by_reading_again() {
    let desk = Desk::new();
    let shared = SharedIndex::open(US, desk.place());
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    assert!(shared.in_force().is_err());
    shared.reread();
    assert!(shared.in_force().unwrap().holds(14_155_550_123));
}

#[test]
fn only_one_load_at_a_time_can_be_under_way() {
    let desk = Desk::new();
    let draft = Draft::begin(&desk.place()).unwrap();
    assert!(draft.is_some());
    assert!(matches!(desk.load(US, "us.txt", "415,5550123\n"), Err(Refused::Busy)));
    drop(draft);
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
}

#[test]
fn whoever_asks_during_a_load_sees_the_index_before_or_the_one_after() {
    let desk = Desk::new();
    let shared = SharedIndex::open(US, desk.place());
    let even = [desk.file("even.txt", "415,5550122\n415,5550124\n")];
    let odd = [desk.file("odd.txt", "415,5550121\n415,5550123\n")];
    shared.load(&even, Extent::AsInFiles).unwrap();
    let ended = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while !ended.load(Ordering::Relaxed) {
                    let index = shared.in_force().unwrap();
                    let held = [121, 122, 123, 124].map(|number| index.holds(14_155_550_000 + number));
                    assert!(held == [false, true, false, true] || held == [true, false, true, false], "{held:?}");
                }
            });
        }
        for _ in 0..20 {
            shared.load(&odd, Extent::AsInFiles).unwrap();
            shared.load(&even, Extent::AsInFiles).unwrap();
        }
        ended.store(true, Ordering::Relaxed);
    });
}
