//! The pages: all audits with what is open, the report of one, and one finding.

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::{
    access::Right,
    audit::{Check, FindingState, is_missed},
    id::{AuditId, CustomerId, FindingId, MemberId},
    wire::audit::view::{Audits, Finding, Opened, Report, Row, Said, Section, Signed},
};
use store::{
    Scope, audit, business,
    entity::{audit_finding, audit_review, audit_run},
    member,
};

use super::{
    finding::may_answer,
    schedule::{counted_from, next_at},
};
use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
    names::{self, Names},
};

/// How many audits the page shows.
const AUDITS: u64 = 50;
/// How many open findings the page shows.
const OPEN: u64 = 200;

/// The audits, the newest first, and the open findings, the one that is due first at the top.
pub async fn list(service: &Service, ctx: &Ctx) -> Result<Audits> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let names = Names::of(&scope).await?;
    let now = service.now();
    let runs = audit::list(&scope, AUDITS).await?;
    let ids: Vec<_> = runs.iter().map(|run| run.id).collect();
    let mut reviews: HashMap<_, _> =
        audit::reviews(&scope, &ids).await?.into_iter().map(|review| (review.run_id, review)).collect();
    let audits = runs.iter().map(|run| row(run, reviews.remove(&run.id).as_ref(), &names)).collect::<Result<_>>()?;
    let open = audit::open_findings(&scope, OPEN).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let finished = audit::latest_finished(&scope).await?;
    Ok(Audits {
        audits,
        open: Teller::of(&scope, &names, &open, now.date_naive()).await?.tell(open)?,
        rhythm: business.rhythm()?,
        next_at: next_at(&business, runs.first())?,
        is_missed: is_missed(counted_from(&business, finished.as_ref()), now),
        may_operate: ctx.may(Right::Operate),
    })
}

/// The report of an audit: every check with what it found then, as it stands by now.
pub async fn report(service: &Service, ctx: &Ctx, id: &str) -> Result<Report> {
    ctx.require(Right::Read)?;
    let id: AuditId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let run = audit::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let names = Names::of(&scope).await?;
    let review = audit::find_review(&scope, id).await?;
    let mut found = audit::findings_seen_in(&scope, id).await?;
    let counts: HashMap<_, _> =
        audit::sightings(&scope, id).await?.into_iter().map(|seen| (seen.finding_id, seen.count)).collect();
    for finding in &mut found {
        finding.count = counts.get(&finding.id).copied().unwrap_or(finding.count);
    }
    let teller = Teller::of(&scope, &names, &found, service.now().date_naive()).await?;
    let mut findings = HashMap::<Check, Vec<Finding>>::new();
    for finding in teller.tell(found)? {
        findings.entry(finding.check).or_default().push(finding);
    }
    let done = usize::try_from(run.done).unwrap_or_default();
    let sections = Check::ALL.into_iter().enumerate().map(|(at, check)| {
        let findings = findings.remove(&check).unwrap_or_default();
        let total = run.totals.get(check.code()).and_then(serde_json::Value::as_u64).unwrap_or_default();
        Section { check, is_done: at < done, more: total.saturating_sub(findings.len() as u64), findings }
    });
    let audit = row(&run, review.as_ref(), &names)?;
    let may_sign = ctx.may(Right::SignReviews) && audit.finished_at.is_some() && audit.signed.is_none();
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?.name;
    Ok(Report { sections: sections.collect(), audit, business, may_sign })
}

/// One finding, with what was said about it.
pub async fn finding(service: &Service, ctx: &Ctx, id: &str) -> Result<Opened> {
    ctx.require(Right::Read)?;
    let id: FindingId = id.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = audit::find_finding(&scope, id).await?.ok_or(Error::NotFound)?;
    let names = Names::of(&scope).await?;
    let teller = Teller::of(&scope, &names, std::slice::from_ref(&found), service.now().date_naive()).await?;
    let hidden = teller.hides(&found);
    let said = |text: Option<String>| text.filter(|_| !hidden);
    let resolution = found.resolved_at.map(|at| Said {
        text: said(found.resolution.clone()),
        by: names.actor(found.resolved_by_kind.as_deref().unwrap_or_default(), found.resolved_by_id),
        at,
    });
    let comments = audit::comments(&scope, id).await?.into_iter().map(|row| Said {
        text: said(row.text),
        by: names.actor(&row.by_kind, row.by_id),
        at: row.at,
    });
    let owners = member::list(&scope).await?.into_iter().filter(may_answer);
    Ok(Opened {
        found_at: found.found_at,
        seen_in: found.run_id.into(),
        owner: found.owner_id.map(MemberId),
        resolution,
        comments: comments.collect(),
        owners: owners.map(|member| (member.id.into(), member.name)).collect(),
        may_operate: ctx.may(Right::Operate),
        finding: teller.line(found)?,
    })
}

fn row(run: &audit_run::Model, review: Option<&audit_review::Model>, names: &Names) -> Result<Row> {
    let count = |count: i32| u64::try_from(count).unwrap_or_default();
    Ok(Row {
        id: run.id.into(),
        cause: run.cause()?,
        started_at: run.started_at,
        started_by: names.actor(&run.started_by_kind, run.started_by_id),
        state: run.state()?,
        done: count(run.done),
        checks: count(run.checks),
        finished_at: run.finished_at,
        found: count(run.found),
        new: count(run.new),
        reopened: count(run.reopened),
        gone: count(run.gone),
        signed: review.map(|review| Signed {
            by: names.actor(&review.signed_by_kind, review.signed_by_id),
            at: review.signed_at,
            entry: u64::try_from(review.entry).unwrap_or_default(),
            checkpoint: review.checkpoint.clone(),
        }),
    })
}

/// Tells findings in words, with the names that may be said.
struct Teller<'n> {
    names: &'n Names,
    people: HashMap<CustomerId, String>,
    /// Who is on file: of nobody else is shown what was written.
    on_file: Vec<CustomerId>,
    today: NaiveDate,
}

impl<'n> Teller<'n> {
    async fn of(scope: &Scope, names: &'n Names, found: &[audit_finding::Model], today: NaiveDate) -> Result<Self> {
        let customers: Vec<_> = found.iter().filter_map(|row| row.customer_id.map(CustomerId)).collect();
        let people = names::of_customers(scope, &customers).await?;
        let on_file = audit::ground::on_file_of(scope, &customers).await?;
        Ok(Self { names, people, on_file, today })
    }

    fn hides(&self, found: &audit_finding::Model) -> bool {
        found.customer_id.is_some_and(|id| !self.on_file.contains(&CustomerId(id)))
    }

    fn tell(&self, found: Vec<audit_finding::Model>) -> Result<Vec<Finding>> {
        found.into_iter().map(|row| self.line(row)).collect()
    }

    fn line(&self, found: audit_finding::Model) -> Result<Finding> {
        let (check, state) = (found.check()?, found.state()?);
        let customer = found.customer_id.map(CustomerId);
        Ok(Finding {
            id: found.id.into(),
            check,
            words: check.says(&found.about, u64::try_from(found.count).unwrap_or_default()),
            customer: customer.map(|id| (id, self.people.get(&id).cloned().unwrap_or_default())),
            state,
            owner: found.owner_id.map(|id| self.names.actor("member", Some(id))),
            due_on: found.due_on,
            is_overdue: state == FindingState::Open && found.due_on < self.today,
            about: found.about,
        })
    }
}
