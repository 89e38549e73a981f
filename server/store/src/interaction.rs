//! Contacts with customers, and denials of people about whom nothing is kept.

use domain::id::{CustomerId, DenialId, InteractionId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::{denial, interaction},
    error::Result,
};

/// Keeps a contact.
pub async fn insert(scope: &Scope, interaction: interaction::Model) -> Result<()> {
    interaction::Entity::insert(fresh(interaction)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Keeps a denial.
pub async fn insert_denial(scope: &Scope, denial: denial::Model) -> Result<()> {
    denial::Entity::insert(fresh(denial)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// The newest contacts with a customer.
pub async fn list(scope: &Scope, customer: CustomerId, limit: u64) -> Result<Vec<interaction::Model>> {
    Ok(interaction::Entity::find()
        .filter(interaction::Column::BusinessId.eq(scope.business.0))
        .filter(interaction::Column::CustomerId.eq(customer.0))
        .order_by_desc(interaction::Column::At)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// How many denials there are.
pub async fn count_denials(scope: &Scope) -> Result<u64> {
    let query = denial::Entity::find().filter(denial::Column::BusinessId.eq(scope.business.0));
    Ok(query.count(&scope.tx).await?)
}

/// A contact.
pub async fn find(scope: &Scope, id: InteractionId) -> Result<Option<interaction::Model>> {
    Ok(interaction::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// A denial.
pub async fn find_denial(scope: &Scope, id: DenialId) -> Result<Option<denial::Model>> {
    Ok(denial::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}
