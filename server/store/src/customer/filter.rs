//! The list of customers: search, filters, pages, counts.

use domain::id::CustomerId;
use sea_orm::{
    Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::*,
    sea_query::{Expr, ExprTrait, Func, LikeExpr, Query, SelectStatement},
};

use super::expiring::{Expiring, ending};
use crate::{
    Scope,
    entity::{consent_event, contact_point, customer, dnc_mark},
    error::Result,
};

/// What a list shows only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Customers who are marked "do not call".
    DoNotCall,
    /// Customers without a `data_collection` answer on record (policy section 7).
    NoConsentOnRecord,
    /// Customers with one.
    ConsentOnRecord,
    /// Customers of whom a yes ends soon.
    Expiring(Expiring),
}

/// What a list asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Words of the name, the company or an address, in lower case.
    pub words: Vec<String>,
    /// Readings of a number: its digits, as typed and in E.164.
    pub digits: Vec<String>,
    /// Show only these.
    pub flag: Option<Flag>,
}

/// The customers that match, by name, from `offset` on. Hidden, erased and merged ones are left out.
pub async fn list(scope: &Scope, filter: &Filter, offset: u64, limit: u64) -> Result<Vec<customer::Model>> {
    Ok(matching(scope, filter)
        .order_by_asc(customer::Column::SortName)
        .order_by_asc(customer::Column::Id)
        .offset(offset)
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// The customers behind this one, in the order in which they came on file, at most `limit`. Hidden, erased and merged
/// ones are left out.
pub async fn list_behind(scope: &Scope, after: Option<CustomerId>, limit: u64) -> Result<Vec<customer::Model>> {
    let mut query = matching(scope, &Filter::default());
    if let Some(after) = after {
        query = query.filter(customer::Column::Id.gt(after.0));
    }
    Ok(query.order_by_asc(customer::Column::Id).limit(limit).all(&scope.tx).await?)
}

/// The identifiers of the customers behind this one, as [`list_behind`] lists them.
pub async fn ids_behind(scope: &Scope, after: Option<CustomerId>, limit: u64) -> Result<Vec<CustomerId>> {
    let mut query = matching(scope, &Filter::default()).select_only().column(customer::Column::Id);
    if let Some(after) = after {
        query = query.filter(customer::Column::Id.gt(after.0));
    }
    let ids: Vec<Uuid> = query.order_by_asc(customer::Column::Id).limit(limit).into_tuple().all(&scope.tx).await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

/// How many customers match.
pub async fn count(scope: &Scope, filter: &Filter) -> Result<u64> {
    Ok(matching(scope, filter).count(&scope.tx).await?)
}

/// How many customers match, looking at no more than one beyond `most`.
pub async fn count_up_to(scope: &Scope, filter: &Filter, most: u64) -> Result<u64> {
    let found = matching(scope, filter).select_only().column(customer::Column::Id).limit(most + 1);
    let found: Vec<Uuid> = found.into_tuple().all(&scope.tx).await?;
    Ok(u64::try_from(found.len()).unwrap_or(u64::MAX))
}

pub(super) fn matching(scope: &Scope, filter: &Filter) -> Select<customer::Entity> {
    let mut query = customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::WithdrawnAt.is_null())
        .filter(customer::Column::ErasedAt.is_null())
        .filter(customer::Column::MergedInto.is_null());
    for word in &filter.words {
        query = query.filter(says(scope, word));
    }
    if !filter.digits.is_empty() {
        let mut any = Condition::any();
        for digits in &filter.digits {
            any = any.add(contact_point::Column::Value.like(like(digits)));
        }
        query = query.filter(customer::Column::Id.in_subquery(reached(scope, any)));
    }
    match &filter.flag {
        Some(Flag::DoNotCall) => query.filter(customer::Column::Id.in_subquery(marked(scope))),
        Some(Flag::NoConsentOnRecord) => query.filter(customer::Column::Id.not_in_subquery(asked(scope))),
        Some(Flag::ConsentOnRecord) => query.filter(customer::Column::Id.in_subquery(asked(scope))),
        Some(Flag::Expiring(expiring)) => query.filter(customer::Column::Id.in_subquery(ending(scope, expiring))),
        None => query,
    }
}

/// The word is in the name, the company, an address, or anything else that was imported.
fn says(scope: &Scope, word: &str) -> Condition {
    let lower = |column: customer::Column| Expr::expr(Func::lower(Expr::col((customer::Entity, column))));
    let contains = |expr: Expr| expr.like(like(word));
    let address = Condition::all().add(contact_point::Column::Value.like(like(word)));
    Condition::any()
        .add(contains(Expr::col((customer::Entity, customer::Column::SortName))))
        .add(contains(lower(customer::Column::Company)))
        .add(contains(lower(customer::Column::City)))
        .add(customer::Column::Id.in_subquery(reached(scope, address)))
}

fn like(text: &str) -> LikeExpr {
    let escaped: String = text
        .chars()
        .flat_map(|sign| matches!(sign, '%' | '_' | '\\').then_some('\\').into_iter().chain([sign]))
        .collect();
    LikeExpr::new(format!("%{escaped}%")).escape('\\')
}

fn reached(scope: &Scope, condition: Condition) -> SelectStatement {
    Query::select()
        .column(contact_point::Column::CustomerId)
        .from(contact_point::Entity)
        .and_where(Expr::col(contact_point::Column::BusinessId).eq(scope.business.0))
        .and_where(Expr::col(contact_point::Column::RetiredAt).is_null())
        .cond_where(condition)
        .to_owned()
}

pub(super) fn marked(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(dnc_mark::Column::CustomerId)
        .from(dnc_mark::Entity)
        .and_where(Expr::col(dnc_mark::Column::BusinessId).eq(scope.business.0))
        .and_where(Expr::col(dnc_mark::Column::LiftedAt).is_null())
        .to_owned()
}

pub(super) fn asked(scope: &Scope) -> SelectStatement {
    Query::select()
        .column(consent_event::Column::CustomerId)
        .from(consent_event::Entity)
        .and_where(Expr::col(consent_event::Column::BusinessId).eq(scope.business.0))
        .and_where(Expr::col(consent_event::Column::Topic).eq("data_collection"))
        .and_where(Expr::col(consent_event::Column::InvalidatedAt).is_null())
        .to_owned()
}
