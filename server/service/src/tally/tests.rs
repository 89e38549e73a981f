//! What is counted is what the ledger and the rows say, whenever it was counted.

use chrono::TimeDelta;
use domain::{
    interaction::DenialReason,
    ledger::{Entry, FieldValue},
    tally::Span,
    wire::{
        customer::{Merge, MergeQuery},
        dnc::Mark,
        interaction::{Denied, NewCustomer},
    },
};
use store::tally::Counted;

use super::*;
use crate::{
    ctx::Ctx,
    customer as customers, dnc, erasure, interaction,
    testing::{Stage, on_file, press, reasons, typed},
};

async fn person(stage: &Stage, ctx: &Ctx, name: &str, phone: &str, answer: &str) -> CustomerId {
    let email = format!("{}@example.com", name.to_lowercase());
    let typed = NewCustomer { name: name.into(), phone: phone.into(), email, ..typed(stage, ctx, answer).await };
    interaction::save_customer(&stage.service, ctx, typed).await.unwrap()
}

async fn refusal(stage: &Stage, ctx: &Ctx) {
    let typed = typed(stage, ctx, "yes").await;
    let reason = DenialReason::ALL[0].code().into();
    let denied = Denied { script: typed.script, reason, note: String::new(), form: typed.form };
    interaction::record_refusal(&stage.service, ctx, denied).await.unwrap();
}

/// Some days of a business in which everything happens that is counted, and with it a merge and an erasure.
async fn history(stage: &Stage) -> Ctx {
    let ctx = stage.business().await;
    let ana = person(stage, &ctx, "Ana", "(212) 555-0101", "yes").await;
    let ben = person(stage, &ctx, "Ben", "(212) 555-0102", "yes_but_no_calls").await;
    let cleo = person(stage, &ctx, "Cleo", "(212) 555-0103", "yes").await;
    assert_eq!(reasons(&press(stage, &ctx, ana, "service").await), [""; 0]);
    assert_ne!(reasons(&press(stage, &ctx, ben, "service").await), [""; 0]);
    // In New York it is the evening before for five more hours.
    stage.clock.advance(TimeDelta::hours(10));
    refusal(stage, &ctx).await;
    assert_ne!(reasons(&press(stage, &ctx, cleo, "marketing").await), [""; 0]);
    stage.clock.advance(TimeDelta::hours(6));
    dnc::mark(&stage.service, &ctx, Mark { customer: cleo.to_string() }).await.unwrap();
    assert_ne!(reasons(&press(stage, &ctx, cleo, "service").await), [""; 0]);
    let no = on_file(stage, &ctx, ben, "no").await;
    interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    let query = MergeQuery { customer: ana.to_string(), with: cleo.to_string() };
    let shown = customers::merge_page(&stage.service, &ctx, query).await.unwrap();
    let merge = Merge {
        customer: ana.to_string(),
        other: cleo.to_string(),
        revision: shown.revision.to_string(),
        other_revision: shown.preview.unwrap().other_revision.to_string(),
        fields: std::collections::BTreeMap::new(),
    };
    customers::merge(&stage.service, &ctx, merge).await.unwrap();
    stage.clock.advance(TimeDelta::hours(73));
    erasure::run_due(&stage.service).await.unwrap();
    person(stage, &ctx, "Dora", "(212) 555-0104", "yes").await;
    ctx
}

async fn kept(stage: &Stage, ctx: &Ctx) -> Counted {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let days = Span { from: "1970-01-01".parse().unwrap(), to: "2970-01-01".parse().unwrap() };
    tally::list(&scope, days).await.unwrap()
}

/// The same, counted entry by entry and word by word.
async fn of_ledger(stage: &Stage, ctx: &Ctx) -> Counted {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let mut counted = Counted::new();
    for row in ledger::list_after(&scope, 0, 10_000).await.unwrap() {
        let entry = Entry::from_bytes(&row.bytes).unwrap();
        let said = |name: &str| match entry.field(name) {
            Some(FieldValue::Plain(text)) => text.clone(),
            _ => String::new(),
        };
        let codes = match (entry.kind.as_str(), said("to").as_str()) {
            ("consent_recorded", "given") => vec!["consent_given".to_owned()],
            ("consent_recorded" | "denial_recorded", "refused" | "withdrawn") => vec!["consent_refused".to_owned()],
            ("call_authorised", _) => vec!["call_placed".to_owned()],
            ("call_refused", _) => {
                let by = said("reasons").split('+').map(|reason| format!("prevented_{reason}")).collect::<Vec<_>>();
                [vec!["call_prevented".to_owned()], by].concat()
            }
            _ => Vec::new(),
        };
        // New York is five hours behind before 8 March, and four after.
        let is_winter = *entry.at.to_rfc3339() < *"2026-03-08T07";
        let local = entry.at - TimeDelta::hours(if is_winter { 5 } else { 4 });
        for code in codes {
            *counted.entry((local.date_naive(), Tally::from_code(&code).unwrap())).or_default() += 1;
        }
    }
    counted
}

async fn heads_are_those_of_the_rows(stage: &Stage, ctx: &Ctx) -> customer::HeadCounts {
    let scope = stage.service.db.read(ctx.business).await.unwrap();
    let heads = customer::head_counts(&scope).await.unwrap();
    assert_eq!(heads, customer::counted_now(&scope).await.unwrap());
    heads
}

async fn forget(stage: &Stage) {
    for sql in [
        "DELETE FROM tally",
        "DELETE FROM head_count",
        "DELETE FROM counted_customer",
        "UPDATE ledger_head SET tallied = 0",
    ] {
        assert_ne!(stage.service.db.raw(sql).await.unwrap(), 0, "{sql}");
    }
}

#[tokio::test]
async fn what_is_counted_is_what_the_ledger_and_the_rows_say() {
    let stage = Stage::new().await;
    let ctx = history(&stage).await;
    let counted = kept(&stage, &ctx).await;
    assert_eq!(counted, of_ledger(&stage, &ctx).await);
    let days: BTreeSet<_> = counted.keys().map(|(day, _)| day.to_string()).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), ["2026-03-03", "2026-03-04", "2026-03-07"]);
    let heads = heads_are_those_of_the_rows(&stage, &ctx).await;
    assert_eq!((heads.on_file, heads.no_consent, heads.do_not_call), (2, 0, 1));
}

#[tokio::test]
async fn a_ledger_that_nobody_counted_is_counted_afterwards_to_the_same() {
    let stage = Stage::new().await;
    let ctx = history(&stage).await;
    let counted = kept(&stage, &ctx).await;
    forget(&stage).await;
    heads_are_those_of_the_rows(&stage, &ctx).await;
    // What happens meanwhile is counted once, with what was before it.
    let eve = person(&stage, &ctx, "Eve", "(212) 555-0105", "yes").await;
    dnc::mark(&stage.service, &ctx, Mark { customer: eve.to_string() }).await.unwrap();
    heads_are_those_of_the_rows(&stage, &ctx).await;
    catch_up(&stage.service).await.unwrap();
    let again = kept(&stage, &ctx).await;
    assert_eq!(again, of_ledger(&stage, &ctx).await);
    assert!(counted.iter().all(|(key, count)| again.get(key).is_some_and(|again| again >= count)));
    let heads = heads_are_those_of_the_rows(&stage, &ctx).await;
    assert_eq!((heads.on_file, heads.do_not_call), (3, 2));
    catch_up(&stage.service).await.unwrap();
    assert_eq!(kept(&stage, &ctx).await, again);
}

#[tokio::test]
async fn of_an_erased_person_only_numbers_are_left() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let ana = person(&stage, &ctx, "Ana", "(212) 555-0101", "yes").await;
    let no = on_file(&stage, &ctx, ana, "no").await;
    interaction::record_answer(&stage.service, &ctx, no).await.unwrap();
    let before = kept(&stage, &ctx).await;
    stage.clock.advance(TimeDelta::hours(73));
    erasure::run_due(&stage.service).await.unwrap();
    assert_eq!(kept(&stage, &ctx).await, before);
    assert_eq!(heads_are_those_of_the_rows(&stage, &ctx).await, customer::HeadCounts::default());
    assert_eq!(stage.service.db.raw("DELETE FROM counted_customer").await.unwrap(), 0);
}
