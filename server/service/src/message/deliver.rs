//! Sending what is owed: at least once, under one Message-ID, by any number of nodes.
//!
//! A message is taken by a lease, sent, and marked. A worker that dies in between leaves a lease that runs
//! out; then the same mail goes once more, and whoever gets both knows them for one.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    id::{BusinessId, MessageId},
    message::MessageState,
};
use futures::{FutureExt as _, StreamExt as _, future::BoxFuture, stream};
use store::{entity::message_intent, message::Settled};

use super::{
    Content,
    text::{self, Links},
};
use crate::{
    Service,
    error::Result,
    member_mail,
    ports::{Mail, MailProblem},
};

/// For how long nobody else takes a message. No mailer may take so long for all that are taken at once.
const LEASE: TimeDelta = TimeDelta::minutes(20);
/// How many are taken at once.
const TOGETHER: u64 = 20;
/// How many of them are on their way at once.
const AT_ONCE: usize = 4;
/// The first wait after a failure; each further one doubles it.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(4);
/// For how long it is tried (RFC 5321 4.5.4.1).
const TRIED_FOR: TimeDelta = TimeDelta::days(5);

/// Sends what is due in every business, and says how many messages were taken.
pub async fn deliver_due(service: &Service) -> Result<usize> {
    let mut taken = 0;
    for business in service.db.every_business().await? {
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
    let id = MessageId(row.id);
    let settled =
        |state, problem: Option<&str>| Settled { id, state, due_at: None, problem: problem.map(str::to_owned) };
    let mail = match written(service, business, row) {
        Ok(Some(mail)) => mail,
        // Erased since it was taken: there is nobody to write to.
        Ok(None) => return settled(MessageState::Dropped, None),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, message = %id, "a message cannot be written");
            return again(row, id, service.now(), "unwritable");
        }
    };
    match service.mailer.send(&mail).await {
        Ok(()) => settled(MessageState::Delivered, None),
        Err(MailProblem::Refused) => settled(MessageState::Failed, Some("refused")),
        Err(MailProblem::NotNow) => again(row, id, service.now(), "not_now"),
        Err(MailProblem::Unreachable) => again(row, id, service.now(), "unreachable"),
    }
}

/// Tries it again later, or no more.
fn again(row: &message_intent::Model, id: MessageId, now: DateTime<Utc>, problem: &str) -> Settled {
    let due_at = now + wait(row.attempts);
    let problem = Some(problem.to_owned());
    if due_at > row.created_at + TRIED_FOR {
        return Settled { id, state: MessageState::Failed, due_at: None, problem };
    }
    Settled { id, state: MessageState::Owed, due_at: Some(due_at), problem }
}

fn wait(attempts: i32) -> TimeDelta {
    // Eight doublings are longer than the longest wait.
    let doublings = attempts.saturating_sub(1).clamp(0, 8).unsigned_abs();
    (FIRST_WAIT * 2_i32.pow(doublings)).min(LONGEST_WAIT)
}

/// The mail of a message. The same row is always the same mail.
fn written(service: &Service, business: BusinessId, row: &message_intent::Model) -> Result<Option<Mail>> {
    let (Some(content), Some(to), Some(link)) = (Content::of(row)?, row.recipient.clone(), row.link_id) else {
        return Ok(None);
    };
    let links = Links::of(&service.keys, &service.public_url, business, link.into(), &content)?;
    let written = text::write(&content, &links);
    Ok(Some(Mail {
        id: MessageId(row.id),
        from_name: content.business,
        to_name: content.name,
        to,
        at: row.created_at,
        subject: written.subject,
        text: written.text,
        html: written.html,
        one_click: Some(format!("{}/one-click", links.preferences)),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_from_a_minute_to_four_hours() {
        let minutes = [1, 2, 3, 8, 9, 100].map(|attempts| wait(attempts).num_minutes());
        assert_eq!(minutes, [1, 2, 4, 128, 240, 240]);
    }
}
