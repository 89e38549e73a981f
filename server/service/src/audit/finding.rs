//! What people do about a finding: give it to somebody, talk about it, say how it was settled.

use chrono::NaiveDate;
use domain::{
    access::{Right, Role},
    audit::FindingState,
    error::{Problem, Problems},
    event::{AuditEvent, Event, Finding},
    id::{CustomerId, FindingId, MemberId},
    text::Remark,
    wire::audit::params::{Assign, Comment, Resolve},
};
use store::{
    audit,
    entity::{audit_comment, audit_finding as row},
    member,
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    setting::day,
};

/// Who answers for a finding, and by when.
struct Duty {
    finding: FindingId,
    owner: Option<MemberId>,
    due_on: NaiveDate,
}

/// Gives a finding to a member who may settle it, with a day.
///
/// # Errors
/// Names the field that cannot be taken; fails as stale where it was settled already.
pub async fn assign(service: &Service, ctx: &Ctx, typed: Assign) -> Result<()> {
    ctx.require(Right::Operate)?;
    let finding = typed.finding.parse().map_err(|_| Error::NotFound)?;
    let mut problems = Problems::default();
    let owner = match typed.owner.as_str() {
        "" => Some(None),
        id => problems.take("owner", id.parse().map(Some).map_err(|_| Problem::NotAChoice)),
    };
    let due_on = problems.take("due_on", day(&typed.due_on));
    problems.none()?;
    let (Some(owner), Some(due_on)) = (owner, due_on) else { return Err(Error::Broken("a problem was not noted")) };
    let duty = Duty { finding, owner, due_on };
    let done = service.change(ctx, Right::Operate, duty, |tx, duty| Box::pin(give(tx, duty)));
    done.await.map(|done| done.value)
}

async fn give(tx: Tx<'_>, duty: &Duty) -> Result<Outcome<()>> {
    let found = open(tx, duty.finding).await?;
    if let Some(owner) = duty.owner {
        let member = member::find(tx.scope, owner).await?.filter(may_answer);
        member.ok_or_else(|| Error::field("owner", Problem::NotAChoice))?;
    }
    let owner_id = duty.owner.map(|id| id.0);
    if (found.owner_id, found.due_on) == (owner_id, duty.due_on) {
        return Ok(Outcome::Unchanged(()));
    }
    let finding = named(&found)?;
    audit::update_finding(tx.scope, row::Model { owner_id, due_on: duty.due_on, reminded_at: None, ..found }).await?;
    let event = AuditEvent::Assigned { finding, owner: duty.owner, due_on: duty.due_on };
    Ok(Outcome::one(Event::Audit(event), ()))
}

/// Whether a member may be given a finding: who works here still, and may settle it.
pub(crate) fn may_answer(member: &store::entity::member::Model) -> bool {
    member.disabled_at.is_none() && Role::from_code(&member.role).is_ok_and(|role| role.may(Right::Operate))
}

/// Says something about a finding.
///
/// # Errors
/// Names the field where nothing is said.
pub async fn comment(service: &Service, ctx: &Ctx, typed: Comment) -> Result<()> {
    ctx.require(Right::Operate)?;
    let input = (finding_id(&typed.finding)?, said("comment", &typed.comment, "what you want to say")?);
    let done = service.change(ctx, Right::Operate, input, |tx, (id, text)| Box::pin(keep_comment(tx, *id, text)));
    done.await.map(|done| done.value)
}

async fn keep_comment(tx: Tx<'_>, id: FindingId, text: &Remark) -> Result<Outcome<()>> {
    let found = audit::find_finding(tx.scope, id).await?.ok_or(Error::NotFound)?;
    let comment = audit_comment::Model {
        business_id: tx.business().0,
        id: tx.id(),
        finding_id: id.0,
        text: Some(text.to_string()),
        by_kind: tx.ctx.actor.kind().to_owned(),
        by_id: tx.ctx.actor.id(),
        at: tx.now,
    };
    audit::insert_comment(tx.scope, comment).await?;
    let event = AuditEvent::Commented { finding: named(&found)?, comment: text.to_string() };
    Ok(Outcome::one(Event::Audit(event), ()))
}

/// Says how a finding was settled. An audit that sees it again reopens it, where it can be put right.
///
/// # Errors
/// Names the field where nothing is said; fails as stale where it was settled already.
pub async fn resolve(service: &Service, ctx: &Ctx, typed: Resolve) -> Result<()> {
    ctx.require(Right::Operate)?;
    let input = (finding_id(&typed.finding)?, said("resolution", &typed.resolution, "how it was settled")?);
    let done = service.change(ctx, Right::Operate, input, |tx, (id, text)| Box::pin(settle(tx, *id, text)));
    done.await.map(|done| done.value)
}

async fn settle(tx: Tx<'_>, id: FindingId, text: &Remark) -> Result<Outcome<()>> {
    let found = open(tx, id).await?;
    let event = AuditEvent::Resolved { finding: named(&found)?, resolution: text.to_string() };
    let row = row::Model {
        state: FindingState::Resolved.code().to_owned(),
        resolution: Some(text.to_string()),
        resolved_by_kind: Some(tx.ctx.actor.kind().to_owned()),
        resolved_by_id: tx.ctx.actor.id(),
        resolved_at: Some(tx.now),
        ..found
    };
    audit::update_finding(tx.scope, row).await?;
    Ok(Outcome::one(Event::Audit(event), ()))
}

/// A finding that waits for its answer. One that was settled is settled once.
async fn open(tx: Tx<'_>, id: FindingId) -> Result<row::Model> {
    let found = audit::find_finding(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if found.state()? == FindingState::Open { Ok(found) } else { Err(Error::Stale) }
}

pub(crate) fn named(found: &row::Model) -> Result<Finding> {
    Ok(Finding { id: found.id.into(), check: found.check()?, customer: found.customer_id.map(CustomerId) })
}

fn finding_id(typed: &str) -> Result<FindingId> {
    typed.parse().map_err(|_| Error::NotFound)
}

fn said(field: &str, typed: &str, what: &str) -> Result<Remark> {
    Remark::required(typed, what).map_err(|problem| Error::field(field, problem))
}
