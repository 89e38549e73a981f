use super::*;
use crate::topic::{Channel, Purpose};

fn first(kind: NoticeKind) -> String {
    first_words(kind, "Harbour Dental", Country::parse("US").unwrap(), 72)
}

#[test]
fn every_policy_has_words_to_begin_with_and_no_place_of_the_template_is_left() {
    for kind in policies() {
        let text = first(kind);
        assert!(!text.is_empty() && !text.contains('{') && !text.contains('}'), "{kind:?}: {text}");
    }
}

#[test]
fn what_only_the_business_knows_must_be_filled_in_before_it_is_published() {
    let text = first(NoticeKind::PrivacyPolicy);
    assert!(text.contains("Harbour Dental") && text.contains("United States") && text.contains("72 hours"));
    let problem = read_text(&text).unwrap_err();
    assert_eq!(problem.to_string(), "Fill in what stands in brackets: your postal address");
    let filled = text.replace("[Fill in: ", "").replace(']', "");
    assert!(read_text(&filled).is_ok());
}

#[test]
fn a_privacy_policy_says_everything_that_the_law_asks_for() {
    let text = first(NoticeKind::PrivacyPolicy);
    let articles =
        ["6(1)(a)", "7(3)", "15 and 20", "Article 16", "Article 17", "Article 18", "Article 21", "Article 22"];
    let parts = ["controller", "complain", "standard contractual clauses", "do-not-call", "withdraw a consent"];
    for part in articles.iter().chain(&parts) {
        assert!(text.contains(part), "{part}");
    }
}

#[test]
fn a_question_begins_with_the_words_that_are_read_out_today() {
    let marketing = Topic::Reach(Channel::Call, Purpose::Marketing);
    assert_eq!(first(NoticeKind::read_out(marketing)), prompt::words(marketing));
    assert!(read_text(&first(NoticeKind::Question(Channel::Call, Purpose::Marketing))).is_ok());
}

#[test]
fn every_address_leads_back_to_its_policy() {
    for kind in policies() {
        assert_eq!(from_address(&address(kind)), Ok(kind));
        assert!(!address(kind).contains('/'));
    }
    assert!(from_address("dpa").is_err() && from_address("script").is_err() && from_address("").is_err());
}

#[test]
fn a_material_version_names_a_day_that_is_not_over() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    assert_eq!(Renewal::read("no", "2020-01-01", today), Ok(Renewal::NotNeeded));
    for wrong in ["", "31.01.2027", "2026-11-24"] {
        assert!(Renewal::read("yes", wrong, today).is_err(), "{wrong}");
    }
    assert!(Renewal::read("perhaps", "2027-01-31", today).is_err());
    let renewal = Renewal::read("yes", "2026-12-31", today).unwrap();
    assert_eq!(renewal.deadline().unwrap().to_rfc3339(), "2027-01-01T00:00:00+00:00");
}
