//! Telling programs what happens: each business for itself, so that a program that is slow holds nobody else up.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::id::BusinessId;
use futures::{
    StreamExt as _,
    future::{BoxFuture, FutureExt as _},
    stream::FuturesUnordered,
};
use service::{Service, webhook};
use tokio::time::sleep;

use super::{EVERY, Moved, every_minute, moved};
use crate::shutdown::Shutdown;

/// A clock that is cut to microseconds is not asked again within them.
const AT_LEAST: Duration = Duration::from_millis(1);

/// Tells in each business whose record has moved, and every minute in all of them what is to be tried again.
pub(super) async fn tell(service: Service, mut shutdown: Shutdown) {
    let mut wakes = service.wakes.listen();
    let mut beat = every_minute();
    let mut rounds = Rounds::default();
    loop {
        tokio::select! {
            () = shutdown.begun() => return,
            first = wakes.recv() => match moved(first, &mut wakes) {
                Moved::These(businesses) => rounds.begin_each(&service, businesses),
                Moved::Perhaps => rounds.begin_all(&service).await,
                Moved::Ended => return,
            },
            _ = beat.tick() => {
                rounds.begin_all(&service).await;
                forget_old(&service).await;
            }
            Some((business, next)) = rounds.under_way.next(), if !rounds.under_way.is_empty() => {
                rounds.ended(&service, business, next);
            }
            Some(business) = rounds.waiting.next(), if !rounds.waiting.is_empty() => {
                rounds.due.remove(&business);
                rounds.begin(&service, business);
            }
        }
    }
}

async fn forget_old(service: &Service) {
    if let Err(error) = webhook::forget_old(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "old deliveries could not be forgotten");
    }
}

/// The rounds that are under way, one for each business at most.
#[derive(Default)]
struct Rounds {
    under_way: FuturesUnordered<BoxFuture<'static, (BusinessId, Option<DateTime<Utc>>)>>,
    /// Businesses in which something is due before the next minute.
    waiting: FuturesUnordered<BoxFuture<'static, BusinessId>>,
    /// When that is (UTC).
    due: BTreeMap<BusinessId, DateTime<Utc>>,
    busy: BTreeSet<BusinessId>,
    /// Whose record has moved since their round began.
    again: BTreeSet<BusinessId>,
}

impl Rounds {
    async fn begin_all(&mut self, service: &Service) {
        match service.db().open_businesses().await {
            Ok(businesses) => self.begin_each(service, businesses),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the businesses could not be listed");
            }
        }
    }

    fn begin_each(&mut self, service: &Service, businesses: impl IntoIterator<Item = BusinessId>) {
        for business in businesses {
            self.begin(service, business);
        }
    }

    fn begin(&mut self, service: &Service, business: BusinessId) {
        if !self.busy.insert(business) {
            self.again.insert(business);
            return;
        }
        let service = service.clone();
        let round = async move {
            let told = webhook::tell_of(&service, business).await;
            let next = told.unwrap_or_else(|error| {
                tracing::error!(error = &error as &dyn std::error::Error, %business, "programs could not be told");
                None
            });
            (business, next)
        };
        self.under_way.push(round.boxed());
    }

    fn ended(&mut self, service: &Service, business: BusinessId, next: Option<DateTime<Utc>>) {
        self.busy.remove(&business);
        if self.again.remove(&business) {
            self.begin(service, business);
            return;
        }
        // The next minute finds what is due later.
        let Some(next) = next.filter(|next| self.due.get(&business).is_none_or(|due| next < due)) else { return };
        let left = (next - service.now()).to_std().unwrap_or_default().max(AT_LEAST);
        if left < EVERY {
            self.due.insert(business, next);
            let wait = async move {
                sleep(left).await;
                business
            };
            self.waiting.push(wait.boxed());
        }
    }
}
