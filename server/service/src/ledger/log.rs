//! The pages of the audit log (policy section 5).

use chrono::{Days, NaiveDate};
use chrono_tz::Tz;
use domain::{
    access::Right,
    error::{Problem, Problems},
    event::EventKind,
    hours::day_begins,
    id::{CustomerId, MemberId},
    tally::Tally,
    wire::ledger::{Log, LogQuery},
};
use store::{
    ledger::{self, Filter},
    member,
};

use super::{counted::counted, line::lines};
use crate::{Service, ctx::Ctx, tally};

/// How many entries a page has.
const PER_PAGE: u64 = 50;

/// A page of the audit log, newest first.
///
/// # Errors
/// Names each filter that cannot be read; an empty one filters nothing.
pub async fn log(service: &Service, ctx: &Ctx, query: LogQuery) -> crate::Result<Log> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let zone = if query.count.trim().is_empty() { Tz::UTC } else { tally::zone(&scope).await? };
    let (mut filter, count) = filter(&query, zone)?;
    if let Some(customer) = filter.customer {
        let merged = store::customer::merged_into(&scope, CustomerId(customer)).await?;
        filter.merged = merged.into_iter().map(|id| id.0).collect();
    }
    // One more than is shown tells whether there is another page.
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let mut rows = match count {
        Some(tally) => counted(&scope, &filter, tally, shown + 1).await?,
        None => ledger::list(&scope, &filter, PER_PAGE + 1).await?,
    };
    let before = (rows.len() > shown).then(|| rows[shown - 1].seq);
    rows.truncate(shown);
    Ok(Log {
        before,
        members: member::list(&scope).await?.into_iter().map(|member| (member.id.to_string(), member.name)).collect(),
        size: ledger::size(&scope).await?,
        checkpoint: ledger::latest_checkpoint(&scope).await?.map(|checkpoint| checkpoint.note),
        lines: lines(&scope, rows).await?,
        may_export: ctx.may(Right::Curate),
    })
}

/// What is asked for; the days are those of this zone.
fn filter(query: &LogQuery, zone: Tz) -> crate::Result<(Filter, Option<Tally>)> {
    let mut problems = Problems::default();
    let customer = problems.take("customer", optional(&query.customer, |typed| typed.parse::<CustomerId>().ok()));
    let actor = problems.take("member", optional(&query.member, |typed| typed.parse::<MemberId>().ok()));
    let kind = problems.take("kind", optional(&query.kind, |typed| EventKind::from_code(typed).ok()));
    let count = problems.take("count", optional(&query.count, |typed| Tally::from_code(typed).ok()));
    let before = problems.take("before", optional(&query.before, |typed| typed.parse::<i64>().ok()));
    let from = problems.take("from", day(&query.from)).flatten();
    let to = problems.take("to", day(&query.to)).flatten();
    if from.zip(to).is_some_and(|(from, to)| to < from) {
        problems.note("to", Problem::Other("Choose a day that is not before the first one".into()));
    }
    problems.none()?;
    let start = |day| day_begins(day, zone);
    let filter = Filter {
        customer: customer.flatten().map(|id| id.0),
        actor: actor.flatten().map(|id| id.0),
        kinds: kind.flatten().map(EventKind::code).into_iter().collect(),
        from: from.map(start),
        to: to.and_then(|day| day.checked_add_days(Days::new(1))).map(start),
        before: before.flatten(),
        merged: Vec::new(),
    };
    Ok((filter, count.flatten()))
}

fn optional<T>(typed: &str, read: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    match typed.trim() {
        "" => Ok(None),
        typed => read(typed).map(Some).ok_or(Problem::NotAChoice),
    }
}

fn day(typed: &str) -> Result<Option<NaiveDate>, Problem> {
    let read = |typed: &str| NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok();
    optional(typed, read).map_err(|_| Problem::Other("Enter a day like 2026-11-24".into()))
}
