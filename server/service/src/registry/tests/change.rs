//! Lists of changes.

use super::*;

#[test]
fn a_list_of_changes_adds_and_deletes() {
    let desk = Desk::new();
    let before = desk.load(US, "us.txt", "415,5550123\n415,5550124\n").unwrap();
    let after = desk.apply("415,5550124,2024-01-31,D\r\n415,5550125,2024-01-31,A\r\n").unwrap();
    for (number, held) in [(123, true), (124, false), (125, true)] {
        assert_eq!(after.holds(14_155_550_000 + number), held, "{number}");
        assert_eq!(desk.in_force().holds(14_155_550_000 + number), held, "{number}");
    }
    assert_eq!((after.facts().numbers, &after.facts().coverage), (2, &before.facts().coverage));
    assert_ne!(after.facts().contents, before.facts().contents);
    // Whoever still asks the index before gets its answers.
    assert!(before.holds(14_155_550_124) && !before.holds(14_155_550_125));
}

#[test]
fn a_list_of_changes_can_be_xml_in_an_archive() {
    let desk = Desk::new();
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    let xml = b"<list type='change' level='ac' val='415'><ac val='415'><ph val='5550123' change='D'/>\
                <ph val='5550124' change='A'/></ac></list>";
    let after = desk.apply(zip(&[("415.xml", xml)])).unwrap();
    assert!(!after.holds(14_155_550_123) && after.holds(14_155_550_124));
}

#[test]
fn deleting_what_is_not_there_and_adding_what_is_changes_nothing() {
    let desk = Desk::new();
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    let after = desk.apply("415,5550123,1,A\n415,5550123,2,A\n415,5550199,1,D\n212,5550100,1,D\n").unwrap();
    assert_eq!(after.facts().numbers, 1);
    assert!(after.holds(14_155_550_123));
}

#[test]
fn a_number_that_was_deleted_and_added_is_on_the_registry_in_whatever_order() {
    let desk = Desk::new();
    for changes in ["415,5550123,1,D\n415,5550123,2,A\n", "415,5550123,1,A\n415,5550123,2,D\n"] {
        desk.load(US, "us.txt", "415,5550199\n").unwrap();
        assert!(desk.apply(changes).unwrap().holds(14_155_550_123), "{changes}");
    }
}

#[test]
fn full_lists_and_changes_are_not_taken_for_each_other() {
    let desk = Desk::new();
    let said = sentence(desk.load(US, "us.txt", "415,5550123\n415,5550124,2024,A\n"));
    assert_eq!(said, "us.txt, line 2: this is a list of changes. Load the full list first, then apply this one to it");
    desk.load(US, "us.txt", "415,5550123\n").unwrap();
    let said = sentence(desk.apply("\n415,5550124\n"));
    assert_eq!(said, "changes.txt, line 2: this is a full list. Load it as one instead of applying it as changes");
    assert!(!desk.in_force().holds(14_155_550_124));
}

#[test]
fn changes_need_a_list_to_be_applied_to() {
    let desk = Desk::new();
    assert!(matches!(desk.apply("415,5550123,1,A\n"), Err(Refused::NoList(Unreadable::Io(_)))));
    desk.load(CA, "ca.txt", "416,1234567\n").unwrap();
    assert!(matches!(desk.apply("415,5550123,1,A\n"), Err(Refused::NoList(Unreadable::OtherRegistry))));
}
