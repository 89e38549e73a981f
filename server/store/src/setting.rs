//! What a business sets beside its own row: for how long consents hold, and dates without calls.

use domain::{consent::HoldsFor, country::Country, hours::Holiday, id::HolidayId, topic::Topic};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, prelude::*};

use crate::{
    Scope, StoreError,
    db::fresh,
    entity::{consent_term, holiday},
    error::Result,
};

/// For how long a yes holds, for each topic on which it expires.
pub async fn terms(scope: &Scope) -> Result<Vec<(Topic, HoldsFor)>> {
    let rows = consent_term::Entity::find().filter(consent_term::Column::BusinessId.eq(scope.business.0));
    rows.all(&scope.tx).await?.iter().map(consent_term::Model::term).collect()
}

/// Sets for how long a yes to a topic holds; with nothing it does not expire.
pub async fn set_term(scope: &Scope, topic: Topic, holds_for: Option<HoldsFor>) -> Result<()> {
    let key = (scope.business.0, topic.code());
    consent_term::Entity::delete_by_id(key).exec(&scope.tx).await?;
    if let Some(holds_for) = holds_for {
        let row = consent_term::Model {
            business_id: scope.business.0,
            topic: topic.code(),
            holds_for_days: holds_for.days().into(),
        };
        consent_term::Entity::insert(fresh(row)).exec_without_returning(&scope.tx).await?;
    }
    Ok(())
}

/// The dates without calls, by date.
pub async fn holidays(scope: &Scope) -> Result<Vec<holiday::Model>> {
    Ok(holiday::Entity::find()
        .filter(holiday::Column::BusinessId.eq(scope.business.0))
        .order_by_asc(holiday::Column::OnDate)
        .order_by_asc(holiday::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// A date without calls.
pub async fn find_holiday(scope: &Scope, id: HolidayId) -> Result<Option<holiday::Model>> {
    Ok(holiday::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Adds a date without calls.
pub async fn insert_holiday(scope: &Scope, row: holiday::Model) -> Result<()> {
    holiday::Entity::insert(fresh(row)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Makes a date an ordinary day again; the ledger tells that it was one without calls.
pub async fn delete_holiday(scope: &Scope, id: HolidayId) -> Result<()> {
    holiday::Entity::delete_by_id((scope.business.0, id.0)).exec(&scope.tx).await?;
    Ok(())
}

impl consent_term::Model {
    /// What the row says.
    ///
    /// # Errors
    /// Fails when the row holds what the rules do not know: then nothing may be decided.
    fn term(&self) -> Result<(Topic, HoldsFor)> {
        let topic = Topic::from_code(&self.topic).map_err(|_| StoreError::Garbled("consent_term.topic"))?;
        let days = HoldsFor::from_days(self.holds_for_days);
        Ok((topic, days.ok_or(StoreError::Garbled("consent_term.holds_for_days"))?))
    }
}

impl holiday::Model {
    /// The country that has it; nothing for every country.
    ///
    /// # Errors
    /// Fails when the row names a country that the rules do not know.
    pub fn country(&self) -> Result<Option<Country>> {
        let country = self.country.as_deref().map(Country::parse).transpose();
        country.map_err(|_| StoreError::Garbled("holiday.country"))
    }

    /// The date as the calling hours need it.
    ///
    /// # Errors
    /// As [`Self::country`].
    pub fn holiday(&self) -> Result<Holiday> {
        Ok(Holiday { on: self.on_date, country: self.country()? })
    }
}
