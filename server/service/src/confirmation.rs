//! One confirmation for each save that changed something a customer decides (policy sections 4 and 6).

mod way;

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    actor::Actor,
    consent::{self, ConsentStatus},
    event::Event,
    id::{ConsentEventId, CustomerId, CustomerLinkId, GrantId, MessageId},
    message::{Address, MessageClass, MessageDecision, MessageFacts, Needs, decide_message},
    notice::NoticeKind,
    request::{Came, RequestKind},
    topic::{Channel, Topic},
};
use store::{business, customer, entity::message_intent, message, notice, request};

use crate::{
    change::Tx,
    consent::replay,
    error::{Error, Result},
    link::{Allows, keep_grant, mint},
    message::{Content, Marked, TopicChange},
    reader::Reader,
};
use way::Way;

/// Records what is owed to the customers whom these events concern: one message each, whoever made
/// the change, with recipient, language and words as of now. Imports, merges and splits owe none: no
/// person chose anything.
pub(crate) async fn owe(tx: Tx<'_>, seq: i64, events: &[Event]) -> Result<()> {
    let is_tidied = |event: &Event| matches!(event, Event::CustomerMerged { .. } | Event::CustomerSplit { .. });
    if matches!(tx.ctx.actor, Actor::Import(_)) || events.iter().any(is_tidied) {
        return Ok(());
    }
    let concerned = concerned(events);
    if concerned.is_empty() {
        return Ok(());
    }
    let policy = notice::latest(tx.scope, &NoticeKind::PrivacyPolicy.code()).await?;
    for (customer, topics) in concerned {
        let points = customer::points(tx.scope, customer).await?;
        let row = customer::find(tx.scope, customer).await?.ok_or(Error::NotFound)?;
        let answers = replay(tx, customer).await?;
        let business = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
        let reader = Reader::of(&row, &points, &business, None);
        let language = reader.language;
        let Way { channel, address, point } = Way::to(tx, &business, customer, points).await?;
        let mut content = Content {
            policy: policy.as_ref().map(|policy| policy.version),
            reader,
            name: row.full_name,
            changes: changes(tx, customer, events, &answers),
            marked: marked(customer, events),
            erase_at: events.iter().find_map(|event| match event {
                Event::DataConsentWithdrawn { customer: whose, erase_at } if *whose == customer => Some(*erase_at),
                _ => None,
            }),
            ..Content::from(business, tx.ctx.actor)
        };
        let restricted = !request::restrictions(tx.scope, &[customer]).await?.is_empty();
        let facts = MessageFacts { channel, address, answers: &answers, needs: Needs::NoRefusal, restricted };
        let decision = decide_message(&facts, MessageClass::Legal, tx.now);
        let mut link = None;
        if let (MessageDecision::Allowed(_), Some(point)) = (&decision, &point) {
            link = Some(mint(tx, customer, Some(point.id.into())).await?);
            // What allows again stands in a mail only: a text message is read by whoever holds the phone.
            if channel == Channel::Email {
                allow_again(tx, customer, events, &mut content).await?;
            }
        }
        let intent = intent(tx, seq, customer, &topics, &content, link)?;
        let intent = message_intent::Model {
            channel: channel.code().to_owned(),
            recipient: point.map(|point| point.value),
            language: Some(language.code().to_owned()),
            notice_id: policy.as_ref().map(|policy| policy.id),
            problem: (address == Address::Undeliverable).then(|| "undeliverable".to_owned()),
            ..intent
        };
        match decision {
            MessageDecision::Allowed(permit) => message::owe(tx.scope, intent, permit).await?,
            other => message::record_unsent(tx.scope, intent, other.state()).await?,
        }
    }
    Ok(())
}

fn intent(
    tx: Tx<'_>,
    seq: i64,
    customer: CustomerId,
    topics: &BTreeSet<Topic>,
    content: &Content,
    link: Option<CustomerLinkId>,
) -> Result<message_intent::Model> {
    Ok(message_intent::Model {
        business_id: tx.business().0,
        id: tx.id::<MessageId>().0,
        customer_id: customer.0,
        class: MessageClass::Legal.code().to_owned(),
        topics: topics.iter().map(|topic| topic.code()).collect(),
        channel: Channel::Email.code().to_owned(),
        recipient: None,
        language: None,
        notice_id: None,
        seq,
        state: String::new(),
        created_at: tx.now,
        content: Some(content.to_json()?),
        link_id: link.map(|link| link.0),
        attempts: 0,
        due_at: None,
        settled_at: None,
        problem: None,
    })
}

/// Keeps what the links in the mail allow again: the undo of a stop, and what was asked for.
async fn allow_again(tx: Tx<'_>, customer: CustomerId, events: &[Event], content: &mut Content) -> Result<()> {
    if let Some(undo) = Allows::undoing(tx, customer, events).await? {
        let id: GrantId = tx.id();
        keep_grant(tx, id, customer, &undo).await?;
        content.undo = Some(id);
    }
    for event in events {
        if let Event::GrantRequested { customer: whose, grant, topics } = event
            && *whose == customer
        {
            keep_grant(tx, *grant, customer, &Allows::Give { topics: topics.clone() }).await?;
            content.give = Some(*grant);
            content.asked.clone_from(topics);
        }
        if let Event::RequestReceived {
            customer: whose,
            request,
            kind: RequestKind::Access,
            came: Came::ByTheirLink,
            ..
        } = event
            && *whose == customer
        {
            let id: GrantId = tx.id();
            keep_grant(tx, id, customer, &Allows::Copy { request: *request }).await?;
            content.copy = Some(id);
        }
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
            Event::RequestReceived { customer, kind: RequestKind::Access, came: Came::ByTheirLink, .. } => {
                concerned.entry(*customer).or_default();
            }
            Event::GrantRequested { customer, topics, .. } => {
                concerned.entry(*customer).or_default().extend(topics.iter().copied());
            }
            _ => {}
        }
    }
    concerned
}

/// What became of each topic, from the first of the save to its last.
fn changes(tx: Tx<'_>, customer: CustomerId, events: &[Event], answers: &[consent::ConsentEvent]) -> Vec<TopicChange> {
    let mut changes: BTreeMap<Topic, (ConsentStatus, ConsentStatus)> = BTreeMap::new();
    for event in events {
        match event {
            Event::ConsentRecorded { customer: whose, consent } if *whose == customer && consent.from != consent.to => {
                changes.entry(consent.topic).or_insert((consent.from, consent.to)).1 = consent.to;
            }
            Event::ConsentInvalidated { customer: whose, event, topic, .. } if *whose == customer => {
                let now = consent::status(answers, *topic, None, tx.now);
                let before = consent::status(&counted(answers, *event), *topic, None, tx.now);
                changes.entry(*topic).or_insert((before, now)).1 = now;
            }
            _ => {}
        }
    }
    let changed = changes.into_iter().filter(|(_, (from, to))| from != to);
    changed.map(|(topic, (from, to))| TopicChange { topic, from, to }).collect()
}

/// The answers as they were while this one counted.
fn counted(answers: &[consent::ConsentEvent], id: ConsentEventId) -> Vec<consent::ConsentEvent> {
    let counted = |answer: &consent::ConsentEvent| consent::ConsentEvent {
        invalidated: answer.invalidated && answer.id != id,
        ..answer.clone()
    };
    answers.iter().map(counted).collect()
}

fn marked(customer: CustomerId, events: &[Event]) -> Option<Marked> {
    events.iter().rev().find_map(|event| match event {
        Event::CustomerMarkedDoNotCall { customer: whose, .. } if *whose == customer => Some(Marked::Set),
        Event::MarkLifted { customer: whose, .. } if *whose == customer => Some(Marked::Lifted),
        _ => None,
    })
}
