//! Webhooks, and up to which entry of the ledger each was told.

mod delivery;
mod follow;

pub use delivery::{
    Settled, claim, count, find_delivery, forget_settled, list_deliveries, next_due, owe_again, settle,
};
pub use follow::{behind, read_on};

use domain::{
    id::WebhookId,
    webhook::{WebhookKinds, WhyDisabled},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Scope, StoreError,
    db::fresh,
    entity::{webhook, webhook_delivery, webhook_position},
    error::Result,
};

/// A webhook.
pub async fn find(scope: &Scope, id: WebhookId) -> Result<Option<webhook::Model>> {
    Ok(webhook::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Every webhook of the business, the newest first.
pub async fn list(scope: &Scope) -> Result<Vec<webhook::Model>> {
    Ok(webhook::Entity::find()
        .filter(webhook::Column::BusinessId.eq(scope.business.0))
        .order_by_desc(webhook::Column::MadeAt)
        .order_by_desc(webhook::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Keeps a new webhook, which is told what comes behind this entry.
pub async fn insert(scope: &Scope, made: webhook::Model, seq: i64) -> Result<()> {
    let position =
        webhook_position::ActiveModel { business_id: Set(made.business_id), webhook_id: Set(made.id), seq: Set(seq) };
    webhook::Entity::insert(fresh(made)).exec_without_returning(&scope.tx).await?;
    webhook_position::Entity::insert(position).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes a webhook.
pub async fn update(scope: &Scope, changed: webhook::Model) -> Result<()> {
    webhook::Entity::update(fresh::<_, webhook::ActiveModel>(changed)).exec(&scope.tx).await?;
    Ok(())
}

/// Deletes a webhook with its log. Its position first: whoever reads the ledger for it holds that.
pub async fn remove(scope: &Scope, id: WebhookId) -> Result<()> {
    let business = scope.business.0;
    webhook_position::Entity::delete_by_id((business, id.0)).exec(&scope.tx).await?;
    webhook_delivery::Entity::delete_many()
        .filter(webhook_delivery::Column::BusinessId.eq(business))
        .filter(webhook_delivery::Column::WebhookId.eq(id.0))
        .exec(&scope.tx)
        .await?;
    webhook::Entity::delete_by_id((business, id.0)).exec(&scope.tx).await?;
    Ok(())
}

impl webhook::Model {
    /// Of what it is told.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn told_of(&self) -> Result<WebhookKinds> {
        WebhookKinds::from_code(&self.kinds).map_err(|_| StoreError::Garbled("webhook.kinds"))
    }

    /// Why nothing is sent to it, where that is so.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn why_disabled(&self) -> Result<Option<WhyDisabled>> {
        let why = self.disabled_why.as_deref().map(WhyDisabled::from_code).transpose();
        why.map_err(|_| StoreError::Garbled("webhook.disabled_why"))
    }
}
