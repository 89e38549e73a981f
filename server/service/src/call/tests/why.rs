//! What a decision rests on, and that everybody who asks is answered the same.

use domain::wire::{
    call::{Checked, Decision, Explanation, Why},
    suppression::params::Add,
};

use super::*;
use crate::{ctx::Ctx, interaction, suppression, testing::on_file};

async fn checked(stage: &Stage, ctx: &Ctx, phone: &str, purpose: &str) -> Checked {
    let check = Check { phone: phone.into(), purpose: purpose.into() };
    call::check(&stage.service, ctx, check).await.unwrap()
}

/// What the page of a customer says about their first number.
async fn why(stage: &Stage, ctx: &Ctx, id: domain::id::CustomerId) -> Why {
    page(stage, ctx, id).await.why.remove(0)
}

fn of<'w>(why: &'w Why, code: &str) -> &'w Explanation {
    why.reasons.iter().find(|reason| reason.code == code).unwrap_or_else(|| panic!("{code}: {why:?}"))
}

fn words(explanation: &Explanation) -> Vec<&str> {
    explanation.facts.iter().map(|fact| fact.words.as_str()).collect()
}

async fn listed(stage: &Stage, ctx: &Ctx) {
    let stranger = Add { phone: "(212) 555-0127".into(), reason: "Lourdes' husband asked".into() };
    suppression::add_number(&stage.service, ctx, stranger).await.unwrap();
}

#[tokio::test]
async fn each_reason_says_since_when_by_whom_and_what_would_change_it() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    let since = stage.service.now();
    stage.clock.advance(TimeDelta::minutes(5));
    let staff = stage.member(&owner, "Sam Staff", "staff").await;
    listed(&stage, &staff).await;
    let why = why(&stage, &owner, id).await;
    let mark = of(&why, "do_not_call");
    assert_eq!(words(mark), ["Marked, asked in answer to the script; recorded by Ada Owner"]);
    assert_eq!(mark.facts[0].since, Some(since));
    assert!(mark.remedy.contains("owner or admin") && mark.remedy.contains("evidence"));
    let number = of(&why, "number_suppressed");
    let expected = ["A customer's mark; recorded by Ada Owner", "Entered by hand; recorded by Sam Staff"];
    assert_eq!(words(number), expected);
    assert!(number.remedy.contains("lift it with evidence") && number.remedy.contains("only with the mark"));
    let consent = of(&why, "call_consent_refused");
    assert_eq!(words(consent), ["Calls about services: refused, verbal; recorded by Ada Owner"]);
    assert!(consent.remedy.contains("at the next contact"));
}

#[tokio::test]
async fn the_hours_say_the_time_and_the_zone_there_and_when_calls_are_allowed_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    assert_eq!(why(&stage, &owner, id).await.clock.as_deref(), Some("It is 10:00 there (America/New_York)"));
    stage.clock.advance(TimeDelta::hours(12));
    let evening = why(&stage, &owner, id).await;
    let hours = of(&evening, "outside_calling_hours");
    assert_eq!(words(hours), ["It is 22:00 in America/New_York"]);
    assert_eq!(hours.remedy, "From 08:00 tomorrow there.");
    stage.clock.advance(TimeDelta::hours(4));
    let night = why(&stage, &owner, id).await;
    assert_eq!(of(&night, "outside_calling_hours").remedy, "From 08:00 today there.");
}

#[tokio::test]
async fn what_was_never_asked_says_which_answer_is_missing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    someone(&stage, &owner, "yes").await;
    let marketing = checked(&stage, &owner, "2125550127", "marketing").await.why;
    assert_eq!(words(of(&marketing, "consent_unknown")), ["Calls with offers: no answer on record"]);
}

#[tokio::test]
async fn no_other_customer_is_named_and_no_note_of_a_stranger_is_told() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let marked = someone(&stage, &owner, "yes").await;
    let other = interaction::save_customer(&stage.service, &owner, {
        let typed = crate::testing::typed(&stage, &owner, "yes").await;
        domain::wire::interaction::NewCustomer { name: "Ben Stone".into(), ..typed }
    });
    let other = other.await.unwrap();
    dnc::mark(&stage.service, &owner, Mark { customer: marked.to_string() }).await.unwrap();
    listed(&stage, &owner).await;
    let of_other = why(&stage, &owner, other).await;
    let facts = words(of(&of_other, "number_suppressed"));
    assert!(facts.iter().any(|fact| fact.starts_with("The mark of another customer with this number")), "{facts:?}");
    let of_number = checked(&stage, &owner, "2125550127", "service").await.why;
    let mark = words(of(&of_number, "do_not_call"));
    assert!(mark[0].starts_with("A customer with this number is marked"), "{mark:?}");
    for sent in [serde_json::to_string(&of_other).unwrap(), serde_json::to_string(&of_number).unwrap()] {
        assert!(!sent.contains("Lourdes") && !sent.contains("Ben Stone"), "{sent}");
    }
}

#[tokio::test]
async fn a_short_number_is_answered_as_one_that_cannot_be_called() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    for phone in ["911", "112"] {
        let checked = checked(&stage, &owner, phone, "service").await;
        assert_eq!(checked.decision.reasons, ["unusable_number"]);
        assert!(!of(&checked.why, "unusable_number").remedy.is_empty());
    }
    let nonsense = Check { phone: "ring her".into(), purpose: "service".into() };
    assert!(matches!(call::check(&stage.service, &owner, nonsense).await, Err(Error::Invalid(_))));
}

/// Something that happens to a customer.
#[derive(Clone, Copy, Debug)]
enum Happens {
    Nothing,
    Marked,
    Listed,
    Refused,
    Withdrew,
    Evening,
}

async fn happen(stage: &Stage, owner: &Ctx, id: domain::id::CustomerId, what: Happens) {
    let answer = async |answer: &str| {
        let answer = on_file(stage, owner, id, answer).await;
        interaction::record_answer(&stage.service, owner, answer).await.unwrap();
    };
    match what {
        Happens::Nothing => {}
        Happens::Marked => dnc::mark(&stage.service, owner, Mark { customer: id.to_string() }).await.unwrap(),
        Happens::Listed => listed(stage, owner).await,
        Happens::Refused => answer("yes_but_no_calls").await,
        Happens::Withdrew => answer("no").await,
        Happens::Evening => stage.clock.advance(TimeDelta::hours(12)),
    }
}

#[tokio::test]
async fn the_page_the_gate_and_the_check_give_one_answer_in_any_format_and_for_each_purpose() {
    use Happens::{Evening, Listed, Marked, Nothing, Refused, Withdrew};
    for what in [Nothing, Marked, Listed, Refused, Withdrew, Evening] {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        let id = someone(&stage, &owner, "yes").await;
        happen(&stage, &owner, id, what).await;
        let shown = page(&stage, &owner, id).await;
        for purpose in ["service", "marketing"] {
            let button: &Decision =
                &shown.standings.iter().find(|standing| standing.purpose.code() == purpose).unwrap().decision;
            let gate = reasons(&press(&stage, &owner, id, purpose).await);
            assert_eq!(gate, button.reasons, "{what:?} {purpose}");
            for phone in ["(212) 555-0127", "+1 212-555-0127", "2125550127", "001 212 555 0127", "tel:+1-212-555-0127"]
            {
                let checked = checked(&stage, &owner, phone, purpose).await;
                assert_eq!(&checked.decision, button, "{what:?} {purpose} {phone}");
                let codes: Vec<_> = checked.why.reasons.iter().map(|reason| reason.code.clone()).collect();
                assert_eq!(codes, button.reasons, "each reason is explained");
            }
        }
    }
}
