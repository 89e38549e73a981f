use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{consent::Method, id::ConsentEventId};

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn event(minute: i64, status: ConsentStatus) -> ConsentEvent {
    ConsentEvent {
        id: ConsentEventId(Uuid::from_u128(u128::from(minute.unsigned_abs()))),
        topic: Topic::CALL_SERVICE,
        status,
        method: Method::Verbal,
        covers: Covers::All,
        occurred_at: at(minute),
        expires_at: None,
        invalidated: false,
    }
}

fn call(events: &[ConsentEvent]) -> ConsentStatus {
    status(events, Topic::CALL_SERVICE, None, at(1_000))
}

#[test]
fn without_an_answer_the_status_is_unknown() {
    assert_eq!(call(&[]), ConsentStatus::Unknown);
}

#[test]
fn a_yes_typed_late_does_not_win_over_a_later_no() {
    assert_eq!(call(&[event(20, ConsentStatus::Refused), event(10, ConsentStatus::Given)]), ConsentStatus::Refused);
}

#[test]
fn of_two_answers_of_the_same_instant_the_more_restrictive_wins() {
    let both = [event(10, ConsentStatus::Withdrawn), event(10, ConsentStatus::Given)];
    assert_eq!(call(&both), ConsentStatus::Withdrawn);
}

#[test]
fn a_yes_covers_the_numbers_known_then_and_a_no_covers_all() {
    let known = ContactPointId(Uuid::from_u128(1));
    let later = ContactPointId(Uuid::from_u128(2));
    let yes = ConsentEvent { covers: Covers::Known([known].into()), ..event(10, ConsentStatus::Given) };
    let of = |events: &[ConsentEvent], point| status(events, Topic::CALL_SERVICE, Some(point), at(1_000));
    assert_eq!(of(std::slice::from_ref(&yes), known), ConsentStatus::Given);
    assert_eq!(of(std::slice::from_ref(&yes), later), ConsentStatus::Unknown);
    assert_eq!(of(&[yes, event(20, ConsentStatus::Withdrawn)], later), ConsentStatus::Withdrawn);
}

#[test]
fn a_yes_expires_at_its_end_and_not_before() {
    let yes = ConsentEvent { expires_at: Some(at(50)), ..event(10, ConsentStatus::Given) };
    let of = |minute| status(std::slice::from_ref(&yes), Topic::CALL_SERVICE, None, at(minute));
    assert_eq!(of(49), ConsentStatus::Given);
    assert_eq!(of(50), ConsentStatus::Expired);
}

#[test]
fn of_two_yeses_of_the_same_instant_the_one_that_ends_first_counts() {
    let short = ConsentEvent { expires_at: Some(at(50)), ..event(10, ConsentStatus::Given) };
    let long = event(10, ConsentStatus::Given);
    for both in [[short.clone(), long.clone()], [long, short]] {
        assert_eq!(status(&both, Topic::CALL_SERVICE, None, at(60)), ConsentStatus::Expired);
    }
}

#[test]
fn a_status_ends_with_the_yes_on_which_it_rests() {
    let ending = |minute, end| ConsentEvent { expires_at: Some(at(end)), ..event(minute, ConsentStatus::Given) };
    let of = |events: &[ConsentEvent], minute| ends_at(events, Topic::CALL_SERVICE, None, at(minute));
    let renewed = [ending(10, 50), ending(20, 90)];
    assert_eq!(of(&renewed, 30), Some(at(90)), "the older yes has nothing to end");
    assert_eq!(of(&renewed, 90), None);
    let refused = [ending(10, 50), event(20, ConsentStatus::Withdrawn)];
    assert_eq!(of(&refused, 30), None, "a no has no end");
}

#[test]
fn a_no_after_a_yes_takes_it_back() {
    use ConsentStatus::{Expired, Given, Refused, Unknown, Withdrawn};
    for yes in [Given, Expired, Withdrawn] {
        assert_eq!(yes.refused(), Withdrawn);
    }
    for other in [Unknown, Refused] {
        assert_eq!(other.refused(), Refused);
    }
}

#[test]
fn an_invalidated_answer_counts_for_nothing() {
    let wrong = ConsentEvent { invalidated: true, ..event(20, ConsentStatus::Refused) };
    assert_eq!(call(&[event(10, ConsentStatus::Given), wrong]), ConsentStatus::Given);
}

proptest! {
    #[test]
    fn a_no_is_never_outvoted_by_an_earlier_yes(no in 10_i64..20, yeses in prop::collection::vec(0_i64..10, 0..8)) {
        let mut events: Vec<_> = yeses.into_iter().map(|minute| event(minute, ConsentStatus::Given)).collect();
        events.push(event(no, ConsentStatus::Refused));
        prop_assert_eq!(call(&events), ConsentStatus::Refused);
    }
}
