//! Inviting somebody, and taking an invitation back.

use chrono::TimeDelta;
use domain::{
    access::{Right, Role},
    email::Email,
    error::{Problem, Problems},
    event::Event,
    id::{AccountId, BusinessId, InvitationId},
    member_mail::MemberMail,
    registration::INVITATION_LASTS_FOR_DAYS,
    text::MemberName,
    wire::team::params,
};
use store::{
    entity::{invitation as row, member_mail as mail_row},
    member, member_mail,
};

use super::{invited_role, require_grant};
use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    key::Keys,
    member_mail::{Until, in_address, owed},
    ports::{new_id, token_hash},
};

/// Whom to invite.
struct Invited {
    name: MemberName,
    email: Email,
    role: Role,
    /// The account that the address has already.
    account: Option<AccountId>,
    id: InvitationId,
    token_hash: String,
}

/// Invites somebody by a mail, and returns the path of their link. It is shown once: only its hash is stored.
///
/// # Errors
/// Every field that needs another look (`email` when they are a member already or have an open
/// invitation), and [`Error::Forbidden`] when an admin would make an owner.
pub async fn invite(service: &Service, ctx: &Ctx, params: params::Invite) -> Result<String> {
    ctx.require(Right::AdministerTeam)?;
    let id = InvitationId(new_id(service.now(), &*service.random));
    let link = invitation_link(&service.keys, ctx.business, id)?;
    let token = link.trim_start_matches("/join/");
    let mut problems = Problems::default();
    let email = problems.take("email", Email::required(&params.email));
    let name = email.as_ref().and_then(|email| problems.take("name", name_of(&params.name, email)));
    let role = problems.take("role", Role::from_code(&params.role));
    problems.none()?;
    let (Some(name), Some(email), Some(role)) = (name, email, role) else {
        return Err(Error::Broken("a form without problems lacks a field"));
    };
    let account =
        store::account::find_by_email(&service.db, email.as_str()).await?.map(|account| AccountId(account.id));
    let invited = Invited { name, email, role, account, id, token_hash: token_hash(token) };
    service.change(ctx, Right::AdministerTeam, invited, |tx, invited| Box::pin(insert(tx, invited))).await?;
    Ok(link)
}

/// The path of an invitation's link. It is made of the identifier with a key outside the database, so that
/// the mail can be written again.
pub(crate) fn invitation_link(keys: &Keys, business: BusinessId, id: InvitationId) -> Result<String> {
    Ok(format!("/join/{}", in_address(keys.link_code(business, "invitation", &id.to_string())?)))
}

/// The name as it was typed, or what the address says: who invites need not know more about a person
/// who has not agreed to anything yet. They say their name when they join.
fn name_of(typed: &str, email: &Email) -> std::result::Result<MemberName, Problem> {
    let mailbox = email.as_str().split('@').next().unwrap_or_default();
    MemberName::optional(typed)?.map_or_else(|| MemberName::required(mailbox, "a name"), Ok)
}

async fn insert(tx: Tx<'_>, invited: &Invited) -> Result<Outcome<InvitationId>> {
    require_grant(tx.ctx, invited.role)?;
    refuse_known(tx, invited).await?;
    let id = invited.id;
    let expires_at = tx.now + TimeDelta::days(INVITATION_LASTS_FOR_DAYS);
    let row = row::Model {
        business_id: tx.business().0,
        id: id.0,
        token_hash: invited.token_hash.clone(),
        name: invited.name.to_string(),
        email: invited.email.to_string(),
        role: invited.role.code().to_owned(),
        invited_by: tx.ctx.member().map(|member| member.0).unwrap_or_default(),
        created_at: tx.now,
        expires_at,
        used_at: None,
        revoked_at: None,
    };
    member::insert_invitation(tx.scope, row).await?;
    let until = Until { now: tx.now, expires_at };
    let mail = owed(tx.business(), tx.id(), MemberMail::Invitation, &invited.email, until);
    member_mail::owe(tx.scope, mail_row::Model { invitation_id: Some(id.0), ..mail }).await?;
    let event = Event::MemberInvited { invitation: id, role: invited.role, name: invited.name.to_string() };
    Ok(Outcome::one(event, id))
}

async fn refuse_known(tx: Tx<'_>, invited: &Invited) -> Result<()> {
    let members = member::list(tx.scope).await?;
    if members.iter().any(|member| member.left_at.is_none() && Some(AccountId(member.account_id)) == invited.account) {
        return Err(Error::field("email", Problem::Taken));
    }
    let open = member::list_invitations(tx.scope, tx.now).await?;
    if open.iter().any(|invitation| invitation.email == invited.email.as_str()) {
        let problem = Problem::Other("There is an open invitation for this address. Take it back first".into());
        return Err(Error::field("email", problem));
    }
    Ok(())
}

/// Takes an invitation back: its link is gone at once.
///
/// # Errors
/// [`Error::LinkGone`] when it was used.
pub async fn revoke(service: &Service, ctx: &Ctx, invitation: InvitationId) -> Result<()> {
    service.change(ctx, Right::AdministerTeam, invitation, |tx, id| Box::pin(take_back(tx, *id))).await?;
    Ok(())
}

async fn take_back(tx: Tx<'_>, id: InvitationId) -> Result<Outcome<()>> {
    let mut invitation = member::find_invitation(tx.scope, id).await?.ok_or(Error::NotFound)?;
    require_grant(tx.ctx, invited_role(&invitation)?)?;
    if invitation.used_at.is_some() {
        return Err(Error::LinkGone);
    }
    if invitation.revoked_at.is_some() {
        return Ok(Outcome::Unchanged(()));
    }
    invitation.revoked_at = Some(tx.now);
    member::update_invitation(tx.scope, invitation).await?;
    Ok(Outcome::one(Event::InvitationRevoked { invitation: id }, ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_without_a_name_is_named_after_its_address() {
        let email = Email::required("Sam.Rivera@example.com").unwrap();
        assert_eq!(name_of("  ", &email).unwrap().as_str(), "sam.rivera");
        assert_eq!(name_of(" Sam ", &email).unwrap().as_str(), "Sam");
        assert_eq!(name_of("Sam\u{202e}", &email), Err(Problem::Unprintable));
    }
}
