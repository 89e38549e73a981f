//! National registries: the files of the installation, and the subscriptions of a business.

use domain::registry::{Coverage, Registry};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*, sea_query::OnConflict};

use crate::{
    Db, Scope, StoreError,
    db::fresh,
    entity::{registry_file, registry_subscription},
    error::Result,
};

/// The file of a registry that is in force.
pub async fn find_file(db: &Db, registry: Registry) -> Result<Option<registry_file::Model>> {
    Ok(registry_file::Entity::find_by_id(registry.code()).one(&db.reads).await?)
}

/// Puts a file in force in place of the one whose version is one less. Says whether it did: not where
/// another one took that place.
///
/// It is the one row that decisions read and no change writes: it is no business's, and each that asks
/// it has the new file recorded in its own ledger.
pub async fn put_file(db: &Db, row: registry_file::Model) -> Result<bool> {
    use registry_file::Column;
    if row.version == 1 {
        let first = OnConflict::column(Column::Registry).do_nothing().to_owned();
        let inserted = registry_file::Entity::insert(fresh(row)).on_conflict(first);
        return Ok(inserted.exec_without_returning(&db.writes).await? > 0);
    }
    let (registry, before) = (row.registry.clone(), row.version - 1);
    let changed = registry_file::Entity::update_many()
        .set(fresh(row))
        .filter(Column::Registry.eq(registry))
        .filter(Column::Version.eq(before))
        .exec(&db.writes)
        .await?;
    Ok(changed.rows_affected > 0)
}

/// Every file in force.
pub async fn all_files(db: &Db) -> Result<Vec<registry_file::Model>> {
    Ok(registry_file::Entity::find().order_by_asc(registry_file::Column::Registry).all(&db.reads).await?)
}

/// Every file in force, as the transaction of the scope sees it.
pub async fn files(scope: &Scope) -> Result<Vec<registry_file::Model>> {
    Ok(registry_file::Entity::find().order_by_asc(registry_file::Column::Registry).all(&scope.tx).await?)
}

/// What the business subscribed to.
pub async fn subscriptions(scope: &Scope) -> Result<Vec<registry_subscription::Model>> {
    Ok(registry_subscription::Entity::find()
        .filter(registry_subscription::Column::BusinessId.eq(scope.business.0))
        .order_by_asc(registry_subscription::Column::Registry)
        .all(&scope.tx)
        .await?)
}

/// The business's subscription to a registry.
pub async fn find_subscription(scope: &Scope, registry: Registry) -> Result<Option<registry_subscription::Model>> {
    let key = (scope.business.0, registry.code());
    Ok(registry_subscription::Entity::find_by_id(key).one(&scope.tx).await?)
}

/// Sets a subscription in place of the one before.
pub async fn put_subscription(scope: &Scope, row: registry_subscription::Model) -> Result<()> {
    let row = registry_subscription::Model { business_id: scope.business.0, ..row };
    let key = (scope.business.0, row.registry.clone());
    registry_subscription::Entity::delete_by_id(key).exec(&scope.tx).await?;
    registry_subscription::Entity::insert(fresh(row)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Ends a subscription; the ledger tells that there was one.
pub async fn delete_subscription(scope: &Scope, registry: Registry) -> Result<()> {
    registry_subscription::Entity::delete_by_id((scope.business.0, registry.code())).exec(&scope.tx).await?;
    Ok(())
}

impl registry_file::Model {
    /// Whose file it is.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know: then nothing may be decided.
    pub fn registry(&self) -> Result<Registry> {
        Registry::from_code(&self.registry).map_err(|_| StoreError::Garbled("registry_file.registry"))
    }

    /// Which numbers it speaks about.
    ///
    /// # Errors
    /// As [`Self::registry`].
    pub fn coverage(&self) -> Result<Coverage> {
        serde_json::from_value(self.coverage.clone()).map_err(|_| StoreError::Garbled("registry_file.coverage"))
    }

    /// How many numbers are in it.
    ///
    /// # Errors
    /// As [`Self::registry`].
    pub fn numbers(&self) -> Result<u64> {
        u64::try_from(self.numbers).map_err(|_| StoreError::Garbled("registry_file.numbers"))
    }
}

impl registry_subscription::Model {
    /// To which registry.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know: then nothing may be decided.
    pub fn registry(&self) -> Result<Registry> {
        Registry::from_code(&self.registry).map_err(|_| StoreError::Garbled("registry_subscription.registry"))
    }

    /// The areas to which the business subscribed.
    ///
    /// # Errors
    /// As [`Self::registry`].
    pub fn areas(&self) -> Result<Coverage> {
        serde_json::from_value(self.areas.clone()).map_err(|_| StoreError::Garbled("registry_subscription.areas"))
    }
}
