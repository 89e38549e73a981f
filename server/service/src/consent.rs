//! Consents: recording what a customer answered, and what an answer in error was.

mod invalidate;
mod proof;
mod record;
mod told;

pub(crate) use invalidate::count_for_nothing;
pub use invalidate::invalidate;
pub use proof::Proof;
pub(crate) use proof::{Proven, brings_words};
pub(crate) use record::before;
pub use record::record_answer;
pub(crate) use told::{Answer, known_when_added, read_answer};
pub use told::{Recorded, Told, record_told};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    consent::{self, AskedOf, ConsentStatus, Covers, Method},
    event::{ConsentAnswer, Event},
    id::{ConsentEventId, CustomerId, InteractionId, NoticeId},
    text::Note,
    topic::Topic,
};
use store::{customer, entity::consent_event};

use crate::{call::terms, change::Tx, error::Result};

/// One answer as it is recorded.
#[derive(Clone, Debug)]
pub(crate) struct Answered {
    pub(crate) topic: Topic,
    pub(crate) status: ConsentStatus,
    pub(crate) method: Method,
    pub(crate) script: Option<NoticeId>,
    pub(crate) interaction: Option<InteractionId>,
    pub(crate) note: Option<Note>,
}

/// When an answer was given, and by whom.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    pub(crate) at: DateTime<Utc>,
    pub(crate) of: AskedOf,
    /// A yes covers what was on file by then.
    pub(crate) known_by: DateTime<Utc>,
}

impl Asked {
    /// An answer of this instant, which covers what was on file then.
    pub(crate) const fn at(at: DateTime<Utc>, of: AskedOf) -> Self {
        Self { at, of, known_by: at }
    }
}

/// Records an answer that the person gives now, and returns what happened.
pub(crate) async fn record(tx: Tx<'_>, customer: CustomerId, answered: Answered) -> Result<Event> {
    record_as_of(tx, customer, answered, Asked::at(tx.now, AskedOf::Person)).await
}

/// Records an answer, and returns what happened.
///
/// A yes covers the contact points that were known then; a no covers all, present and future.
pub(crate) async fn record_as_of(tx: Tx<'_>, customer: CustomerId, answered: Answered, asked: Asked) -> Result<Event> {
    let topic = answered.topic;
    let from = consent::status(&replay(tx, customer).await?, topic, None, tx.now);
    let given = answered.status == ConsentStatus::Given;
    let covers = if given { known(tx, customer, asked.known_by).await? } else { Covers::All };
    let id: ConsentEventId = tx.id();
    let row = consent_event::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        topic: topic.code(),
        status: answered.status.code().to_owned(),
        covers: match &covers {
            Covers::All => None,
            Covers::Known(points) => Some(points.iter().map(|point| point.0.to_string()).collect()),
        },
        notice_id: answered.script.map(|id| id.0),
        method: answered.method.code().to_owned(),
        asked_of: asked.of.code().to_owned(),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        interaction_id: answered.interaction.map(|id| id.0),
        occurred_at: asked.at,
        recorded_at: tx.now,
        expires_at: if given { terms(tx.scope).await?.expiry(topic, asked.at) } else { None },
        invalidated_at: None,
        note: answered.note.map(String::from),
    };
    store::consent::insert(tx.scope, row).await?;
    let to = consent::status(&replay(tx, customer).await?, topic, None, tx.now);
    Ok(Event::ConsentRecorded {
        customer,
        consent: ConsentAnswer {
            event: id,
            topic,
            from,
            to,
            method: answered.method,
            asked_of: asked.of,
            notice: answered.script,
            occurred_at: asked.at,
        },
    })
}

/// The contact points that were known at an instant. It may have been typed to the minute, so what
/// came on file within that minute was known.
async fn known(tx: Tx<'_>, customer: CustomerId, at: DateTime<Utc>) -> Result<Covers> {
    let minute = at + TimeDelta::minutes(1);
    let points = customer::points(tx.scope, customer).await?;
    Ok(Covers::Known(points.into_iter().filter(|point| point.added_at < minute).map(|point| point.id.into()).collect()))
}

/// Every answer of a customer, as the rules read it.
pub(crate) async fn replay(tx: Tx<'_>, customer: CustomerId) -> Result<Vec<consent::ConsentEvent>> {
    let terms = terms(tx.scope).await?;
    let rows = store::consent::list(tx.scope, &[customer]).await?;
    rows.iter().map(|row| Ok(terms.limit(row.event()?))).collect()
}

#[cfg(test)]
mod tests;
