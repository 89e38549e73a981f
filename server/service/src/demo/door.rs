//! The doors of a sample business: links behind which one button signs in as one of its members.
//!
//! A link holds a code that only this installation can make, and only `ringfence demo` makes one: for
//! the members of sample businesses, who are invented. It stays good for as long as the installation's keys.

use domain::{
    access::Role,
    id::{BusinessId, MemberId},
    wire::demo::Guest,
};
use store::{StoreError, entity::member::Model as Member, member};
use subtle::ConstantTimeEq as _;

use crate::{
    Service,
    account::{NewSession, begin},
    error::{Error, Result},
    key::Keys,
};

/// What the code in a link is about.
const WHAT: &str = "demo/member";

/// The path of a member's door.
pub(super) fn path(keys: &Keys, business: BusinessId, member: MemberId) -> Result<String> {
    let code = keys.link_code(business, WHAT, &member.to_string())?;
    Ok(format!("/demo/{business}.{member}.{code}"))
}

/// Who is behind a link.
///
/// # Errors
/// [`Error::NotFound`] when this installation has not made the link.
pub async fn guest(service: &Service, link: &str) -> Result<Guest> {
    let (_, member) = open(service, link).await?;
    let role = Role::from_code(&member.role).map_err(|_| StoreError::Garbled("member.role"))?;
    Ok(Guest { name: member.name, role })
}

/// Signs in as the member behind a link.
///
/// # Errors
/// [`Error::NotFound`] when this installation has not made the link, or the member's access was stopped.
pub async fn enter(service: &Service, link: &str) -> Result<NewSession> {
    let (business, member) = open(service, link).await?;
    begin(service, member.account_id.into(), business, MemberId(member.id)).await
}

async fn open(service: &Service, link: &str) -> Result<(BusinessId, Member)> {
    let (business, id, code) = parts(link).ok_or(Error::NotFound)?;
    let made = service.keys.link_code(business, WHAT, &id.to_string())?.to_string();
    if !bool::from(made.as_bytes().ct_eq(code.as_bytes())) {
        return Err(Error::NotFound);
    }
    let scope = service.db.read(business).await?;
    let member = member::find(&scope, id).await?.filter(|member| member.disabled_at.is_none());
    Ok((business, member.ok_or(Error::NotFound)?))
}

fn parts(link: &str) -> Option<(BusinessId, MemberId, &str)> {
    let (business, rest) = link.split_once('.')?;
    let (member, code) = rest.split_once('.')?;
    Some((business.parse().ok()?, member.parse().ok()?, code))
}
