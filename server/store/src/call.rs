//! Attempts to call, authorised and refused.

use chrono::{DateTime, Utc};
use domain::id::{CallId, CustomerId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::call::{Column, Entity, Model},
    error::Result,
};

/// Keeps an attempt.
pub async fn insert(scope: &Scope, call: Model) -> Result<()> {
    Entity::insert(fresh(call)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// An attempt.
pub async fn find(scope: &Scope, id: CallId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The refusal of the same press, by the same actor, number and minute, if it is kept already.
pub async fn find_refusal(scope: &Scope, like: &Model) -> Result<Option<Model>> {
    let point =
        like.contact_point_id.map_or_else(|| Column::ContactPointId.is_null(), |id| Column::ContactPointId.eq(id));
    let actor = like.actor_id.map_or_else(|| Column::ActorId.is_null(), |id| Column::ActorId.eq(id));
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(actor)
        .filter(Column::CustomerId.eq(like.customer_id))
        .filter(point)
        .filter(Column::Purpose.eq(&like.purpose))
        .filter(Column::Minute.eq(like.minute))
        .one(&scope.tx)
        .await?)
}

/// Uses a permit, once: says whether it was there to be used.
pub async fn start(scope: &Scope, id: CallId, now: DateTime<Utc>) -> Result<bool> {
    let used = Entity::update_many()
        .col_expr(Column::StartedAt, Expr::value(now))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::StartedAt.is_null())
        .filter(Column::PermitExpiresAt.gt(now))
        .exec(&scope.tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// The newest attempts to call a customer.
pub async fn list(scope: &Scope, customer: CustomerId, limit: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.eq(customer.0))
        .order_by_desc(Column::At)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// How many attempts since an instant had this decision (`allowed` or `blocked`).
pub async fn count(scope: &Scope, decision: &str, since: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Decision.eq(decision))
        .filter(Column::At.gte(since))
        .count(&scope.tx)
        .await?)
}
