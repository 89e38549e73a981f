//! The dashboard: counts with their lists, what needs attention, the first steps, and what was counted over time.
//!
//! Nothing here reads as many rows as a business has customers or entries: what is large is counted with each
//! change (`tally`), and the rest is found by an index.

mod chart;
mod step;
mod todo;

pub use step::hide_steps;

use domain::{
    access::Right,
    hours::{day_at, day_begins},
    message::MessageState,
    request::RequestState,
    tally::{Over, Span, Tally},
    wire::dashboard::{Dashboard, Figures},
};
use store::{
    Scope, audit, customer, customer::HeadCounts, interaction, ledger, message, message::Which, request, suppression,
};

use crate::{Service, ctx::Ctx, error::Result, policy, registry, tally};
use chart::{Days, reasons, series};

/// What the dashboard shows now, with charts over this time.
pub async fn show(service: &Service, ctx: &Ctx, over: &str) -> Result<Dashboard> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let (at, zone, over) = (service.clock.now(), tally::zone(&scope).await?, Over::from_code(over));
    let span = over.whole(day_at(at, zone));
    let counted = store::tally::list(&scope, span).await?;
    let days = Days { over, span, counted: &counted };
    let since = day_begins(span.from, zone);
    let sent = |state| message::count(&scope, Which::Settled(state, since));
    let (sent, failed) = (sent(MessageState::Delivered).await?, sent(MessageState::Failed).await?);
    let dpa = policy::dpa(service, ctx, &scope).await?;
    let heads = customer::head_counts(&scope).await?;
    let mut todo = todo::of(&scope, heads, at).await?;
    if ctx.may(Right::AdministerTeam) {
        todo.extend(todo::untrained(service, &scope, at).await?);
    }
    Ok(Dashboard {
        figures: Figures { sent, failed, ..figures(&scope, &days, heads).await? },
        todo,
        steps: step::left(service, ctx, &scope).await?,
        may_work: ctx.may(Right::Work),
        over,
        span: Some(span),
        series: series(&days),
        reasons: reasons(&days),
        zone: zone.name().to_owned(),
        uncounted: ledger::untallied(&scope).await?,
        dpa: (dpa.may_accept && dpa.is_open()).then_some(dpa.version),
        seq: ledger::size(&scope).await?,
        at,
    })
}

/// The counts as of now; those of messages go over the time of the charts.
async fn figures(scope: &Scope, days: &Days<'_>, heads: HeadCounts) -> Result<Figures> {
    let today = days.span.to;
    let of_today = |tally| days.count(tally, Span { from: today, to: today });
    Ok(Figures {
        customers: heads.on_file,
        consents: heads.on_file.saturating_sub(heads.no_consent),
        no_consent: heads.no_consent,
        do_not_call: heads.do_not_call,
        suppressed: suppression::count(scope).await?,
        denials: interaction::count_denials(scope).await?,
        calls_placed: of_today(Tally::CallPlaced),
        calls_prevented: of_today(Tally::CallPrevented),
        findings: audit::count_open(scope).await?,
        requests: request::count(scope, &RequestState::waiting(), None).await?,
        registries: registry::ages(scope, today).await?,
        today: Some(today),
        ..Figures::default()
    })
}

#[cfg(test)]
mod tests;
