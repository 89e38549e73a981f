//! A message that goes as an e-mail: at least once, under one Message-ID.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    id::{BusinessId, MessageId},
    message::MessageState,
};
use store::{entity::message_intent, message::Settled};

use super::{
    Content,
    deliver::settled,
    text::{self, Links},
    undeliverable,
};
use crate::{
    Service,
    error::Result,
    ports::{Mail, MailProblem},
};

/// The first wait after a failure; each further one doubles it.
const FIRST_WAIT: TimeDelta = TimeDelta::minutes(1);
/// The longest wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::hours(4);
/// For how long it is tried (RFC 5321 4.5.4.1).
const TRIED_FOR: TimeDelta = TimeDelta::days(5);

pub(super) async fn send(service: &Service, business: BusinessId, row: &message_intent::Model) -> Settled {
    let mail = match written(service, business, row) {
        Ok(Some(mail)) => mail,
        // Erased since it was taken: there is nobody to write to.
        Ok(None) => return settled(row, MessageState::Dropped, None),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, message = %row.id, "a message cannot be written");
            return again(row, service.now(), "unwritable");
        }
    };
    match service.mailer.send(&mail).await {
        Ok(()) => settled(row, MessageState::Delivered, None),
        Err(MailProblem::Refused) => refused(service, business, row).await,
        Err(MailProblem::NotNow) => again(row, service.now(), "not_now"),
        Err(MailProblem::Unreachable) => again(row, service.now(), "unreachable"),
    }
}

/// Remembers the address first: where that fails, the mail is refused once more, and remembered then.
async fn refused(service: &Service, business: BusinessId, row: &message_intent::Model) -> Settled {
    match undeliverable::remember(service, business, row).await {
        Ok(()) => settled(row, MessageState::Failed, Some("refused")),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, message = %row.id, "an address cannot be noted");
            again(row, service.now(), "refused")
        }
    }
}

/// Tries it again later, or no more.
fn again(row: &message_intent::Model, now: DateTime<Utc>, problem: &str) -> Settled {
    let due_at = now + wait(row.attempts);
    if due_at > row.created_at + TRIED_FOR {
        return settled(row, MessageState::Failed, Some(problem));
    }
    Settled { due_at: Some(due_at), ..settled(row, MessageState::Owed, Some(problem)) }
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
