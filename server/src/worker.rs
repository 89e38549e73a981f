//! What happens without anybody asking: the jobs that are due.

mod webhook;

use std::{collections::BTreeSet, time::Duration};

use domain::id::BusinessId;
use service::{Service, live::Wake};
use tokio::{
    sync::broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    task::JoinHandle,
    time::{Interval, MissedTickBehavior, interval},
};

use crate::shutdown::Shutdown;

/// How often the worker looks. Mail is sent at once; nothing else that waits here is needed within the minute.
const EVERY: Duration = Duration::from_mins(1);

/// Runs what is due at once and then every minute, and sends mail as soon as it is owed, until the server
/// stops.
pub fn start(service: Service, shutdown: Shutdown) -> JoinHandle<()> {
    tokio::spawn(async move {
        tokio::join!(
            run(service.clone(), shutdown.clone()),
            audit(service.clone(), shutdown.clone()),
            count(service.clone(), shutdown.clone()),
            webhook::tell(service.clone(), shutdown.clone()),
            deliver(service, shutdown)
        );
    })
}

async fn run(service: Service, mut shutdown: Shutdown) {
    if let Err(error) = service::import::take_up_interrupted(&service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "interrupted imports could not be taken up");
    }
    let mut beat = every_minute();
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            _ = beat.tick() => run_due(&service).await,
        }
    }
}

/// Makes the audits that are due. Apart from all else, as reading a large record takes its time. What is left of
/// one when the server stops is taken up again later.
async fn audit(service: Service, mut shutdown: Shutdown) {
    let mut beat = every_minute();
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            () = audit_due(&service, &mut beat) => {}
        }
    }
}

async fn audit_due(service: &Service, beat: &mut Interval) {
    beat.tick().await;
    if let Err(error) = service::audit::run_due(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the audits that are due could not be made");
    }
}

/// Counts what an older build wrote without counting it. Apart from all else, as a large ledger takes its time.
async fn count(service: Service, mut shutdown: Shutdown) {
    let mut beat = every_minute();
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            () = catch_up(&service, &mut beat) => {}
        }
    }
}

async fn catch_up(service: &Service, beat: &mut Interval) {
    beat.tick().await;
    if let Err(error) = service::tally::catch_up(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "older entries could not be counted");
    }
}

fn every_minute() -> Interval {
    let mut beat = interval(EVERY);
    beat.set_missed_tick_behavior(MissedTickBehavior::Delay);
    beat
}

/// Sends what is owed in each business whose record has moved, and every minute what is to be tried again.
/// Apart from all else: a mail server that falls silent holds no erasure up.
async fn deliver(service: Service, mut shutdown: Shutdown) {
    let mut wakes = service.wakes.listen();
    let mut beat = every_minute();
    loop {
        let moved = tokio::select! {
            () = shutdown.begun() => return,
            first = wakes.recv() => moved(first, &mut wakes),
            _ = beat.tick() => Moved::Perhaps,
        };
        let delivered = match moved {
            Moved::These(businesses) => deliver_of(&service, businesses).await,
            Moved::Perhaps => service::message::deliver_due(&service).await,
            Moved::Ended => return,
        };
        if let Err(error) = delivered {
            tracing::error!(error = &error as &dyn std::error::Error, "mails could not be taken to be sent");
        }
    }
}

async fn deliver_of(service: &Service, businesses: BTreeSet<BusinessId>) -> service::Result<usize> {
    let mut taken = 0;
    for business in businesses {
        taken += service::message::deliver_of(service, business).await?;
    }
    Ok(taken)
}

/// Whose record has moved.
enum Moved {
    These(BTreeSet<BusinessId>),
    /// Words were lost: anybody's.
    Perhaps,
    Ended,
}

/// Gathers what was said in the meantime, so that a business is looked at once.
fn moved(first: Result<Wake, RecvError>, wakes: &mut Receiver<Wake>) -> Moved {
    let mut businesses = BTreeSet::new();
    let mut next = first;
    loop {
        match next {
            Ok(Wake::Moved(business, _)) => drop(businesses.insert(business)),
            Ok(Wake::Ended(_)) => {}
            Ok(Wake::LookAgain) | Err(RecvError::Lagged(_)) => return Moved::Perhaps,
            Err(RecvError::Closed) => return Moved::Ended,
        }
        next = match wakes.try_recv() {
            Ok(wake) => Ok(wake),
            Err(TryRecvError::Lagged(lost)) => Err(RecvError::Lagged(lost)),
            Err(TryRecvError::Empty | TryRecvError::Closed) => return Moved::These(businesses),
        };
    }
}

/// Runs what is due, once. A job that failed is due again the next time.
pub async fn run_due(service: &Service) {
    service::import::forget_old(service);
    if let Err(error) = service.shelf().warm(service.db()).await {
        tracing::error!(error = &error as &dyn std::error::Error, "the registries in force could not be read");
    }
    if let Err(error) = service::erasure::run_due(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "an erasure could not be finished");
    }
    if let Err(error) = service::closing::run_due(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "a business that closes could not be erased");
    }
    if let Err(error) = service::retention::run_due(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "what is over its time could not be erased");
    }
}
