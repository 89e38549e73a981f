//! The words that staff read out: every business has a version for each topic, whenever it was founded.

use domain::{
    access::Right, actor::Actor, event::Event, id::NoticeId, ledger::Hash, notice::NoticeKind, prompt, topic::Topic,
};
use sha2::{Digest as _, Sha256};
use store::{Scope, entity::notice as row, notice};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::Result,
    ports::new_id,
};

/// Publishes the words for each topic that has none yet, as a first version: of which topics they are.
pub(super) async fn publish(tx: Tx<'_>) -> Result<Vec<(NoticeId, Topic)>> {
    let mut published = Vec::new();
    for topic in missing(tx.scope).await? {
        let id: NoticeId = tx.id();
        let row = row::Model {
            business_id: tx.business().0,
            id: id.0,
            kind: NoticeKind::read_out(topic).code(),
            version: 1,
            text: prompt::words(topic).to_owned(),
            material: false,
            ask_again_by: None,
            published_at: tx.now,
        };
        notice::insert(tx.scope, row).await?;
        published.push((id, topic));
    }
    Ok(published)
}

async fn missing(scope: &Scope) -> Result<Vec<Topic>> {
    let mut missing = Vec::new();
    for topic in Topic::all() {
        if notice::latest(scope, &NoticeKind::read_out(topic).code()).await?.is_none() {
            missing.push(topic);
        }
    }
    Ok(missing)
}

/// Publishes the words that a business lacks which was founded before there were any for some topic: without
/// them nobody could record an answer. Run at every start, before anything is served.
///
/// # Errors
/// Fails where the record cannot be read or written.
pub async fn publish_missing_words(service: &Service) -> Result<()> {
    for business in service.db.open_businesses().await? {
        let scope = service.db.read(business).await?;
        let is_whole = missing(&scope).await?.is_empty();
        drop(scope);
        if is_whole {
            continue;
        }
        let request = new_id(service.now(), &*service.random).into();
        let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
        // Another node may be faster: then there is nothing left to publish.
        let done = service.change(&ctx, Right::Operate, (), |tx, ()| {
            Box::pin(async move { Ok(Outcome::many(publish(tx).await?.into_iter().map(event).collect(), ())) })
        });
        done.await?;
    }
    Ok(())
}

fn event((notice, topic): (NoticeId, Topic)) -> Event {
    Event::PolicyPublished {
        notice,
        policy: NoticeKind::read_out(topic),
        version: 1,
        ask_again_by: None,
        hash: Hash(Sha256::digest(prompt::words(topic)).into()).to_string(),
    }
}
