//! What is kept for a time only: how much of it is over its time, and erasing that.

use chrono::{DateTime, Utc};
use domain::{id::CustomerId, retention::Kept};
use sea_orm::{
    Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    prelude::*,
    sea_query::{Query, SelectStatement},
};

use crate::{
    Scope,
    entity::{customer, denial, interaction, retained_identity},
    error::Result,
};

/// Records of a kind that are over their time at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// What they are.
    pub kept: Kept,
    /// The instant (UTC).
    pub at: DateTime<Utc>,
    /// Before when they must be from; nothing where they are kept as long as the customer is on file.
    pub before: Option<DateTime<Utc>>,
}

/// How many of these there are, of hashes the people whose they are; and from when the oldest is.
pub async fn count(scope: &Scope, due: Due) -> Result<(u64, Option<DateTime<Utc>>)> {
    let count = match due.kept {
        Kept::Identities => people(scope, due).count(&scope.tx).await?,
        Kept::Denials => denials(scope, due).count(&scope.tx).await?,
        Kept::Contacts => contacts(scope, due).count(&scope.tx).await?,
    };
    Ok((count, if count == 0 { None } else { oldest(scope, due).await? }))
}

/// Some of these: the records, of hashes the people whose they are.
pub async fn some(scope: &Scope, due: Due, limit: u64) -> Result<Vec<Uuid>> {
    let found = match due.kept {
        Kept::Identities => people(scope, due).limit(limit).into_tuple().all(&scope.tx).await?,
        Kept::Denials => {
            denials(scope, due)
                .select_only()
                .column(denial::Column::Id)
                .limit(limit)
                .into_tuple()
                .all(&scope.tx)
                .await?
        }
        Kept::Contacts => {
            let rows = contacts(scope, due).select_only().column(interaction::Column::Id).limit(limit);
            rows.into_tuple().all(&scope.tx).await?
        }
    };
    Ok(found)
}

/// Erases some of them, and says how many.
pub async fn erase(scope: &Scope, due: Due, limit: u64) -> Result<u64> {
    let found = some(scope, due, limit).await?;
    let (business, count) = (scope.business.0, found.len());
    match due.kept {
        Kept::Identities => {
            for person in found {
                crate::person::forget_identity(scope, CustomerId(person)).await?;
            }
        }
        Kept::Denials => {
            let rows = denial::Entity::delete_many().filter(denial::Column::BusinessId.eq(business));
            rows.filter(denial::Column::Id.is_in(found)).exec(&scope.tx).await?;
        }
        Kept::Contacts => {
            let rows = interaction::Entity::delete_many().filter(interaction::Column::BusinessId.eq(business));
            rows.filter(interaction::Column::Id.is_in(found)).exec(&scope.tx).await?;
        }
    }
    Ok(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Erased people whose hashes are over their time: the one that was in force when they withdrew, or the one of now.
fn people(scope: &Scope, due: Due) -> Select<retained_identity::Entity> {
    let mut over = Condition::any().add(retained_identity::Column::RetainedUntil.lte(due.at));
    if let Some(before) = due.before {
        over = over.add(retained_identity::Column::CustomerId.in_subquery(withdrawn(scope, before)));
    }
    retained_identity::Entity::find()
        .select_only()
        .column(retained_identity::Column::CustomerId)
        .filter(retained_identity::Column::BusinessId.eq(scope.business.0))
        .filter(over)
        .distinct()
}

fn withdrawn(scope: &Scope, before: DateTime<Utc>) -> SelectStatement {
    Query::select()
        .column(customer::Column::Id)
        .from(customer::Entity)
        .and_where(customer::Column::BusinessId.eq(scope.business.0))
        .and_where(customer::Column::WithdrawnAt.lte(before))
        .to_owned()
}

fn denials(scope: &Scope, due: Due) -> Select<denial::Entity> {
    denial::Entity::find()
        .filter(denial::Column::BusinessId.eq(scope.business.0))
        .filter(since(due.before, |before| denial::Column::At.lte(before)))
}

fn contacts(scope: &Scope, due: Due) -> Select<interaction::Entity> {
    interaction::Entity::find()
        .filter(interaction::Column::BusinessId.eq(scope.business.0))
        .filter(since(due.before, |before| interaction::Column::At.lte(before)))
}

/// Nothing is over its time where there is none.
fn since(before: Option<DateTime<Utc>>, over: impl Fn(DateTime<Utc>) -> Expr) -> Expr {
    before.map_or_else(|| Expr::value(false), over)
}

async fn oldest(scope: &Scope, due: Due) -> Result<Option<DateTime<Utc>>> {
    let found = match due.kept {
        Kept::Identities => {
            let people = QueryTrait::into_query(people(scope, due));
            let rows = customer::Entity::find().select_only().column(customer::Column::WithdrawnAt);
            let rows = rows.filter(customer::Column::BusinessId.eq(scope.business.0));
            let rows = rows.filter(customer::Column::Id.in_subquery(people));
            let rows = rows.filter(customer::Column::WithdrawnAt.is_not_null());
            rows.order_by_asc(customer::Column::WithdrawnAt).into_tuple().one(&scope.tx).await?
        }
        Kept::Denials => {
            let rows = denials(scope, due).select_only().column(denial::Column::At);
            rows.order_by_asc(denial::Column::At).into_tuple().one(&scope.tx).await?
        }
        Kept::Contacts => {
            let rows = contacts(scope, due).select_only().column(interaction::Column::At);
            rows.order_by_asc(interaction::Column::At).into_tuple().one(&scope.tx).await?
        }
    };
    Ok(found)
}
