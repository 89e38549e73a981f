//! The language that a customer chooses by their link.

use domain::{
    event::{Change, Event},
    language::Language,
};
use store::customer;

use super::{Opened, Visitor};
use crate::{
    Service,
    change::{Outcome, Tx},
    error::Result,
    link::behind,
};

/// Keeps the language in which the customer is written to from now on.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) for every link that opens nothing.
pub async fn speak(service: &Service, visitor: Visitor<'_>, language: Language) -> Result<()> {
    let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
    let done = service.change_by_customer(&ctx, (link, language), |tx, (link, language)| {
        Box::pin(async move {
            let opened = Opened::read(tx.scope, *link, None).await?;
            keep(tx, opened, *language).await
        })
    });
    done.await.map(|done| done.value)
}

async fn keep(tx: Tx<'_>, opened: Opened, language: Language) -> Result<Outcome<()>> {
    let to = language.code().to_owned();
    // A link that went astray is in the hands of somebody else.
    if opened.is_astray() || opened.customer.language.as_ref() == Some(&to) {
        return Ok(Outcome::Unchanged(()));
    }
    let customer = opened.id();
    let mut row = opened.customer;
    let from = row.language.replace(to.clone()).unwrap_or_default();
    row.revision += 1;
    customer::update(tx.scope, row).await?;
    let changes = vec![Change { detail: "language", from, to }];
    Ok(Outcome::one(Event::CustomerEdited { customer, changes }, ()))
}
