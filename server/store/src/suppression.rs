//! The do-not-call list: suppressed numbers and their sources.

mod forget;
mod list;
pub use forget::{Words, forget_number, forget_numbers_of, forget_words};
pub use list::{Filter, Place, count, counts, every, list};

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::id::{CustomerId, SuppressionId, SuppressionSourceId};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::{suppression, suppression_source},
    error::Result,
};

/// How many values one question holds: fewer than either database takes.
const TOGETHER: usize = 5_000;
/// How many rows one statement inserts: each has many values.
const AT_ONCE: usize = 500;

/// The sources that keep these keyed hashes on the list, the oldest first. A hash that is free has none.
pub async fn standing(scope: &Scope, hashes: &[String]) -> Result<HashMap<String, Vec<suppression_source::Model>>> {
    let numbers = list_by_hash(scope, hashes).await?;
    let ids: Vec<_> = numbers.iter().map(|number| SuppressionId(number.id)).collect();
    let hash_of: HashMap<_, _> = numbers.into_iter().map(|number| (number.id, number.hash)).collect();
    let mut standing: HashMap<String, Vec<_>> = HashMap::new();
    for source in sources(scope, &ids).await? {
        if let Some(hash) = hash_of.get(&source.suppression_id) {
            standing.entry(hash.clone()).or_default().push(source);
        }
    }
    Ok(standing)
}

/// Which of these keyed hashes are on the list: at least one source stands.
pub async fn listed(scope: &Scope, hashes: &[String]) -> Result<Vec<String>> {
    Ok(standing(scope, hashes).await?.into_keys().collect())
}

async fn standing_sources(scope: &Scope, suppressions: Vec<Uuid>) -> Result<Vec<suppression_source::Model>> {
    if suppressions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::SuppressionId.is_in(suppressions))
        .filter(suppression_source::Column::LiftedAt.is_null())
        .order_by_asc(suppression_source::Column::AddedAt)
        .order_by_asc(suppression_source::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// The list's row of a number, by its keyed hash.
pub async fn find_by_hash(scope: &Scope, hash: &str) -> Result<Option<suppression::Model>> {
    Ok(suppression::Entity::find()
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Hash.eq(hash))
        .one(&scope.tx)
        .await?)
}

/// The list's rows of these numbers, by their keyed hashes.
pub async fn list_by_hash(scope: &Scope, hashes: &[String]) -> Result<Vec<suppression::Model>> {
    let mut found = Vec::new();
    for part in hashes.chunks(TOGETHER) {
        let query = suppression::Entity::find().filter(suppression::Column::BusinessId.eq(scope.business.0));
        found.extend(query.filter(suppression::Column::Hash.is_in(part)).all(&scope.tx).await?);
    }
    Ok(found)
}

/// These numbers of the list.
pub async fn list_by_id(scope: &Scope, ids: &[SuppressionId]) -> Result<Vec<suppression::Model>> {
    let query = suppression::Entity::find().filter(suppression::Column::BusinessId.eq(scope.business.0));
    Ok(query.filter(suppression::Column::Id.is_in(ids.iter().map(|id| id.0))).all(&scope.tx).await?)
}

/// A number of the list.
pub async fn find(scope: &Scope, id: SuppressionId) -> Result<Option<suppression::Model>> {
    Ok(suppression::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Puts a number on the list.
pub async fn insert(scope: &Scope, number: suppression::Model) -> Result<()> {
    suppression::Entity::insert(fresh(number)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Adds a reason for a number to be on the list.
pub async fn insert_source(scope: &Scope, source: suppression_source::Model) -> Result<()> {
    suppression_source::Entity::insert(fresh(source)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Adds reasons for numbers to be on the list.
pub async fn insert_sources(scope: &Scope, sources: Vec<suppression_source::Model>) -> Result<()> {
    for part in sources.chunks(AT_ONCE) {
        let rows = part.iter().cloned().map(fresh::<_, suppression_source::ActiveModel>);
        suppression_source::Entity::insert_many(rows).exec_without_returning(&scope.tx).await?;
    }
    Ok(())
}

/// Puts numbers on the list.
pub async fn insert_all(scope: &Scope, numbers: Vec<suppression::Model>) -> Result<()> {
    for part in numbers.chunks(AT_ONCE) {
        let rows = part.iter().cloned().map(fresh::<_, suppression::ActiveModel>);
        suppression::Entity::insert_many(rows).exec_without_returning(&scope.tx).await?;
    }
    Ok(())
}

/// A reason for a number to be on the list, lifted ones included.
pub async fn find_source(scope: &Scope, id: SuppressionSourceId) -> Result<Option<suppression_source::Model>> {
    Ok(suppression_source::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Writes how a source was lifted.
pub async fn update_source(scope: &Scope, source: suppression_source::Model) -> Result<()> {
    suppression_source::Entity::update(fresh::<_, suppression_source::ActiveModel>(source)).exec(&scope.tx).await?;
    Ok(())
}

/// Every source of these numbers that stands, the oldest first.
pub async fn sources(scope: &Scope, suppressions: &[SuppressionId]) -> Result<Vec<suppression_source::Model>> {
    let mut found = Vec::new();
    for part in suppressions.chunks(TOGETHER) {
        found.extend(standing_sources(scope, part.iter().map(|id| id.0).collect()).await?);
    }
    Ok(found)
}

/// Everything that a customer has on the list, lifted sources included.
pub async fn sources_of_customer(scope: &Scope, customer: CustomerId) -> Result<Vec<suppression_source::Model>> {
    Ok(suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::CustomerId.eq(customer.0))
        .order_by_asc(suppression_source::Column::AddedAt)
        .order_by_asc(suppression_source::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// The sources that stand because of this mark.
pub async fn sources_of_mark(scope: &Scope, mark: Uuid) -> Result<Vec<suppression_source::Model>> {
    Ok(suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::MarkId.eq(mark))
        .filter(suppression_source::Column::LiftedAt.is_null())
        .all(&scope.tx)
        .await?)
}

/// Writes when a number came on the list again.
pub async fn relist(scope: &Scope, id: SuppressionId, number: Option<&str>, now: DateTime<Utc>) -> Result<()> {
    suppression::Entity::update_many()
        .col_expr(suppression::Column::ListedAt, Expr::value(now))
        .col_expr(suppression::Column::Number, Expr::value(number))
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Sources that stand because of this uploaded list, at most `limit`.
pub async fn sources_of_list(scope: &Scope, list: &str, limit: u64) -> Result<Vec<suppression_source::Model>> {
    Ok(suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::List.eq(list))
        .filter(suppression_source::Column::LiftedAt.is_null())
        .order_by_asc(suppression_source::Column::Id)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}
