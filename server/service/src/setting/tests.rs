mod preview;

use std::collections::BTreeMap;

use chrono::TimeDelta;
use domain::{
    event::EventKind,
    topic::Purpose,
    wire::{
        ledger::LogQuery,
        setting::{
            WEEK_FIELDS,
            params::{AddHoliday, Calls, RemoveHoliday, Topics, Week},
        },
    },
};

use super::*;
use crate::{
    interaction, ledger,
    testing::{Stage, customer, on_file, page, press, reasons},
};

fn calls(asks: &str, purpose: &str, hours: &str) -> Calls {
    Calls { asks_before_calls: asks.into(), default_purpose: purpose.into(), erase_after_hours: hours.into() }
}

/// The form of the week with these hours on every day.
fn week(from: &str, to: &str) -> Week {
    let each = WEEK_FIELDS.iter().flat_map(|day| [(day.from, from), (day.to, to)]);
    Week { fields: each.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
}

/// The form of the topics: offers need a yes, services do not, and nothing expires.
fn topics() -> BTreeMap<String, String> {
    let each = Topic::all().flat_map(|topic| {
        let chosen = if topic.code().ends_with("marketing") { "opt_in" } else { "opt_out" };
        [
            (format!("opt_in.{}", topic.code()), chosen.to_owned()),
            (format!("holds_for.{}", topic.code()), String::new()),
        ]
    });
    each.collect()
}

fn holiday(on: &str, country: &str) -> AddHoliday {
    AddHoliday { on: on.into(), name: "Founders' Day".into(), country: country.into() }
}

/// What the newest entry of the audit log says.
async fn said(stage: &Stage, ctx: &Ctx) -> String {
    let log = ledger::log(&stage.service, ctx, LogQuery::default()).await.unwrap();
    let line = &log.lines[0];
    let [detail, from, to] = [&line.detail, &line.from, &line.to].map(|text| text.clone().unwrap_or_default());
    format!("{}: {detail}: {from} > {to}", line.what)
}

/// The fields that were refused.
fn refused(result: Result<()>) -> Vec<String> {
    match result {
        Err(Error::Invalid(invalid)) => invalid.problems().map(|(field, _)| field.to_owned()).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_new_business_asks_at_the_next_contact_and_needs_a_yes_for_offers_only() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let settings = show(&stage.service, &owner).await.unwrap();
    assert!(!settings.asks_before_calls);
    assert_eq!((settings.default_purpose, settings.erase_after_hours), (Purpose::Service, 72));
    let opt_in: Vec<_> = settings.topics.iter().filter(|rule| rule.opt_in).map(|rule| rule.topic.code()).collect();
    assert_eq!(opt_in, ["call/marketing", "sms/marketing", "email/marketing"]);
    assert!(settings.topics.iter().all(|rule| rule.holds_for.is_none()));
    assert!(
        settings.week.iter().all(|day| day.as_ref().is_some_and(|day| (&*day.from, &*day.to) == ("08:00", "21:00")))
    );
    assert!(settings.holidays.is_empty());
    assert_eq!(settings.country, "US");
}

#[tokio::test]
async fn each_change_is_recorded_with_from_and_to_in_words_and_none_without() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    set_calls(&stage.service, &owner, calls("on", "service", "72")).await.unwrap();
    assert_eq!(said(&stage, &owner).await, "Setting changed: Ask before calls: Off > On");
    set_calls(&stage.service, &owner, calls("on", "marketing", "72")).await.unwrap();
    assert_eq!(said(&stage, &owner).await, "Setting changed: Default purpose: Service > Marketing");
    set_calls(&stage.service, &owner, calls("on", "marketing", "0")).await.unwrap();
    assert_eq!(said(&stage, &owner).await, "Setting changed: Erasure after a withdrawal: 72 hours > 0 hours");
    let mut fields = topics();
    fields.insert("opt_in.call/service".into(), "opt_in".into());
    set_topics(&stage.service, &owner, Topics { fields: fields.clone() }).await.unwrap();
    assert_eq!(said(&stage, &owner).await, "Setting changed: Calls about services: consent: Opt out > Opt in");
    fields.insert("holds_for.email/marketing".into(), "365".into());
    set_topics(&stage.service, &owner, Topics { fields: fields.clone() }).await.unwrap();
    let words = "Setting changed: Email with offers: a yes holds for: Does not expire > 365 days";
    assert_eq!(said(&stage, &owner).await, words);
    let mut hours = week("08:00", "21:00");
    hours.fields.insert("sunday_closed".into(), "on".into());
    set_week(&stage.service, &owner, hours.clone()).await.unwrap();
    assert_eq!(said(&stage, &owner).await, "Setting changed: Calling hours on Sunday: 08:00-21:00 > No calls");
    add_holiday(&stage.service, &owner, holiday("2026-12-25", "us")).await.unwrap();
    let words = "Holiday added: 25 December 2026, United States: Ordinary day > Founders' Day";
    assert_eq!(said(&stage, &owner).await, words);

    let size = stage.ledger(owner.business).await.len();
    set_calls(&stage.service, &owner, calls("on", "marketing", "0")).await.unwrap();
    set_topics(&stage.service, &owner, Topics { fields }).await.unwrap();
    set_week(&stage.service, &owner, hours).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.len(), size, "what was so already is no change");
}

#[tokio::test]
async fn only_who_operates_the_business_sees_and_changes_its_settings() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    for role in ["staff", "auditor"] {
        let member = stage.member(&owner, &format!("Sam {role}"), role).await;
        assert!(matches!(show(&stage.service, &member).await, Err(Error::Forbidden)));
        let changed = set_calls(&stage.service, &member, calls("on", "service", "72")).await;
        assert!(matches!(changed, Err(Error::Forbidden)));
        assert!(matches!(set_week(&stage.service, &member, week("9:00", "17:00")).await, Err(Error::Forbidden)));
        let added = add_holiday(&stage.service, &member, holiday("2026-12-25", "")).await;
        assert!(matches!(added, Err(Error::Forbidden)));
    }
    let admin = stage.member(&owner, "Adam Admin", "admin").await;
    set_calls(&stage.service, &admin, calls("on", "service", "72")).await.unwrap();
}

#[tokio::test]
async fn every_field_that_makes_no_sense_is_named_and_nothing_is_changed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let before = (show(&stage.service, &owner).await.unwrap(), stage.ledger(owner.business).await);
    let fields = refused(set_calls(&stage.service, &owner, calls("", "sales", "73")).await);
    assert_eq!(fields, ["asks_before_calls", "default_purpose", "erase_after_hours"]);
    let mut typed = topics();
    typed.insert("opt_in.call/service".into(), "maybe".into());
    typed.insert("holds_for.call/service".into(), "0".into());
    typed.insert("holds_for.data_collection".into(), "a year".into());
    let fields = refused(set_topics(&stage.service, &owner, Topics { fields: typed }).await);
    assert_eq!(fields, ["holds_for.data_collection", "opt_in.call/service", "holds_for.call/service"]);
    let mut hours = week("08:00", "21:00");
    hours.fields.insert("monday_to".into(), "07:00".into());
    hours.fields.insert("tuesday_from".into(), "8 o'clock".into());
    hours.fields.remove("wednesday_from");
    hours.fields.remove("wednesday_to");
    let fields = refused(set_week(&stage.service, &owner, hours).await);
    assert_eq!(fields, ["monday_from", "tuesday_from", "wednesday_from"]);
    let named = AddHoliday { on: "25.12.2026".into(), name: "x".repeat(201), country: "XX".into() };
    assert_eq!(refused(add_holiday(&stage.service, &owner, named).await), ["on", "name", "country"]);
    assert_eq!((show(&stage.service, &owner).await.unwrap(), stage.ledger(owner.business).await), before);
}

#[tokio::test]
async fn what_a_business_sets_decides_at_the_gate_from_then_on() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    stage.asks_the_registry(&owner).await;
    let id = customer(&stage, &owner, "yes").await;
    let mut fields = topics();
    fields.insert("opt_in.call/service".into(), "opt_in".into());
    fields.insert("opt_in.call/marketing".into(), "opt_out".into());
    set_topics(&stage.service, &owner, Topics { fields }).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["consent_unknown"]);
    assert_eq!(reasons(&press(&stage, &owner, id, "marketing").await), [""; 0]);
    // It is ten in the morning in New York.
    set_week(&stage.service, &owner, week("10:30", "17:00")).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "marketing").await), ["outside_calling_hours"]);
    let standing = page(&stage, &owner, id).await.standings.into_iter().find(|it| it.purpose == Purpose::Marketing);
    assert_eq!(standing.unwrap().decision.until, Some(stage.service.now() + TimeDelta::minutes(30)));
    set_calls(&stage.service, &owner, calls("off", "marketing", "72")).await.unwrap();
    assert_eq!(page(&stage, &owner, id).await.purpose, Purpose::Marketing);
}

#[tokio::test]
async fn a_holiday_shuts_the_country_that_has_it_and_opens_again_when_it_is_removed() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    add_holiday(&stage.service, &owner, holiday("2026-03-03", "GB")).await.unwrap();
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), [""; 0]);
    add_holiday(&stage.service, &owner, holiday("2026-03-03", "US")).await.unwrap();
    let again = refused(add_holiday(&stage.service, &owner, holiday("2026-03-03", "US")).await);
    assert_eq!(again, ["on"], "once is enough");
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), ["outside_calling_hours"]);
    let standing = page(&stage, &owner, id).await.standings.remove(0);
    let tomorrow_at_eight = "2026-03-04T13:00:00+00:00";
    assert_eq!(standing.decision.until.map(|until| until.to_rfc3339()).as_deref(), Some(tomorrow_at_eight));
    let shown = show(&stage.service, &owner).await.unwrap().holidays;
    let ours = shown.iter().find(|holiday| holiday.country.as_deref() == Some("United States")).unwrap();
    let remove = RemoveHoliday { holiday: ours.id.to_string() };
    remove_holiday(&stage.service, &owner, remove.clone()).await.unwrap();
    assert_eq!(stage.ledger(owner.business).await.last(), Some(&EventKind::HolidayRemoved));
    assert_eq!(reasons(&press(&stage, &owner, id, "service").await), [""; 0]);
    assert!(matches!(remove_holiday(&stage.service, &owner, remove).await, Err(Error::NotFound)));
}

#[tokio::test]
async fn a_withdrawal_is_erased_after_the_hours_that_were_set_when_it_was_recorded() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let id = customer(&stage, &owner, "yes").await;
    set_calls(&stage.service, &owner, calls("off", "service", "0")).await.unwrap();
    let no = on_file(&stage, &owner, id, "no").await;
    interaction::record_answer(&stage.service, &owner, no).await.unwrap();
    let withdrawn = page(&stage, &owner, id).await.withdrawn.unwrap();
    assert_eq!(withdrawn.erase_at, withdrawn.at);
    assert_eq!(crate::erasure::run_due(&stage.service).await.unwrap(), 1);
}

#[tokio::test]
async fn the_settings_of_another_business_are_its_own() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let stranger = stage.business().await;
    add_holiday(&stage.service, &owner, holiday("2026-03-03", "")).await.unwrap();
    set_calls(&stage.service, &owner, calls("on", "marketing", "1")).await.unwrap();
    let theirs = show(&stage.service, &stranger).await.unwrap();
    assert!(theirs.holidays.is_empty() && !theirs.asks_before_calls);
    let ours = show(&stage.service, &owner).await.unwrap().holidays[0].id.to_string();
    let removed = remove_holiday(&stage.service, &stranger, RemoveHoliday { holiday: ours }).await;
    assert!(matches!(removed, Err(Error::NotFound)));
}
