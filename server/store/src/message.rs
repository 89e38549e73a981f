//! Messages to customers: the outbox, and what became of each.

use chrono::{DateTime, Utc};
use domain::{
    id::{BusinessId, CustomerId, MessageId},
    message::{MessageClass, MessagePermit, MessageState},
};
use sea_orm::{
    Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::*,
    sea_query::{ExprTrait as _, LockBehavior, LockType, Query, SelectStatement},
};

use crate::{
    Db, Scope,
    db::fresh,
    entity::{
        customer,
        message_intent::{Column, Entity, Model},
    },
    error::Result,
};

/// Puts a message into the outbox.
pub async fn owe(scope: &Scope, intent: Model, _permit: MessagePermit) -> Result<()> {
    let owed = Model { state: MessageState::Owed.code().to_owned(), due_at: Some(intent.created_at), ..intent };
    Entity::insert(fresh(owed)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Records a message that is not sent.
pub async fn record_unsent(scope: &Scope, intent: Model, state: MessageState) -> Result<()> {
    let unsent = Model { state: state.code().to_owned(), due_at: None, ..intent };
    Entity::insert(fresh(unsent)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// A message.
pub async fn find(scope: &Scope, id: MessageId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The newest messages to a customer.
pub async fn list(scope: &Scope, customer: CustomerId, limit: u64) -> Result<Vec<Model>> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let query = query.filter(Column::CustomerId.eq(customer.0)).order_by_desc(Column::CreatedAt);
    Ok(query.order_by_desc(Column::Id).limit(limit).all(&scope.tx).await?)
}

/// Which messages of the business are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Every one.
    Every,
    /// Those that came to this state since then (UTC).
    Settled(MessageState, DateTime<Utc>),
    /// Confirmations to customers on file that failed, or wait for too long.
    Undelivered {
        /// They failed since then (UTC).
        failed_since: DateTime<Utc>,
        /// They have waited since before then (UTC).
        waiting_since: DateTime<Utc>,
    },
}

fn of(scope: &Scope, which: Which) -> Select<Entity> {
    let query = Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let settled = |state: MessageState, since| {
        Condition::all().add(Column::State.eq(state.code())).add(Column::SettledAt.gte(since))
    };
    match which {
        Which::Every => query,
        Which::Settled(state, since) => query.filter(settled(state, since)),
        Which::Undelivered { failed_since, waiting_since } => {
            let waits = Condition::all()
                .add(Column::State.eq(MessageState::Owed.code()))
                .add(Column::CreatedAt.lt(waiting_since));
            query
                .filter(Condition::any().add(settled(MessageState::Failed, failed_since)).add(waits))
                .filter(Column::Class.eq(MessageClass::Legal.code()))
                .filter(Expr::exists(recipient_on_file(scope)))
        }
    }
}

/// The customer of a message of the outer query, where they have neither withdrawn nor been erased.
fn recipient_on_file(scope: &Scope) -> SelectStatement {
    let their = |column: customer::Column| Expr::col((customer::Entity, column));
    Query::select()
        .expr(Expr::val(1))
        .from(customer::Entity)
        .and_where(their(customer::Column::BusinessId).eq(scope.business.0))
        .and_where(their(customer::Column::Id).equals((Entity, Column::CustomerId)))
        .and_where(their(customer::Column::WithdrawnAt).is_null())
        .and_where(their(customer::Column::ErasedAt).is_null())
        .to_owned()
}

/// How many they are.
pub async fn count(scope: &Scope, which: Which) -> Result<u64> {
    Ok(of(scope, which).count(&scope.tx).await?)
}

/// The newest of them that were recorded before this one, or before anything.
pub async fn page(scope: &Scope, which: Which, before: Option<&Model>, limit: u64) -> Result<Vec<Model>> {
    let mut query = of(scope, which);
    if let Some(before) = before {
        let same = Column::CreatedAt.eq(before.created_at).and(Column::Id.lt(before.id));
        query = query.filter(Column::CreatedAt.lt(before.created_at).or(same));
    }
    let query = query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    Ok(query.limit(limit).all(&scope.tx).await?)
}

/// Every message to a customer, for who deletes what is kept of them elsewhere.
pub async fn every_id(scope: &Scope, customer: CustomerId) -> Result<Vec<MessageId>> {
    let query = Entity::find().select_only().column(Column::Id).filter(Column::BusinessId.eq(scope.business.0));
    let ids: Vec<Uuid> = query.filter(Column::CustomerId.eq(customer.0)).into_tuple().all(&scope.tx).await?;
    Ok(ids.into_iter().map(MessageId).collect())
}

/// Every message of the business, for who deletes what is kept of them elsewhere.
pub async fn every_id_of_business(scope: &Scope) -> Result<Vec<MessageId>> {
    let query = Entity::find().select_only().column(Column::Id).filter(Column::BusinessId.eq(scope.business.0));
    let ids: Vec<Uuid> = query.into_tuple().all(&scope.tx).await?;
    Ok(ids.into_iter().map(MessageId).collect())
}

/// Lets no message go to an address any more that waits to be sent there.
pub async fn drop_owed_to(scope: &Scope, customer: CustomerId, recipient: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(MessageState::Dropped.code()))
        .col_expr(Column::SettledAt, Expr::value(now))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.eq(customer.0))
        .filter(Column::Recipient.eq(recipient))
        .filter(Column::State.eq(MessageState::Owed.code()))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// When the next message of this business is due (UTC), if one waits.
pub async fn next_due(scope: &Scope) -> Result<Option<DateTime<Utc>>> {
    let query = Entity::find().select_only().column(Column::DueAt).filter(Column::BusinessId.eq(scope.business.0));
    let query = query.filter(Column::State.eq(MessageState::Owed.code())).order_by_asc(Column::DueAt);
    Ok(query.limit(1).into_tuple::<Option<DateTime<Utc>>>().one(&scope.tx).await?.flatten())
}

/// Takes messages that are due, the oldest first: nobody else takes them until `until`.
///
/// Whoever took one and died is a lease that runs out: the message is due again then.
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

/// What became of a message that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// Which.
    pub id: MessageId,
    /// How far it is.
    pub state: MessageState,
    /// When it is tried again, where it is still owed (UTC).
    pub due_at: Option<DateTime<Utc>>,
    /// Why it did not go, as a code.
    pub problem: Option<String>,
}

/// Writes what became of messages. One that is settled stays as it is.
pub async fn settle(db: &Db, business: BusinessId, settled: &[Settled], now: DateTime<Utc>) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    for one in settled {
        let ended = (one.state != MessageState::Owed).then_some(now);
        Entity::update_many()
            .col_expr(Column::State, Expr::value(one.state.code()))
            .col_expr(Column::DueAt, Expr::value(one.due_at))
            .col_expr(Column::SettledAt, Expr::value(ended))
            .col_expr(Column::Problem, Expr::value(one.problem.clone()))
            .filter(Column::BusinessId.eq(business.0))
            .filter(Column::Id.eq(one.id.0))
            .filter(Column::State.eq(MessageState::Owed.code()))
            .exec(&scope.tx)
            .await?;
    }
    scope.keep().await?;
    batch.commit().await?;
    Ok(())
}
