//! What a change would do, before it is saved.

use domain::{
    retention::Kept,
    wire::{
        interaction::{Denied, NewCustomer},
        setting::{
            params::{Business, Retention},
            preview::{Preview, Reach},
        },
    },
};

use super::{super::effect, *};
use crate::{
    retention::run_due,
    testing::{customer, typed},
};

/// Two people who may be called, one who said no to calls, and one without a number.
async fn people(stage: &Stage, owner: &Ctx) {
    stage.asks_the_registry(owner).await;
    for (at, answer) in ["yes", "yes", "yes_but_no_calls", "yes"].into_iter().enumerate() {
        let phone = if at == 3 { String::new() } else { format!("+1 212 555 01{at}0") };
        let person = NewCustomer { phone, ..typed(stage, owner, answer).await };
        interaction::save_customer(&stage.service, owner, person).await.unwrap();
    }
}

fn reach(preview: &Preview) -> Vec<(Purpose, u64, u64)> {
    preview.reach.iter().map(|Reach { purpose, now, then }| (*purpose, *now, *then)).collect()
}

fn kept(fields: [(Kept, &str); 3]) -> Retention {
    let fields = fields.map(|(kept, years)| (Setting::KeptFor(kept).code().to_owned(), years.to_owned()));
    Retention { fields: fields.into() }
}

fn own(country: &str, zone: &str) -> Business {
    Business {
        business_name: "Acme Heating".into(),
        business_country: country.into(),
        time_zone: zone.into(),
        language: "es".into(),
    }
}

#[tokio::test]
async fn a_preview_says_how_many_may_be_called_at_night_too_and_saves_nothing() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    // It is two in the morning in New York.
    stage.clock.advance(TimeDelta::hours(16));
    let before = (show(&stage.service, &owner).await.unwrap(), stage.ledger(owner.business).await);
    let mut fields = topics();
    fields.insert("opt_in.call/service".into(), "opt_in".into());
    fields.insert("opt_in.call/marketing".into(), "opt_out".into());
    let preview = preview_topics(&stage.service, &owner, Topics { fields: fields.clone() }).await.unwrap();
    assert!(preview.changes);
    let heads = preview.heads.unwrap();
    assert_eq!((heads.on_file, heads.looked_at, heads.with_number), (4, 4, 3));
    assert_eq!(reach(&preview), [(Purpose::Service, 2, 0), (Purpose::Marketing, 0, 2)]);
    assert_eq!((show(&stage.service, &owner).await.unwrap(), stage.ledger(owner.business).await), before);

    set_topics(&stage.service, &owner, Topics { fields: fields.clone() }).await.unwrap();
    let after = preview_topics(&stage.service, &owner, Topics { fields }).await.unwrap();
    assert!(!after.changes);
    assert_eq!(reach(&after), [(Purpose::Service, 0, 0), (Purpose::Marketing, 2, 2)], "as it was said");
}

#[tokio::test]
async fn fewer_days_for_a_yes_are_shown_with_whom_they_leave_out() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    set_calls(&stage.service, &owner, calls("on", "service", "72")).await.unwrap();
    stage.clock.advance(TimeDelta::days(20));
    let mut fields = topics();
    fields.insert("holds_for.data_collection".into(), "10".into());
    let preview = preview_topics(&stage.service, &owner, Topics { fields }).await.unwrap();
    assert_eq!(reach(&preview)[0], (Purpose::Service, 2, 0));
}

#[tokio::test]
async fn a_preview_of_calls_tells_of_another_purpose_and_of_who_keeps_the_hour() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    let gone = customer(&stage, &owner, "yes").await;
    interaction::record_answer(&stage.service, &owner, on_file(&stage, &owner, gone, "no").await).await.unwrap();
    let preview = preview_calls(&stage.service, &owner, calls("on", "marketing", "1")).await.unwrap();
    assert_eq!(preview.default_purpose, Some((Purpose::Service, Purpose::Marketing)));
    assert_eq!(preview.waiting, Some(1));
    assert_eq!(reach(&preview), [(Purpose::Service, 2, 2), (Purpose::Marketing, 0, 0)], "all were asked");
    let same = preview_calls(&stage.service, &owner, calls("off", "service", "72")).await.unwrap();
    assert_eq!((same.changes, same.default_purpose, same.waiting), (false, None, None));
}

#[tokio::test]
async fn hours_and_holidays_are_shown_by_the_day_and_not_by_the_hour_in_which_somebody_asks() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    stage.clock.advance(TimeDelta::hours(16));
    let mut hours = week("09:00", "12:00");
    hours.fields.insert("saturday_closed".into(), "on".into());
    let preview = preview_week(&stage.service, &owner, hours).await.unwrap();
    assert_eq!((preview.changes, preview.purpose, preview.days.len()), (true, Some(Purpose::Service), 7));
    for day in &preview.days {
        let open = chrono::Datelike::weekday(&day.on) != chrono::Weekday::Sat;
        // Thirteen hours now; on the day on which the clocks change there are as many.
        assert_eq!((day.now, day.minutes_now), (2, 13 * 60));
        assert_eq!((day.then, day.minutes_then), if open { (2, 3 * 60) } else { (0, 0) }, "{}", day.on);
    }
    let preview = preview_holiday(&stage.service, &owner, holiday("2026-12-25", "US")).await.unwrap();
    assert_eq!(preview.days.iter().map(|day| (day.now, day.then)).collect::<Vec<_>>(), [(2, 0)]);
    let elsewhere = preview_holiday(&stage.service, &owner, holiday("2026-12-25", "GB")).await.unwrap();
    assert_eq!(elsewhere.days.iter().map(|day| (day.now, day.then)).collect::<Vec<_>>(), [(2, 2)]);
    add_holiday(&stage.service, &owner, holiday("2026-12-25", "")).await.unwrap();
    let id = show(&stage.service, &owner).await.unwrap().holidays[0].id.to_string();
    let without = preview_without_holiday(&stage.service, &owner, RemoveHoliday { holiday: id }).await.unwrap();
    assert_eq!(without.days.iter().map(|day| (day.now, day.then)).collect::<Vec<_>>(), [(0, 2)]);
}

#[tokio::test]
async fn where_there_are_too_many_the_sample_is_said_to_be_one() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    let scope = stage.service.db.read(owner.business).await.unwrap();
    let proposed = effect::Settings::saved(&scope).await.unwrap();
    let now = stage.service.clock.now();
    let look = effect::Look::Purposes;
    let impatient = effect::count(&stage.service, &scope, &proposed, &look, now, || false).await.unwrap();
    let heads = impatient.heads.unwrap();
    assert_eq!((heads.on_file, heads.looked_at, heads.is_sample()), (4, 2, true));
    let patient = effect::count(&stage.service, &scope, &proposed, &look, now, || true).await.unwrap();
    assert!(!patient.heads.unwrap().is_sample());
}

#[tokio::test]
async fn who_the_business_is_can_be_changed_each_with_its_line_in_the_log() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    people(&stage, &owner).await;
    let preview = preview_business(&stage.service, &owner, own("MX", "America/Denver")).await.unwrap();
    assert!(preview.changes && preview.reach.iter().all(|reach| reach.now == reach.then));
    set_business(&stage.service, &owner, own("MX", "America/Denver")).await.unwrap();
    let log = ledger::log(&stage.service, &owner, LogQuery::default()).await.unwrap();
    let lines: Vec<_> = log.lines[..4]
        .iter()
        .map(|line| {
            let [detail, from, to] = [&line.detail, &line.from, &line.to].map(|it| it.clone().unwrap_or_default());
            format!("{}: {detail}: {from} > {to}", line.what)
        })
        .collect();
    let expected = [
        "Setting changed: Language: That of the country > Spanish",
        "Setting changed: Time zone: That of the country > America/Denver",
        "Setting changed: Country: United States > Mexico",
        "Business renamed: : Acme Plumbing > Acme Heating",
    ];
    assert_eq!(lines, expected);
    let shown = show(&stage.service, &owner).await.unwrap();
    assert_eq!((&*shown.name, &*shown.country, &*shown.time_zone), ("Acme Heating", "MX", "America/Denver"));
    let fields = refused(set_business(&stage.service, &owner, own("XX", "Nowhere")).await);
    assert_eq!(fields, ["business_country", "time_zone"]);
}

#[tokio::test]
async fn what_would_go_is_shown_and_goes_at_night_only() {
    let stage = Stage::new().await;
    let owner = stage.business().await;
    let service = &stage.service;
    let gone = customer(&stage, &owner, "yes").await;
    interaction::record_answer(service, &owner, on_file(&stage, &owner, gone, "no").await).await.unwrap();
    let prompt = interaction::prompt(service, &owner, None).await.unwrap();
    let denied = Denied { script: prompt.script, form: prompt.form, reason: "not_said".into(), ..Denied::default() };
    interaction::record_refusal(service, &owner, denied).await.unwrap();
    crate::erasure::run_due(service).await.unwrap();
    stage.clock.advance(TimeDelta::days(800));
    let shorter = kept([(Kept::Identities, "2"), (Kept::Denials, "2"), (Kept::Contacts, "1")]);
    let preview = preview_retention(service, &owner, shorter.clone()).await.unwrap();
    let going: Vec<_> = preview.expiring.iter().map(|it| (it.kept, it.now, it.then, it.oldest.is_some())).collect();
    let contacts = going[2].2;
    assert_eq!(going[..2], [(Kept::Identities, 0, 1, true), (Kept::Denials, 0, 1, true)]);
    assert!(contacts > 0 && going[2].1 == 0, "{going:?}");

    set_retention(service, &owner, shorter).await.unwrap();
    assert_eq!(run_due(service).await.unwrap(), 0, "it is ten in the morning");
    // Three in the morning in New York.
    stage.clock.advance(TimeDelta::hours(16));
    assert_eq!(run_due(service).await.unwrap(), 2 + contacts);
    let expired = stage.ledger(owner.business).await.into_iter().filter(|kind| *kind == EventKind::RecordsExpired);
    assert_eq!(expired.count(), 3);
    assert_eq!(run_due(service).await.unwrap(), 0, "once");
    let none = kept([(Kept::Identities, ""), (Kept::Denials, "0"), (Kept::Contacts, "x")]);
    let fields = refused(set_retention(service, &owner, none).await);
    assert_eq!(fields, ["kept_for.identities", "kept_for.denials", "kept_for.contacts"]);
}
