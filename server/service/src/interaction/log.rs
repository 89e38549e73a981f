//! "Log a contact" with a customer on file. An inbound one is always allowed, and lifts nothing.

use domain::{
    access::Right,
    error::Problems,
    id::CustomerId,
    interaction::{Direction, Outcome as Contacted},
    prompt::Answer,
    text::Note,
    wire::interaction::Contact,
};
use store::entity::interaction as row;

use super::{Kept, form_id, keep, recorded};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
};

/// Logs a contact.
pub async fn log_contact(service: &Service, ctx: &Ctx, typed: Contact) -> Result<()> {
    let customer: CustomerId = typed.customer.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let direction = problems.take("direction", Direction::from_code(&typed.direction));
    let outcome = problems.take("outcome", Contacted::from_code(&typed.outcome));
    let note = problems.take("note", Note::optional(&typed.note)).flatten();
    problems.none()?;
    let direction = direction.ok_or(Error::Broken("a problem was not noted"))?;
    let id = form_id(&typed.form)?;
    let contact = Kept { id, customer: Some(customer), direction, answer: None, outcome, script: None, note };
    let done = service.change(ctx, Right::Work, contact, |tx, contact| Box::pin(log(tx, contact)));
    done.await.map(|done| done.value)
}

/// Keeps a contact, once for each form.
pub(super) async fn log(tx: Tx<'_>, contact: &Kept) -> Result<Outcome<()>> {
    if let Some(customer) = contact.customer {
        visible(tx.scope, customer).await?;
    }
    let is_same = |kept: &row::Model| {
        kept.customer_id == contact.customer.map(|id| id.0)
            && kept.direction == contact.direction.code()
            && kept.answer.as_deref() == contact.answer.map(Answer::code)
            && kept.outcome.as_deref() == contact.outcome.map(Contacted::code)
            && kept.note.as_deref() == contact.note.as_ref().map(Note::as_str)
    };
    if recorded(tx, contact.id, is_same).await?.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    Ok(Outcome::one(keep(tx, contact).await?, ()))
}
