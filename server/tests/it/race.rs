//! Invariant 1: after a block is acknowledged, no call is authorised: on any node, in any interleaving.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use domain::{
    access::Right,
    event::{Event, EventKind},
    id::{CallId, ContactPointId, CustomerId},
    topic::Purpose,
    wire::{
        call::{Check, Place, Placed},
        dnc::Mark,
        suppression::params::Paste,
    },
};
use service::{Service, change::Outcome, ctx::Ctx};
use tokio::{sync::Barrier, task::JoinSet};

use crate::support::TestApp;

each_db!(
    two_hundred_clients_on_two_nodes_race_a_mark_and_none_is_authorised_behind_it,
    a_gate_that_checks_outside_of_the_transaction_is_caught,
    once_a_number_on_the_list_is_acknowledged_no_call_to_it_is_authorised,
);

/// How many clients press the button.
const CLIENTS: usize = 200;

/// How many calls were authorised behind the first mark, in the order of the ledger.
fn violations(ledger: &[EventKind]) -> usize {
    let behind = ledger.iter().skip_while(|kind| **kind != EventKind::CustomerMarkedDoNotCall);
    behind.filter(|kind| **kind == EventKind::CallAuthorised).count()
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
