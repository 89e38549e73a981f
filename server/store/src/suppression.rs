//! The do-not-call list: suppressed numbers and their sources.

use chrono::{DateTime, Utc};
use domain::id::SuppressionId;
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*};

use crate::{
    Scope,
    db::fresh,
    entity::{suppression, suppression_source},
    error::Result,
};

/// Which of these keyed hashes are on the list: at least one source stands.
pub async fn listed(scope: &Scope, hashes: &[String]) -> Result<Vec<String>> {
    if hashes.is_empty() {
        return Ok(Vec::new());
    }
    let numbers = suppression::Entity::find()
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Hash.is_in(hashes))
        .all(&scope.tx)
        .await?;
    let standing = standing_sources(scope, numbers.iter().map(|number| number.id).collect()).await?;
    let stands = |id| standing.iter().any(|source| source.suppression_id == id);
    Ok(numbers.into_iter().filter(|number| stands(number.id)).map(|number| number.hash).collect())
}

async fn standing_sources(scope: &Scope, suppressions: Vec<Uuid>) -> Result<Vec<suppression_source::Model>> {
    if suppressions.is_empty() {
        return Ok(Vec::new());
    }
    Ok(suppression_source::Entity::find()
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::SuppressionId.is_in(suppressions))
        .filter(suppression_source::Column::LiftedAt.is_null())
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

/// A number of the list.
pub async fn find(scope: &Scope, id: SuppressionId) -> Result<Option<suppression::Model>> {
    Ok(suppression::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Puts a number on the list.
pub async fn insert(scope: &Scope, number: suppression::Model) -> Result<()> {
    suppression::Entity::insert(fresh(number)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Leaves only the hash of a number: its person was erased.
async fn forget_number(scope: &Scope, id: SuppressionId) -> Result<()> {
    suppression::Entity::update_many()
        .col_expr(suppression::Column::Number, Expr::value(None::<String>))
        .filter(suppression::Column::BusinessId.eq(scope.business.0))
        .filter(suppression::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Adds a reason for a number to be on the list.
pub async fn insert_source(scope: &Scope, source: suppression_source::Model) -> Result<()> {
    suppression_source::Entity::insert(fresh(source)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes how a source was lifted.
pub async fn update_source(scope: &Scope, source: suppression_source::Model) -> Result<()> {
    suppression_source::Entity::update(fresh::<_, suppression_source::ActiveModel>(source)).exec(&scope.tx).await?;
    Ok(())
}

/// Every source of these numbers that stands.
pub async fn sources(scope: &Scope, suppressions: &[SuppressionId]) -> Result<Vec<suppression_source::Model>> {
    standing_sources(scope, suppressions.iter().map(|id| id.0).collect()).await
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

/// The list, newest first, from `offset` on; `digits` searches in the numbers.
pub async fn list(scope: &Scope, digits: Option<&str>, offset: u64, limit: u64) -> Result<Vec<suppression::Model>> {
    let mut query = suppression::Entity::find().filter(on_the_list(scope));
    if let Some(digits) = digits {
        query = query.filter(suppression::Column::Number.contains(digits));
    }
    let newest = query.order_by_desc(suppression::Column::ListedAt).order_by_desc(suppression::Column::Id);
    Ok(newest.offset(offset).limit(limit).all(&scope.tx).await?)
}

/// How many numbers are on the list.
pub async fn count(scope: &Scope) -> Result<u64> {
    Ok(suppression::Entity::find().filter(on_the_list(scope)).count(&scope.tx).await?)
}

fn on_the_list(scope: &Scope) -> Condition {
    use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
    let standing = Query::select()
        .column(suppression_source::Column::SuppressionId)
        .from(suppression_source::Entity)
        .and_where(Expr::col(suppression_source::Column::BusinessId).eq(scope.business.0))
        .and_where(Expr::col(suppression_source::Column::LiftedAt).is_null())
        .to_owned();
    Condition::all()
        .add(suppression::Column::BusinessId.eq(scope.business.0))
        .add(suppression::Column::Id.in_subquery(standing))
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

/// Leaves only the hashes of the numbers that are on the list because of this customer and nobody
/// else: the person is erased.
pub async fn forget_numbers_of(scope: &Scope, customer: domain::id::CustomerId) -> Result<()> {
    use suppression_source::Column;
    let of_business = || suppression_source::Entity::find().filter(Column::BusinessId.eq(scope.business.0));
    let own = of_business().filter(Column::CustomerId.eq(customer.0)).all(&scope.tx).await?;
    for source in own {
        let others = of_business()
            .filter(Column::SuppressionId.eq(source.suppression_id))
            .filter(Condition::any().add(Column::CustomerId.ne(customer.0)).add(Column::CustomerId.is_null()))
            .filter(Column::LiftedAt.is_null())
            .count(&scope.tx)
            .await?;
        if others == 0 {
            forget_number(scope, source.suppression_id.into()).await?;
        }
    }
    Ok(())
}
