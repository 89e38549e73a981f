//! Customers and their contact points.

mod count;
mod expiring;
mod filter;
pub use count::{HeadCounts, counted_now, flagged, head_counts, recount};
pub use expiring::Expiring;
pub use filter::{Filter, Flag, count, count_up_to, ids_behind, list, list_behind};

use chrono::{DateTime, Utc};
use domain::{
    event::PointKind,
    id::{ContactPointId, CustomerId},
};
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*, sea_query::ExprTrait as _};

use crate::{
    Scope,
    db::{fresh, insert_all},
    entity::{contact_point, customer},
    error::Result,
};

/// A customer, hidden ones included.
pub async fn find(scope: &Scope, id: CustomerId) -> Result<Option<customer::Model>> {
    Ok(customer::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The names of these customers, as far as they are still there.
pub async fn names(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<(CustomerId, Option<String>)>> {
    let rows: Vec<(Uuid, Option<String>)> = customer::Entity::find()
        .select_only()
        .columns([customer::Column::Id, customer::Column::FullName])
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (CustomerId(id), name)).collect())
}

/// The customer that an import made from a line with this identity.
pub async fn find_imported(scope: &Scope, identity: &str) -> Result<Option<customer::Model>> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::ImportIdentity.eq(identity))
        .one(&scope.tx)
        .await?)
}

/// Makes a customer.
pub async fn insert(scope: &Scope, customer: customer::Model) -> Result<()> {
    customer::Entity::insert(fresh(customer)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Makes customers, with their contact points.
pub async fn insert_many(
    scope: &Scope,
    customers: Vec<customer::Model>,
    points: Vec<contact_point::Model>,
) -> Result<()> {
    insert_all(scope, customers).await?;
    insert_all(scope, points).await
}

/// Writes a customer's details.
pub async fn update(scope: &Scope, customer: customer::Model) -> Result<()> {
    customer::Entity::update(fresh::<_, customer::ActiveModel>(customer)).exec(&scope.tx).await?;
    Ok(())
}

/// The contact points of a customer that are in use, in the order of the page.
pub async fn points(scope: &Scope, customer: CustomerId) -> Result<Vec<contact_point::Model>> {
    points_of(scope, &[customer]).await
}

/// The contact points of these customers that are in use, in the order of the page.
pub async fn points_of(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::CustomerId.is_in(customers.iter().map(|id| id.0)))
        .filter(contact_point::Column::RetiredAt.is_null())
        .order_by_asc(contact_point::Column::Position)
        .order_by_asc(contact_point::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// The contact points of a customer, retired ones included.
pub async fn every_point(scope: &Scope, customer: CustomerId) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::CustomerId.eq(customer.0))
        .order_by_asc(contact_point::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// A contact point, retired ones included.
pub async fn find_point(scope: &Scope, id: ContactPointId) -> Result<Option<contact_point::Model>> {
    Ok(contact_point::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Adds a contact point.
pub async fn insert_point(scope: &Scope, point: contact_point::Model) -> Result<()> {
    contact_point::Entity::insert(fresh(point)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Retires a contact point.
pub async fn retire_point(scope: &Scope, id: ContactPointId, now: DateTime<Utc>) -> Result<()> {
    contact_point::Entity::update_many()
        .col_expr(contact_point::Column::RetiredAt, Expr::value(now))
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// Notes since when mail to an address comes back (UTC), or that it is worth another try.
pub async fn set_undeliverable(scope: &Scope, id: ContactPointId, since: Option<DateTime<Utc>>) -> Result<()> {
    contact_point::Entity::update_many()
        .col_expr(contact_point::Column::UndeliverableAt, Expr::value(since))
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Id.eq(id.0))
        .exec(&scope.tx)
        .await?;
    Ok(())
}

/// The contact points of a number or an address that are in use, whoever has them.
pub async fn holders(scope: &Scope, kind: PointKind, value: &str) -> Result<Vec<contact_point::Model>> {
    Ok(contact_point::Entity::find()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Value.eq(value))
        .filter(contact_point::Column::Kind.eq(kind.code()))
        .filter(contact_point::Column::RetiredAt.is_null())
        .all(&scope.tx)
        .await?)
}

/// The contact points of this kind that are in use and come behind this one, ordered by their values, at
/// most `limit`.
pub async fn every_point_of_kind(
    scope: &Scope,
    kind: PointKind,
    after: Option<&contact_point::Model>,
    limit: u64,
) -> Result<Vec<contact_point::Model>> {
    use contact_point::Column;
    let mut query = contact_point::Entity::find()
        .filter(Column::BusinessId.eq(scope.business.0))
        .filter(Column::Kind.eq(kind.code()))
        .filter(Column::RetiredAt.is_null());
    if let Some(after) = after {
        let same = Column::Value.eq(&*after.value).and(Column::Id.gt(after.id));
        query = query.filter(Column::Value.gt(&*after.value).or(same));
    }
    Ok(query.order_by_asc(Column::Value).order_by_asc(Column::Id).limit(limit).all(&scope.tx).await?)
}

/// The customers who have one of the numbers of these customers, themselves included.
pub async fn sharing_numbers_with(scope: &Scope, customers: &[CustomerId]) -> Result<Vec<CustomerId>> {
    let numbers: Vec<String> = points_of(scope, customers)
        .await?
        .into_iter()
        .filter(|point| point.kind == PointKind::Phone.code())
        .map(|point| point.value)
        .collect();
    let rows: Vec<Uuid> = contact_point::Entity::find()
        .select_only()
        .column(contact_point::Column::CustomerId)
        .distinct()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(Condition::any().add(contact_point::Column::Value.is_in(numbers)))
        .filter(contact_point::Column::RetiredAt.is_null())
        .into_tuple()
        .all(&scope.tx)
        .await?;
    let mut found: Vec<_> = rows.into_iter().map(CustomerId).chain(customers.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// Those who were merged into this customer.
pub async fn merged_into(scope: &Scope, survivor: CustomerId) -> Result<Vec<CustomerId>> {
    let ids: Vec<Uuid> = customer::Entity::find()
        .select_only()
        .column(customer::Column::Id)
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::MergedInto.eq(survivor.0))
        .order_by_asc(customer::Column::Id)
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(ids.into_iter().map(CustomerId).collect())
}

/// Other customers on file who have one of these numbers or addresses.
pub async fn sharing_a_point_with(scope: &Scope, customer: CustomerId) -> Result<Vec<customer::Model>> {
    let values: Vec<String> = points(scope, customer).await?.into_iter().map(|point| point.value).collect();
    let ids: Vec<Uuid> = contact_point::Entity::find()
        .select_only()
        .column(contact_point::Column::CustomerId)
        .distinct()
        .filter(contact_point::Column::BusinessId.eq(scope.business.0))
        .filter(contact_point::Column::Value.is_in(values))
        .filter(contact_point::Column::CustomerId.ne(customer.0))
        .filter(contact_point::Column::RetiredAt.is_null())
        .into_tuple()
        .all(&scope.tx)
        .await?;
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::Id.is_in(ids))
        .filter(customer::Column::WithdrawnAt.is_null())
        .filter(customer::Column::MergedInto.is_null())
        .order_by_asc(customer::Column::SortName)
        .order_by_asc(customer::Column::Id)
        .all(&scope.tx)
        .await?)
}

impl customer::Model {
    /// Who is left of this person: themselves, or whom they were merged into.
    pub fn survivor(&self) -> CustomerId {
        CustomerId(self.merged_into.unwrap_or(self.id))
    }
}

/// Customers whose data is to be erased by now and has not been.
pub async fn due_for_erasure(scope: &Scope, now: DateTime<Utc>) -> Result<Vec<customer::Model>> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::ErasedAt.is_null())
        .filter(customer::Column::EraseAt.lte(now))
        .all(&scope.tx)
        .await?)
}

/// How many customers withdrew and wait for their erasure.
pub async fn count_waiting_for_erasure(scope: &Scope) -> Result<u64> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::ErasedAt.is_null())
        .filter(customer::Column::EraseAt.is_not_null())
        .count(&scope.tx)
        .await?)
}

/// These customers, hidden ones included.
pub async fn list_by_id(scope: &Scope, ids: &[CustomerId]) -> Result<Vec<customer::Model>> {
    Ok(customer::Entity::find()
        .filter(customer::Column::BusinessId.eq(scope.business.0))
        .filter(customer::Column::Id.is_in(ids.iter().map(|id| id.0)))
        .all(&scope.tx)
        .await?)
}
