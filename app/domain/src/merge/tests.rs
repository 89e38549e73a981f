use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::*;
use crate::{
    call::{Asks, CallFacts, CallRules, CustomerFacts, NumberFacts, Suppression, decide},
    consent::{ConsentEvent, ConsentStatus, Covers, Method},
    hours::WeekPlan,
    id::{ConsentEventId, ContactPointId},
    registry::RegistryStanding,
    topic::{Purpose, Topic},
};

/// A decision about a number in New York at this hour of UTC, of somebody who gave this answer to calls.
fn decision(status: Option<ConsentStatus>, asks: Asks, hour: u32) -> CallDecision {
    let now: DateTime<Utc> = format!("2026-03-03T{hour:02}:00:00Z").parse().unwrap();
    let point = ContactPointId(uuid::Uuid::from_u128(1));
    let answer = status.map(|status| ConsentEvent {
        id: ConsentEventId(uuid::Uuid::from_u128(2)),
        topic: Topic::CALL_SERVICE,
        status,
        covers: Covers::All,
        method: Method::Verbal,
        occurred_at: now,
        expires_at: None,
        invalidated: false,
    });
    let facts = CallFacts {
        purpose: Purpose::Service,
        customers: vec![CustomerFacts {
            restricted: false,
            marked: false,
            point: Some(point),
            events: answer.into_iter().collect(),
        }],
        number: NumberFacts::Usable {
            suppression: Suppression::Free,
            zones: vec![Tz::America__New_York],
            registries: RegistryStanding::default(),
        },
        rules: CallRules { asks, opt_in: [].into(), hours: WeekPlan::default() },
    };
    decide(&facts, now)
}

fn side(has_number: bool, decision: CallDecision) -> Before {
    Before { has_number, decision }
}

#[test]
fn a_no_that_ends_opens_calls_also_where_the_other_record_has_the_number() {
    let free = decision(None, Asks::AtTheNextContact, 17);
    let no = decision(Some(ConsentStatus::Refused), Asks::AtTheNextContact, 17);
    for has_number in [true, false] {
        let before = [side(true, free.clone()), side(has_number, no.clone())];
        assert_eq!(change(&before, &free), Some(CallChange::Opens));
    }
    assert_eq!(change(&[side(true, no.clone()), side(true, no.clone())], &no), None);
}

#[test]
fn a_no_that_reaches_a_number_closes_calls() {
    let free = decision(None, Asks::AtTheNextContact, 17);
    let no = decision(Some(ConsentStatus::Withdrawn), Asks::AtTheNextContact, 17);
    assert_eq!(change(&[side(true, free.clone()), side(false, no.clone())], &no), Some(CallChange::Closes));
    assert_eq!(change(&[side(true, no.clone()), side(false, free)], &no), None);
}

#[test]
fn who_was_never_asked_says_nothing_about_a_number_of_the_other_record() {
    let free = decision(None, Asks::AtTheNextContact, 17);
    let unasked = decision(None, Asks::BeforeCalls, 17);
    assert_eq!(change(&[side(true, free.clone()), side(false, unasked.clone())], &free), None);
    assert_eq!(change(&[side(true, unasked), side(false, free.clone())], &free), Some(CallChange::Opens));
}

#[test]
fn the_hour_opens_and_closes_nothing() {
    let (day, night) = (decision(None, Asks::AtTheNextContact, 17), decision(None, Asks::AtTheNextContact, 5));
    assert!(day.is_allowed() && !night.is_allowed());
    assert_eq!(change(&[side(true, day.clone())], &night), None);
    assert_eq!(change(&[side(true, night)], &day), None);
}
