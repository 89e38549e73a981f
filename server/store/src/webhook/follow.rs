//! From the ledger to what is owed: an entry becomes a delivery in the transaction that moves the position.

use domain::id::{BusinessId, WebhookId};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QuerySelect, prelude::*};

use crate::{
    Db, Scope,
    db::insert_all,
    entity::{ledger_entry, webhook, webhook_delivery, webhook_position},
    error::Result,
    ledger,
};

/// The webhooks that are told, and were not told of everything up to this entry.
pub async fn behind(scope: &Scope, seq: i64) -> Result<Vec<WebhookId>> {
    let positions = webhook_position::Entity::find()
        .filter(webhook_position::Column::BusinessId.eq(scope.business.0))
        .filter(webhook_position::Column::Seq.lt(seq))
        .all(&scope.tx)
        .await?;
    if positions.is_empty() {
        return Ok(Vec::new());
    }
    let told = super::list(scope).await?.into_iter().filter(|row| row.disabled_at.is_none());
    let told = told.filter(|row| positions.iter().any(|position| position.webhook_id == row.id));
    Ok(told.map(|row| row.id.into()).collect())
}

/// Reads on for one webhook, at most `limit` entries, and keeps what `owed` makes of them. Whether there may be more.
///
/// The row of the position is locked: of several nodes one makes the deliveries.
pub async fn read_on<F>(db: &Db, business: BusinessId, id: WebhookId, limit: u64, owed: F) -> Result<bool>
where
    F: Fn(&webhook::Model, &ledger_entry::Model) -> Result<Option<webhook_delivery::Model>> + Send,
{
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let mut position = webhook_position::Entity::find_by_id((business.0, id.0));
    if !db.is_embedded() {
        position = position.lock_exclusive();
    }
    let Some(position) = position.one(&scope.tx).await? else { return Ok(false) };
    let told = super::find(&scope, id).await?.filter(|row| row.disabled_at.is_none());
    let Some(told) = told else { return Ok(false) };
    let entries = ledger::list_after(&scope, position.seq, limit).await?;
    let Some(last) = entries.last() else { return Ok(false) };
    let rows = entries.iter().filter_map(|entry| owed(&told, entry).transpose()).collect::<Result<Vec<_>>>()?;
    insert_all::<_, webhook_delivery::ActiveModel>(&scope, rows).await?;
    let moved =
        webhook_position::ActiveModel { business_id: Set(business.0), webhook_id: Set(id.0), seq: Set(last.seq) };
    webhook_position::Entity::update(moved).exec(&scope.tx).await?;
    let more = entries.len() as u64 == limit;
    scope.keep().await?;
    batch.commit().await?;
    Ok(more)
}
