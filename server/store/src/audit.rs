//! Audits: the runs, what they found, what was said about it, and who signed.

pub mod ground;

use chrono::{DateTime, Utc};
use domain::{
    audit::{AuditState, Cause, Check, FindingState, Rhythm},
    id::{AuditId, BusinessId, FindingId, MemberId},
};
use sea_orm::{Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, prelude::*, sea_query::Query};

use crate::{
    Db, Scope, StoreError,
    db::{fresh, insert_all},
    entity::{audit_comment, audit_finding, audit_review, audit_run, audit_sighting, business},
    error::Result,
};

/// Keeps an audit that begins.
pub async fn insert(scope: &Scope, run: audit_run::Model) -> Result<()> {
    audit_run::Entity::insert(fresh(run)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Writes how an audit ended.
pub async fn update(scope: &Scope, run: audit_run::Model) -> Result<()> {
    audit_run::Entity::update(fresh::<_, audit_run::ActiveModel>(run)).exec(&scope.tx).await?;
    Ok(())
}

/// An audit.
pub async fn find(scope: &Scope, id: AuditId) -> Result<Option<audit_run::Model>> {
    Ok(audit_run::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// The newest audits, at most `limit`.
pub async fn list(scope: &Scope, limit: u64) -> Result<Vec<audit_run::Model>> {
    Ok(runs(scope).limit(limit).all(&scope.tx).await?)
}

/// The audit that is being made.
pub async fn find_running(scope: &Scope) -> Result<Option<audit_run::Model>> {
    let running = runs(scope).filter(audit_run::Column::State.eq(AuditState::Running.code()));
    Ok(running.one(&scope.tx).await?)
}

/// The newest audit that came to its end.
pub async fn latest_finished(scope: &Scope) -> Result<Option<audit_run::Model>> {
    let finished = runs(scope).filter(audit_run::Column::State.eq(AuditState::Finished.code()));
    Ok(finished.one(&scope.tx).await?)
}

fn runs(scope: &Scope) -> Select<audit_run::Entity> {
    audit_run::Entity::find()
        .filter(audit_run::Column::BusinessId.eq(scope.business.0))
        .order_by_desc(audit_run::Column::StartedAt)
        .order_by_desc(audit_run::Column::Id)
}

/// Takes an audit up that nobody is at: nobody else takes it until `until`. Says whether it was taken.
pub async fn claim(
    db: &Db,
    business: BusinessId,
    id: AuditId,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool> {
    let free =
        Condition::any().add(audit_run::Column::LeasedUntil.is_null()).add(audit_run::Column::LeasedUntil.lte(now));
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    let taken = audit_run::Entity::update_many()
        .col_expr(audit_run::Column::LeasedUntil, Expr::value(until))
        .filter(audit_run::Column::BusinessId.eq(business.0))
        .filter(audit_run::Column::Id.eq(id.0))
        .filter(audit_run::Column::State.eq(AuditState::Running.code()))
        .filter(free)
        .exec(&scope.tx)
        .await?;
    scope.keep().await?;
    batch.commit().await?;
    Ok(taken.rows_affected == 1)
}

/// Writes how many checks of an audit were made, and until when whoever makes them has it.
pub async fn keep_progress(db: &Db, business: BusinessId, id: AuditId, done: i32, until: DateTime<Utc>) -> Result<()> {
    let batch = db.begin().await?;
    let scope = batch.scope(business).await?;
    audit_run::Entity::update_many()
        .col_expr(audit_run::Column::Done, Expr::value(done))
        .col_expr(audit_run::Column::LeasedUntil, Expr::value(until))
        .filter(audit_run::Column::BusinessId.eq(business.0))
        .filter(audit_run::Column::Id.eq(id.0))
        .filter(audit_run::Column::State.eq(AuditState::Running.code()))
        .exec(&scope.tx)
        .await?;
    scope.keep().await?;
    batch.commit().await
}

/// Keeps what an audit found for the first time.
pub async fn insert_findings(scope: &Scope, findings: Vec<audit_finding::Model>) -> Result<()> {
    insert_all::<_, audit_finding::ActiveModel>(scope, findings).await
}

/// Keeps which findings an audit saw open.
pub async fn insert_sightings(scope: &Scope, sightings: Vec<audit_sighting::Model>) -> Result<()> {
    insert_all::<_, audit_sighting::ActiveModel>(scope, sightings).await
}

/// Writes a finding.
pub async fn update_finding(scope: &Scope, finding: audit_finding::Model) -> Result<()> {
    audit_finding::Entity::update(fresh::<_, audit_finding::ActiveModel>(finding)).exec(&scope.tx).await?;
    Ok(())
}

/// A finding.
pub async fn find_finding(scope: &Scope, id: FindingId) -> Result<Option<audit_finding::Model>> {
    Ok(audit_finding::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Every finding of a check, settled ones included.
pub async fn findings_of(scope: &Scope, check: Check) -> Result<Vec<audit_finding::Model>> {
    Ok(audit_finding::Entity::find()
        .filter(audit_finding::Column::BusinessId.eq(scope.business.0))
        .filter(audit_finding::Column::CheckCode.eq(check.code()))
        .all(&scope.tx)
        .await?)
}

/// The open findings, the one that is due first at the top.
pub async fn open_findings(scope: &Scope, limit: u64) -> Result<Vec<audit_finding::Model>> {
    Ok(open(scope).limit(limit).all(&scope.tx).await?)
}

/// How many findings are open.
pub async fn count_open(scope: &Scope) -> Result<u64> {
    Ok(open(scope).count(&scope.tx).await?)
}

/// The open findings that somebody answers for, that are due by a day, and of which nobody was reminded.
pub async fn findings_to_remind_of(scope: &Scope, day: Date, limit: u64) -> Result<Vec<audit_finding::Model>> {
    Ok(open(scope)
        .filter(audit_finding::Column::DueOn.lte(day))
        .filter(audit_finding::Column::OwnerId.is_not_null())
        .filter(audit_finding::Column::RemindedAt.is_null())
        .limit(limit)
        .all(&scope.tx)
        .await?)
}

/// The open findings for which a member answers.
pub async fn open_findings_of(scope: &Scope, owner: MemberId) -> Result<Vec<audit_finding::Model>> {
    Ok(open(scope).filter(audit_finding::Column::OwnerId.eq(owner.0)).all(&scope.tx).await?)
}

fn open(scope: &Scope) -> Select<audit_finding::Entity> {
    audit_finding::Entity::find()
        .filter(audit_finding::Column::BusinessId.eq(scope.business.0))
        .filter(audit_finding::Column::State.eq(FindingState::Open.code()))
        .order_by_asc(audit_finding::Column::DueOn)
        .order_by_asc(audit_finding::Column::Id)
}

/// The findings that an audit saw open, by check and by what they are about.
pub async fn findings_seen_in(scope: &Scope, id: AuditId) -> Result<Vec<audit_finding::Model>> {
    let seen = Query::select()
        .column(audit_sighting::Column::FindingId)
        .from(audit_sighting::Entity)
        .and_where(audit_sighting::Column::BusinessId.eq(scope.business.0))
        .and_where(audit_sighting::Column::RunId.eq(id.0))
        .to_owned();
    Ok(audit_finding::Entity::find()
        .filter(audit_finding::Column::BusinessId.eq(scope.business.0))
        .filter(audit_finding::Column::Id.in_subquery(seen))
        .order_by_asc(audit_finding::Column::CheckCode)
        .order_by_asc(audit_finding::Column::About)
        .all(&scope.tx)
        .await?)
}

/// For how many things each finding of an audit stood then.
pub async fn sightings(scope: &Scope, id: AuditId) -> Result<Vec<audit_sighting::Model>> {
    Ok(audit_sighting::Entity::find()
        .filter(audit_sighting::Column::BusinessId.eq(scope.business.0))
        .filter(audit_sighting::Column::RunId.eq(id.0))
        .all(&scope.tx)
        .await?)
}

/// Keeps what somebody said about a finding.
pub async fn insert_comment(scope: &Scope, comment: audit_comment::Model) -> Result<()> {
    audit_comment::Entity::insert(fresh(comment)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// What was said about a finding, in order.
pub async fn comments(scope: &Scope, id: FindingId) -> Result<Vec<audit_comment::Model>> {
    Ok(audit_comment::Entity::find()
        .filter(audit_comment::Column::BusinessId.eq(scope.business.0))
        .filter(audit_comment::Column::FindingId.eq(id.0))
        .order_by_asc(audit_comment::Column::At)
        .order_by_asc(audit_comment::Column::Id)
        .all(&scope.tx)
        .await?)
}

/// Keeps that a person vouches for an audit.
pub async fn insert_review(scope: &Scope, review: audit_review::Model) -> Result<()> {
    audit_review::Entity::insert(fresh(review)).exec_without_returning(&scope.tx).await?;
    Ok(())
}

/// Who vouches for an audit.
pub async fn find_review(scope: &Scope, id: AuditId) -> Result<Option<audit_review::Model>> {
    Ok(audit_review::Entity::find_by_id((scope.business.0, id.0)).one(&scope.tx).await?)
}

/// Who vouches for these audits.
pub async fn reviews(scope: &Scope, runs: &[Uuid]) -> Result<Vec<audit_review::Model>> {
    Ok(audit_review::Entity::find()
        .filter(audit_review::Column::BusinessId.eq(scope.business.0))
        .filter(audit_review::Column::RunId.is_in(runs.iter().copied()))
        .all(&scope.tx)
        .await?)
}

impl audit_run::Model {
    /// Why it began.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn cause(&self) -> Result<Cause> {
        Cause::from_code(&self.cause).map_err(|_| StoreError::Garbled("audit_run.cause"))
    }

    /// How far it is.
    ///
    /// # Errors
    /// As [`Self::cause`].
    pub fn state(&self) -> Result<AuditState> {
        AuditState::from_code(&self.state).map_err(|_| StoreError::Garbled("audit_run.state"))
    }
}

impl audit_finding::Model {
    /// The check that found it.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn check(&self) -> Result<Check> {
        Check::from_code(&self.check_code).map_err(|_| StoreError::Garbled("audit_finding.check_code"))
    }

    /// How far it is.
    ///
    /// # Errors
    /// As [`Self::check`].
    pub fn state(&self) -> Result<FindingState> {
        FindingState::from_code(&self.state).map_err(|_| StoreError::Garbled("audit_finding.state"))
    }
}

impl business::Model {
    /// How often its audits run by themselves.
    ///
    /// # Errors
    /// Fails where the row holds what the rules do not know.
    pub fn rhythm(&self) -> Result<Rhythm> {
        Rhythm::from_code(&self.audit_rhythm).map_err(|_| StoreError::Garbled("business.audit_rhythm"))
    }
}
