//! What a new business does at first. Whether something is done follows from what is on record.

use domain::{
    access::Right,
    event::EventKind,
    ledger::{Entry, FieldValue},
    setting::Setting,
    wire::dashboard::{Step, StepKind, params::HideSteps},
};
use store::{
    Scope, business,
    ledger::{self, Filter},
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    policy,
    setting::changed,
};

/// The steps, for who can take them, while one of them is left and nobody has hidden them.
pub(super) async fn left(service: &Service, ctx: &Ctx, scope: &Scope) -> Result<Vec<Step>> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?;
    if !ctx.may(Right::Operate) || !business.first_steps {
        return Ok(Vec::new());
    }
    let first_contact = [EventKind::CustomerAdded, EventKind::DenialRecorded, EventKind::InteractionRecorded];
    let done = [
        (StepKind::Details, is_set(scope).await?),
        (StepKind::Policy, policy::current(scope).await?.is_some()),
        (StepKind::Agreement, !policy::is_dpa_open(service, scope).await?),
        (StepKind::Customers, happened(scope, &first_contact).await?),
        (StepKind::Team, happened(scope, &[EventKind::MemberInvited]).await?),
        (StepKind::Screen, happened(scope, &[EventKind::DisplayMade]).await?),
    ];
    let steps = done.map(|(kind, is_done)| Step { kind, is_done });
    if steps.iter().all(|step| step.is_done) { Ok(Vec::new()) } else { Ok(steps.into()) }
}

/// Whether the ledger has an entry of one of these kinds.
async fn happened(scope: &Scope, kinds: &[EventKind]) -> Result<bool> {
    for kind in kinds {
        let filter = Filter { kinds: vec![kind.code()], ..Filter::default() };
        if !ledger::list(scope, &filter, 1).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How many changes of settings are looked at.
const CHANGES: u64 = 50;

/// Whether something of the business was set; what members set for themselves counts for nothing.
async fn is_set(scope: &Scope) -> Result<bool> {
    let filter = Filter { kinds: vec![EventKind::SettingChanged.code()], ..Filter::default() };
    let mut changes = ledger::list(scope, &filter, CHANGES).await?.into_iter();
    let of_business = |entry: &Entry| match entry.field("setting") {
        Some(FieldValue::Plain(code)) => Setting::from_code(code).is_ok(),
        _ => false,
    };
    let set = changes.any(|row| Entry::from_bytes(&row.bytes).is_ok_and(|entry| of_business(&entry)));
    Ok(set || happened(scope, &[EventKind::HolidayAdded]).await?)
}

/// Hides the steps, for everybody in the business.
///
/// # Errors
/// [`Error::Forbidden`] for who does not operate the business.
pub async fn hide_steps(service: &Service, ctx: &Ctx, _: HideSteps) -> Result<()> {
    let done = service.change(ctx, Right::Operate, (), |tx, ()| Box::pin(hide(tx)));
    done.await.map(|done| done.value)
}

async fn hide(tx: Tx<'_>) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let word = |shown| if shown { "shown" } else { "hidden" };
    let event = changed(Setting::FirstSteps, word(found.first_steps), word(false));
    found.first_steps = false;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(event.into_iter().collect(), ()))
}
