//! The customers of whom a yes ends soon.

use chrono::{DateTime, Utc};
use domain::{
    consent::{ConsentStatus, Terms},
    topic::Topic,
};
use sea_orm::sea_query::{Alias, Expr, ExprTrait as _, Query, SelectStatement, UnionType};

use crate::{
    Scope,
    entity::consent_event::{Column, Entity},
};

/// Between which instants a yes ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expiring {
    /// It still holds then (UTC).
    now: DateTime<Utc>,
    /// It has ended then (UTC).
    by: DateTime<Utc>,
    topics: Vec<Ending>,
}

/// What ends a yes to a topic beside the end that was recorded with it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Ending {
    topic: Topic,
    /// A yes from before this instant has ended already (UTC).
    ended_before: Option<DateTime<Utc>>,
    /// A yes from before this instant will have ended (UTC).
    ends_before: Option<DateTime<Utc>>,
}

impl Expiring {
    /// Between these instants, by what ends a yes in the business.
    pub fn between(now: DateTime<Utc>, by: DateTime<Utc>, terms: &Terms) -> Self {
        let ending = |topic| Ending {
            topic,
            ended_before: terms.ended_before(topic, now),
            ends_before: terms.ended_before(topic, by),
        };
        Self { now, by, topics: Topic::all().map(ending).collect() }
    }
}

/// The customers of whom a yes, the last answer to its topic, ends in that time: one question, whose parts each
/// have an index.
pub(super) fn ending(scope: &Scope, expiring: &Expiring) -> SelectStatement {
    let mut yeses = by_record(scope, expiring);
    for topic in &expiring.topics {
        if let Some(before) = topic.ends_before {
            yeses.union(UnionType::Distinct, by_rule(scope, expiring, topic, before));
        }
    }
    yeses
}

/// Yeses that end by what was recorded with them.
fn by_record(scope: &Scope, expiring: &Expiring) -> SelectStatement {
    let mut yeses = standing(scope);
    yeses
        .and_where(Expr::col(Column::ExpiresAt).gt(expiring.now))
        .and_where(Expr::col(Column::ExpiresAt).lte(expiring.by));
    for Ending { topic, ended_before, .. } in &expiring.topics {
        if let Some(before) = ended_before {
            let other = Expr::col(Column::Topic).ne(topic.code());
            yeses.and_where(other.or(Expr::col(Column::OccurredAt).gte(*before)));
        }
    }
    yeses
}

/// Yeses to a topic that end by a setting or a newer text.
fn by_rule(scope: &Scope, expiring: &Expiring, ending: &Ending, before: DateTime<Utc>) -> SelectStatement {
    let mut yeses = standing(scope);
    let holds = Expr::col(Column::ExpiresAt).is_null().or(Expr::col(Column::ExpiresAt).gt(expiring.now));
    yeses
        .and_where(Expr::col(Column::Topic).eq(ending.topic.code()))
        .and_where(Expr::col(Column::OccurredAt).lt(before))
        .and_where(holds);
    if let Some(ended) = ending.ended_before {
        yeses.and_where(Expr::col(Column::OccurredAt).gte(ended));
    }
    yeses
}

/// Yeses that no later answer to the topic has replaced.
fn standing(scope: &Scope) -> SelectStatement {
    let later = |column: Column| Expr::col((Alias::new("later"), column));
    let this = |column: Column| Expr::col((Entity, column));
    let stricter = later(Column::OccurredAt)
        .eq(this(Column::OccurredAt))
        .and(later(Column::Status).ne(ConsentStatus::Given.code()));
    let replaced = Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, Alias::new("later"))
        .and_where(later(Column::BusinessId).eq(scope.business.0))
        .and_where(later(Column::CustomerId).eq(this(Column::CustomerId)))
        .and_where(later(Column::Topic).eq(this(Column::Topic)))
        .and_where(later(Column::InvalidatedAt).is_null())
        .and_where(later(Column::OccurredAt).gt(this(Column::OccurredAt)).or(stricter))
        .to_owned();
    Query::select()
        .column(Column::CustomerId)
        .from(Entity)
        .and_where(Expr::col(Column::BusinessId).eq(scope.business.0))
        .and_where(Expr::col(Column::Status).eq(ConsentStatus::Given.code()))
        .and_where(Expr::col(Column::InvalidatedAt).is_null())
        .and_where(Expr::exists(replaced).not())
        .to_owned()
}
