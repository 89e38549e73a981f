//! One confirmation for each save that changed something a customer decides (policy sections 4 and 6).

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    actor::Actor,
    event::{Event, PointKind},
    id::{CustomerId, MessageId},
    notice::NoticeKind,
    topic::Topic,
};
use store::{customer, entity::message_intent, message, notice};

use crate::{change::Tx, error::Result};

/// Records what is owed to the customers whom these events concern: one message each, whoever made
/// the change, with the recipient as of now. Imports, merges and splits owe none: no person chose anything.
pub(crate) async fn owe(tx: Tx<'_>, seq: i64, events: &[Event]) -> Result<()> {
    let is_tidied = |event: &Event| matches!(event, Event::CustomerMerged { .. } | Event::CustomerSplit { .. });
    if matches!(tx.ctx.actor, Actor::Import(_)) || events.iter().any(is_tidied) {
        return Ok(());
    }
    let concerned = concerned(events);
    if concerned.is_empty() {
        return Ok(());
    }
    let policy = notice::latest(tx.scope, &NoticeKind::PrivacyPolicy.code()).await?.map(|policy| policy.id);
    for (customer, topics) in concerned {
        let language = customer::find(tx.scope, customer).await?.and_then(|customer| customer.language);
        let points = customer::points(tx.scope, customer).await?;
        let recipient = points.into_iter().find(|point| point.kind == PointKind::Email.code()).map(|point| point.value);
        let state = if recipient.is_some() { "owed" } else { "not_possible" };
        let intent = message_intent::Model {
            business_id: tx.business().0,
            id: tx.id::<MessageId>().0,
            customer_id: customer.0,
            class: "legal".to_owned(),
            topics: topics.into_iter().map(Topic::code).collect(),
            recipient,
            language,
            notice_id: policy,
            seq,
            state: state.to_owned(),
            created_at: tx.now,
        };
        message::owe(tx.scope, intent).await?;
    }
    Ok(())
}

/// The customers whose choices changed, each with every topic.
fn concerned(events: &[Event]) -> BTreeMap<CustomerId, BTreeSet<Topic>> {
    let mut concerned: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for event in events {
        match event {
            Event::ConsentRecorded { customer, consent } if consent.from != consent.to => {
                concerned.entry(*customer).or_default().insert(consent.topic);
            }
            Event::ConsentInvalidated { customer, topic, .. } => {
                concerned.entry(*customer).or_default().insert(*topic);
            }
            Event::CustomerMarkedDoNotCall { customer, .. } | Event::MarkLifted { customer, .. } => {
                concerned.entry(*customer).or_default().extend(Topic::CALLS);
            }
            _ => {}
        }
    }
    concerned
}
