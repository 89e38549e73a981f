use domain::{
    topic::Purpose,
    wire::{
        call::{Decision, Standings},
        live::Changed,
    },
};

use super::{hear::KEPT, *};

fn customer(number: u128) -> CustomerId {
    uuid::Uuid::from_u128(number).into()
}

fn frame(seq: i64, topics: &[&str], customers: impl IntoIterator<Item = CustomerId>) -> Changed {
    let calls = vec![Standing { number: None, purpose: Purpose::Service, decision: Decision::unchecked() }];
    Changed {
        from: seq,
        seq,
        at: DateTime::UNIX_EPOCH,
        topics: topics.iter().map(|&topic| topic.to_owned()).collect(),
        standings: customers.into_iter().map(|customer| Standings { customer, calls: calls.clone() }).collect(),
    }
}

#[test]
fn a_frame_counts_only_for_pages_that_were_read_before_it() {
    let mut board = Board::default();
    board.take(frame(42, &[], [customer(1)]));
    assert_eq!(board.newer(customer(1), 41).map(<[_]>::len), Some(1));
    assert_eq!(board.newer(customer(1), 42), None);
    assert_eq!(board.newer(customer(2), 41), None);
}

#[test]
fn a_change_that_was_not_carried_leaves_nothing_known_until_the_page_reads_again() {
    let mut board = Board::default();
    board.take(frame(42, &[], [customer(1)]));
    board.take(frame(43, &["standings"], []));
    assert_eq!(board.newer(customer(1), 41), Some(&[][..]), "what a frame said before it is old too");
    assert_eq!(board.newer(customer(2), 42), Some(&[][..]));
    assert_eq!(board.newer(customer(2), 43), None);
    board.take(frame(44, &[], [customer(1)]));
    assert_eq!(board.newer(customer(1), 41).map(<[_]>::len), Some(1));
}

#[test]
fn after_a_reset_nothing_from_before_is_known() {
    let mut board = Board::default();
    board.take(frame(42, &[], [customer(1)]));
    board.forget(50);
    assert_eq!(board.newer(customer(1), 41), Some(&[][..]));
    assert_eq!(board.newer(customer(1), 50), None);
}

#[test]
fn the_newest_are_kept() {
    let mut board = Board::default();
    for seq in 1..=1_001 {
        board.take(frame(seq, &[], [customer(u128::from(seq.unsigned_abs()))]));
    }
    assert!(board.said.len() <= KEPT);
    assert!(board.newer(customer(1_001), 0).is_some());
    assert!(board.newer(customer(1), 0).is_none());
}

#[test]
fn frames_follow_from_the_oldest_thing_that_is_shown() {
    let mut board = Board::default();
    assert_eq!(board.shown(), None);
    board.shows(44);
    board.shows(42);
    assert_eq!(board.shown(), Some(42));
}

#[test]
fn every_standing_moves_the_page_of_every_customer() {
    let mut topics = Topics::default();
    topics.version("team");
    let [mine, standings] = ["customer/1", "standings"].map(|topic| topics.version(topic));
    let moved = |topic| {
        let moved = topics.of(topic);
        (moved.contains(&mine), moved.contains(&standings), moved.len())
    };
    assert_eq!(moved("customer/2"), (false, false, 0));
    assert_eq!(moved("customer/1"), (true, false, 1));
    assert_eq!(moved("standings"), (true, true, 2));
    assert_eq!(topics.all().len(), 3);
}
