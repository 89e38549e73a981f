//! Mails to members: their part of the outbox, and what became of each.

use chrono::{DateTime, Utc};
use domain::{
    id::{AccountId, BusinessId, MessageId},
    message::MessageState,
};
use sea_orm::{
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::*,
    sea_query::{ExprTrait as _, LockBehavior, LockType},
};

use crate::{
    Db, Scope,
    db::fresh,
    entity::member_mail::{Column, Entity, Model},
    error::Result,
    message::Settled,
};

/// Puts a mail into the outbox, with the change that owes it.
pub async fn owe(scope: &Scope, mail: Model) -> Result<()> {
    Entity::insert(fresh(mail)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Puts a mail into the outbox that follows from no change: somebody asked for it.
pub async fn owe_now(db: &Db, business: BusinessId, mail: Model) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    owe(&scope, mail).await?;
    scope.keep().await?;
    batch.commit().await
}

/// A mail.
pub async fn find(scope: &Scope, id: MessageId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The newest mails, at most `limit`.
pub async fn list(scope: &Scope, limit: u64) -> Result<Vec<Model>> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let query = query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    Ok(query.limit(limit).all(&scope.tx).await?)
}

/// Uses up every link for a new password of an account.
pub async fn use_up(scope: &Scope, account: AccountId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::UsedAt.is_null())
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// When the next mail is due (UTC), if one waits.
pub async fn next_due(scope: &Scope) -> Result<Option<DateTime<Utc>>> {
    let query = Entity::find().select_only().column(Column::DueAt).filter(Column::BusinessId.eq(scope.business.0));
    let query = query.filter(Column::State.eq(MessageState::Owed.code())).order_by_asc(Column::DueAt);
    Ok(query.limit(1).into_tuple::<Option<DateTime<Utc>>>().one(&scope.tx).await?.flatten())
}

/// Takes mails that are due, the oldest first: nobody else takes them until `until`.
pub async fn claim(
    db: &Db,
    business: BusinessId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: u64,
) -> Result<Vec<Model>> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let query = Entity::find()
        .filter(Column::BusinessId.eq(business.0))
        .filter(Column::State.eq(MessageState::Owed.code()))
        .filter(Column::DueAt.lte(now))
        .order_by_asc(Column::DueAt)
        .order_by_asc(Column::Id)
        .limit(limit);
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

/// Writes what became of a mail. One that is settled stays as it is.
pub async fn settle(db: &Db, business: BusinessId, settled: &Settled, now: DateTime<Utc>) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let ended = (settled.state != MessageState::Owed).then_some(now);
    Entity::update_many()
        .col_expr(Column::State, Expr::value(settled.state.code()))
        .col_expr(Column::DueAt, Expr::value(settled.due_at))
        .col_expr(Column::SettledAt, Expr::value(ended))
        .col_expr(Column::Problem, Expr::value(settled.problem.clone()))
        .filter(Column::BusinessId.eq(business.0))
        .filter(Column::Id.eq(settled.id.0))
        .filter(Column::State.eq(MessageState::Owed.code()))
        .exec(&scope.tx)
        .await?;
    scope.keep().await?;
    batch.commit().await
}

/// Every mail to a member, for who deletes what is kept of them elsewhere.
pub async fn every_id(scope: &Scope) -> Result<Vec<MessageId>> {
    let query = Entity::find().select_only().column(Column::Id).filter(Column::BusinessId.eq(scope.business.0));
    let ids: Vec<Uuid> = query.into_tuple().all(&scope.tx).await?;
    Ok(ids.into_iter().map(MessageId).collect())
}
