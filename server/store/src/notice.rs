//! The versions of the texts that are shown or read out.

use chrono::{DateTime, Utc};
use domain::notice::{MaterialNotice, NoticeKind};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};
use uuid::Uuid;

use crate::{
    Db, Scope, StoreError,
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

/// The version of one of the business's texts that was in force at an instant.
pub async fn in_force(scope: &Scope, kind: &str, at: DateTime<Utc>) -> Result<Option<notice::Model>> {
    Ok(notice::Entity::find()
        .filter(notice::Column::BusinessId.eq(scope.business.0))
        .filter(notice::Column::Kind.eq(kind))
        .filter(notice::Column::PublishedAt.lte(at))
        .order_by_desc(notice::Column::Version)
        .one(&scope.tx)
        .await?)
}

/// Every version of these texts of the business, the newest first.
pub async fn versions(scope: &Scope, kinds: &[String]) -> Result<Vec<notice::Model>> {
    Ok(notice::Entity::find()
        .filter(notice::Column::BusinessId.eq(scope.business.0))
        .filter(notice::Column::Kind.is_in(kinds))
        .order_by_desc(notice::Column::Version)
        .all(&scope.tx)
        .await?)
}

/// The versions for which whoever agreed to an older one has to be asked again.
pub async fn material(scope: &Scope) -> Result<Vec<MaterialNotice>> {
    let rows = notice::Entity::find()
        .filter(notice::Column::BusinessId.eq(scope.business.0))
        .filter(notice::Column::Material.eq(true))
        .filter(notice::Column::AskAgainBy.is_not_null())
        .all(&scope.tx)
        .await?;
    let material = |row: notice::Model| {
        let kind = NoticeKind::from_code(&row.kind).map_err(|_| StoreError::Garbled("notice.kind"))?;
        let ask_again_by = row.ask_again_by.ok_or(StoreError::Garbled("notice.ask_again_by"))?;
        Ok(MaterialNotice { kind, version: row.version, published_at: row.published_at, ask_again_by })
    };
    rows.into_iter().map(material).collect()
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

/// Every version of one of the platform's texts, the oldest first: its number, and since when it is in force (UTC).
pub async fn versions_of_platform(db: &Db, kind: &str) -> Result<Vec<(i32, DateTime<Utc>)>> {
    Ok(platform_notice::Entity::find()
        .select_only()
        .columns([platform_notice::Column::Version, platform_notice::Column::PublishedAt])
        .filter(platform_notice::Column::Kind.eq(kind))
        .order_by_asc(platform_notice::Column::Version)
        .into_tuple()
        .all(&db.reads)
        .await?)
}

/// Publishes a version of one of the platform's texts.
pub async fn insert_of_platform(db: &Db, notice: platform_notice::Model) -> Result<()> {
    platform_notice::Entity::insert(fresh(notice)).exec_without_returning(&db.writes).await?;
    Ok(())
}
