//! Office screens: their rows, when each was last alive, and what they count.

pub mod count;

use chrono::{DateTime, Utc};
use domain::{
    display::Figures,
    hours::TimeZone,
    id::{BusinessId, DisplayId},
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryFilter, QueryOrder, prelude::*, sea_query::OnConflict};

use crate::{
    Db, Scope, StoreError,
    db::fresh,
    entity::{display, display_beat},
    error::Result,
};

/// Which hash a screen is looked up by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The hash of the ticket of a paired screen.
    ByTicket,
    /// The keyed hash of a code that waits to be entered.
    ByCode,
}

impl Db {
    /// The screen with this hash, whatever became of it since.
    pub async fn display_behind(&self, known: Known, hash: &str) -> Result<Option<(BusinessId, DisplayId)>> {
        let (column, sql) = match known {
            Known::ByTicket => (display::Column::TokenHash, "SELECT id, business_id FROM display_behind($1)"),
            Known::ByCode => (display::Column::CodeHash, "SELECT id, business_id FROM display_of_code($1)"),
        };
        let found = if self.is_embedded() {
            let query = display::Entity::find().filter(column.eq(hash));
            query.all(&self.reads).await?.into_iter().map(|it| (it.business_id, it.id)).collect()
        } else {
            self.ask(sql, hash.into()).await?
        };
        Ok(found.into_iter().next().map(|(business, id)| (BusinessId(business), DisplayId(id))))
    }
}

/// A screen.
pub async fn find(scope: &Scope, id: DisplayId) -> Result<Option<display::Model>> {
    Ok(display::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Every screen of the business, by name.
pub async fn list(scope: &Scope) -> Result<Vec<display::Model>> {
    Ok(display::Entity::find()
        .filter(display::Column::BusinessId.eq(scope.business.0))
        .order_by_asc(display::Column::Name)
        .order_by_asc(display::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Keeps a new screen.
pub async fn insert(scope: &Scope, display: display::Model) -> Result<()> {
    display::Entity::insert(fresh(display)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes a screen.
pub async fn update(scope: &Scope, display: display::Model) -> Result<()> {
    display::Entity::update(fresh::<_, display::ActiveModel>(display)).exec(&scope.tx).await?;
    Ok(())
}

/// When each screen of the business was last alive.
pub async fn beats(scope: &Scope) -> Result<Vec<display_beat::Model>> {
    Ok(display_beat::Entity::find()
        .filter(display_beat::Column::BusinessId.eq(scope.business.0))
        .all(&scope.tx)
        .await?)
}

/// Notes that a screen is alive.
pub async fn keep_beat(db: &Db, business: BusinessId, id: DisplayId, now: DateTime<Utc>) -> Result<()> {
    use display_beat::Column;
    let row = display_beat::ActiveModel { business_id: Set(business.0), display_id: Set(id.0), seen_at: Set(now) };
    let newer = OnConflict::columns([Column::BusinessId, Column::DisplayId]).update_column(Column::SeenAt).to_owned();
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    display_beat::Entity::insert(row).on_conflict(newer).exec_without_returning(&scope.tx).await?;
    scope.keep().await?;
    batch.commit().await
}

impl display::Model {
    /// The numbers that it shows.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn shows(&self) -> Result<Figures> {
        Figures::from_code(&self.figures).map_err(|_| StoreError::Garbled("display.figures"))
    }

    /// Where it hangs.
    ///
    /// # Errors
    /// As [`Self::shows`].
    pub fn zone(&self) -> Result<TimeZone> {
        TimeZone::try_from(self.time_zone.clone()).map_err(|_| StoreError::Garbled("display.time_zone"))
    }
}
