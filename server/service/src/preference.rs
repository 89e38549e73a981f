//! The customer's own side: what they decide by their link, without signing in (GDPR 7(3), policy section 4).
//!
//! A stop needs only the link, and the link never expires. What allows something again needs the code in
//! a mail to the customer. Looking changes nothing, ever.

mod change;
mod confirm;
mod show;
mod speak;

pub use change::{Wish, change};
pub use confirm::{confirm, confirming};
pub use show::show;
pub use speak::speak;

use domain::{
    id::{ContactPointId, CustomerId, CustomerLinkId, RequestId},
    language::Language,
    wire::preference::view::Asking,
};
use store::{
    Scope, business, customer,
    entity::{business as business_row, contact_point, customer as row, customer_link},
    link,
};

use crate::{
    Service,
    error::{Error, Result},
    link::behind,
    message::takes_mail,
    policy,
    reader::Reader,
};

/// Whoever opens a link.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// The secret of the link.
    pub token: &'a str,
    /// The request.
    pub request: RequestId,
    /// The language that their browser asks for, where it is one of ours.
    pub accepts: Option<Language>,
}

/// The language of a page that has nothing else to say: of whose link it is, or of the browser.
pub async fn language(service: &Service, visitor: Visitor<'_>) -> Language {
    let theirs = async {
        let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
        let scope = service.db.read(ctx.business).await?;
        Ok::<_, Error>(Opened::read(&scope, link, visitor.accepts).await?.reader.language)
    };
    theirs.await.ok().or(visitor.accepts).unwrap_or_default()
}

/// What stands behind a link, inside a transaction.
struct Opened {
    link: customer_link::Model,
    customer: row::Model,
    business: business_row::Model,
    points: Vec<contact_point::Model>,
    reader: Reader,
}

impl Opened {
    /// Looks everything up. An erased customer is not there: the link says that nothing is held.
    async fn read(scope: &Scope, id: CustomerLinkId, accepts: Option<Language>) -> Result<Self> {
        let link = link::find(scope, id).await?.ok_or(Error::NotFound)?;
        let customer = customer::find(scope, link.customer_id.into()).await?.ok_or(Error::NotFound)?;
        if customer.erased_at.is_some() || customer.merged_into.is_some() {
            return Err(Error::NotFound);
        }
        let business = business::find(scope).await?.ok_or(Error::NotFound)?;
        let points = customer::points(scope, CustomerId(customer.id)).await?;
        let reader = Reader::of(&customer, &points, &business, accepts);
        Ok(Self { link, customer, business, points, reader })
    }

    fn id(&self) -> CustomerId {
        CustomerId(self.customer.id)
    }

    /// The address to which this link was sent, while it is on file.
    fn sent_to(&self) -> Option<&contact_point::Model> {
        self.points.iter().find(|point| Some(point.id) == self.link.contact_point_id)
    }

    /// Whether the link was sent to an address that is no longer theirs.
    fn is_astray(&self) -> bool {
        self.link.contact_point_id.is_some() && self.sent_to().is_none()
    }

    /// The address to which mails go.
    fn address(&self) -> Option<&contact_point::Model> {
        self.points.iter().find(|point| takes_mail(point))
    }

    async fn asking(&self, scope: &Scope) -> Result<Asking> {
        let policy = policy::current(scope).await?.map(|_| policy::address_of(&self.business.slug));
        Ok(Asking { business: self.business.name.clone(), policy, language: self.reader.language })
    }
}

/// The contact point that a row is.
fn point_id(point: &contact_point::Model) -> ContactPointId {
    point.id.into()
}

#[cfg(test)]
mod tests;
