//! The versions of the texts that are shown or read out.

use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};
use uuid::Uuid;

use crate::{
    Db, Scope,
    db::fresh,
    entity::{notice, platform_notice},
    error::Result,
};

/// The newest version of one of the business's texts.
pub async fn latest(scope: &Scope, kind: &str) -> Result<Option<notice::Model>> {
    Ok(notice::Entity::find()
        .filter(notice::Column::BusinessId.eq(scope.business.0))
        .filter(notice::Column::Kind.eq(kind))
        .order_by_desc(notice::Column::Version)
        .one(&scope.tx)
        .await?)
}

/// One version of one of the business's texts.
pub async fn find(scope: &Scope, id: Uuid) -> Result<Option<notice::Model>> {
    Ok(notice::Entity::find_by_id((scope.business.0, id)).one(&scope.tx).await?)
}

/// Publishes a version of one of the business's texts.
pub async fn insert(scope: &Scope, notice: notice::Model) -> Result<()> {
    notice::Entity::insert(fresh(notice)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// The newest version of one of the platform's texts.
pub async fn latest_of_platform(db: &Db, kind: &str) -> Result<Option<platform_notice::Model>> {
    Ok(platform_notice::Entity::find()
        .filter(platform_notice::Column::Kind.eq(kind))
        .order_by_desc(platform_notice::Column::Version)
        .one(&db.reads)
        .await?)
}

/// Publishes a version of one of the platform's texts.
pub async fn insert_of_platform(db: &Db, notice: platform_notice::Model) -> Result<()> {
    platform_notice::Entity::insert(fresh(notice)).exec_without_returning(&db.writes).await?;
    Ok(())
}
