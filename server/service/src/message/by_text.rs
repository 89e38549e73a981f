//! A message that goes as a text message: within five minutes, and at most once.

use chrono::TimeDelta;
use domain::{
    id::{BusinessId, MessageId},
    message::{MessageState, TEXT_IS_GOOD_FOR},
};
use store::{entity::message_intent, message::Settled};

use super::{Content, brief, deliver::settled, text::Links};
use crate::{
    Service,
    error::Result,
    ports::{TextMessage, TextProblem},
};

/// How long it waits where the gateway cannot take it now.
const WAIT: TimeDelta = TimeDelta::seconds(30);

pub(super) async fn send(service: &Service, business: BusinessId, row: &message_intent::Model) -> Settled {
    // Somebody took it before and never said what became of it.
    if row.attempts > 1 && row.problem.is_none() {
        return settled(row, MessageState::Failed, Some("unknown"));
    }
    if service.now() >= row.created_at + TEXT_IS_GOOD_FOR {
        return settled(row, MessageState::Dropped, Some("too_late"));
    }
    let message = match written(service, business, row) {
        Ok(Some(message)) => message,
        Ok(None) => return settled(row, MessageState::Dropped, None),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, message = %row.id, "a message cannot be written");
            return settled(row, MessageState::Failed, Some("unwritable"));
        }
    };
    match service.texter.send(&message).await {
        Ok(()) => settled(row, MessageState::Delivered, None),
        Err(TextProblem::Refused) => settled(row, MessageState::Failed, Some("gateway_refused")),
        Err(TextProblem::Unknown) => settled(row, MessageState::Failed, Some("unknown")),
        Err(TextProblem::NotNow) => {
            let due_at = service.now() + WAIT;
            Settled { due_at: Some(due_at), ..settled(row, MessageState::Owed, Some("gateway_not_now")) }
        }
    }
}

fn written(service: &Service, business: BusinessId, row: &message_intent::Model) -> Result<Option<TextMessage>> {
    let (Some(content), Some(to), Some(link)) = (Content::of(row)?, row.recipient.clone(), row.link_id) else {
        return Ok(None);
    };
    let links = Links::of(&service.keys, &service.public_url, business, link.into(), &content)?;
    Ok(Some(TextMessage { id: MessageId(row.id), to, text: brief::write(&content, &links) }))
}
