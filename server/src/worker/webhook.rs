//! Telling programs what happens: each webhook for itself, so that a program that is slow holds nobody else up.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use chrono::{DateTime, Utc};
use domain::id::{BusinessId, WebhookId};
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
                Moved::These(businesses) => rounds.follow_each(&service, businesses),
                Moved::Perhaps => rounds.follow_all(&service).await,
                Moved::Ended => return,
            },
            _ = beat.tick() => {
                rounds.follow_all(&service).await;
                forget_old(&service).await;
            }
            Some((round, next)) = rounds.under_way.next(), if !rounds.under_way.is_empty() => {
                rounds.ended(&service, round, next);
            }
            Some(round) = rounds.waiting.next(), if !rounds.waiting.is_empty() => {
                rounds.due.remove(&round);
                rounds.begin(&service, round);
            }
        }
    }
}

async fn forget_old(service: &Service) {
    if let Err(error) = webhook::forget_old(service).await {
        tracing::error!(error = &error as &dyn std::error::Error, "old deliveries could not be forgotten");
    }
}

/// One thing that is done for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Round {
    /// Makes deliveries of what was recorded in a business.
    Follow(BusinessId),
    /// Sends one webhook of a business what it is owed.
    Tell(BusinessId, WebhookId),
}

/// What comes after a round.
enum Next {
    /// These webhooks are told.
    Tell(Vec<WebhookId>),
    /// The same once more at this instant (UTC), if at any.
    Again(Option<DateTime<Utc>>),
}

impl Round {
    async fn run(self, service: Service) -> (Self, Next) {
        let ended = match self {
            Self::Follow(business) => webhook::follow(&service, business).await.map(Next::Tell),
            Self::Tell(business, id) => webhook::tell(&service, business, id).await.map(Next::Again),
        };
        let next = ended.unwrap_or_else(|error| {
            tracing::error!(error = &error as &dyn std::error::Error, round = ?self, "programs could not be told");
            Next::Again(None)
        });
        (self, next)
    }
}

/// The rounds that are under way, each once at most.
#[derive(Default)]
struct Rounds {
    under_way: FuturesUnordered<BoxFuture<'static, (Round, Next)>>,
    /// Those for which something is due before the next minute.
    waiting: FuturesUnordered<BoxFuture<'static, Round>>,
    /// When that is (UTC).
    due: BTreeMap<Round, DateTime<Utc>>,
    busy: BTreeSet<Round>,
    /// Those that were asked for since they began.
    again: BTreeSet<Round>,
}

impl Rounds {
    async fn follow_all(&mut self, service: &Service) {
        match service.db().open_businesses().await {
            Ok(businesses) => self.follow_each(service, businesses),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "the businesses could not be listed");
            }
        }
    }

    fn follow_each(&mut self, service: &Service, businesses: impl IntoIterator<Item = BusinessId>) {
        for business in businesses {
            self.begin(service, Round::Follow(business));
        }
    }

    fn begin(&mut self, service: &Service, round: Round) {
        if self.busy.insert(round) {
            self.under_way.push(round.run(service.clone()).boxed());
        } else {
            self.again.insert(round);
        }
    }

    fn ended(&mut self, service: &Service, round: Round, next: Next) {
        self.busy.remove(&round);
        match (next, round) {
            (Next::Tell(webhooks), Round::Follow(business)) => {
                for id in webhooks {
                    self.begin(service, Round::Tell(business, id));
                }
            }
            (Next::Again(Some(at)), _) => self.wait(service, round, at),
            _ => {}
        }
        if self.again.remove(&round) {
            self.begin(service, round);
        }
    }

    /// Begins a round at its time. The next minute finds what is due later.
    fn wait(&mut self, service: &Service, round: Round, at: DateTime<Utc>) {
        let left = (at - service.now()).to_std().unwrap_or_default().max(AT_LEAST);
        if left >= EVERY || self.due.get(&round).is_some_and(|due| *due <= at) {
            return;
        }
        self.due.insert(round, at);
        let wait = async move {
            sleep(left).await;
            round
        };
        self.waiting.push(wait.boxed());
    }
}
