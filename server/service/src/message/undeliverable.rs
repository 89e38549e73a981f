//! Addresses from which mail comes back: nothing is sent there until somebody says that it is worth a try.

use domain::{
    access::Right,
    actor::Actor,
    event::{Event, PointKind},
    id::{BusinessId, ContactPointId, CustomerId},
    wire::customer::TryAgain,
};
use store::{
    customer,
    entity::{contact_point, message_intent},
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Whether a contact point is an address to which mails go.
pub(crate) fn takes_mail(point: &contact_point::Model) -> bool {
    point.kind == PointKind::Email.code() && point.undeliverable_at.is_none()
}

/// An address that a mail server refused for good.
struct Refused {
    customer: CustomerId,
    address: String,
}

/// Remembers that the mail server never takes mail for the address of a message.
pub(super) async fn remember(service: &Service, business: BusinessId, row: &message_intent::Model) -> Result<()> {
    let Some(address) = row.recipient.clone() else { return Ok(()) };
    let refused = Refused { customer: row.customer_id.into(), address };
    let ctx =
        Ctx { business, actor: Actor::System, role: None, scope: None, request: service.new_request(), session: None };
    let done = service.change(&ctx, Right::Work, refused, |tx, refused| Box::pin(note(tx, refused)));
    done.await.map(|done| done.value)
}

async fn note(tx: Tx<'_>, refused: &Refused) -> Result<Outcome<()>> {
    let customer = refused.customer;
    let points = customer::points(tx.scope, customer).await?;
    let Some(point) = points.iter().find(|point| takes_mail(point) && point.value == refused.address) else {
        return Ok(Outcome::Unchanged(()));
    };
    let point = ContactPointId(point.id);
    customer::set_undeliverable(tx.scope, point, Some(tx.now)).await?;
    Ok(Outcome::one(Event::AddressUndeliverable { customer, point }, ()))
}

/// Writes to an address again from which mail came back.
///
/// # Errors
/// [`Error::NotFound`] where this customer has no such address.
pub async fn try_again(service: &Service, ctx: &Ctx, wanted: TryAgain) -> Result<()> {
    let customer: CustomerId = wanted.customer.parse().map_err(|_| Error::NotFound)?;
    let point: ContactPointId = wanted.point.parse().map_err(|_| Error::NotFound)?;
    let done = service
        .change(ctx, Right::Work, (customer, point), |tx, (customer, point)| Box::pin(trust(tx, *customer, *point)));
    done.await.map(|done| done.value)
}

async fn trust(tx: Tx<'_>, customer: CustomerId, point: ContactPointId) -> Result<Outcome<()>> {
    crate::customer::visible(tx.scope, customer).await?;
    let points = customer::points(tx.scope, customer).await?;
    let found = points.iter().find(|own| own.id == point.0).ok_or(Error::NotFound)?;
    if found.undeliverable_at.is_none() {
        return Ok(Outcome::Unchanged(()));
    }
    customer::set_undeliverable(tx.scope, point, None).await?;
    Ok(Outcome::one(Event::AddressTriedAgain { customer, point }, ()))
}
