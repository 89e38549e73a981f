//! Facts about the installation as a whole.

use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{Db, entity::installation, error::Result};

/// A fact, if it is known.
pub async fn find(db: &Db, name: &str) -> Result<Option<String>> {
    Ok(installation::Entity::find_by_id(name).one(&db.reads).await?.map(|fact| fact.value))
}

/// Keeps a fact.
pub async fn keep(db: &Db, name: &str, value: &str) -> Result<()> {
    let fact = installation::ActiveModel { name: Set(name.to_owned()), value: Set(value.to_owned()) };
    let newer = OnConflict::column(installation::Column::Name).update_column(installation::Column::Value).to_owned();
    installation::Entity::insert(fact).on_conflict(newer).exec_without_returning(&db.writes).await?;
    Ok(())
}
