use chrono::TimeDelta;
use domain::{
    event::EventKind,
    id::CustomerId,
    wire::{
        call::Check,
        consent::Wish,
        customer::ListQuery,
        interaction::{Contact, Denied, NewCustomer, NotAsked, OnFile, Prompt},
    },
};

use crate::{
    call,
    ctx::Ctx,
    customer, erasure,
    error::Error,
    interaction,
    testing::{Stage, customer as someone, on_file, page, press, reasons, typed},
};

async fn contact(stage: &Stage, ctx: &Ctx, id: CustomerId) -> Contact {
    Contact {
        customer: id.to_string(),
        direction: "inbound".into(),
        outcome: "spoke".into(),
        note: "Asked for an invoice".into(),
        form: page(stage, ctx, id).await.form,
    }
}

fn not_asked(stage: &Stage) -> NotAsked {
    NotAsked { direction: "inbound".into(), form: stage.service.new_request().to_string(), ..NotAsked::default() }
}

#[tokio::test]
async fn a_yes_saves_the_person_with_the_consent_and_a_confirmation_that_is_owed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let show = page(&stage, &owner, id).await;
    assert!(!show.flagged);
    assert_eq!(show.consent.script_version, Some(1));
    assert_eq!(show.consent.by.as_deref(), Some("Ada Owner"));
    assert!(reasons(&press(&stage, &owner, id, "service").await).is_empty());
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let owed = store::message::list(&scope, id, 10).await.unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].recipient.as_deref(), Some("lourdes@example.com"));
    assert_eq!(owed[0].topics, serde_json::json!(["data_collection"]));
}

#[tokio::test]
async fn yes_but_no_calls_refuses_calls_marks_the_person_and_owes_one_confirmation() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    let show = page(&stage, &owner, id).await;
    assert!(show.mark.is_some());
    assert_eq!((show.preferences[0].service.wish, show.preferences[0].marketing.wish), (Wish::No, Wish::No));
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let owed = store::message::list(&scope, id, 10).await.unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].topics, serde_json::json!(["data_collection", "call/service", "call/marketing"]));
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_customer() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let form = typed(&stage, &owner, "yes").await;
    let first = interaction::save_customer(&stage.service, &owner, form.clone()).await.unwrap();
    let second = interaction::save_customer(&stage.service, &owner, form).await.unwrap();
    assert_eq!(first, second);
    assert_eq!(customer::list(&stage.service, &owner, ListQuery::default()).await.unwrap().all, 1);
}

#[tokio::test]
async fn a_second_press_on_a_form_records_nothing_twice_and_other_words_do_not_pass_as_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let Prompt { script, form, .. } = interaction::prompt(&stage.service, &owner, None).await.unwrap();
    let denied = Denied { script, reason: "privacy".into(), note: String::new(), form };
    let contact = contact(&stage, &owner, id).await;
    let noted = not_asked(&stage);
    let no = on_file(&stage, &owner, id, "no").await;
    let service = &stage.service;
    for recorded in [1, 0] {
        let before = stage.ledger(owner.business).await.len();
        interaction::record_refusal(service, &owner, denied.clone()).await.unwrap();
        interaction::log_contact(service, &owner, contact.clone()).await.unwrap();
        interaction::record_contact(service, &owner, noted.clone()).await.unwrap();
        assert_eq!(stage.ledger(owner.business).await.len() - before, 3 * recorded);
    }
    let other = Denied { reason: "not_interested".into(), ..denied };
    assert!(matches!(interaction::record_refusal(service, &owner, other).await, Err(Error::Stale)));
    let other = Contact { note: "Asked for an offer".into(), ..contact };
    assert!(matches!(interaction::log_contact(service, &owner, other).await, Err(Error::Stale)));
    let other = NotAsked { direction: "outbound".into(), ..noted };
    assert!(matches!(interaction::record_contact(service, &owner, other).await, Err(Error::Stale)));

    interaction::record_answer(service, &owner, no.clone()).await.unwrap();
    let before = stage.ledger(owner.business).await.len();
    interaction::record_answer(service, &owner, no.clone()).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.len(), before);
    let other = OnFile { answer: "yes".into(), ..no };
    assert!(matches!(interaction::record_answer(service, &owner, other).await, Err(Error::Stale)));
}

#[tokio::test]
async fn bad_input_names_every_field_and_leaves_everything_as_it_was() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let before = stage.ledger(owner.business).await;
    let bad = NewCustomer {
        name: "x".repeat(201),
        phone: "12".into(),
        email: "nobody".into(),
        time_zone: "Mars/Olympus".into(),
        note: "a\u{0}b".into(),
        ..typed(&stage, &owner, "yes").await
    };
    let Err(Error::Invalid(invalid)) = interaction::save_customer(&stage.service, &owner, bad).await else {
        panic!("saved")
    };
    let fields: Vec<_> = invalid.problems().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "phone", "email", "time_zone", "note"]);
    assert_eq!(stage.ledger(owner.business).await, before);
}

#[tokio::test]
async fn an_answer_to_words_that_are_no_longer_in_force_is_asked_again() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let old = NewCustomer { script: stage.service.new_request().to_string(), ..typed(&stage, &owner, "yes").await };
    assert!(matches!(interaction::save_customer(&stage.service, &owner, old).await, Err(Error::Stale)));
}

#[tokio::test]
async fn a_no_keeps_a_reason_and_refuses_a_note_that_names_the_person() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let Prompt { script, form, .. } = interaction::prompt(&stage.service, &owner, None).await.unwrap();
    let denied = |note: &str| {
        let (script, form) = (script.clone(), form.clone());
        Denied { script, reason: "privacy".into(), note: note.into(), form }
    };
    let named = interaction::record_refusal(&stage.service, &owner, denied("call 212 555 0127")).await;
    assert!(matches!(named, Err(Error::Invalid(_))));
    interaction::record_refusal(&stage.service, &owner, denied("in a hurry")).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::DenialRecorded));
    assert_eq!(customer::list(&stage.service, &owner, ListQuery::default()).await.unwrap().all, 0);
}

#[tokio::test]
async fn not_asked_notes_the_contact_alone() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let noted = not_asked(&stage);
    interaction::record_contact(&stage.service, &owner, noted).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::InteractionRecorded));
}

#[tokio::test]
async fn a_no_of_somebody_on_file_blocks_hides_and_erases() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let no = OnFile { note: "MARKERNOTE".into(), ..on_file(&stage, &owner, id, "no").await };
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    let refused = press(&stage, &owner, id, "service").await;
    assert_eq!(reasons(&refused), ["number_suppressed", "data_consent_refused"]);
    assert_eq!(customer::list(&stage.service, &owner, ListQuery::default()).await.unwrap().all, 0);
    assert!(page(&stage, &owner, id).await.withdrawn.is_some_and(|withdrawn| withdrawn.erased_at.is_none()));

    assert_eq!(erasure::run_due(&stage.service).await.unwrap(), 0);
    stage.clock.advance(TimeDelta::hours(72));
    assert_eq!(erasure::run_due(&stage.service).await.unwrap(), 1);
    let show = page(&stage, &owner, id).await;
    assert!(show.withdrawn.is_some_and(|withdrawn| withdrawn.erased_at.is_some()));
    assert!(show.numbers.is_empty() && show.emails.is_empty() && show.details.is_empty());
    let check = Check { phone: "212 555 0127".into(), purpose: "service".into() };
    let checked = call::check(&stage.service, &owner, check).await.unwrap();
    assert!(checked.decision.reasons.contains(&"number_suppressed".to_owned()));
}

#[tokio::test]
async fn nothing_of_an_erased_person_is_left_in_the_files() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let person = NewCustomer {
        name: "Zebulon Markerman".into(),
        company: "MARKERCOMPANY".into(),
        note: "MARKERNOTE".into(),
        email: "markermail@example.com".into(),
        ..typed(&stage, &owner, "yes").await
    };
    let id = interaction::save_customer(&stage.service, &owner, person).await.unwrap();
    assert!(stage.files_hold("Zebulon Markerman"), "the marker is there before");
    let no = OnFile { note: "MARKERWORDS".into(), ..on_file(&stage, &owner, id, "no").await };
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.clock.advance(TimeDelta::hours(72));
    erasure::run_due(&stage.service).await.unwrap();
    for marker in ["Markerman", "markerman", "MARKERCOMPANY", "MARKERNOTE", "MARKERWORDS", "markermail", "2125550127"] {
        assert!(!stage.files_hold(marker), "{marker}");
    }
}

#[tokio::test]
async fn an_inbound_contact_is_always_logged_and_lifts_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    interaction::log_contact(&stage.service, &owner, contact(&stage, &owner, id).await).await.unwrap();
    assert!(page(&stage, &owner, id).await.mark.is_some());
}

#[tokio::test]
async fn a_later_yes_does_not_lift_the_mark() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes_but_no_calls").await;
    stage.clock.advance(TimeDelta::seconds(5));
    let yes = on_file(&stage, &owner, id, "yes").await;
    interaction::record_answer(&stage.service, &owner, yes).await.unwrap();
    assert!(reasons(&press(&stage, &owner, id, "service").await).contains(&"do_not_call".to_owned()));
}

#[tokio::test]
async fn the_same_form_with_another_answer_does_not_pass_as_saved() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let form = typed(&stage, &owner, "yes").await;
    interaction::save_customer(&stage.service, &owner, form.clone()).await.unwrap();
    let changed = NewCustomer { answer: "yes_but_no_calls".into(), ..form };
    assert!(matches!(interaction::save_customer(&stage.service, &owner, changed).await, Err(Error::Stale)));
}

#[tokio::test]
async fn a_number_that_was_removed_before_the_no_stays_blocked_after_the_erasure() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = someone(&stage, &owner, "yes").await;
    let point = page(&stage, &owner, id).await.numbers[0].id.to_string();
    let retired = domain::wire::customer::RetirePoint { customer: id.to_string(), point };
    customer::retire_point(&stage.service, &owner, retired).await.unwrap();
    let no = on_file(&stage, &owner, id, "no").await;
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    stage.clock.advance(TimeDelta::hours(72));
    erasure::run_due(&stage.service).await.unwrap();
    let check = Check { phone: "212 555 0127".into(), purpose: "service".into() };
    let checked = call::check(&stage.service, &owner, check).await.unwrap();
    assert!(checked.decision.reasons.contains(&"number_suppressed".to_owned()));
}
