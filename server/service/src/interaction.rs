//! Interactions: the scripted prompt and what each answer does (policy section 2).

mod answer;
mod deny;
mod log;
mod person;
mod told;

pub(crate) use answer::{hide, withdraw};
pub use answer::{record_answer, save_customer};
pub use deny::{record_contact, record_refusal};
pub use log::log_contact;
pub use person::{Person, Way};
pub use told::{Saved, Told, add_customer};
pub(crate) use told::{Yes, come_on_file, read_script};

use std::str::FromStr;

use domain::{
    access::Right,
    hours::common_zones,
    id::{CustomerId, InteractionId, NoticeId},
    interaction::{Direction, Outcome as Contacted},
    prompt::Answer,
    text::Note,
    wire::interaction::{Asked, Prompt},
};
use store::{Scope, entity::interaction as row, member, notice};

use crate::{
    Service,
    change::Tx,
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    ports::new_id,
};

/// What the page of a new interaction shows; with a customer, the prompt for somebody on file.
pub async fn prompt(service: &Service, ctx: &Ctx, customer: Option<&str>) -> Result<Prompt> {
    ctx.require(Right::Work)?;
    let scope = service.db.read(ctx.business).await?;
    let script = script(&scope).await?;
    let customer = match customer {
        Some(id) => Some(asked(&scope, id.parse().map_err(|_| Error::NotFound)?).await?),
        None => None,
    };
    let keys_enabled = match ctx.member() {
        Some(id) => member::find(&scope, id).await?.is_some_and(|member| member.keys_enabled),
        None => false,
    };
    Ok(Prompt {
        script: script.id.to_string(),
        version: script.version,
        text: script.text,
        customer,
        zones: common_zones().iter().map(|zone| (*zone).to_owned()).collect(),
        keys_enabled,
        form: new_id(service.clock.now(), &*service.random).to_string(),
    })
}

async fn asked(scope: &Scope, id: CustomerId) -> Result<Asked> {
    let found = visible(scope, id).await?;
    let blocked = !store::dnc::standing(scope, &[id]).await?.is_empty();
    Ok(Asked { id, name: found.full_name.unwrap_or_default(), blocked })
}

/// The script that is in force.
async fn script(scope: &Scope) -> Result<store::entity::notice::Model> {
    notice::latest(scope, "script").await?.ok_or(Error::Broken("a business has no script"))
}

/// The script that was read out, which must still be the one in force: an answer to other words is
/// not an answer to these.
async fn read_out(tx: Tx<'_>, sent: &str) -> Result<NoticeId> {
    let current = script(tx.scope).await?;
    if sent == current.id.to_string() { Ok(current.id.into()) } else { Err(Error::Stale) }
}

/// What a form was given when it was opened. What it records gets this identifier, so that the same
/// form sent twice is recorded once.
fn form_id<T: FromStr>(sent: &str) -> Result<T> {
    sent.parse().map_err(|_| Error::Stale)
}

/// The contact that this form recorded before. The same form with something else in it is not the
/// same: it must not pass as saved.
async fn recorded(
    tx: Tx<'_>,
    form: InteractionId,
    is_same: impl FnOnce(&row::Model) -> bool,
) -> Result<Option<row::Model>> {
    match store::interaction::find(tx.scope, form).await? {
        Some(kept) if !is_same(&kept) => Err(Error::Stale),
        found => Ok(found),
    }
}

/// What a contact was, before it has a row.
struct Kept {
    id: InteractionId,
    customer: Option<CustomerId>,
    direction: Direction,
    answer: Option<Answer>,
    outcome: Option<Contacted>,
    script: Option<NoticeId>,
    note: Option<Note>,
}

/// Keeps a contact.
async fn keep(tx: Tx<'_>, kept: &Kept) -> Result<domain::event::Event> {
    let row = row::Model {
        business_id: tx.business().0,
        id: kept.id.0,
        customer_id: kept.customer.map(|id| id.0),
        direction: kept.direction.code().to_owned(),
        answer: kept.answer.map(|answer| answer.code().to_owned()),
        outcome: kept.outcome.map(|outcome| outcome.code().to_owned()),
        script_id: kept.script.map(|id| id.0),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        at: tx.now,
        note: kept.note.as_ref().map(ToString::to_string),
    };
    store::interaction::insert(tx.scope, row).await?;
    Ok(domain::event::Event::InteractionRecorded {
        interaction: kept.id,
        customer: kept.customer,
        direction: kept.direction,
        answer: kept.answer,
        outcome: kept.outcome,
        script: kept.script,
    })
}

#[cfg(test)]
mod tests;
