//! The counts of the dashboard.

use chrono::TimeDelta;
use domain::{access::Right, wire::dashboard::Dashboard};
use store::{
    call, customer,
    customer::{Filter, Flag},
    interaction, ledger, suppression,
};

use crate::{Service, ctx::Ctx, error::Result, policy};

/// What the dashboard shows now.
pub async fn show(service: &Service, ctx: &Ctx) -> Result<Dashboard> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let at = service.clock.now();
    let day = at - TimeDelta::days(1);
    let only = |flag| Filter { flag: Some(flag), ..Filter::default() };
    let dpa = policy::dpa(service, ctx, &scope).await?;
    Ok(Dashboard {
        dpa: (dpa.may_accept && dpa.is_open()).then_some(dpa.version),
        customers: customer::count(&scope, &Filter::default()).await?,
        no_consent: customer::count(&scope, &only(Flag::NoConsentOnRecord)).await?,
        do_not_call: customer::count(&scope, &only(Flag::DoNotCall)).await?,
        suppressed: suppression::count(&scope).await?,
        denials: interaction::count_denials(&scope).await?,
        calls_placed: call::count(&scope, "allowed", day).await?,
        calls_prevented: call::count(&scope, "blocked", day).await?,
        seq: ledger::size(&scope).await?,
        at,
    })
}
