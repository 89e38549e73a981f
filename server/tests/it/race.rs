//! Invariant 1: after a block is acknowledged, no call is authorised: on any node, in any interleaving.

pub mod chance;
mod history;
mod storm;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Instant,
};

use domain::{
    access::{Right, Role},
    event::{Event, EventKind},
    id::{CallId, ContactPointId, CustomerId},
    topic::Purpose,
    wire::{
        call::{Check, Place, Placed},
        dnc::Mark,
        setting::params::Topics,
        suppression::params::Paste,
    },
};
use ringfence::Environment;
use service::{Service, change::Outcome, ctx::Ctx};
use tokio::{sync::Barrier, task::JoinSet};
use uuid::Uuid;

use self::{
    chance::Chance,
    history::{Deed, Entry, Number},
    storm::Storm,
};
use crate::support::{Db, TestApp};

each_db!(
    two_hundred_clients_on_two_nodes_race_a_mark_and_none_is_authorised_behind_it,
    a_gate_that_checks_outside_of_the_transaction_is_caught,
    once_a_number_on_the_list_is_acknowledged_no_call_to_it_is_authorised,
    in_a_storm_of_marks_lifts_merges_splits_and_imports_no_call_is_authorised_behind_a_block,
);

/// How many clients press the button.
const CLIENTS: usize = 200;

/// How many calls were authorised behind the first mark, in the order of the ledger.
fn violations(ledger: &[EventKind]) -> usize {
    let behind = ledger.iter().skip_while(|kind| **kind != EventKind::CustomerMarkedDoNotCall);
    behind.filter(|kind| **kind == EventKind::CallAuthorised).count()
}

/// How many calls were authorised while their customer bore a mark, in the order of the ledger: there a gate
/// that asks too early is caught, however long its answer was under way.
///
/// Only of people who are neither merged nor split; a lift is taken to take every mark off.
fn behind_a_mark(happened: &[(EventKind, Option<Uuid>)], fixed: &[(CustomerId, Number)]) -> usize {
    let mut marked = BTreeSet::new();
    let mut found = 0;
    for (kind, subject) in happened {
        let Some(customer) = fixed.iter().map(|(id, _)| id.0).find(|id| Some(*id) == *subject) else { continue };
        match kind {
            EventKind::CustomerMarkedDoNotCall => _ = marked.insert(customer),
            EventKind::MarkLifted => _ = marked.remove(&customer),
            EventKind::CallAuthorised if marked.contains(&customer) => found += 1,
            _ => {}
        }
    }
    found
}

fn place(customer: CustomerId, point: ContactPointId) -> Place {
    Place { customer: customer.to_string(), number: point.to_string(), purpose: "service".into() }
}

async fn two_hundred_clients_on_two_nodes_race_a_mark_and_none_is_authorised_behind_it(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let customer = app.customer(&ctx).await;
    let press = place(customer, app.first_number(&ctx, customer).await);
    let other = app.second_node(chrono::TimeDelta::zero()).await;
    let nodes = [app.service().clone(), other.service.clone()];

    let (begin, acknowledged) = (Arc::new(Barrier::new(CLIENTS + 1)), Arc::new(AtomicBool::new(false)));
    let allowed = Arc::new(AtomicU64::new(0));
    let mut clients = JoinSet::new();
    for number in 0..CLIENTS {
        let (service, ctx, press) = (nodes[number % nodes.len()].clone(), ctx.clone(), press.clone());
        let (begin, acknowledged, allowed) = (Arc::clone(&begin), Arc::clone(&acknowledged), Arc::clone(&allowed));
        clients.spawn(async move {
            begin.wait().await;
            // Each presses until it is refused, so that the mark comes in the middle of them all.
            loop {
                let too_late = acknowledged.load(Ordering::SeqCst);
                match service::call::place(&service, &ctx, press.clone()).await {
                    // Two processes on one file: nothing was decided and nothing recorded.
                    Err(service::Error::Store(_)) => tokio::task::yield_now().await,
                    Err(error) => panic!("{error}"),
                    Ok(Placed::Allowed(_)) => {
                        assert!(!too_late, "a call was authorised that began after the mark was acknowledged");
                        allowed.fetch_add(1, Ordering::SeqCst);
                    }
                    Ok(Placed::Blocked(decision)) => return decision.reasons,
                }
            }
        });
    }
    begin.wait().await;
    // At least one call comes before the mark, or the race would prove nothing.
    while allowed.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    // Refused as a call may be, it is pressed again.
    while let Err(error) = service::dnc::mark(&nodes[0], &ctx, Mark { customer: customer.to_string() }).await {
        assert!(matches!(error, service::Error::Store(_)), "{error}");
    }
    acknowledged.store(true, Ordering::SeqCst);
    let refused = clients.join_all().await;

    assert_eq!(refused.len(), CLIENTS);
    assert!(refused.iter().all(|reasons| reasons.iter().any(|reason| reason == "do_not_call")), "{refused:?}");
    let ledger = app.ledger(ctx.business).await;
    let authorised = ledger.iter().filter(|kind| **kind == EventKind::CallAuthorised).count();
    assert_eq!(authorised as u64, allowed.load(Ordering::SeqCst), "each authorised call is in the ledger");
    assert_eq!(ledger.iter().filter(|kind| **kind == EventKind::CustomerMarkedDoNotCall).count(), 1);
    assert_eq!(violations(&ledger), 0);
    other.stop().await;
}

/// What a wrong gate does: it asks first, and records afterwards what it was told.
async fn record_unasked(service: &Service, ctx: &Ctx, customer: CustomerId, point: ContactPointId) {
    let recorded = service.change(ctx, Right::Work, (customer, point), |tx, (customer, point)| {
        let (customer, point) = (*customer, *point);
        Box::pin(async move {
            let call: CallId = tx.id();
            Ok(Outcome::one(Event::CallAuthorised { call, customer, point, purpose: Purpose::Service }, ()))
        })
    });
    recorded.await.unwrap();
}

async fn a_gate_that_checks_outside_of_the_transaction_is_caught(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let typed = app.typed(&ctx, "yes").await;
    let check = Check { phone: typed.phone.clone(), purpose: "service".into() };
    let customer = service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap();
    let point = app.first_number(&ctx, customer).await;

    let asked = service::call::check(app.service(), &ctx, check).await.unwrap();
    assert!(asked.decision.is_allowed(), "{asked:?}");
    service::dnc::mark(app.service(), &ctx, Mark { customer: customer.to_string() }).await.unwrap();
    record_unasked(app.service(), &ctx, customer, point).await;
    assert_eq!(violations(&app.ledger(ctx.business).await), 1);

    let gate = service::call::place(app.service(), &ctx, place(customer, point)).await.unwrap();
    assert!(matches!(gate, Placed::Blocked(_)), "the real gate asks inside");
}

async fn once_a_number_on_the_list_is_acknowledged_no_call_to_it_is_authorised(app: TestApp) {
    let owner = app.owner().await;
    let ctx = app.ctx(&owner).await;
    let typed = app.typed(&ctx, "yes").await;
    let phone = typed.phone.clone();
    let customer = service::interaction::save_customer(app.service(), &ctx, typed).await.unwrap();
    let press = place(customer, app.first_number(&ctx, customer).await);
    let acknowledged = Arc::new(AtomicBool::new(false));
    let begin = Arc::new(Barrier::new(21));
    let mut clients = JoinSet::new();
    for _ in 0..20 {
        let (service, ctx, press) = (app.service().clone(), ctx.clone(), press.clone());
        let (begin, acknowledged) = (Arc::clone(&begin), Arc::clone(&acknowledged));
        clients.spawn(async move {
            begin.wait().await;
            loop {
                let too_late = acknowledged.load(Ordering::SeqCst);
                match service::call::place(&service, &ctx, press.clone()).await.unwrap() {
                    Placed::Allowed(_) => assert!(!too_late, "a call that began after the list was acknowledged"),
                    Placed::Blocked(decision) => return decision.reasons,
                }
            }
        });
    }
    begin.wait().await;
    let paste = Paste { numbers: phone, country: String::new(), reason: "asked on the phone".into() };
    service::suppression::paste(app.service(), &ctx, paste).await.unwrap();
    acknowledged.store(true, Ordering::SeqCst);
    let refused = clients.join_all().await;
    assert!(refused.iter().all(|reasons| *reasons == ["number_suppressed"]), "{refused:?}");
    let ledger = app.ledger(ctx.business).await;
    let behind = ledger.iter().skip_while(|kind| **kind != EventKind::NumberSuppressed);
    assert_eq!(behind.filter(|kind| **kind == EventKind::CallAuthorised).count(), 0);
}

/// How many clients storm.
const STORMING: u64 = 24;

/// What the environment says of a race: how many calls, and from which seed.
fn told(name: &str, otherwise: u64) -> u64 {
    let told = Environment::of_process().get(name).map(|said| said.parse().expect("a number"));
    told.unwrap_or(otherwise)
}

/// Lets marketing calls be made without a yes first, so that calls of every purpose are authorised.
pub async fn ask_for_no_yes(service: &Service, ctx: &Ctx) {
    let shown = service::setting::show(service, ctx).await.unwrap();
    let rules = shown.topics.iter().flat_map(|rule| {
        let (code, days) = (rule.topic.code(), rule.holds_for.map(|days| days.to_string()).unwrap_or_default());
        [(format!("opt_in.{code}"), "opt_out".to_owned()), (format!("holds_for.{code}"), days)]
    });
    let fields: BTreeMap<_, _> = rules.collect();
    service::setting::set_topics(service, ctx, Topics { fields }).await.unwrap();
}

fn how_many(history: &[Entry], is: impl Fn(&Deed) -> bool) -> usize {
    history.iter().filter(|entry| is(&entry.deed)).count()
}

async fn in_a_storm_of_marks_lifts_merges_splits_and_imports_no_call_is_authorised_behind_a_block(app: TestApp) {
    let seed = told("RINGFENCE_RACE_SEED", 20_260_303);
    let calls = told("RINGFENCE_RACE_CALLS", 2_000);
    println!("RINGFENCE_RACE_SEED={seed} RINGFENCE_RACE_CALLS={calls}");
    let owner = app.owner().await;
    let admin = app.member(&owner, Role::Admin).await;
    let members = vec![app.ctx(&owner).await, app.ctx(&admin).await];
    ask_for_no_yes(app.service(), &members[0]).await;
    app.load_registry("212,5559999\n").await;
    app.subscribe(&members[0], "all").await;
    // Two processes on one file meet, and some of what they do is not recorded: one is enough there.
    let other = match app.db() {
        Db::Sqlite => None,
        Db::Postgres => Some(app.second_node(chrono::TimeDelta::zero()).await),
    };
    let nodes = std::iter::once(app.service().clone()).chain(other.as_ref().map(|node| node.service.clone()));
    let storm = Storm::new(&app, nodes.collect(), members.clone(), calls).await;

    let began = Instant::now();
    let mut clients = JoinSet::new();
    for client in 0..STORMING {
        clients.spawn(Arc::clone(&storm).rage(Chance::new(seed.wrapping_mul(STORMING).wrapping_add(client))));
    }
    clients.join_all().await;
    let took = began.elapsed();

    let history = storm.history();
    let found = history::violations(&history, &storm.fixed);
    let made = how_many(&history, |deed| matches!(deed, Deed::Call { .. }));
    let allowed = how_many(&history, |deed| matches!(deed, Deed::Call { allowed: true, .. }));
    let blocks = how_many(&history, |deed| matches!(deed, Deed::Mark { .. } | Deed::List { .. }));
    let lifts = how_many(&history, |deed| matches!(deed, Deed::LiftMark { .. } | Deed::LiftNumber { .. }));
    let merges = how_many(&history, |deed| matches!(deed, Deed::Merge { .. }));
    let splits = how_many(&history, |deed| matches!(deed, Deed::Split { .. }));
    println!(
        "{made} calls, {allowed} authorised, {} refused, {blocks} blocks acknowledged, {lifts} lifts, {merges} merges, \
         {splits} splits, {} violations, {took:.1?}",
        made - allowed,
        found.len()
    );
    assert!(found.is_empty(), "seed {seed}: {} calls behind a block, the first {:?}", found.len(), found[0]);
    assert!(made as u64 >= calls, "{made}");
    assert!([allowed, made - allowed, blocks, lifts, merges, splits].iter().all(|count| *count > 0), "it was no storm");
    let happened = app.happened(members[0].business).await;
    let authorised = happened.iter().filter(|(kind, _)| *kind == EventKind::CallAuthorised).count();
    assert_eq!(authorised, allowed, "each authorised call is in the ledger");
    assert_eq!(behind_a_mark(&happened, &storm.fixed), 0, "seed {seed}: calls behind a mark in the ledger");
    if let Some(other) = other {
        other.stop().await;
    }
}
