//! What meets itself or somebody else's at the same moment, or comes too late.

use domain::{access::Role, event::EventKind, wire::interaction::OnFile};
use service::interaction::record_answer;

use super::{details, new_customer, submit, with};
use crate::support::{TestApp, field};

each_db!(
    the_same_form_sent_twice_is_one_customer,
    a_stale_edit_is_refused_with_what_was_typed,
    of_two_answers_at_once_both_are_recorded_and_the_stricter_wins,
);

async fn the_same_form_sent_twice_is_one_customer(app: TestApp) {
    let owner = app.owner().await;
    let fields = new_customer(&app, &owner).await;
    let send = || submit(&owner, "/customers/new", "interaction/save", &fields);
    // Two presses at once, and one more by "back" and "send again".
    let (first, second) = tokio::join!(send(), send());
    let third = send().await;
    let page = first.expect(303).location.unwrap();
    second.expect_to(&page);
    third.expect_to(&page);
    assert_eq!(app.count("customer").await, 1);
    assert_eq!(app.count("interaction").await, 1);
}

async fn a_stale_edit_is_refused_with_what_was_typed(app: TestApp) {
    let owner = app.owner().await;
    let customer = app.customer(&app.ctx(&owner).await).await;
    let edit = format!("/customers/{customer}/edit");
    let (first, second) = (details(&owner, &edit).await, details(&owner, &edit).await);
    submit(&owner, &edit, "customer/edit", &with(&first, "name", "First Name")).await.expect(303);
    let size = app.count("ledger_entry").await;
    let refused = submit(&owner, &edit, "customer/edit", &with(&second, "name", "Second Name")).await.expect(409).body;
    assert!(refused.contains("Someone changed this while you worked."), "{refused}");
    assert_eq!(field(&refused, "name").as_deref(), Some("Second Name"), "what was typed is kept");
    assert_eq!(app.ask("SELECT full_name FROM customer").await, ["First Name"]);
    assert_eq!(app.count("ledger_entry").await, size);
    let again = submit(&owner, &edit, "customer/edit", &with(&second, "name", "Second Name")).await;
    assert_eq!(again.status, 409, "sending it again does not push it through");
}

async fn of_two_answers_at_once_both_are_recorded_and_the_stricter_wins(app: TestApp) {
    let owner = app.owner().await;
    let staff = app.member(&owner, Role::Staff).await;
    let (one, other) = (app.ctx(&owner).await, app.ctx(&staff).await);
    for round in 0..4 {
        let customer = app.customer(&one).await;
        let script = service::interaction::prompt(app.service(), &one, None).await.unwrap().script;
        let answer = |answer: &str| OnFile {
            customer: customer.to_string(),
            answer: answer.into(),
            script: script.clone(),
            note: String::new(),
            form: app.service().new_request().to_string(),
        };
        let before = app.ledger(one.business).await.len();
        let (yes, no_calls) = tokio::join!(
            record_answer(app.service(), &one, answer("yes")),
            record_answer(app.service(), &other, answer("yes_but_no_calls")),
        );
        yes.unwrap();
        no_calls.unwrap();
        let recorded = app.ledger(one.business).await[before..].to_vec();
        let contacts = recorded.iter().filter(|kind| **kind == EventKind::InteractionRecorded).count();
        assert_eq!(contacts, 2, "round {round}: {recorded:?}");
        let place = domain::wire::call::Place {
            customer: customer.to_string(),
            number: app.first_number(&one, customer).await.to_string(),
            purpose: "service".into(),
        };
        let placed = service::call::place(app.service(), &one, place).await.unwrap();
        let domain::wire::call::Placed::Blocked(decision) = placed else { panic!("round {round}: {placed:?}") };
        for reason in ["do_not_call", "call_consent_refused"] {
            assert!(decision.reasons.iter().any(|it| it == reason), "round {round}: {decision:?}");
        }
    }
}
