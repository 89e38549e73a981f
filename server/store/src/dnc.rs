//! Marks "do not call".

use domain::id::CustomerId;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::dnc_mark::{ActiveModel, Column, Entity, Model},
    error::Result,
};

/// The marks that stand on these customers.
pub async fn standing(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .filter(Column::LiftedAt.is_null())
        .order_by_asc(Column::MarkedAt)
        .order_by_asc(Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Every mark of a customer, lifted ones included.
pub async fn every(scope: &Scope, customer: CustomerId) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.eq(customer.0))
        .order_by_asc(Column::MarkedAt)
        .order_by_asc(Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Sets a mark.
pub async fn insert(scope: &Scope, mark: Model) -> Result<()> {
    Entity::insert(fresh(mark)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes how a mark was lifted.
pub async fn update(scope: &Scope, mark: Model) -> Result<()> {
    Entity::update(fresh::<_, ActiveModel>(mark)).exec(&scope.tx).await?;
    Ok(())
}
