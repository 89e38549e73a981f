//! Keys for programs: their rows, when each was last used, and what programs were answered
//! under names of their own.

use chrono::{DateTime, Utc};
use domain::{
    id::{ApiKeyId, BusinessId},
    integration::ApiScopes,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, prelude::*, sea_query::OnConflict};

use crate::{
    Db, Scope, StoreError,
    db::fresh,
    entity::{api_key, api_key_use, api_wish},
    error::Result,
};

impl Db {
    /// The key with this hash, whatever became of it since.
    pub async fn api_key_behind(&self, hash: &str) -> Result<Option<(BusinessId, ApiKeyId)>> {
        let found = if self.is_embedded() {
            let query = api_key::Entity::find().filter(api_key::Column::KeyHash.eq(hash));
            query.all(&self.reads).await?.into_iter().map(|it| (it.business_id, it.id)).collect()
        } else {
            self.ask("SELECT id, business_id FROM api_key_behind($1)", hash.into()).await?
        };
        Ok(found.into_iter().next().map(|(business, id)| (BusinessId(business), ApiKeyId(id))))
    }
}

/// A key.
pub async fn find(scope: &Scope, id: ApiKeyId) -> Result<Option<api_key::Model>> {
    Ok(api_key::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Every key of the business, the newest first.
pub async fn list(scope: &Scope) -> Result<Vec<api_key::Model>> {
    Ok(api_key::Entity::find()
        .filter(api_key::Column::BusinessId.eq(scope.business.0))
        .order_by_desc(api_key::Column::MadeAt)
        .order_by_desc(api_key::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Keeps a new key.
pub async fn insert(scope: &Scope, key: api_key::Model) -> Result<()> {
    api_key::Entity::insert(fresh(key)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes a key.
pub async fn update(scope: &Scope, key: api_key::Model) -> Result<()> {
    api_key::Entity::update(fresh::<_, api_key::ActiveModel>(key)).exec(&scope.tx).await?;
    Ok(())
}

/// When each key of the business was last used.
pub async fn uses(scope: &Scope) -> Result<Vec<api_key_use::Model>> {
    Ok(api_key_use::Entity::find().filter(api_key_use::Column::BusinessId.eq(scope.business.0)).all(&scope.tx).await?)
}

/// When a key was last used.
pub async fn last_use(scope: &Scope, id: ApiKeyId) -> Result<Option<DateTime<Utc>>> {
    let found = api_key_use::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?;
    Ok(found.map(|row| row.used_at))
}

/// Notes that a key was used.
pub async fn keep_use(db: &Db, business: BusinessId, id: ApiKeyId, now: DateTime<Utc>) -> Result<()> {
    use api_key_use::Column;
    let row = api_key_use::ActiveModel { business_id: Set(business.0), api_key_id: Set(id.0), used_at: Set(now) };
    let newer = OnConflict::columns([Column::BusinessId, Column::ApiKeyId]).update_column(Column::UsedAt).to_owned();
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    api_key_use::Entity::insert(row).on_conflict(newer).exec_without_returning(&scope.tx).await?;
    scope.keep().await?;
    batch.commit().await
}

/// What a program was answered under this name.
pub async fn find_wish(scope: &Scope, key: ApiKeyId, name_hash: &str) -> Result<Option<api_wish::Model>> {
    Ok(api_wish::Entity::find_by_id((scope.business.0, key.0, name_hash.to_owned())).one(&scope.tx).await?)
}

/// Keeps what a program was answered under a name, instead of an earlier answer.
pub async fn keep_wish(scope: &Scope, answered: api_wish::Model) -> Result<()> {
    use api_wish::Column;
    let newer = OnConflict::columns([Column::BusinessId, Column::ApiKeyId, Column::NameHash])
        .update_columns([Column::AskedHash, Column::Answer, Column::At])
        .to_owned();
    let row = fresh::<_, api_wish::ActiveModel>(answered);
    api_wish::Entity::insert(row).on_conflict(newer).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Forgets what the business's programs were answered before this instant.
pub async fn forget_wishes(scope: &Scope, before: DateTime<Utc>) -> Result<()> {
    api_wish::Entity::delete_many()
        .filter(api_wish::Column::BusinessId.eq(scope.business.0))
        .filter(api_wish::Column::At.lt(before))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

impl api_key::Model {
    /// What it opens.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn opens(&self) -> Result<ApiScopes> {
        ApiScopes::from_code(&self.scopes).map_err(|_| StoreError::Garbled("api_key.scopes"))
    }
}
