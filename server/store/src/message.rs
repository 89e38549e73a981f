//! Messages that are owed to customers.

use domain::id::CustomerId;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::message_intent::{Column, Entity, Model},
    error::Result,
};

/// Records a message that is owed.
pub async fn owe(scope: &Scope, intent: Model) -> Result<()> {
    Entity::insert(fresh(intent)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// The newest messages that are owed to a customer.
pub async fn list(scope: &Scope, customer: CustomerId, limit: u64) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.eq(customer.0))
        .order_by_desc(Column::CreatedAt)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}
