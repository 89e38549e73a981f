//! The calling hours of a week.

use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    hours::{OpenHours, WeekPlan},
    setting::{Setting, WEEK},
    wire::setting::{DayFields, WEEK_FIELDS, params::Week, preview::Preview},
};
use store::{business, entity::business as row};

use super::{
    changed,
    effect::{self, Look, Settings},
};
use crate::{
    Service,
    call::week_plan,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Sets from when to when calls are allowed on each day of the week.
pub async fn set_week(service: &Service, ctx: &Ctx, typed: Week) -> Result<()> {
    let plan = read(&typed)?;
    let done = service.change(ctx, Right::Operate, plan, |tx, plan| Box::pin(set(tx, plan)));
    done.await.map(|done| done.value)
}

/// What [`set_week`] would do.
pub async fn preview_week(service: &Service, ctx: &Ctx, typed: Week) -> Result<Preview> {
    ctx.require(Right::Operate)?;
    let plan = read(&typed)?;
    let scope = service.db.read(ctx.business).await?;
    let mut proposed = Settings::saved(&scope).await?;
    let changes = !apply(&mut proposed.business, &plan)?.is_empty();
    let look = Look::week(&proposed, service.clock.now())?;
    let preview = effect::of(service, &scope, &proposed, &look).await?;
    Ok(Preview { changes, ..preview })
}

fn read(typed: &Week) -> Result<WeekPlan> {
    let field = |name| typed.fields.get(name).map_or("", String::as_str);
    let mut problems = Problems::default();
    let days = WEEK_FIELDS.map(|names: DayFields| {
        if !field(names.closed).is_empty() {
            return None;
        }
        let (from, to) = (field(names.from), field(names.to));
        if from.trim().is_empty() && to.trim().is_empty() {
            let sentence = "Enter from when to when calls are allowed, or tick \u{201c}No calls\u{201d}";
            problems.note(names.from, Problem::Other(sentence.into()));
            return None;
        }
        problems.take(names.from, OpenHours::parse(from, to))
    });
    problems.none()?;
    Ok(WeekPlan::new(days, []))
}

async fn set(tx: Tx<'_>, plan: &WeekPlan) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let events = apply(&mut found, plan)?;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(events, ()))
}

fn apply(found: &mut row::Model, plan: &WeekPlan) -> Result<Vec<Event>> {
    let before = week_plan(found)?;
    let each = WEEK.into_iter().zip(before.days().iter().zip(plan.days()));
    let events = each.filter_map(|(day, (old, new))| changed(Setting::Hours(day), word(*old), word(*new))).collect();
    found.week_plan = serde_json::to_value(plan).map_err(|_| Error::Broken("a week plan cannot be written"))?;
    Ok(events)
}

fn word(hours: Option<OpenHours>) -> String {
    hours.map_or_else(|| "no_calls".to_owned(), |hours| hours.to_string())
}
