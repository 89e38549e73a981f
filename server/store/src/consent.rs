//! The answers of customers, as they were recorded.

use chrono::{DateTime, Utc};
use domain::{
    consent::{ConsentEvent, ConsentStatus, Covers, Method},
    id::{ConsentEventId, ContactPointId, CustomerId, InteractionId},
    topic::Topic,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Scope, StoreError,
    db::fresh,
    entity::{
        consent_event::{Column, Entity, Model},
        consent_invalidation,
    },
    error::Result,
};

/// Every answer of these customers, in the order in which they were recorded.
pub async fn list(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .order_by_asc(Column::RecordedAt)
        .order_by_asc(Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Keeps an answer.
pub async fn insert(scope: &Scope, event: Model) -> Result<()> {
    Entity::insert(fresh(event)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Lets an answer count for nothing.
pub async fn invalidate(scope: &Scope, id: ConsentEventId, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::InvalidatedAt, Expr::value(now))
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// One answer.
pub async fn find(scope: &Scope, id: ConsentEventId) -> Result<Option<Model>> {
    Ok(Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Keeps why an answer counts for nothing.
pub async fn keep_invalidation(scope: &Scope, why: consent_invalidation::Model) -> Result<()> {
    consent_invalidation::Entity::insert(fresh(why)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Why answers of this customer count for nothing.
pub async fn invalidations(scope: &Scope, customer: CustomerId) -> Result<Vec<consent_invalidation::Model>> {
    Ok(consent_invalidation::Entity::find()
        .filter(consent_invalidation::Column::BusinessId.eq(scope.business.0))
        .filter(consent_invalidation::Column::CustomerId.eq(customer.0))
        .all(&scope.tx)
        .await?)
}

/// The answers that were recorded in one contact.
pub async fn list_of_interaction(scope: &Scope, interaction: InteractionId) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::InteractionId.eq(interaction.0))
        .all(&scope.tx)
        .await?)
}

impl Model {
    /// The answer as far as its replay needs it.
    ///
    /// # Errors
    /// Fails when the row holds a word that the rules do not know: then nothing may be decided.
    pub fn event(&self) -> Result<ConsentEvent> {
        let covers = match &self.covers {
            None => Covers::All,
            Some(points) => {
                let points: Vec<Uuid> =
                    serde_json::from_value(points.clone()).map_err(|_| StoreError::Garbled("consent_event.covers"))?;
                Covers::Known(points.into_iter().map(ContactPointId).collect())
            }
        };
        Ok(ConsentEvent {
            id: ConsentEventId(self.id),
            topic: Topic::from_code(&self.topic).map_err(|_| StoreError::Garbled("consent_event.topic"))?,
            status: ConsentStatus::from_code(&self.status).map_err(|_| StoreError::Garbled("consent_event.status"))?,
            method: Method::from_code(&self.method).map_err(|_| StoreError::Garbled("consent_event.method"))?,
            covers,
            occurred_at: self.occurred_at,
            expires_at: self.expires_at,
            invalidated: self.invalidated_at.is_some(),
        })
    }
}
