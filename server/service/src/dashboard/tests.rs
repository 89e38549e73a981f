//! Each number of the dashboard is that of the list to which it leads.

use chrono::TimeDelta;
use domain::{
    id::CustomerId,
    setting::Setting,
    topic::{Purpose, Topic},
    wire::{
        customer::{List, ListQuery},
        dashboard::{Need, StepKind, params::HideSteps},
        dnc::Mark,
        ledger::LogQuery,
        message::params::Query as MessageQuery,
        request::params::{Query as RequestQuery, Receive},
        setting::params::Topics,
    },
};

use super::*;
use crate::{
    customer as customers, dnc, ledger as log, message as messages,
    ports::MailProblem,
    request as requests, setting,
    testing::{Stage, customer, press},
};

async fn shown(stage: &Stage, ctx: &Ctx, over: &str) -> Dashboard {
    show(&stage.service, ctx, over).await.unwrap()
}

async fn listed(stage: &Stage, ctx: &Ctx, show: &str) -> List {
    let query = ListQuery { q: String::new(), show: show.into(), page: 1 };
    customers::list(&stage.service, ctx, query).await.unwrap()
}

async fn entries(stage: &Stage, ctx: &Ctx, code: &str, span: Span) -> u64 {
    let query =
        LogQuery { count: code.into(), from: span.from.to_string(), to: span.to.to_string(), ..LogQuery::default() };
    log::log(&stage.service, ctx, query).await.unwrap().lines.len() as u64
}

async fn sent(stage: &Stage, ctx: &Ctx, show: &str, page: &Dashboard) -> u64 {
    let from = page.span.unwrap().from.to_string();
    let query = MessageQuery { show: show.into(), from, ..MessageQuery::default() };
    messages::show(&stage.service, ctx, query).await.unwrap().rows.len() as u64
}

async fn received(stage: &Stage, ctx: &Ctx, id: CustomerId) {
    let form = requests::new(&stage.service, ctx, &id.to_string()).await.unwrap();
    let receive = Receive {
        customer: id.to_string(),
        form: form.form,
        kind: "access".into(),
        came: "mail".into(),
        received_on: form.today.to_string(),
        asked: "everything".into(),
    };
    requests::receive(&stage.service, ctx, receive).await.unwrap();
}

#[tokio::test]
async fn each_number_is_that_of_its_list() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let ana = customer(&stage, &ctx, "yes").await;
    messages::deliver_due(&stage.service).await.unwrap();
    press(&stage, &ctx, ana, "service").await;
    dnc::mark(&stage.service, &ctx, Mark { customer: ana.to_string() }).await.unwrap();
    stage.mails.fail(Some(MailProblem::Refused));
    messages::deliver_due(&stage.service).await.unwrap();
    press(&stage, &ctx, ana, "service").await;
    stage.clock.advance(TimeDelta::days(1));
    press(&stage, &ctx, ana, "marketing").await;
    received(&stage, &ctx, ana).await;
    for over in ["days", "months"] {
        let page = shown(&stage, &ctx, over).await;
        for (code, span, count) in
            page.series.iter().flat_map(|series| series.parts.iter().map(|(span, count)| (&series.code, *span, *count)))
        {
            assert_eq!(entries(&stage, &ctx, code, span).await, count, "{code} {span:?}");
        }
        assert!(!page.reasons.is_empty());
        for reason in &page.reasons {
            assert_eq!(entries(&stage, &ctx, &reason.code, page.span.unwrap()).await, reason.count, "{}", reason.code);
        }
        let totals: Vec<u64> =
            page.series.iter().map(|series| series.parts.iter().map(|(_, count)| count).sum()).collect();
        assert_eq!((totals[2], totals[3]), (1, 2), "placed and prevented");
        let of = page.figures.clone();
        assert_eq!((of.calls_placed, of.calls_prevented), (0, 1), "today");
        assert_eq!(
            (of.sent, of.failed),
            (sent(&stage, &ctx, "sent", &page).await, sent(&stage, &ctx, "failed", &page).await)
        );
        assert_eq!((of.sent, of.failed), (1, 1));
        let lists =
            [("", of.customers), ("dnc", of.do_not_call), ("no_consent", of.no_consent), ("consent", of.consents)];
        for (show, count) in lists {
            let list = listed(&stage, &ctx, show).await;
            assert_eq!((list.matching, list.rows.len() as u64), (count, count), "{show}");
        }
        let open = RequestQuery { filter: "open".into(), ..RequestQuery::default() };
        assert_eq!(requests::list(&stage.service, &ctx, open).await.unwrap().rows.len() as u64, of.requests);
    }
}

#[tokio::test]
async fn a_business_sees_no_number_of_another() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let ana = customer(&stage, &ctx, "yes").await;
    press(&stage, &ctx, ana, "service").await;
    let other = stage.business().await;
    let page = shown(&stage, &other, "").await;
    assert_eq!((page.figures.customers, page.figures.calls_placed, page.reasons.len()), (0, 0, 0));
    assert!(page.series.iter().all(|series| series.parts.iter().all(|(_, count)| *count == 0)));
    assert_eq!(page.todo, []);
}

/// Lets a yes to keeping the data hold for so many days; with none it does not expire.
async fn hold_for(stage: &Stage, ctx: &Ctx, days: &str) {
    let fields = Topic::all().flat_map(|topic| {
        let days = if topic == Topic::DataCollection { days } else { "" };
        let opt_in = match topic {
            Topic::Reach(channel, purpose) => {
                let way = if purpose == Purpose::Marketing { "opt_in" } else { "opt_out" };
                Some((Setting::OptIn(channel, purpose).code().to_owned(), way.to_owned()))
            }
            Topic::DataCollection => None,
        };
        opt_in.into_iter().chain([(Setting::HoldsFor(topic).code().to_owned(), days.to_owned())])
    });
    setting::set_topics(&stage.service, ctx, Topics { fields: fields.collect() }).await.unwrap();
}

#[tokio::test]
async fn a_consent_needs_attention_in_the_two_weeks_before_it_ends() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let ana = customer(&stage, &ctx, "yes").await;
    let ends_soon = async || {
        let page = shown(&stage, &ctx, "").await;
        let todo = page.todo.into_iter().find(|todo| todo.need == Need::Expiry);
        let list = listed(&stage, &ctx, "expiring").await;
        assert_eq!(todo.as_ref().map_or(0, |todo| todo.count), list.matching);
        todo.into_iter().flat_map(|todo| todo.first).map(|line| line.id).collect::<Vec<_>>()
    };
    assert_eq!(ends_soon().await, [""; 0]);
    hold_for(&stage, &ctx, "30").await;
    assert_eq!(ends_soon().await, [""; 0]);
    stage.clock.advance(TimeDelta::days(16) - TimeDelta::seconds(1));
    assert_eq!(ends_soon().await, [""; 0]);
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ends_soon().await, [ana.to_string()]);
    // Without the setting, no end was recorded with this yes.
    hold_for(&stage, &ctx, "").await;
    assert_eq!(ends_soon().await, [""; 0]);
    hold_for(&stage, &ctx, "30").await;
    stage.clock.advance(TimeDelta::days(14) - TimeDelta::seconds(1));
    assert_eq!(ends_soon().await, [ana.to_string()]);
    stage.clock.advance(TimeDelta::seconds(1));
    assert_eq!(ends_soon().await, [""; 0], "it has ended");
}

#[tokio::test]
async fn what_needs_attention_is_named_with_its_list() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let ana = customer(&stage, &ctx, "yes").await;
    stage.mails.fail(Some(MailProblem::Refused));
    messages::deliver_due(&stage.service).await.unwrap();
    received(&stage, &ctx, ana).await;
    let needs = async || {
        let page = shown(&stage, &ctx, "").await;
        page.todo.into_iter().map(|todo| (todo.need, todo.count, todo.first.len())).collect::<Vec<_>>()
    };
    assert_eq!(needs().await, [(Need::Delivery, 1, 1)], "the request is due in a month");
    stage.clock.advance(TimeDelta::days(25));
    assert_eq!(needs().await, [(Need::Delivery, 1, 1), (Need::Request, 1, 1), (Need::Training, 1, 1)]);
    let undelivered = MessageQuery { show: "undelivered".into(), ..MessageQuery::default() };
    assert_eq!(messages::show(&stage.service, &ctx, undelivered).await.unwrap().rows.len(), 1);
    let due = RequestQuery { filter: "due".into(), ..RequestQuery::default() };
    assert_eq!(requests::list(&stage.service, &ctx, due).await.unwrap().rows.len(), 1);
    stage.clock.advance(TimeDelta::days(6));
    assert_eq!(needs().await, [(Need::Request, 1, 1), (Need::Training, 1, 1)], "it failed a month ago");
}

#[tokio::test]
async fn the_first_steps_follow_what_is_on_record_and_can_be_hidden() {
    let stage = Stage::new().await;
    let ctx = stage.business().await;
    let done = async |ctx: &Ctx| {
        let steps = shown(&stage, ctx, "").await.steps;
        steps.into_iter().filter(|step| step.is_done).map(|step| step.kind).collect::<Vec<_>>()
    };
    assert_eq!(shown(&stage, &ctx, "").await.steps.len(), 6);
    assert_eq!(done(&ctx).await, []);
    customer(&stage, &ctx, "yes").await;
    let staff = stage.member(&ctx, "Sam Staff", "staff").await;
    let admin = stage.member(&ctx, "Ada Admin", "admin").await;
    hold_for(&stage, &ctx, "30").await;
    assert_eq!(done(&admin).await, [StepKind::Details, StepKind::Customers, StepKind::Team]);
    assert_eq!(shown(&stage, &staff, "").await.steps, [], "staff can take none of them");
    assert!(matches!(hide_steps(&stage.service, &staff, HideSteps {}).await, Err(crate::Error::Forbidden)));
    for _second_press in [false, true] {
        hide_steps(&stage.service, &admin, HideSteps {}).await.unwrap();
    }
    assert_eq!(shown(&stage, &ctx, "").await.steps, []);
    let kinds = stage.ledger(ctx.business).await;
    let changes = kinds.iter().filter(|kind| **kind == domain::event::EventKind::SettingChanged).count();
    assert_eq!(changes, 2, "how long a yes holds, and the list");
}
