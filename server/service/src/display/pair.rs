//! Entering a code on a screen: once, and not by guessing.

use std::fmt;

use domain::{
    access::Right,
    actor::Actor,
    display::PairingCode,
    error::Problem,
    event::{DisplayEvent, Event},
    id::{DisplayId, RequestId},
};
use store::{
    display::{self, Known},
    entity::display as row,
};

use super::code::{code_hash, ticket_hash, ticket_of};
use crate::{
    Service,
    account::throttle::{count_pairing, take_pairing_back},
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    ports::new_token,
};

/// A screen that was just paired. The secret goes into its cookie and is stored nowhere.
#[derive(Clone, PartialEq, Eq)]
pub struct Paired {
    /// The cookie's value.
    pub token: String,
}

impl fmt::Debug for Paired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paired").finish_non_exhaustive()
    }
}

/// Which code was entered, and what the screen will be known by.
struct Entered {
    display: DisplayId,
    code_hash: String,
    ticket_hash: String,
}

/// Pairs the screen on which this code was entered, from this network address. A screen that was paired with it
/// before is not any more.
///
/// # Errors
/// Names the field for whatever pairs nothing: a wrong code, a used one, and one that is too old are answered alike.
/// [`Error::Throttled`] after too many of them.
pub async fn pair(service: &Service, typed: &str, address: &str, request: RequestId) -> Result<Paired> {
    let code = PairingCode::parse(typed).map_err(|problem| Error::field("code", problem))?;
    count_pairing(service, address).await?;
    let code_hash = code_hash(&service.keys, code)?;
    let found = service.db.display_behind(Known::ByCode, &code_hash).await?;
    let (business, display) = found.ok_or_else(no_good)?;
    let token = new_token(&*service.random);
    let entered = Entered { display, code_hash, ticket_hash: ticket_hash(&ticket_of(&token)) };
    // Nobody is signed in on a screen: the code says for whom this is done.
    let ctx = Ctx { business, actor: Actor::System, role: None, scope: None, request, session: None };
    service.change(&ctx, Right::Operate, entered, |tx, entered| Box::pin(take(tx, entered))).await?;
    take_pairing_back(service, address).await?;
    Ok(Paired { token })
}

async fn take(tx: Tx<'_>, entered: &Entered) -> Result<Outcome<()>> {
    let found = display::find(tx.scope, entered.display).await?.ok_or_else(no_good)?;
    let waits = found.revoked_at.is_none() && found.code_hash.as_ref() == Some(&entered.code_hash);
    if !waits || found.code_expires_at.is_none_or(|until| until <= tx.now) {
        return Err(no_good());
    }
    let paired = row::Model {
        code_hash: None,
        code_expires_at: None,
        token_hash: Some(entered.ticket_hash.clone()),
        paired_at: Some(tx.now),
        ..found
    };
    display::update(tx.scope, paired).await?;
    Ok(Outcome::one(Event::Display(DisplayEvent::Paired { display: entered.display }), ()))
}

fn no_good() -> Error {
    Error::field("code", Problem::Other("This code is not good, or not any more. Ask for a new one".to_owned()))
}
