//! "Log a contact" with a customer on file. An inbound one is always allowed, and lifts nothing.

use domain::{
    access::Right,
    error::Problems,
    id::CustomerId,
    interaction::{Direction, Outcome as Contacted},
    text::Note,
    wire::interaction::Contact,
};

use super::{Kept, keep};
use crate::{
    Service,
    change::Outcome,
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
    let done = service.change(ctx, Right::Work, (customer, direction, outcome, note), |tx, contact| {
        let (customer, direction, outcome, note) = contact.clone();
        Box::pin(async move {
            visible(tx.scope, customer).await?;
            let kept =
                Kept { id: tx.id(), customer: Some(customer), direction, answer: None, outcome, script: None, note };
            Ok(Outcome::one(keep(tx, &kept).await?, ()))
        })
    });
    done.await.map(|done| done.value)
}
