//! Recording what a customer answered.

use domain::{
    consent::{self, AskedOf, ConsentStatus, Covers, Method},
    event::{ConsentAnswer, Event},
    id::{ConsentEventId, CustomerId, InteractionId, NoticeId},
    text::Note,
    topic::Topic,
};
use store::{customer, entity::consent_event};

use crate::{change::Tx, error::Result};

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

/// Records an answer that is given now, and returns what happened.
///
/// A yes covers the contact points that are known now; a no covers all, present and future.
pub(crate) async fn record(tx: Tx<'_>, customer: CustomerId, answered: Answered) -> Result<Event> {
    let before = replay(tx, customer).await?;
    let from = consent::status(&before, answered.topic, None, tx.now);
    let covers = match answered.status {
        ConsentStatus::Given => Covers::Known(
            customer::points(tx.scope, customer).await?.into_iter().map(|point| point.id.into()).collect(),
        ),
        _ => Covers::All,
    };
    let id: ConsentEventId = tx.id();
    let row = consent_event::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        topic: answered.topic.code(),
        status: answered.status.code().to_owned(),
        covers: match &covers {
            Covers::All => None,
            Covers::Known(points) => Some(points.iter().map(|point| point.0.to_string()).collect()),
        },
        notice_id: answered.script.map(|id| id.0),
        method: answered.method.code().to_owned(),
        asked_of: AskedOf::Person.code().to_owned(),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        interaction_id: answered.interaction.map(|id| id.0),
        occurred_at: tx.now,
        recorded_at: tx.now,
        expires_at: None,
        invalidated_at: None,
        note: answered.note.map(String::from),
    };
    store::consent::insert(tx.scope, row).await?;
    let to = consent::status(&replay(tx, customer).await?, answered.topic, None, tx.now);
    Ok(Event::ConsentRecorded {
        customer,
        consent: ConsentAnswer {
            event: id,
            topic: answered.topic,
            from,
            to,
            method: answered.method,
            asked_of: AskedOf::Person,
            notice: answered.script,
            occurred_at: tx.now,
        },
    })
}

/// Every answer of a customer, as the rules read it.
async fn replay(tx: Tx<'_>, customer: CustomerId) -> Result<Vec<consent::ConsentEvent>> {
    let rows = store::consent::list(tx.scope, &[customer]).await?;
    Ok(rows.iter().map(consent_event::Model::event).collect::<store::error::Result<_>>()?)
}
