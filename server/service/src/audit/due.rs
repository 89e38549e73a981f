//! What is due without anybody asking: audits on schedule, those that were left, and reminders.

use domain::{
    access::Right,
    email::Email,
    event::{AuditEvent, Event, Finding},
    id::{AccountId, BusinessId, CustomerId, FindingId, MemberId},
    member_mail::{MemberMail, NOTICE_IS_GOOD_FOR},
};
use store::{
    account, audit,
    entity::{audit_finding as row, member_mail as mail_row},
    member, member_mail,
};

use super::{
    of_system,
    run::{begin_due, carry_out, take_up},
    schedule::is_due,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    error::{Error, Result},
    member_mail::{Until, owed},
};

/// How many reminders go at once.
const TOGETHER: u64 = 50;

/// Makes every audit that is due or was left by a process that ended, and reminds whoever has to answer a
/// finding today. One business that cannot be read keeps no other one waiting.
///
/// # Errors
/// Fails where the businesses cannot be read.
pub async fn run_due(service: &Service) -> Result<()> {
    for business in service.db.open_businesses().await? {
        if let Err(error) = of_business(service, business).await {
            tracing::error!(error = &error as &dyn std::error::Error, %business, "an audit could not be made");
        }
    }
    Ok(())
}

async fn of_business(service: &Service, business: BusinessId) -> Result<()> {
    let scope = service.db.read(business).await?;
    let left = audit::find_running(&scope).await?;
    // Asked before a change is made of it: a change waits for all others.
    let due = is_due(&scope, service.now()).await?;
    drop(scope);
    if let Some(left) = left {
        take_up(service, business, left.id.into()).await?;
    } else if due && let Some(id) = begin_due(service, &of_system(service, business)).await? {
        carry_out(service, business, id, |_, _| ()).await?;
    }
    remind(service, business).await
}

/// Writes to the owners of findings whose day has come, once for each.
async fn remind(service: &Service, business: BusinessId) -> Result<()> {
    let scope = service.db.read(business).await?;
    let due = audit::findings_to_remind_of(&scope, service.now().date_naive(), TOGETHER).await?;
    drop(scope);
    for finding in due {
        let Some(owner) = finding.owner_id.map(MemberId) else { continue };
        let scope = service.db.read(business).await?;
        let address = address_of(service, &scope, owner).await?;
        drop(scope);
        let Some(to) = address else { continue };
        let input = (FindingId(finding.id), owner, to);
        let ctx = of_system(service, business);
        service.change(&ctx, Right::Operate, input, |tx, (id, owner, to)| Box::pin(owe(tx, *id, *owner, to))).await?;
    }
    Ok(())
}

/// The account of a member who still works here, and its address.
async fn address_of(service: &Service, scope: &store::Scope, owner: MemberId) -> Result<Option<(AccountId, Email)>> {
    let found = member::find(scope, owner).await?.filter(|member| member.disabled_at.is_none());
    let Some(member) = found else { return Ok(None) };
    let Some(account) = account::find(&service.db, AccountId(member.account_id)).await? else { return Ok(None) };
    Ok(Email::required(&account.email).ok().map(|email| (AccountId(account.id), email)))
}

async fn owe(tx: Tx<'_>, id: FindingId, owner: MemberId, to: &(AccountId, Email)) -> Result<Outcome<()>> {
    let found = audit::find_finding(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.reminded_at.is_some() || found.owner_id != Some(owner.0) {
        return Ok(Outcome::Unchanged(()));
    }
    let (account, email) = to;
    let until = Until { now: tx.now, expires_at: tx.now + NOTICE_IS_GOOD_FOR };
    let mail = owed(tx.business(), tx.id(), MemberMail::FindingDue, email, until);
    member_mail::owe(tx.scope, mail_row::Model { account_id: Some(account.0), ..mail }).await?;
    let finding = Finding { id, check: found.check()?, customer: found.customer_id.map(CustomerId) };
    audit::update_finding(tx.scope, row::Model { reminded_at: Some(tx.now), ..found }).await?;
    Ok(Outcome::one(Event::Audit(AuditEvent::Reminded { finding, owner }), ()))
}
