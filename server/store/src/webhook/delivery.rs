//! What is owed to webhooks, who takes it, and what became of it.

use chrono::{DateTime, Utc};
use domain::{
    id::{BusinessId, WebhookDeliveryId, WebhookId},
    webhook::DeliveryState,
};
use sea_orm::{
    EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    prelude::*,
    sea_query::{Alias, ExprTrait as _, LockBehavior, LockType, Query, SelectStatement},
};

use crate::{
    Db, Scope,
    entity::webhook_delivery::{Column, Entity, Model},
    error::Result,
};

/// A delivery.
pub async fn find_delivery(scope: &Scope, id: WebhookDeliveryId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The newest deliveries of a webhook, at most `limit`.
pub async fn list_deliveries(scope: &Scope, webhook: WebhookId, limit: u64) -> Result<Vec<Model>> {
    let query = of(scope.business, webhook).order_by_desc(Column::Seq);
    Ok(query.limit(limit).all(&scope.tx).await?)
}

/// How many deliveries of a webhook are in this state.
pub async fn count(scope: &Scope, webhook: WebhookId, state: DeliveryState) -> Result<u64> {
    Ok(of(scope.business, webhook).filter(Column::State.eq(state.code())).count(&scope.tx).await?)
}

/// Owes a delivery once more, as if it had never been tried.
pub async fn owe_again(scope: &Scope, id: WebhookDeliveryId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(DeliveryState::Owed.code()))
        .col_expr(Column::Attempts, Expr::value(0))
        .col_expr(Column::DueAt, Expr::value(now))
        .col_expr(Column::SettledAt, Expr::value(None::<DateTime<Utc>>))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

fn of(business: BusinessId, webhook: WebhookId) -> Select<Entity> {
    Entity::find().filter(Column::BusinessId.eq(business.0)).filter(Column::WebhookId.eq(webhook.0))
}

/// What may be sent next: the first of what is owed about each subject.
fn sendable(business: BusinessId, webhook: WebhookId) -> Select<Entity> {
    let owed = of(business, webhook).filter(Column::State.eq(DeliveryState::Owed.code()));
    owed.filter(Expr::exists(before(business, webhook)).not())
}

/// Something about the same subject that is owed before it, and may be on its way.
fn before(business: BusinessId, webhook: WebhookId) -> SelectStatement {
    let earlier = Alias::new("earlier");
    let their = |column| Expr::col((earlier.clone(), column));
    Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, earlier.clone())
        .and_where(their(Column::BusinessId).eq(business.0))
        .and_where(their(Column::WebhookId).eq(webhook.0))
        .and_where(their(Column::SubjectId).equals((Entity, Column::SubjectId)))
        .and_where(their(Column::State).eq(DeliveryState::Owed.code()))
        .and_where(their(Column::Seq).lt(Expr::col((Entity, Column::Seq))))
        .to_owned()
}

/// When something may be sent to a webhook next (UTC), if anything waits.
pub async fn next_due(scope: &Scope, webhook: WebhookId) -> Result<Option<DateTime<Utc>>> {
    let query = sendable(scope.business, webhook).select_only().column(Column::DueAt).order_by_asc(Column::DueAt);
    Ok(query.limit(1).into_tuple::<Option<DateTime<Utc>>>().one(&scope.tx).await?.flatten())
}

/// Takes what may be sent to a webhook, the oldest first, and of each subject one at most: nobody else takes it until
/// `until`, nor anything behind it about the same subject.
///
/// Whoever took one and died is a lease that runs out: it is due again then.
pub async fn claim(
    db: &Db,
    (business, webhook): (BusinessId, WebhookId),
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let query = sendable(business, webhook).filter(Column::DueAt.lte(now)).order_by_asc(Column::Seq).limit(limit);
    // The embedded database has one writer at a time.
    let query =
        if db.is_embedded() { query } else { query.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked) };
    let claimed = query.all(&scope.tx).await?;
    if !claimed.is_empty() {
        Entity::update_many()
            .col_expr(Column::DueAt, Expr::value(until))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .filter(Column::BusinessId.eq(business.0))
            .filter(Column::Id.is_in(claimed.iter().map(|row| row.id)))
            .exec(&scope.tx)
            .await?;
    }
    scope.keep().await?;
    batch.commit().await?;
    Ok(claimed.into_iter().map(|row| Model { attempts: row.attempts + 1, ..row }).collect())
}

/// What became of a delivery that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Which.
    pub id: WebhookDeliveryId,
    /// Which attempt it was: of one that was replayed meanwhile nothing is written.
    pub attempts: i32,
    /// How far it is.
    pub state: DeliveryState,
    /// When it is tried again, where it is still owed (UTC).
    pub due_at: Option<DateTime<Utc>>,
    /// What the program answered.
    pub status: Option<u16>,
    /// Why it did not succeed, as a code.
    pub problem: Option<&'static str>,
}

/// Writes what became of deliveries.
pub async fn settle(db: &Db, business: BusinessId, settled: &[Settled], now: DateTime<Utc>) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    for one in settled {
        let ended = (one.state != DeliveryState::Owed).then_some(now);
        Entity::update_many()
            .col_expr(Column::State, Expr::value(one.state.code()))
            .col_expr(Column::DueAt, Expr::value(one.due_at))
            .col_expr(Column::SettledAt, Expr::value(ended))
            .col_expr(Column::Status, Expr::value(one.status.map(i32::from)))
            .col_expr(Column::Problem, Expr::value(one.problem))
            .filter(Column::BusinessId.eq(business.0))
            .filter(Column::Id.eq(one.id.0))
            .filter(Column::State.eq(DeliveryState::Owed.code()))
            .filter(Column::Attempts.eq(one.attempts))
            .exec(&scope.tx)
            .await?;
    }
    scope.keep().await?;
    batch.commit().await
}

/// Forgets what was settled before this instant.
pub async fn forget_settled(db: &Db, business: BusinessId, before: DateTime<Utc>) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    Entity::delete_many()
        .filter(Column::BusinessId.eq(business.0))
        .filter(Column::SettledAt.lt(before))
        .exec(&scope.tx)
        .await?;
    scope.keep().await?;
    batch.commit().await
}
