//! Removing a member for good: their access ends, what they answered for goes to somebody else, and what they recorded
//! keeps their name.

use domain::{
    access::Right,
    error::Problem,
    event::{AuditEvent, Event, MemberEvent},
    id::{AccountId, BusinessId, MemberId},
    wire::team::{params::Remove, view::Removal},
};
use store::{
    audit as findings,
    entity::{audit_finding, member as row},
    leaving, member, session,
};

use super::{
    named, require_grant, role_of,
    standing::{changeable, keep_an_owner},
};
use crate::{
    Service, account,
    account::{Leaver, end_place},
    audit,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    integration,
};

/// What would end with a member, and who could take over what they answer for.
///
/// # Errors
/// [`Error::NotFound`] for whom there is not, oneself among them; [`Error::Forbidden`] for an admin about an owner.
pub async fn removal(service: &Service, ctx: &Ctx, id: &str) -> Result<Removal> {
    ctx.require(Right::AdministerTeam)?;
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let members = member::list(&scope).await?;
    let leaving = members.iter().find(|member| member.id == id.0 && member.left_at.is_none());
    let leaving = leaving.filter(|_| ctx.member() != Some(id)).ok_or(Error::NotFound)?;
    require_grant(ctx, role_of(leaving)?)?;
    let heirs = members.iter().filter(|member| member.id != id.0 && audit::may_answer(member)).map(named).collect();
    Ok(Removal {
        member: id,
        name: leaving.name.clone(),
        findings: findings::open_findings_of(&scope, id).await?.len(),
        keys: integration::keys_of(&scope, id, service.now()).await?,
        heirs,
    })
}

/// Who goes, and who takes over.
struct Handing {
    leaver: Leaver,
    heir: Option<MemberId>,
}

/// Ends a membership at once and for good: every session of theirs here, and the keys for which they answer. An account
/// without a place anywhere is closed with it, so that nothing is kept of somebody who could not even ask for it
/// (GDPR 5(1)(e)); the address may be invited anew.
///
/// # Errors
/// [`Error::Forbidden`] when an admin touches an owner; a problem of the field `member` for oneself and for the last
/// owner, of the field `heir` for somebody who cannot take over; [`Error::NotFound`] for whom there is not.
pub async fn remove(service: &Service, ctx: &Ctx, typed: Remove) -> Result<()> {
    ctx.require(Right::AdministerTeam)?;
    let id: MemberId = typed.member.parse().map_err(|_| Error::NotFound)?;
    let heir = match typed.heir.as_str() {
        "" => None,
        heir => Some(heir.parse().map_err(|_| Error::field("heir", Problem::NotAChoice))?),
    };
    let leaver = leaver(service, ctx.business, id).await?;
    // The rows forget to whom they went.
    let mails = {
        let scope = service.db.read(ctx.business).await?;
        leaving::mails(&scope, leaver.account, &leaver.addresses).await?
    };
    let handing = Handing { leaver, heir };
    service.change(ctx, Right::AdministerTeam, handing, |tx, handing| Box::pin(end(tx, handing))).await?;
    service.forget_mails(&mails)?;
    let sessions = session::list_of_member(&service.db, id).await?;
    account::end_all(service, sessions).await?;
    Ok(service.db.truncate_log().await?)
}

async fn leaver(service: &Service, business: BusinessId, member: MemberId) -> Result<Leaver> {
    let scope = service.db.read(business).await?;
    let row = member::find(&scope, member).await?.ok_or(Error::NotFound)?;
    let mut addresses = leaving::addresses(&scope, member).await?;
    drop(scope);
    let id = AccountId(row.account_id);
    let account = store::account::find(&service.db, id).await?.ok_or(Error::NotFound)?;
    addresses.push(account.email);
    let closes = service.db.places_of(id).await?.iter().all(|(place, _)| *place == business);
    Ok(Leaver { member, account: id, addresses, closes })
}

async fn end(tx: Tx<'_>, Handing { leaver, heir }: &Handing) -> Result<Outcome<()>> {
    let (member, was) = changeable(tx, leaver.member).await?;
    if tx.ctx.member() == Some(leaver.member) {
        let problem = "You cannot remove yourself. Withdraw your consent on the page Account instead";
        return Err(Error::field("member", Problem::Other(problem.into())));
    }
    keep_an_owner(tx, &member, "member").await?;
    let mut events = vec![Event::Member(MemberEvent::Removed { member: leaver.member, was })];
    events.extend(hand_on(tx, &member, *heir).await?);
    events.extend(end_place(tx, leaver).await?);
    Ok(Outcome::many(events, ()))
}

/// Gives the open findings for which a member answers to somebody else, or to nobody yet.
async fn hand_on(tx: Tx<'_>, from: &row::Model, heir: Option<MemberId>) -> Result<Vec<Event>> {
    if let Some(heir) = heir {
        let found = member::find(tx.scope, heir).await?.filter(audit::may_answer);
        found.filter(|heir| heir.id != from.id).ok_or_else(|| Error::field("heir", Problem::NotAChoice))?;
    }
    let mut events = Vec::new();
    for finding in findings::open_findings_of(tx.scope, MemberId(from.id)).await? {
        let (named, due_on) = (audit::named(&finding)?, finding.due_on);
        let owner_id = heir.map(|heir| heir.0);
        let handed = audit_finding::Model { owner_id, reminded_at: None, ..finding };
        findings::update_finding(tx.scope, handed).await?;
        events.push(Event::Audit(AuditEvent::Assigned { finding: named, owner: heir, due_on }));
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
