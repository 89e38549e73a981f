//! "No" and "Not asked" of people who are not on file: nothing about the person is kept.

use domain::{
    access::Right,
    error::{Problem, Problems},
    event::Event,
    id::{CustomerId, DenialId, NoticeId},
    interaction::{DenialNote, DenialReason, Direction},
    prompt::Answer,
    wire::interaction::{Denied, NotAsked},
};
use store::entity::denial;

use super::{Kept, form_id, log::log, read_out};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// A denial, read.
struct Denial {
    script: String,
    reason: DenialReason,
    note: Option<DenialNote>,
    form: DenialId,
}

/// Records that somebody said no: the time, the member, the script, a fixed reason and a note in
/// which nothing identifies the person (policy section 2, denial of service).
pub async fn record_refusal(service: &Service, ctx: &Ctx, typed: Denied) -> Result<()> {
    let mut problems = Problems::default();
    let reason = problems.take("reason", DenialReason::from_code(&typed.reason));
    let note = problems.take("note", DenialNote::optional(&typed.note)).flatten();
    problems.none()?;
    let reason = reason.ok_or(Error::Broken("a problem was not noted"))?;
    let denied = Denial { script: typed.script, reason, note, form: form_id(&typed.form)? };
    let done = service.change(ctx, Right::Work, denied, |tx, denied| Box::pin(deny(tx, denied)));
    done.await.map(|done| done.value)
}

async fn deny(tx: Tx<'_>, denied: &Denial) -> Result<Outcome<()>> {
    let note = denied.note.as_ref().map(DenialNote::as_str);
    match store::interaction::find_denial(tx.scope, denied.form).await? {
        Some(kept) if kept.reason == denied.reason.code() && kept.note.as_deref() == note => {
            return Ok(Outcome::Unchanged(()));
        }
        // The same form with something else in it must not pass as recorded.
        Some(_) => return Err(Error::Stale),
        None => {}
    }
    let script = read_out(tx, &denied.script).await?;
    let event = keep_denial(tx, denied.form, script, denied.reason, denied.note.as_ref()).await?;
    Ok(Outcome::one(event, ()))
}

/// Keeps that somebody said no, and nothing about them.
pub(super) async fn keep_denial(
    tx: Tx<'_>,
    id: DenialId,
    script: NoticeId,
    reason: DenialReason,
    note: Option<&DenialNote>,
) -> Result<Event> {
    let row = denial::Model {
        business_id: tx.business().0,
        id: id.0,
        script_id: script.0,
        reason: reason.code().to_owned(),
        note: note.map(|note| note.as_str().to_owned()),
        member_id: tx.ctx.member().map(|id| id.0),
        at: tx.now,
    };
    store::interaction::insert_denial(tx.scope, row).await?;
    Ok(Event::DenialRecorded { denial: id, script, reason })
}

/// Notes that there was a contact in which nobody asked.
pub async fn record_contact(service: &Service, ctx: &Ctx, typed: NotAsked) -> Result<()> {
    let customer: Option<CustomerId> = match typed.customer.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    let direction =
        Direction::from_code(&typed.direction).map_err(|_| Error::field("direction", Problem::NotAChoice))?;
    let contact = Kept {
        id: form_id(&typed.form)?,
        customer,
        direction,
        answer: Some(Answer::NotAsked),
        outcome: None,
        script: None,
        note: None,
    };
    let done = service.change(ctx, Right::Work, contact, |tx, contact| Box::pin(log(tx, contact)));
    done.await.map(|done| done.value)
}
