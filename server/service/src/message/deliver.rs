//! Sending what is owed, by any number of nodes.
//!
//! A message is taken by a lease, sent, and marked. A worker that dies in between leaves a lease that runs
//! out; then a mail goes once more, and a text message does not.

use chrono::TimeDelta;
use domain::{
    id::{BusinessId, MessageId},
    message::MessageState,
    topic::Channel,
};
use futures::{FutureExt as _, StreamExt as _, future::BoxFuture, stream};
use store::{entity::message_intent, message::Settled};

use super::{by_mail, by_text};
use crate::{Service, error::Result, member_mail};

/// For how long nobody else takes a message. No mailer may take so long for all that are taken at once.
const LEASE: TimeDelta = TimeDelta::minutes(20);
/// How many are taken at once.
const TOGETHER: u64 = 20;
/// How many of them are on their way at once.
const AT_ONCE: usize = 4;

/// Sends what is due in every business, and says how many messages were taken.
pub async fn deliver_due(service: &Service) -> Result<usize> {
    let mut taken = 0;
    for business in service.db.open_businesses().await? {
        taken += deliver_of(service, business).await?;
    }
    Ok(taken)
}

/// Sends what is due in one business, and says how many messages were taken.
pub async fn deliver_of(service: &Service, business: BusinessId) -> Result<usize> {
    let mut taken = member_mail::deliver_of(service, business).await?;
    loop {
        let now = service.now();
        let scope = service.db.read(business).await?;
        let waits = store::message::next_due(&scope).await?.is_some_and(|due| due <= now);
        drop(scope);
        if !waits {
            return Ok(taken);
        }
        let rows = store::message::claim(service.upkeep(), business, now, now + LEASE, TOGETHER).await?;
        if rows.is_empty() {
            return Ok(taken);
        }
        taken += rows.len();
        let sending: Vec<BoxFuture<'_, Settled>> =
            rows.iter().map(|row| send(service, business, row).boxed()).collect();
        let settled: Vec<Settled> = stream::iter(sending).buffer_unordered(AT_ONCE).collect().await;
        store::message::settle(service.upkeep(), business, &settled, service.now()).await?;
    }
}

async fn send(service: &Service, business: BusinessId, row: &message_intent::Model) -> Settled {
    if row.channel == Channel::Sms.code() {
        by_text::send(service, business, row).await
    } else {
        by_mail::send(service, business, row).await
    }
}

/// What became of a message, as it is written down.
pub(super) fn settled(row: &message_intent::Model, state: MessageState, problem: Option<&str>) -> Settled {
    Settled { id: MessageId(row.id), state, due_at: None, problem: problem.map(str::to_owned) }
}
