//! The list as a page: its parts, newest first, and its counts.

use chrono::{DateTime, Utc};
use domain::id::SuppressionId;
use sea_orm::{
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::*,
    sea_query::{Expr, ExprTrait as _, Func, Query, SelectStatement},
};

use crate::{
    Scope,
    entity::{suppression, suppression_source},
    error::Result,
};

/// A place in the list: behind the number that came on it at this instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When that number came on the list (UTC).
    pub listed_at: DateTime<Utc>,
    /// Which number that is.
    pub id: SuppressionId,
}

/// What a part of the list asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Numbers with a standing source of this kind only.
    pub kind: Option<String>,
    /// Where it begins.
    pub after: Option<Place>,
}

/// The numbers on the list, newest first, at most `limit`.
pub async fn list(scope: &Scope, filter: &Filter, limit: u64) -> Result<Vec<suppression::Model>> {
    use suppression::Column;
    let mut query = suppression::Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Expr::exists(standing(scope, filter.kind.as_deref())));
    if let Some(Place { listed_at, id }) = filter.after {
        let at_once = Column::ListedAt.eq(listed_at).and(Column::Id.lt(id.0));
        query = query.filter(Column::ListedAt.lt(listed_at).or(at_once));
    }
    let newest = query.order_by_desc(Column::ListedAt).order_by_desc(Column::Id);
    Ok(newest.limit(limit).all(&scope.tx).await?)
}

/// Every number on the list behind this one, in the order of their identifiers, at most `limit`.
pub async fn every(scope: &Scope, after: Option<SuppressionId>, limit: u64) -> Result<Vec<suppression::Model>> {
    use suppression::Column;
    let mut query = suppression::Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Expr::exists(standing(scope, None)));
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after.0));
    }
    Ok(query.order_by_asc(Column::Id).limit(limit).all(&scope.tx).await?)
}

/// The sources that keep a number of the outer query on the list.
fn standing(scope: &Scope, kind: Option<&str>) -> SelectStatement {
    use suppression_source::Column;
    let mut sources = Query::select()
        .expr(Expr::val(1))
        .from(suppression_source::Entity)
        .and_where(Expr::col((suppression_source::Entity, Column::BusinessId)).eq(scope.business.0))
        .and_where(
            Expr::col((suppression_source::Entity, Column::SuppressionId))
                .equals((suppression::Entity, suppression::Column::Id)),
        )
        .and_where(Expr::col((suppression_source::Entity, Column::LiftedAt)).is_null())
        .to_owned();
    if let Some(kind) = kind {
        sources.and_where(Expr::col((suppression_source::Entity, Column::Kind)).eq(kind));
    }
    sources
}

/// How many numbers are on the list.
pub async fn count(scope: &Scope) -> Result<u64> {
    let counted: Option<i64> = counting(scope).into_tuple().one(&scope.tx).await?;
    Ok(u64::try_from(counted.unwrap_or_default()).unwrap_or_default())
}

/// How many numbers have a standing source of each kind.
pub async fn counts(scope: &Scope) -> Result<Vec<(String, u64)>> {
    let query = counting(scope).column(suppression_source::Column::Kind).group_by(suppression_source::Column::Kind);
    let counted: Vec<(i64, String)> = query.into_tuple().all(&scope.tx).await?;
    Ok(counted.into_iter().map(|(count, kind)| (kind, u64::try_from(count).unwrap_or_default())).collect())
}

fn counting(scope: &Scope) -> Select<suppression_source::Entity> {
    let numbers = Expr::expr(Func::count_distinct(Expr::col(suppression_source::Column::SuppressionId)));
    suppression_source::Entity::find()
        .select_only()
        .column_as(numbers, "numbers")
        .filter(suppression_source::Column::BusinessId.eq(scope.business.0))
        .filter(suppression_source::Column::LiftedAt.is_null())
}
