mod registry;

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    consent::{ConsentEvent, Covers, Method},
    id::ConsentEventId,
};

#[test]
fn every_reason_is_read_back_from_its_code() {
    let decision = CallDecision::could_not_check();
    for reason in decision.reasons() {
        assert_eq!(BlockReason::from_code(reason.code()).as_ref(), Some(reason));
    }
    for code in ["do_not_call", "outside_calling_hours", "registry_not_covered"] {
        assert_eq!(BlockReason::from_code(code).map(|reason| reason.code()), Some(code));
    }
    assert_eq!(BlockReason::from_code("moon_phase"), None);
}

/// Noon in New York on an ordinary Tuesday.
fn noon() -> DateTime<Utc> {
    "2026-03-03T17:00:00Z".parse().unwrap()
}

fn answer(topic: Topic, status: ConsentStatus) -> ConsentEvent {
    ConsentEvent {
        id: ConsentEventId(Uuid::from_u128(1)),
        topic,
        status,
        method: Method::Verbal,
        covers: Covers::All,
        occurred_at: noon() - TimeDelta::days(1),
        expires_at: None,
        invalidated: false,
    }
}

/// A number in New York about which the registries say nothing.
fn usable(suppression: Suppression) -> NumberFacts {
    NumberFacts::Usable { suppression, zones: vec![Tz::America__New_York], registries: RegistryStanding::default() }
}

fn facts(purpose: Purpose, customer: CustomerFacts) -> CallFacts {
    CallFacts {
        purpose,
        customers: vec![customer],
        number: usable(Suppression::Free),
        rules: CallRules {
            asks: Asks::AtTheNextContact,
            opt_in: [Topic::CALL_MARKETING].into(),
            hours: WeekPlan::default(),
        },
    }
}

fn reasons(facts: &CallFacts) -> Vec<&'static str> {
    decide(facts, noon()).reasons().iter().map(BlockReason::code).collect()
}

#[test]
fn a_customer_who_was_never_asked_may_be_called_for_service_and_not_for_marketing() {
    assert!(reasons(&facts(Purpose::Service, CustomerFacts::default())).is_empty());
    assert_eq!(reasons(&facts(Purpose::Marketing, CustomerFacts::default())), ["consent_unknown"]);
}

#[test]
fn where_the_business_asks_before_calls_an_unknown_consent_blocks() {
    let mut unknown = facts(Purpose::Service, CustomerFacts::default());
    unknown.rules.asks = Asks::BeforeCalls;
    assert_eq!(reasons(&unknown), ["consent_unknown"]);
    unknown.customers[0].events.push(answer(Topic::DataCollection, ConsentStatus::Given));
    assert!(reasons(&unknown).is_empty());
}

#[test]
fn a_marked_customer_cannot_be_called_even_with_consent() {
    let given = Topic::all().map(|topic| answer(topic, ConsentStatus::Given)).collect();
    let marked = CustomerFacts { marked: true, events: given, point: None, restricted: false };
    assert_eq!(reasons(&facts(Purpose::Service, marked)), ["do_not_call"]);
}

#[test]
fn whoever_asked_to_restrict_the_use_of_their_data_is_not_called_and_their_number_is_masked() {
    let given = Topic::all().map(|topic| answer(topic, ConsentStatus::Given)).collect();
    let restricted = CustomerFacts { restricted: true, events: given, ..CustomerFacts::default() };
    for purpose in Purpose::ALL {
        let decision = decide(&facts(purpose, restricted.clone()), noon());
        assert_eq!(decision.reasons(), [BlockReason::ProcessingRestricted]);
        assert!(decision.masks());
    }
}

#[test]
fn every_reason_is_collected_the_strongest_first() {
    let refused = vec![
        answer(Topic::DataCollection, ConsentStatus::Withdrawn),
        answer(Topic::CALL_SERVICE, ConsentStatus::Refused),
    ];
    let mut all =
        facts(Purpose::Service, CustomerFacts { marked: true, events: refused, point: None, restricted: false });
    all.number = NumberFacts::Usable {
        suppression: Suppression::Listed,
        zones: vec![],
        registries: RegistryStanding::default(),
    };
    assert_eq!(
        reasons(&all),
        ["do_not_call", "number_suppressed", "data_consent_refused", "call_consent_refused", "time_zone_unknown"]
    );
}

#[test]
fn a_refusal_of_one_purpose_leaves_the_other() {
    let offers = vec![answer(Topic::CALL_MARKETING, ConsentStatus::Refused)];
    let customer = CustomerFacts { events: offers, ..CustomerFacts::default() };
    assert!(reasons(&facts(Purpose::Service, customer.clone())).is_empty());
    assert_eq!(reasons(&facts(Purpose::Marketing, customer)), ["call_consent_refused"]);
}

#[test]
fn an_expired_consent_is_asked_again_where_it_is_needed() {
    let yes = ConsentEvent { expires_at: Some(noon()), ..answer(Topic::CALL_MARKETING, ConsentStatus::Given) };
    let customer = CustomerFacts { events: vec![yes], ..CustomerFacts::default() };
    assert_eq!(reasons(&facts(Purpose::Marketing, customer)), ["consent_expired"]);
}

#[test]
fn a_number_on_the_list_stays_blocked_when_it_cannot_be_dialled() {
    let mut listed = facts(Purpose::Service, CustomerFacts::default());
    listed.number = NumberFacts::Unusable(Suppression::Listed);
    assert_eq!(reasons(&listed), ["number_suppressed", "unusable_number"]);
    listed.number = NumberFacts::Missing;
    assert_eq!(reasons(&listed), ["no_phone_number"]);
}

#[test]
fn a_bare_number_is_blocked_when_one_of_its_holders_is() {
    let mut shared = facts(Purpose::Service, CustomerFacts::default());
    shared.customers.push(CustomerFacts { marked: true, ..CustomerFacts::default() });
    assert_eq!(reasons(&shared), ["do_not_call"]);
    shared.customers.clear();
    assert!(reasons(&shared).is_empty());
}

#[test]
fn outside_the_hours_the_button_says_what_time_it_is_there_and_when_it_opens() {
    let early: DateTime<Utc> = "2026-03-03T12:12:00Z".parse().unwrap();
    let decision = decide(&facts(Purpose::Service, CustomerFacts::default()), early);
    assert_eq!(
        decision.sentence().as_deref(),
        Some("Call disabled: It is 07:12 for this customer. Calls are allowed from 08:00")
    );
    assert!(decision.until.is_some_and(|until| until > early));
}

#[test]
fn until_is_the_earlier_of_the_hours_and_a_consent_that_runs_out() {
    let until = |end| {
        let yes = ConsentEvent { expires_at: Some(end), ..answer(Topic::CALL_MARKETING, ConsentStatus::Given) };
        let customer = CustomerFacts { events: vec![yes], ..CustomerFacts::default() };
        decide(&facts(Purpose::Marketing, customer), noon()).until
    };
    let (soon, closing) = (noon() + TimeDelta::minutes(5), noon() + TimeDelta::hours(9));
    assert_eq!(until(soon), Some(soon));
    assert_eq!(until(closing + TimeDelta::minutes(5)), Some(closing));
}

#[test]
fn a_reason_that_stands_against_two_people_is_given_once() {
    let marked = CustomerFacts { marked: true, ..CustomerFacts::default() };
    let mut both = facts(Purpose::Marketing, marked.clone());
    both.customers.push(marked);
    assert_eq!(reasons(&both), ["do_not_call", "consent_unknown"]);
}

#[test]
fn a_yes_that_is_not_needed_runs_out_without_a_word() {
    let end = noon() + TimeDelta::minutes(5);
    let yes = ConsentEvent { expires_at: Some(end), ..answer(Topic::CALL_SERVICE, ConsentStatus::Given) };
    let service = facts(Purpose::Service, CustomerFacts { events: vec![yes], ..CustomerFacts::default() });
    let closing = noon() + TimeDelta::hours(9);
    assert_eq!(decide(&service, noon()).until, Some(closing));
    assert!(decide(&service, end).is_allowed());
}

#[test]
fn where_the_business_asks_before_calls_the_consent_to_data_collection_must_not_have_expired() {
    let end = noon() + TimeDelta::minutes(5);
    let yes = ConsentEvent { expires_at: Some(end), ..answer(Topic::DataCollection, ConsentStatus::Given) };
    let mut asks = facts(Purpose::Service, CustomerFacts { events: vec![yes], ..CustomerFacts::default() });
    asks.rules.asks = Asks::BeforeCalls;
    let before = decide(&asks, noon());
    assert!(before.is_allowed());
    assert_eq!(before.until, Some(end));
    assert_eq!(decide(&asks, end).codes(), "consent_expired");
}

#[test]
fn a_later_yes_to_calls_counts_and_lifts_no_mark_and_no_entry_of_the_list() {
    let no = answer(Topic::CALL_SERVICE, ConsentStatus::Refused);
    let yes = ConsentEvent { occurred_at: noon(), ..answer(Topic::CALL_SERVICE, ConsentStatus::Given) };
    let customer = CustomerFacts { events: vec![no, yes], ..CustomerFacts::default() };
    assert!(reasons(&facts(Purpose::Service, customer.clone())).is_empty());
    let mut marked = facts(Purpose::Service, CustomerFacts { marked: true, ..customer });
    marked.number = usable(Suppression::Listed);
    assert_eq!(reasons(&marked), ["do_not_call", "number_suppressed"]);
}

fn any_customer() -> impl Strategy<Value = CustomerFacts> {
    let statuses = [ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn];
    (any::<bool>(), prop::collection::vec((0_usize..7, 0_usize..3), 0..6)).prop_map(move |(marked, answers)| {
        let topics: Vec<_> = Topic::all().collect();
        let events = answers.into_iter().map(|(topic, status)| answer(topics[topic], statuses[status])).collect();
        CustomerFacts { marked, events, point: None, restricted: false }
    })
}

proptest! {
    #[test]
    fn a_mark_only_ever_adds_a_reason(customer in any_customer(), marketing in any::<bool>()) {
        let purpose = if marketing { Purpose::Marketing } else { Purpose::Service };
        let free = decide(&facts(purpose, CustomerFacts { marked: false, ..customer.clone() }), noon());
        let marked = decide(&facts(purpose, CustomerFacts { marked: true, ..customer }), noon());
        prop_assert_eq!(marked.reasons()[0].code(), "do_not_call");
        prop_assert!(free.reasons().iter().all(|reason| marked.reasons().contains(reason)));
    }

    #[test]
    fn until_misses_no_instant_at_which_the_reasons_change(
        answers in prop::collection::vec((0_usize..7, 0_usize..3, 0_i64..40, prop::option::of(0_i64..80)), 0..6),
        marketing in any::<bool>(), asks in any::<bool>(), opt_in in any::<bool>(),
    ) {
        let topics: Vec<_> = Topic::all().collect();
        let statuses = [ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn];
        let events = answers.into_iter().map(|(topic, status, ago, ends)| ConsentEvent {
            occurred_at: noon() - TimeDelta::minutes(ago),
            expires_at: ends.map(|minutes| noon() + TimeDelta::minutes(minutes)),
            ..answer(topics[topic], statuses[status])
        });
        let customer = CustomerFacts { events: events.collect(), ..CustomerFacts::default() };
        let mut facts = facts(if marketing { Purpose::Marketing } else { Purpose::Service }, customer);
        facts.rules.asks = if asks { Asks::BeforeCalls } else { Asks::AtTheNextContact };
        facts.rules.opt_in = if opt_in { Topic::CALLS.into() } else { BTreeSet::new() };
        let first = decide(&facts, noon());
        let minutes = (1..90).map(|minute| noon() + TimeDelta::minutes(minute));
        for at in minutes.take_while(|at| first.until.is_none_or(|until| *at < until)) {
            prop_assert_eq!(decide(&facts, at).codes(), first.codes());
        }
    }

    #[test]
    fn a_suppressed_number_is_never_allowed(customer in any_customer()) {
        let mut facts = facts(Purpose::Service, customer);
        facts.number = usable(Suppression::Listed);
        prop_assert!(!decide(&facts, noon()).is_allowed());
    }
}
