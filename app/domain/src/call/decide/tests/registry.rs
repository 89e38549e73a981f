//! What the national registries say, and when it does not matter.

use super::*;

const LISTED: RegistryStanding = RegistryStanding { listed: true, uncovered: false, unreadable: false, stale_at: None };

/// A call to a customer with these answers, to a number about which the registries say this.
fn asked(purpose: Purpose, registries: RegistryStanding, answers: Vec<ConsentEvent>) -> CallFacts {
    let mut facts = facts(purpose, CustomerFacts { events: answers, ..CustomerFacts::default() });
    facts.rules.opt_in = BTreeSet::new();
    facts.number =
        NumberFacts::Usable { suppression: Suppression::Free, zones: vec![Tz::America__New_York], registries };
    facts
}

fn offer(registries: RegistryStanding, answers: Vec<ConsentEvent>) -> CallFacts {
    asked(Purpose::Marketing, registries, answers)
}

fn yes(method: Method) -> ConsentEvent {
    ConsentEvent { method, ..answer(Topic::CALL_MARKETING, ConsentStatus::Given) }
}

#[test]
fn only_an_offer_asks_the_registries() {
    let everything = RegistryStanding {
        listed: true,
        uncovered: true,
        unreadable: true,
        stale_at: Some(noon() - TimeDelta::days(1)),
    };
    assert!(reasons(&asked(Purpose::Service, everything, vec![])).is_empty());
    assert_eq!(
        reasons(&offer(everything, vec![])),
        ["national_registry", "registry_stale", "registry_not_covered", "could_not_check"]
    );
}

#[test]
fn only_a_yes_in_writing_outweighs_the_registry() {
    for method in Method::ALL {
        let written = method == Method::PreferenceCentre;
        assert_eq!(reasons(&offer(LISTED, vec![yes(method)])).is_empty(), written, "{method:?}");
    }
    // The last answer counts, and it was said.
    let said = ConsentEvent { occurred_at: noon(), ..yes(Method::Verbal) };
    assert_eq!(reasons(&offer(LISTED, vec![yes(Method::PreferenceCentre), said])), ["national_registry"]);
    let elsewhere = ConsentEvent { topic: Topic::CALL_SERVICE, ..yes(Method::PreferenceCentre) };
    assert_eq!(reasons(&offer(LISTED, vec![elsewhere])), ["national_registry"]);
}

#[test]
fn a_yes_in_writing_outweighs_the_registry_until_it_ends() {
    let end = noon() + TimeDelta::minutes(5);
    let ending = ConsentEvent { expires_at: Some(end), ..yes(Method::PreferenceCentre) };
    let facts = offer(LISTED, vec![ending]);
    let before = decide(&facts, noon());
    assert!(before.is_allowed());
    assert_eq!(before.until, Some(end));
    assert_eq!(decide(&facts, end).codes(), "national_registry");
}

#[test]
fn everybody_who_has_the_number_must_have_agreed_in_writing() {
    let mut shared = offer(LISTED, vec![yes(Method::PreferenceCentre)]);
    assert!(reasons(&shared).is_empty());
    shared.customers.push(CustomerFacts::default());
    assert_eq!(reasons(&shared), ["national_registry"]);
    shared.customers.clear();
    assert_eq!(reasons(&shared), ["national_registry"]);
}

#[test]
fn a_download_is_too_old_from_its_instant_on_and_the_page_hears_of_it_before() {
    let stale_at = noon() + TimeDelta::minutes(5);
    let facts = offer(RegistryStanding { stale_at: Some(stale_at), ..RegistryStanding::default() }, vec![]);
    let before = decide(&facts, noon());
    assert!(before.is_allowed());
    assert_eq!(before.until, Some(stale_at));
    assert_eq!(decide(&facts, stale_at).codes(), "registry_stale");
    // For another purpose it changes nothing, then or now.
    let service = CallFacts { purpose: Purpose::Service, ..facts };
    assert!(decide(&service, stale_at).is_allowed());
    assert_ne!(decide(&service, noon()).until, Some(stale_at));
}

#[test]
fn a_registry_hides_no_number() {
    assert!(!decide(&offer(LISTED, vec![]), noon()).masks());
}
