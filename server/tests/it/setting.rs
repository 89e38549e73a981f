//! Settings: their effect before they are saved, as a browser without script sees it, and what goes when its time is
//! over.

use chrono::TimeDelta;
use domain::wire::{interaction::Denied, setting::WEEK_FIELDS};

use crate::support::{TestApp, field};

each_db!(
    without_a_script_a_preview_says_what_a_change_would_do_and_saves_nothing,
    what_is_over_its_time_goes_in_the_night_and_the_log_says_how_much,
);

async fn without_a_script_a_preview_says_what_a_change_would_do_and_saves_nothing(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    app.customer(&ctx).await;
    let entries = app.count("ledger_entry").await;
    let opt_in = ["service", "marketing"]
        .map(|purpose| ["call", "sms", "email"].map(|channel| (format!("opt_in.{channel}/{purpose}"), "opt_in")));
    let topics = opt_in.concat();
    let mut fields: Vec<_> = topics.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    fields.push(("step", "preview"));
    let page = owner.post_form("/settings", "setting/topics", &fields).await.expect(200).body.replace("<!>", "");
    assert!(page.contains("Not saved yet"), "{page}");
    assert!(page.contains("Now 1 of 1 may be called for service; then 0."), "{page}");

    let mut hours: Vec<_> = WEEK_FIELDS.iter().flat_map(|day| [(day.from, "09:00"), (day.to, "10:00")]).collect();
    hours.extend([("sunday_closed", "on"), ("step", "preview")]);
    let page = owner.post_form("/settings", "setting/week", &hours).await.expect(200).body.replace("<!>", "");
    assert!(page.contains("Who may be called on each day") && page.contains("1 of 1, each for 1 h"), "{page}");
    assert_eq!(field(&page, "monday_from").as_deref(), Some("09:00"), "what was typed is still there");

    let years = [("kept_for.identities", "1"), ("kept_for.denials", "x"), ("step", "preview")];
    let page = owner.post_form("/settings", "setting/retention", &years).await.expect(422).body;
    assert!(page.contains("Enter whole years from 1 to 30"), "{page}");
    assert_eq!(app.count("ledger_entry").await, entries, "nothing was saved");

    let page = owner.get("/settings").await.expect(200).body;
    assert_eq!(field(&page, "monday_from").as_deref(), Some("08:00"));
    assert!(!page.contains("Not saved yet"));
}

async fn what_is_over_its_time_goes_in_the_night_and_the_log_says_how_much(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let prompt = service::interaction::prompt(app.service(), &ctx, None).await.unwrap();
    let denied = Denied { script: prompt.script, form: prompt.form, reason: "not_said".into(), ..Denied::default() };
    service::interaction::record_refusal(app.service(), &ctx, denied).await.unwrap();
    let years = [("kept_for.identities", "1"), ("kept_for.denials", "1"), ("kept_for.contacts", "1")];
    owner.post_form("/settings", "setting/retention", &years).await.expect_to("/settings");
    service::retention::run_due(app.service()).await.unwrap();
    assert_eq!(app.count("denial").await, 1, "a year is not over");
    let node = app.second_node(TimeDelta::days(400)).await;
    service::retention::run_due(&node.service).await.unwrap();
    assert_eq!(app.count("denial").await, 0);
    node.stop().await;
    let entries = app.ask("SELECT kind FROM ledger_entry WHERE kind = 'records_expired'").await;
    assert_eq!(entries.len(), 1);
}
