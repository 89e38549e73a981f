//! The training: a text of the platform that every member reads at first, each year, and when it changes.
//!
//! Nobody is stopped from working without it. It is asked for on every page, named to those who administer the team,
//! and found by audits.

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    event::{Event, MemberEvent},
    id::{MemberId, NoticeId},
    ledger::Hash,
    notice::NoticeKind,
    registration::PlatformText,
    training::{self, Acknowledged, Edition},
    wire::training::{
        params::Acknowledge,
        view::{State, Training},
    },
};
use sha2::{Digest as _, Sha256};
use store::{Scope, entity::member as row, member, notice};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
    markdown,
    registration::latest_text,
};

/// The text in force, and how it stands for the member who asks.
///
/// # Errors
/// [`Error::NotFound`] for an actor who is no member.
pub async fn show(service: &Service, ctx: &Ctx) -> Result<Training> {
    ctx.require(Right::Read)?;
    let id = ctx.member().ok_or(Error::NotFound)?;
    let text = latest_text(service, PlatformText::Training).await?;
    let editions = editions(service).await?;
    let scope = service.db.read(ctx.business).await?;
    let member = member::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let own = notice::latest(&scope, &NoticeKind::Training.code()).await?;
    Ok(Training {
        version: text.version,
        html: markdown::to_html(&text.text),
        state: state(&member, &editions, service.now()),
        has_own: own.is_some(),
    })
}

/// A version that a member has read.
struct Reading {
    notice: NoticeId,
    version: i32,
    hash: String,
    editions: Vec<Edition>,
}

/// Keeps that the member who asks has read the version in force, and understood it.
///
/// # Errors
/// [`Error::Stale`] where another version is in force by now: nobody says that they read what they did not.
pub async fn acknowledge(service: &Service, ctx: &Ctx, typed: Acknowledge) -> Result<()> {
    ctx.require(Right::Read)?;
    let text = latest_text(service, PlatformText::Training).await?;
    if typed.version != text.version.to_string() {
        return Err(Error::Stale);
    }
    let hash = Hash(Sha256::digest(&text.text).into()).to_string();
    let reading =
        Reading { notice: NoticeId(text.id), version: text.version, hash, editions: editions(service).await? };
    service.change(ctx, Right::Read, reading, |tx, reading| Box::pin(keep(tx, reading))).await?;
    Ok(())
}

async fn keep(tx: Tx<'_>, reading: &Reading) -> Result<Outcome<()>> {
    let id: MemberId = tx.ctx.member().ok_or(Error::Forbidden)?;
    let member = member::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    // A second press.
    if !state(&member, &reading.editions, tx.now).is_due {
        return Ok(Outcome::Unchanged(()));
    }
    let Reading { notice, version, hash, .. } = reading;
    member::set_trained(tx.scope, id, *version, tx.now).await?;
    let trained = MemberEvent::Trained { member: id, notice: *notice, version: *version, hash: hash.clone() };
    Ok(Outcome::one(Event::Member(trained), ()))
}

/// Every version of the text, the oldest first.
pub(crate) async fn editions(service: &Service) -> Result<Vec<Edition>> {
    let versions = notice::versions_of_platform(&service.db, PlatformText::Training.code()).await?;
    Ok(versions.into_iter().map(|(version, published_at)| Edition { version, published_at }).collect())
}

/// How it stands for a member.
pub(crate) fn state(member: &row::Model, editions: &[Edition], now: DateTime<Utc>) -> State {
    let last = member.trained_version.zip(member.trained_at).map(|(version, at)| Acknowledged { version, at });
    let due_at = training::due_at(member.joined_at, last, editions);
    State { read_at: last.map(|last| last.at), due_at, is_due: due_at <= now }
}

/// The members who have access, and for whom it is due for longer than so many days, with since when.
pub(crate) async fn late(
    service: &Service,
    scope: &Scope,
    days: i64,
    now: DateTime<Utc>,
) -> Result<Vec<(row::Model, DateTime<Utc>)>> {
    let editions = editions(service).await?;
    let members = member::list(scope).await?.into_iter().filter(|member| member.disabled_at.is_none());
    let with_due = members.map(|member| {
        let due_at = state(&member, &editions, now).due_at;
        (member, due_at)
    });
    Ok(with_due.filter(|(_, due_at)| training::is_late(*due_at, days, now)).collect())
}

#[cfg(test)]
mod tests;
