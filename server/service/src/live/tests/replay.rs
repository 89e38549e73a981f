//! In order, none twice, none left out.

use futures::future::join_all;

use super::*;
use crate::live::{End, Wake};

#[tokio::test]
async fn the_greeting_says_who_and_where() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let size = change(&stage.service, &owner, 1).await;
    let (_page, hello) = open(&stage, &owner).await;
    assert_eq!((hello.build.as_str(), hello.seq, hello.now), (BUILD, size, stage.service.now()));
    assert_eq!((Some(hello.you.member), hello.you.role.as_str()), (owner.member(), "owner"));
    let (_page, again) = open(&stage, &owner).await;
    assert_eq!(hello.epoch, again.epoch, "the epoch stays until a restore");
}

#[tokio::test]
async fn every_page_hears_every_change_in_order_and_once_whenever_it_came() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let begin = change(&stage.service, &owner, 3).await;
    let changes = join_all((0..60).map(|_| change(&stage.service, &owner, 2)));
    let pages = join_all((0..12).map(|number| {
        let (stage, owner) = (&stage, &owner);
        async move {
            // Each comes at another moment: the hub is ahead of some and behind others.
            change(&stage.service, owner, 1).await;
            let after = (number % 3 != 0).then_some(begin - number % 3);
            let (mut page, hello) = resume(stage, owner, after, None).await;
            assert_eq!(after.unwrap_or(hello.seq), hello.seq);
            hear(&mut page, hello.seq, begin + 2 * 60 + 12).await;
        }
    }));
    tokio::join!(changes, pages);
}

#[tokio::test]
async fn who_comes_back_hears_what_happened_meanwhile() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (page, hello) = open(&stage, &owner).await;
    drop(page);
    let last = change(&stage.service, &owner, 700).await;
    let (mut page, greeting) = resume(&stage, &owner, Some(hello.seq), Some(&hello.epoch)).await;
    assert_eq!(greeting.seq, hello.seq);
    hear(&mut page, hello.seq, last).await;
}

#[tokio::test]
async fn a_gap_that_cannot_be_closed_is_a_reset_and_then_it_goes_on() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let size = change(&stage.service, &owner, 1_001).await;
    let (_page, hello) = open(&stage, &owner).await;
    let cases = [
        (size - 1_001, hello.epoch.as_str(), "too far behind"),
        (size + 100, hello.epoch.as_str(), "ahead"),
        (-1, hello.epoch.as_str(), "nowhere"),
        (size, "restored", "another epoch"),
    ];
    for (after, epoch, why) in cases {
        let (mut page, greeting) = resume(&stage, &owner, Some(after), Some(epoch)).await;
        assert!(matches!(next(&mut page).await, Frame::Reset { reset: true }), "{why}");
        let last = change(&stage.service, &owner, 1).await;
        hear(&mut page, greeting.seq, last).await;
    }
}

#[tokio::test]
async fn a_thousand_changes_are_replayed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let last = change(&stage.service, &owner, 1_000).await;
    let (mut page, _) = resume(&stage, &owner, Some(last - 1_000), None).await;
    hear(&mut page, last - 1_000, last).await;
}

#[tokio::test]
async fn a_change_of_another_process_is_found_without_a_wake() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (mut page, hello) = open(&stage, &owner).await;
    let last = change(&elsewhere(&stage), &owner, 1).await;
    hear(&mut page, hello.seq, last).await;
}

#[tokio::test]
async fn nothing_of_another_business_is_heard() {
    let stage = Stage::new().await;
    let (ours, theirs) = (stage.business().await, stage.business().await);
    let (mut page, hello) = open(&stage, &ours).await;
    change(&stage.service, &theirs, 5).await;
    let last = change(&stage.service, &ours, 1).await;
    assert_eq!(last, hello.seq + 1);
    hear(&mut page, hello.seq, last).await;
}

#[tokio::test]
async fn a_page_that_is_too_slow_is_sent_away_to_come_back() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (mut page, _) = open(&stage, &owner).await;
    for _ in 0..200 {
        stage.service.wakes.heard(Wake::LookAgain);
    }
    assert_eq!(page.next().await, Err(End::ComeBack));
}

#[tokio::test]
async fn the_reader_of_the_ledger_goes_with_the_last_page() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let (first, _) = open(&stage, &owner).await;
    let (mut second, hello) = open(&stage, &owner).await;
    drop(first);
    let last = change(&stage.service, &owner, 1).await;
    hear(&mut second, hello.seq, last).await;
    drop(second);
    while !stage.service.wakes.hubs.are_none() {
        tokio::task::yield_now().await;
    }
}
