//! How many customers are on file, without consent on record, and marked: kept with each change, so that nobody
//! counts a million rows to see three numbers.
//!
//! What a customer counts as is found by the filters of the list, for the customers of a change alone, and
//! compared with what they counted as before.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::CustomerId;
use sea_orm::{
    EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    prelude::*,
    sea_query::{Alias, ExprTrait as _, OnConflict, SelectStatement},
};

use super::filter::{Filter, Flag, asked, count, marked, matching};
use crate::{
    Scope,
    db::fresh,
    entity::{consent_event, counted_customer as counted, customer, head_count},
    error::Result,
    ledger,
};

/// How many customers are looked at in one statement.
const TOGETHER: usize = 500;

const ON_FILE: i32 = 1;
const NO_CONSENT: i32 = 2;
const DO_NOT_CALL: i32 = 4;

/// The flags, each with the word of its count.
const KINDS: [(i32, &str); 3] = [(ON_FILE, "on_file"), (NO_CONSENT, "no_consent"), (DO_NOT_CALL, "do_not_call")];

/// How many customers are what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeadCounts {
    /// On file.
    pub on_file: u64,
    /// Without consent on record.
    pub no_consent: u64,
    /// Marked "do not call".
    pub do_not_call: u64,
}

/// How many customers are what, now. While older entries wait to be counted, the rows themselves are.
pub async fn head_counts(scope: &Scope) -> Result<HeadCounts> {
    if !ledger::is_tallied(scope).await? {
        return counted_now(scope).await;
    }
    let rows = head_count::Entity::find().filter(head_count::Column::BusinessId.eq(scope.business.0));
    let rows = rows.all(&scope.tx).await?;
    let of = |kind: &str| rows.iter().find(|row| row.kind == kind).map_or(0, |row| row.count);
    let [on_file, no_consent, do_not_call] = KINDS.map(|(_, kind)| u64::try_from(of(kind)).unwrap_or_default());
    Ok(HeadCounts { on_file, no_consent, do_not_call })
}

/// The same from the rows of the customers.
pub async fn counted_now(scope: &Scope) -> Result<HeadCounts> {
    let only = |flag| Filter { flag: Some(flag), ..Filter::default() };
    Ok(HeadCounts {
        on_file: count(scope, &Filter::default()).await?,
        no_consent: count(scope, &only(Flag::NoConsentOnRecord)).await?,
        do_not_call: count(scope, &only(Flag::DoNotCall)).await?,
    })
}

/// Some customers without consent on record, those who came on file first at the top.
pub async fn flagged(scope: &Scope, limit: u64) -> Result<Vec<CustomerId>> {
    let mut found: Vec<Uuid> = Vec::new();
    // One after the other: each is read in the order of its index.
    for flags in [ON_FILE | NO_CONSENT, ON_FILE | NO_CONSENT | DO_NOT_CALL] {
        let some = counted::Entity::find()
            .select_only()
            .column(counted::Column::CustomerId)
            .filter(counted::Column::BusinessId.eq(scope.business.0))
            .filter(counted::Column::Flags.eq(flags))
            .order_by_asc(counted::Column::CustomerId)
            .limit(limit);
        found.extend(some.into_tuple::<Uuid>().all(&scope.tx).await?);
    }
    found.sort_unstable();
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found.into_iter().map(CustomerId).collect())
}

/// Counts these customers anew.
pub async fn recount(scope: &Scope, customers: &[CustomerId]) -> Result<()> {
    let mut moved = [0_i64; KINDS.len()];
    for part in customers.chunks(TOGETHER) {
        recount_some(scope, part, &mut moved).await?;
    }
    let rows = KINDS.iter().zip(moved).filter(|(_, by)| *by != 0).map(|((_, kind), by)| head_count::Model {
        business_id: scope.business.0,
        kind: (*kind).to_owned(),
        count: by,
    });
    let rows: Vec<head_count::ActiveModel> = rows.map(fresh).collect();
    if rows.is_empty() {
        return Ok(());
    }
    add(scope, rows).await
}

async fn add(scope: &Scope, rows: Vec<head_count::ActiveModel>) -> Result<()> {
    use head_count::{Column, Entity};
    let sum = Expr::col((Entity, Column::Count)).add(Expr::col((Alias::new("excluded"), Column::Count)));
    let more = OnConflict::columns([Column::BusinessId, Column::Kind]).value(Column::Count, sum).to_owned();
    Entity::insert_many(rows).on_conflict(more).exec_without_returning(&scope.tx).await?;
    Ok(())
}

async fn recount_some(scope: &Scope, part: &[CustomerId], moved: &mut [i64; KINDS.len()]) -> Result<()> {
    let ids: Vec<Uuid> = part.iter().map(|id| id.0).collect();
    let before: BTreeMap<Uuid, i32> = counted::Entity::find()
        .filter(counted::Column::BusinessId.eq(scope.business.0))
        .filter(counted::Column::CustomerId.is_in(ids.iter().copied()))
        .all(&scope.tx)
        .await?
        .into_iter()
        .map(|row| (row.customer_id, row.flags))
        .collect();
    let now = flags(scope, &ids).await?;
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for id in ids {
        let (old, new) = (before.get(&id).copied().unwrap_or(0), now.get(&id).copied().unwrap_or(0));
        for (by, (flag, _)) in moved.iter_mut().zip(KINDS) {
            *by += i64::from(new & flag != 0) - i64::from(old & flag != 0);
        }
        match new {
            new if new == old => {}
            0 => gone.push(id),
            flags => changed.push(counted::Model { business_id: scope.business.0, customer_id: id, flags }),
        }
    }
    keep(scope, gone, changed).await
}

async fn keep(scope: &Scope, gone: Vec<Uuid>, changed: Vec<counted::Model>) -> Result<()> {
    use counted::{ActiveModel, Column, Entity};
    if !gone.is_empty() {
        Entity::delete_many()
            .filter(Column::BusinessId.eq(scope.business.0))
            .filter(Column::CustomerId.is_in(gone))
            .exec(&scope.tx)
            .await?;
    }
    if !changed.is_empty() {
        let newer =
            OnConflict::columns([Column::BusinessId, Column::CustomerId]).update_column(Column::Flags).to_owned();
        let rows = changed.into_iter().map(fresh::<_, ActiveModel>);
        Entity::insert_many(rows).on_conflict(newer).exec_without_returning(&scope.tx).await?;
    }
    Ok(())
}

/// As what each of these customers counts now; who is not on file is left out.
async fn flags(scope: &Scope, ids: &[Uuid]) -> Result<BTreeMap<Uuid, i32>> {
    let asked = found(scope, ids, Some(narrowed(asked(scope), ids))).await?;
    let marked = found(scope, ids, Some(narrowed(marked(scope), ids))).await?;
    let flags = found(scope, ids, None).await?.into_iter().map(|id| {
        let no_consent = if asked.contains(&id) { 0 } else { NO_CONSENT };
        let do_not_call = if marked.contains(&id) { DO_NOT_CALL } else { 0 };
        (id, ON_FILE | no_consent | do_not_call)
    });
    Ok(flags.collect())
}

/// Those of these customers who are on file, and among those of this question where there is one.
async fn found(scope: &Scope, ids: &[Uuid], among: Option<SelectStatement>) -> Result<BTreeSet<Uuid>> {
    let mut query = matching(scope, &Filter::default()).filter(customer::Column::Id.is_in(ids.iter().copied()));
    if let Some(among) = among {
        query = query.filter(customer::Column::Id.in_subquery(among));
    }
    let ids: Vec<Uuid> = query.select_only().column(customer::Column::Id).into_tuple().all(&scope.tx).await?;
    Ok(ids.into_iter().collect())
}

/// A question about all customers, asked of these only.
fn narrowed(mut question: SelectStatement, ids: &[Uuid]) -> SelectStatement {
    question.and_where(Expr::col(consent_event::Column::CustomerId).is_in(ids.iter().copied())).to_owned()
}
