use chrono::TimeDelta;
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    call::{BlockReason, CallFacts, CustomerFacts, NumberFacts, Suppression, decide},
    consent::Covers,
    hours::WeekPlan,
    topic::Purpose,
};

/// Noon in New York on an ordinary Tuesday.
fn noon() -> DateTime<Utc> {
    "2026-03-03T17:00:00Z".parse().unwrap()
}

fn point(number: u128) -> ContactPointId {
    ContactPointId(Uuid::from_u128(number))
}

fn rules(asks: Asks) -> CallRules {
    CallRules { asks, opt_in: [Topic::CALL_MARKETING].into(), hours: WeekPlan::default() }
}

fn answer(id: u128, topic: Topic, status: ConsentStatus, covers: Covers, ago: i64) -> ConsentEvent {
    ConsentEvent {
        id: ConsentEventId(Uuid::from_u128(id)),
        topic,
        status,
        covers,
        occurred_at: noon() - TimeDelta::hours(ago),
        expires_at: None,
        invalidated: false,
    }
}

/// The first has a number of their own and the shared one, and so has the second.
fn records() -> [Points; 2] {
    let points = |own: u128, shared: u128, number: &str| {
        Points::from([(point(own), number.to_owned()), (point(shared), "shared".to_owned())])
    };
    [points(1, 2, "first"), points(3, 4, "second")]
}

/// Those of the one who is left: the shared number once.
fn kept() -> Points {
    Points::from([(point(1), "first".into()), (point(2), "shared".into()), (point(3), "second".into())])
}

fn reasons(events: &[ConsentEvent], point: Option<ContactPointId>, rules: &CallRules, purpose: Purpose) -> Vec<String> {
    let facts = CallFacts {
        purpose,
        customers: vec![CustomerFacts { marked: false, point, events: events.to_vec() }],
        number: NumberFacts::Usable { suppression: Suppression::Free, zones: vec![Tz::America__New_York] },
        rules: rules.clone(),
    };
    decide(&facts, noon()).reasons().iter().map(BlockReason::code).map(str::to_owned).collect()
}

fn merged(events: [&[ConsentEvent]; 2], rules: &CallRules) -> Vec<ConsentEvent> {
    let points = records();
    let sides = [0, 1].map(|at| Side { events: events[at], points: &points[at] });
    let overruled = overruled(sides, &kept(), rules, noon());
    let mut all = events.concat();
    all.iter_mut().filter(|event| overruled.contains(&event.id)).for_each(|event| event.invalidated = true);
    all
}

#[test]
fn a_no_of_one_record_stays_a_no_whatever_the_other_says_later() {
    let no = [answer(1, Topic::CALL_SERVICE, ConsentStatus::Refused, Covers::All, 9)];
    let yes = [answer(2, Topic::CALL_SERVICE, ConsentStatus::Given, Covers::Known([point(3), point(4)].into()), 1)];
    let rules = rules(Asks::AtTheNextContact);
    for events in [[&no[..], &yes[..]], [&yes[..], &no[..]]] {
        let all = merged(events, &rules);
        for number in 1..=3 {
            assert_eq!(reasons(&all, Some(point(number)), &rules, Purpose::Service), ["call_consent_refused"]);
        }
    }
}

#[test]
fn a_yes_counts_on_where_the_other_record_does_not_ask_for_more() {
    let rules = rules(Asks::AtTheNextContact);
    let own = [answer(1, Topic::CALL_MARKETING, ConsentStatus::Given, Covers::Known([point(1)].into()), 1)];
    assert!(reasons(&merged([&own, &[]], &rules), Some(point(1)), &rules, Purpose::Marketing).is_empty());
    let data = [answer(1, Topic::DataCollection, ConsentStatus::Given, Covers::All, 1)];
    assert!(!merged([&data, &[]], &rules)[0].invalidated, "nothing needs it");
    let both = [answer(1, Topic::CALL_MARKETING, ConsentStatus::Given, Covers::Known([point(2)].into()), 1)];
    let all = merged([&both, &[]], &rules);
    assert_eq!(reasons(&all, Some(point(2)), &rules, Purpose::Marketing), ["consent_unknown"], "the other has it too");
}

fn answers(of: u128) -> impl Strategy<Value = Vec<ConsentEvent>> {
    let topic = prop::sample::select(vec![Topic::DataCollection, Topic::CALL_SERVICE, Topic::CALL_MARKETING]);
    let said = prop::sample::select(vec![ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn]);
    let some = (topic, said, 0_i64..6, any::<[bool; 2]>(), any::<bool>());
    prop::collection::vec(some, 0..5).prop_map(move |answers| {
        let event = |(at, (topic, said, ago, covered, expires)): (u128, _)| {
            let points: [ContactPointId; 2] = [point(2 * of - 1), point(2 * of)];
            let covered: [bool; 2] = covered;
            let known = points.into_iter().zip(covered).filter_map(|(point, covered)| covered.then_some(point));
            let covers = if said == ConsentStatus::Given { Covers::Known(known.collect()) } else { Covers::All };
            let expires: bool = expires;
            let ends = (expires && said == ConsentStatus::Given).then(|| noon() - TimeDelta::minutes(1));
            ConsentEvent { expires_at: ends, ..answer(of * 100 + at, topic, said, covers, ago) }
        };
        (0..).zip(answers).map(event).collect()
    })
}

proptest! {
    #[test]
    fn the_decision_after_a_merge_is_never_milder_than_either_before(
        first in answers(1),
        second in answers(2),
        asks in prop::sample::select(vec![Asks::BeforeCalls, Asks::AtTheNextContact]),
    ) {
        let rules = rules(asks);
        let all = merged([&first, &second], &rules);
        for purpose in Purpose::ALL {
            for (number, own) in [(1, [Some(1), None]), (2, [Some(2), Some(4)]), (3, [None, Some(3)])] {
                let after = reasons(&all, Some(point(number)), &rules, purpose);
                for (events, own) in [&first, &second].into_iter().zip(own) {
                    let mut before = reasons(events, own.map(point), &rules, purpose);
                    if own.is_none() {
                        // Whoever does not have the number says of it only their noes.
                        before.retain(|reason| reason.ends_with("refused"));
                    }
                    prop_assert!(before.is_empty() || !after.is_empty(), "{purpose:?} {number}: {before:?} became nothing");
                    for no in before.iter().filter(|reason| reason.ends_with("refused")) {
                        prop_assert!(after.contains(no), "{purpose:?} {number}: {no} was lost, {after:?}");
                    }
                }
            }
        }
    }
}
