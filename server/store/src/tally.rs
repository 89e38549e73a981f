//! What is counted by the day, in the transaction of the change itself, or afterwards for entries that an older
//! build wrote.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    event::EventKind,
    id::{BusinessId, CustomerId},
    ledger::{Entry, FieldValue},
    tally::{Span, Tally},
};
use sea_orm::{
    EntityTrait, QueryFilter,
    prelude::*,
    sea_query::{Alias, ExprTrait as _, OnConflict},
};

use crate::{
    Db, Scope, StoreError, customer,
    db::fresh,
    entity::{
        ledger_entry,
        tally::{ActiveModel, Column, Entity, Model},
    },
    error::Result,
    ledger,
};

/// How many entries are counted at once: a mark that waits for them waits for a moment only.
const AT_ONCE: u64 = 500;

/// How often what happened on which day.
pub type Counted = BTreeMap<(NaiveDate, Tally), i64>;

/// Adds to the counts.
pub async fn add(scope: &Scope, counted: &Counted) -> Result<()> {
    if counted.is_empty() {
        return Ok(());
    }
    let rows = counted.iter().map(|((day, tally), count)| {
        let (business_id, kind) = (scope.business.0, tally.code().to_owned());
        fresh::<_, ActiveModel>(Model { business_id, on_date: *day, kind, count: *count })
    });
    let sum = Expr::col((Entity, Column::Count)).add(Expr::col((Alias::new("excluded"), Column::Count)));
    let key = [Column::BusinessId, Column::OnDate, Column::Kind];
    let more = OnConflict::columns(key).value(Column::Count, sum).to_owned();
    Entity::insert_many(rows).on_conflict(more).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// What was counted on these days.
pub async fn list(scope: &Scope, days: Span) -> Result<Counted> {
    let rows = Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::OnDate.between(days.from, days.to))
        .all(&scope.tx)
        .await?;
    let counted = rows.into_iter().map(|row| {
        let tally = Tally::from_code(&row.kind).map_err(|_| StoreError::Garbled("tally.kind"))?;
        Ok(((row.on_date, tally), row.count))
    });
    counted.collect()
}

/// Counts the next entries that were not, and says whether there are more. `day` is the day of an instant in the
/// zone of the business.
pub async fn catch_up(
    db: &Db,
    business: BusinessId,
    day: impl Fn(DateTime<Utc>) -> NaiveDate + Send + Sync,
) -> Result<bool> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let more = count_some(&scope, day).await?;
    scope.keep().await?;
    batch.commit().await?;
    Ok(more)
}

async fn count_some(scope: &Scope, day: impl Fn(DateTime<Utc>) -> NaiveDate + Send + Sync) -> Result<bool> {
    let Some(head) = ledger::lock_head(scope).await? else { return Ok(false) };
    let rows = ledger::list_after(scope, head.tallied, AT_ONCE).await?;
    let Some(last) = rows.last().map(|row| row.seq) else { return Ok(false) };
    let mut counted = Counted::new();
    for row in &rows {
        for tally in row.tallies() {
            *counted.entry((day(row.at), tally)).or_default() += 1;
        }
    }
    let customers: BTreeSet<_> = rows.iter().filter_map(ledger_entry::Model::recounted).collect();
    add(scope, &counted).await?;
    customer::recount(scope, &customers.into_iter().collect::<Vec<_>>()).await?;
    ledger::set_tallied(scope, last).await?;
    Ok(last < head.size)
}

impl ledger_entry::Model {
    /// What this entry counts for. One that cannot be read counts for nothing: the verification names it.
    pub fn tallies(&self) -> Vec<Tally> {
        let kind = EventKind::from_code(&self.kind).ok();
        let Some(kind) = kind.filter(|kind| Tally::is_of(*kind)) else { return Vec::new() };
        let Ok(entry) = Entry::from_bytes(&self.bytes) else { return Vec::new() };
        Tally::of(kind, |name| match entry.field(name) {
            Some(FieldValue::Plain(text)) => Some(text.as_str()),
            Some(FieldValue::Committed(_)) | None => None,
        })
    }

    /// The customer who may count as something else since.
    fn recounted(&self) -> Option<CustomerId> {
        let kind = EventKind::from_code(&self.kind).ok()?;
        self.subject_id.filter(|_| kind.recounts_customer()).map(CustomerId)
    }
}
