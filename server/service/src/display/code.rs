//! The secrets of a screen: the code by which it is paired, and the ticket for its socket.
//!
//! The code is made of the screen's identifier and the end of its time with a key outside the database, so that
//! the page can show it again while it is good. What is stored of it is a keyed hash.

use chrono::{DateTime, Utc};
use domain::{
    display::PairingCode,
    id::{BusinessId, DisplayId},
    wire::display::view::Pairing,
};
use store::entity::display as row;

use crate::{Service, error::Result, key::Keys, link::picture_of, ports::token_hash};

/// The code of a screen that is good until then.
pub(super) fn code_of(keys: &Keys, business: BusinessId, id: DisplayId, until: DateTime<Utc>) -> Result<PairingCode> {
    let secret = keys.link_code(business, "display", &format!("{id}:{}", until.timestamp_micros()))?;
    Ok(PairingCode::of(&secret.0))
}

/// What is stored of a code.
pub(super) fn code_hash(keys: &Keys, code: PairingCode) -> Result<String> {
    Ok(keys.code_hash(&code.digits())?.to_string())
}

/// What waits to be entered on a screen, while it is good.
pub(super) fn pairing(service: &Service, row: &row::Model) -> Result<Option<Pairing>> {
    let until = row.code_expires_at.filter(|until| row.revoked_at.is_none() && service.now() < *until);
    let Some(until) = until else { return Ok(None) };
    let code = code_of(&service.keys, row.business_id.into(), row.id.into(), until)?;
    let address = format!("{}/display", service.public_url);
    let picture = picture_of(&format!("{address}/{}", code.digits()))?;
    Ok(Some(Pairing { code: code.to_string(), address, picture, until }))
}

/// What a screen's script opens its socket with. The secret itself stays in the cookie, which no script can read,
/// and cannot be found from this.
pub(super) fn ticket_of(token: &str) -> String {
    token_hash(token)
}

/// What is stored of a ticket.
pub(super) fn ticket_hash(ticket: &str) -> String {
    token_hash(ticket)
}
