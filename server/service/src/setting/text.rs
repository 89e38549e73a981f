//! "Confirmations by text message".

use domain::{access::Right, error::Problem, setting::Setting, wire::setting::params::Texts};
use store::business;

use super::{changed, on_or_off, word};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// Sets whether a confirmation goes as a text message where no e-mail reaches the customer.
///
/// # Errors
/// Names the field where the installation has no gateway.
pub async fn set_texts(service: &Service, ctx: &Ctx, typed: Texts) -> Result<()> {
    let field = Setting::TextConfirmations.code();
    let on = on_or_off(&typed.text_confirmations).map_err(|problem| Error::field(field, problem))?;
    if on && !service.texter.is_open() {
        let words = "There is no gateway for text messages. Who runs this installation sets one under [text]";
        return Err(Error::field(field, Problem::Other(words.into())));
    }
    let done = service.change(ctx, Right::Operate, on, |tx, on| Box::pin(set(tx, *on)));
    done.await.map(|done| done.value)
}

async fn set(tx: Tx<'_>, on: bool) -> Result<Outcome<()>> {
    let mut found = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let event = changed(Setting::TextConfirmations, word(found.text_confirmations), word(on));
    found.text_confirmations = on;
    business::update(tx.scope, found).await?;
    Ok(Outcome::many(event.into_iter().collect(), ()))
}
