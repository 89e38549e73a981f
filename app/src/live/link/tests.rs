use super::*;

const EPOCH: &str = "e1";

fn hello(seq: i64) -> Happening {
    let hello = format!(
        r#"{{"hello":{{"build":"{BUILD}","epoch":"{EPOCH}","seq":{seq},"now":"2026-03-03T15:00:00Z",
        "you":{{"member":"0195a000-0000-7000-8000-000000000001","name":"Ada","role":"owner"}}}}}}"#
    );
    Happening::Said(hello)
}

fn changed(from: i64, seq: i64) -> Happening {
    Happening::Said(format!(r#"{{"from":{from},"seq":{seq},"at":"2026-03-03T15:00:00Z","topics":["dashboard"]}}"#))
}

fn taken(acts: &[Act]) -> Vec<(i64, i64)> {
    acts.iter()
        .filter_map(|act| if let Act::Take(changed) = act { Some((changed.from, changed.seq)) } else { None })
        .collect()
}

/// A link that greeted at this position and has heard until second 0.
fn joined_at(seq: i64) -> Link {
    let mut link = Link::new(0.0);
    link.begin_at(Some(seq));
    link.on(Happening::Begun, 0.0, 0.5);
    link.on(hello(seq), 0.0, 0.5);
    link
}

#[test]
fn it_resumes_behind_the_last_frame_it_took() {
    let mut link = Link::new(0.0);
    assert_eq!(link.address(), "/live");
    link.begin_at(Some(41));
    assert_eq!(link.address(), "/live?after=41");
    link.on(Happening::Begun, 0.0, 0.5);
    link.on(hello(41), 0.0, 0.5);
    link.on(changed(42, 44), 0.0, 0.5);
    link.on(Happening::Closed(1012), 0.0, 0.5);
    assert_eq!(link.on(Happening::Due, 0.0, 0.5), [Act::Connect]);
    assert_eq!(link.address(), "/live?after=44&epoch=e1");
}

#[test]
fn a_frame_is_taken_once_and_none_is_passed_over() {
    let mut link = joined_at(41);
    assert_eq!(taken(&link.on(changed(42, 44), 0.0, 0.5)), [(42, 44)]);
    assert_eq!(link.on(changed(42, 44), 0.0, 0.5), [], "it was taken already");
    assert!(matches!(link.on(changed(46, 46), 0.0, 0.5)[..], [Act::Wait(_)]), "45 is missing: ask for it");
    assert_eq!(link.address(), "/live?after=44&epoch=e1");
}

#[test]
fn a_page_that_does_not_know_its_position_reads_again_after_the_greeting() {
    let mut link = Link::new(0.0);
    link.on(Happening::Begun, 0.0, 0.5);
    let acts = link.on(hello(41), 0.0, 0.5);
    assert!(acts.contains(&Act::ReadAgain(41)));
    assert!(!joined_at(41).on(hello(41), 0.0, 0.5).contains(&Act::ReadAgain(41)));
}

#[test]
fn a_reset_reads_everything_again_from_where_the_server_is() {
    let mut link = joined_at(41);
    link.on(Happening::Closed(1006), 0.0, 0.5);
    link.on(Happening::Due, 0.0, 0.5);
    link.on(hello(7), 0.0, 0.5);
    assert_eq!(link.on(Happening::Said(r#"{"reset":true}"#.into()), 0.0, 0.5), [Act::ReadAgain(7)]);
    assert_eq!(taken(&link.on(changed(8, 8), 0.0, 0.5)), [(8, 8)]);
}

#[test]
fn a_frame_of_another_build_is_a_reason_to_read_again_and_not_to_stop() {
    let mut link = joined_at(41);
    let strange = Happening::Said(r#"{"from":42,"seq":43,"news":[]}"#.into());
    assert_eq!(link.on(strange, 0.0, 0.5), [Act::ReadAgain(43)]);
    assert_eq!(taken(&link.on(changed(44, 44), 0.0, 0.5)), [(44, 44)]);
}

#[test]
fn after_two_missed_ticks_nothing_is_relied_on() {
    let mut link = joined_at(41);
    assert!(link.is_trusted(45_000.0));
    assert!(!link.is_trusted(45_001.0));
    assert!(matches!(link.on(Happening::Beat, 45_001.0, 0.5)[..], [Act::Wait(_)]), "a new socket is tried");
    link.on(Happening::Due, 45_100.0, 0.5);
    assert_eq!(link.on(Happening::Beat, 46_000.0, 0.5), [], "and given its time");
    link.on(hello(41), 46_500.0, 0.5);
    assert!(link.is_trusted(46_500.0));
}

#[test]
fn one_lost_connection_is_no_reason_to_stop_and_a_second_one_is() {
    let mut link = joined_at(41);
    link.on(Happening::Closed(1012), 0.0, 0.5);
    assert_eq!(link.state(), LiveState::Reconnecting);
    assert!(link.is_trusted(0.0));
    link.on(Happening::Due, 0.0, 0.5);
    link.on(Happening::Closed(1006), 0.0, 0.5);
    assert!(!link.is_trusted(0.0));
}

#[test]
fn without_a_network_nothing_is_relied_on_until_the_server_greets() {
    let mut link = joined_at(41);
    assert_eq!(link.on(Happening::Offline, 0.0, 0.5), [Act::Connect]);
    assert!(!link.is_trusted(0.0));
    link.on(hello(41), 0.0, 0.5);
    assert!(link.is_trusted(0.0));
}

#[test]
fn who_is_signed_out_is_not_connected_again() {
    let mut link = joined_at(41);
    assert_eq!(link.on(Happening::Closed(1008), 0.0, 0.5), [Act::Leave]);
    assert_eq!(link.state(), LiveState::SignedOut);
    assert_eq!(link.on(Happening::Back, 0.0, 0.5), []);
    assert!(!link.is_trusted(0.0));
}

#[test]
fn a_page_that_comes_back_connects_at_once_and_one_that_is_there_stays() {
    let mut link = joined_at(41);
    assert_eq!(link.on(Happening::Back, 0.0, 0.5), []);
    assert_eq!(link.on(Happening::Away, 0.0, 0.5), [Act::Close]);
    assert_eq!(link.on(Happening::Back, 0.0, 0.5), [Act::Connect]);
    link.on(hello(41), 0.0, 0.5);
    assert_eq!(link.on(Happening::Back, 45_001.0, 0.5), [Act::Connect], "the computer slept");
}

#[test]
fn waits_double_up_to_the_longest_and_are_drawn_from_all_of_it() {
    let mut link = joined_at(41);
    let longest: Vec<_> = (0..9).flat_map(|_| link.on(Happening::Closed(1006), 0.0, 1.0)).collect();
    let expected = [250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000];
    assert_eq!(longest, expected.map(Act::Wait));
    assert_eq!(link.on(Happening::Closed(1006), 0.0, 0.0), [Act::Wait(0)]);
}

#[test]
fn a_link_that_greets_and_breaks_again_waits_longer_each_time() {
    let mut link = joined_at(41);
    link.on(Happening::Closed(1012), 0.0, 1.0);
    link.on(Happening::Due, 0.0, 1.0);
    link.on(hello(41), 0.0, 1.0);
    assert_eq!(link.on(Happening::Closed(1012), 0.0, 1.0), [Act::Wait(500)]);
    link.on(Happening::Said(r#"{"tick":"2026-03-03T15:00:00Z"}"#.into()), 0.0, 1.0);
    assert_eq!(link.on(Happening::Closed(1012), 0.0, 1.0), [Act::Wait(250)], "it had proved itself");
}

#[test]
fn a_server_of_another_build_is_said() {
    let mut link = joined_at(41);
    let Happening::Said(hello) = hello(41) else { unreachable!() };
    link.on(Happening::Said(hello.replace(BUILD, "another")), 0.0, 0.5);
    assert_eq!(link.state(), LiveState::NewBuild);
}
