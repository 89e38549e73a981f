//! A business's rows as lines of JSON, in an order that is the same on every database: what an archive of the
//! business is made of, and what of it stays here.

use std::{fmt::Write as _, future::Future, pin::Pin};

use chrono::SecondsFormat;
use domain::id::CustomerId;
use sea_orm::{
    ColumnType, Condition, DatabaseBackend, EntityTrait, ExprTrait, IdenStatic, Iterable, ModelTrait, Order,
    PaginatorTrait, PrimaryKeyToColumn, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    prelude::*,
    sea_query::{Expr, Value},
};
use serde_json::{Map, Value as Json};

use crate::{
    Scope, StoreError, entity,
    entity::{customer, notice, suppression, suppression_source},
    error::Result,
};

/// How many rows are read at a time.
const AT_A_TIME: u64 = 500;

/// A table of which every row moves with its business.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// What it is called.
    pub name: &'static str,
    read: Read,
    count: Count,
}

/// Some rows of a table.
#[derive(Debug)]
pub struct Part {
    /// An object each.
    pub lines: Vec<String>,
    /// Behind which row the next ones are; none where these were the last.
    pub next: Option<Place>,
}

/// Where a row is in its table: what its key holds beside the business.
#[derive(Clone, Debug)]
pub struct Place(Vec<Value>);

type Answer<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;
type Read = for<'a> fn(&'a Scope, Option<&'a Place>) -> Answer<'a, Part>;
type Count = for<'a> fn(&'a Scope) -> Answer<'a, u64>;

/// The tables in an order in which what refers to another comes behind it, each without the columns that are secrets
/// of this installation, or matter only while it works.
macro_rules! tables {
    ($($table:ident $(of ($only:path))? $(without [$($column:ident)+])?,)+) => {
        [$(Table {
            name: stringify!($table),
            read: |scope, after| {
                let query = rows::<entity::$table::Entity>(scope)$(.filter($only(scope)))?;
                let without = &[$($(entity::$table::Column::$column,)+)?];
                Box::pin(read(scope, query, without, after))
            },
            count: |scope| {
                let query = rows::<entity::$table::Entity>(scope)$(.filter($only(scope)))?;
                Box::pin(async { Ok(query.count(&scope.tx).await?) })
            },
        },)+]
    };
}

/// Every table that moves with a business.
pub const TABLES: [Table; 31] = tables! {
    business,
    member,
    invitation without [TokenHash],
    notice,
    holiday,
    consent_term,
    registry_subscription,
    customer,
    contact_point,
    interaction,
    denial,
    consent_event,
    consent_invalidation,
    customer_link without [TokenHash],
    dnc_mark,
    suppression of (with_number) without [Hash],
    suppression_source of (of_a_number),
    call,
    message_intent without [Recipient Content],
    request,
    import_run without [Upload],
    import_mapping,
    audit_run without [LeasedUntil],
    audit_finding,
    audit_review,
    audit_sighting,
    audit_comment,
    display without [CodeHash CodeExpiresAt TokenHash],
    api_key without [KeyHash],
    webhook without [Secret EarlierSecret EarlierUntil],
    tally,
};

/// What the commitments of the ledger hide, as far as it is still there. It moves beside the ledger.
pub const OPENINGS: [Table; 1] = tables! { ledger_opening, };

/// The tables of a business that stay: the ledger, which moves in its own form, hashes that mean nothing under another
/// key, what is made anew from the rest, and what matters only for a moment.
pub const STAY: [&str; 15] = [
    "api_key_use",
    "api_wish",
    "counted_customer",
    "customer_grant",
    "display_beat",
    "head_count",
    "ledger_checkpoint",
    "ledger_entry",
    "ledger_head",
    "member_mail",
    "retained_identity",
    "session",
    "sign_in_step",
    "webhook_delivery",
    "webhook_position",
];

impl Table {
    /// The rows behind a place, from the first one on without it.
    pub async fn read(&self, scope: &Scope, after: Option<&Place>) -> Result<Part> {
        (self.read)(scope, after).await
    }

    /// How many rows move.
    pub async fn count(&self, scope: &Scope) -> Result<u64> {
        (self.count)(scope).await
    }
}

/// Numbers of people who were erased are there as a hash only, under a key of this installation.
fn with_number(_: &Scope) -> Condition {
    Condition::all().add(suppression::Column::Number.is_not_null())
}

fn of_a_number(scope: &Scope) -> Condition {
    let listed = rows::<suppression::Entity>(scope).filter(with_number(scope));
    let listed = listed.select_only().column(suppression::Column::Id).into_query();
    Condition::all().add(suppression_source::Column::SuppressionId.in_subquery(listed))
}

/// How many numbers on the do-not-call list stay here, because only their hash is left.
pub async fn hashes_that_stay(scope: &Scope) -> Result<u64> {
    let query = rows::<suppression::Entity>(scope).filter(suppression::Column::Number.is_null());
    Ok(query.count(&scope.tx).await?)
}

/// The columns of a table's key; the business is the first one of each.
fn key<E: EntityTrait>() -> Vec<E::Column> {
    E::PrimaryKey::iter().map(PrimaryKeyToColumn::into_column).collect()
}

/// Every row of the business.
fn rows<E: EntityTrait>(scope: &Scope) -> Select<E> {
    let business = key::<E>().into_iter().next().map(|column| column.eq(scope.business.0));
    E::find().filter(Condition::all().add_option(business))
}

async fn read<E>(scope: &Scope, query: Select<E>, without: &[E::Column], after: Option<&Place>) -> Result<Part>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E> + Sync,
{
    let backend = scope.tx.get_database_backend();
    let key: Vec<_> = key::<E>().into_iter().skip(1).collect();
    let mut query = query.limit(AT_A_TIME);
    for column in &key {
        query = query.order_by(in_order(column, backend), Order::Asc);
    }
    if let Some(Place(place)) = after {
        query = query.filter(behind(&key, place, backend));
    }
    let found = query.all(&scope.tx).await?;
    let is_full = u64::try_from(found.len()) == Ok(AT_A_TIME);
    let next = found.last().filter(|_| is_full).map(|row| Place(key.iter().map(|column| row.get(*column)).collect()));
    let lines = found.iter().map(|row| line::<E>(row, without)).collect::<Result<_>>()?;
    Ok(Part { lines, next })
}

/// A column as it is ordered by. A text is ordered by its bytes, whatever the database's own order is.
fn in_order(column: &impl ColumnTrait, backend: DatabaseBackend) -> Expr {
    let is_text = matches!(column.def().get_column_type(), ColumnType::Text | ColumnType::String(_));
    if is_text && backend == DatabaseBackend::Postgres {
        return Expr::cust(format!("\"{}\" COLLATE \"C\"", column.as_str()));
    }
    column.into_expr()
}

fn behind(key: &[impl ColumnTrait], place: &[Value], backend: DatabaseBackend) -> Condition {
    let mut any = Condition::any();
    for (at, (column, value)) in key.iter().zip(place).enumerate() {
        let same = key.iter().zip(place).take(at);
        let mut all = Condition::all().add(in_order(column, backend).gt(value.clone()));
        for (column, value) in same {
            all = all.add(in_order(column, backend).eq(value.clone()));
        }
        any = any.add(all);
    }
    any
}

/// A row as an object. Whose it is goes without saying.
fn line<E>(row: &E::Model, without: &[E::Column]) -> Result<String>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
{
    let mut object = Map::new();
    for column in E::Column::iter() {
        let name = column.as_str();
        if name != "business_id" && !without.iter().any(|secret| secret.as_str() == name) {
            object.insert(name.to_owned(), json(row.get(column))?);
        }
    }
    Ok(Json::Object(object).to_string())
}

fn json(value: Value) -> Result<Json> {
    Ok(match value {
        Value::Bool(it) => it.into(),
        Value::Int(it) => it.into(),
        Value::BigInt(it) => it.into(),
        Value::String(it) => it.into(),
        Value::Json(it) => it.map_or(Json::Null, |it| *it),
        Value::Uuid(it) => it.map(|id| id.to_string()).into(),
        Value::ChronoDate(it) => it.map(|day| day.to_string()).into(),
        Value::ChronoDateTimeUtc(it) => it.map(|at| at.to_rfc3339_opts(SecondsFormat::Micros, true)).into(),
        Value::Bytes(it) => it.map(|bytes| hex(&bytes)).into(),
        _ => return Err(StoreError::Garbled("of an archived table")),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _never_fails = write!(text, "{byte:02x}");
        text
    })
}

/// The customers who are on file, by their identifiers: nobody who withdrew, was erased, or was merged into another.
pub async fn people(scope: &Scope, after: Option<CustomerId>) -> Result<Vec<customer::Model>> {
    let after = after.map(|id| customer::Column::Id.gt(id.0));
    Ok(rows::<customer::Entity>(scope)
        .filter(customer::Column::WithdrawnAt.is_null())
        .filter(customer::Column::ErasedAt.is_null())
        .filter(customer::Column::MergedInto.is_null())
        .filter(Condition::all().add_option(after))
        .order_by_asc(customer::Column::Id)
        .limit(AT_A_TIME)
        .all(&scope.tx)
        .await?)
}

/// Every text that was published, the oldest first.
pub async fn notices(scope: &Scope) -> Result<Vec<notice::Model>> {
    Ok(rows::<notice::Entity>(scope).order_by_asc(notice::Column::Id).all(&scope.tx).await?)
}
