//! Accepting the platform's Data Processing Agreement (GDPR 28(3)).
//!
//! What was accepted is the ledger's entry: who, when, which version, and the hash of its text.

use domain::{
    access::Right,
    event::{Event, EventKind},
    id::{MemberId, NoticeId},
    ledger::{Entry, FieldValue, Hash},
    registration::PlatformText,
    wire::policy::{params::AcceptDpa, view},
};
use sha2::{Digest as _, Sha256};
use store::{
    Scope, StoreError,
    entity::ledger_entry,
    ledger::{self, Filter},
    member, notice,
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    error::{Error, Result},
};

/// A version that is to be accepted.
struct Accepting {
    notice: NoticeId,
    version: i32,
    hash: String,
}

/// Accepts the version that was read, for the business.
///
/// # Errors
/// [`Error::Forbidden`] for who is no owner, and [`Error::Stale`] where another version is in force by now:
/// nobody accepts what they did not read.
pub async fn accept_dpa(service: &Service, ctx: &Ctx, typed: AcceptDpa) -> Result<()> {
    ctx.require(Right::GovernOwners)?;
    let newest = notice::latest_of_platform(&service.db, PlatformText::Dpa.code()).await?.ok_or(Error::NotFound)?;
    if typed.version != newest.version.to_string() {
        return Err(Error::Stale);
    }
    let hash = Hash(Sha256::digest(&newest.text).into()).to_string();
    let accepting = Accepting { notice: NoticeId(newest.id), version: newest.version, hash };
    let done = service.change(ctx, Right::GovernOwners, accepting, |tx, accepting| Box::pin(accept(tx, accepting)));
    done.await.map(|done| done.value)
}

async fn accept(tx: Tx<'_>, accepting: &Accepting) -> Result<Outcome<()>> {
    let Accepting { notice, version, hash } = accepting;
    // A second press, or another owner was faster.
    if newest(tx.scope).await?.map(|(_, entry)| version_of(&entry)).transpose()? == Some(*version) {
        return Ok(Outcome::Unchanged(()));
    }
    Ok(Outcome::one(Event::DpaAccepted { notice: *notice, version: *version, hash: hash.clone() }, ()))
}

/// The agreement in force, and what the business accepted.
pub(crate) async fn dpa(service: &Service, ctx: &Ctx, scope: &Scope) -> Result<view::Dpa> {
    let current = notice::latest_of_platform(&service.db, PlatformText::Dpa.code()).await?;
    let current = current.ok_or(Error::Broken("a text of the platform was never published"))?;
    let accepted = match newest(scope).await? {
        Some((row, entry)) => {
            let member = match row.actor_id {
                Some(id) => member::find(scope, MemberId(id)).await?,
                None => None,
            };
            let by = member.map_or_else(|| "A former member".to_owned(), |member| member.name);
            Some(view::DpaAccepted { version: version_of(&entry)?, at: row.at, by })
        }
        None => None,
    };
    Ok(view::Dpa {
        version: current.version,
        published_at: current.published_at,
        accepted,
        may_accept: ctx.may(Right::GovernOwners),
    })
}

/// Whether the version in force is not accepted yet.
pub(crate) async fn is_open(service: &Service, scope: &Scope) -> Result<bool> {
    let current = notice::latest_of_platform(&service.db, PlatformText::Dpa.code()).await?;
    let accepted = newest(scope).await?.map(|(_, entry)| version_of(&entry)).transpose()?;
    Ok(current.map(|notice| notice.version) != accepted)
}

/// The newest acceptance.
async fn newest(scope: &Scope) -> Result<Option<(ledger_entry::Model, Entry)>> {
    let filter = Filter { kinds: vec![EventKind::DpaAccepted.code()], ..Filter::default() };
    let Some(row) = ledger::list(scope, &filter, 1).await?.pop() else { return Ok(None) };
    let entry = Entry::from_bytes(&row.bytes).map_err(|_| StoreError::Garbled("ledger_entry.bytes"))?;
    Ok(Some((row, entry)))
}

fn version_of(entry: &Entry) -> Result<i32> {
    let version = match entry.field("version") {
        Some(FieldValue::Plain(version)) => version.parse().ok(),
        _ => None,
    };
    version.ok_or(Error::Store(StoreError::Garbled("ledger_entry.bytes")))
}

#[cfg(test)]
mod tests {
    use domain::access::Role;

    use super::*;
    use crate::{dashboard, policy, registration, testing::Stage};

    fn version(version: &str) -> AcceptDpa {
        AcceptDpa { version: version.into() }
    }

    async fn standing(stage: &Stage, ctx: &Ctx) -> view::Dpa {
        policy::list(&stage.service, ctx).await.unwrap().dpa
    }

    #[tokio::test]
    async fn an_owner_accepts_a_version_once_and_is_asked_again_for_the_next() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        assert_eq!(dashboard::show(&stage.service, &owner, "").await.unwrap().dpa, Some(1));
        for _ in 0..2 {
            accept_dpa(&stage.service, &owner, version("1")).await.unwrap();
        }
        let accepted = standing(&stage, &owner).await;
        assert!(!accepted.is_open());
        assert_eq!(accepted.accepted.unwrap().by, "Ada Owner");
        let kinds = stage.ledger(owner.business).await;
        assert_eq!(kinds.iter().filter(|kind| **kind == EventKind::DpaAccepted).count(), 1);
        assert_eq!(dashboard::show(&stage.service, &owner, "").await.unwrap().dpa, None);

        registration::publish_text(&stage.service, PlatformText::Dpa, "Another agreement").await.unwrap();
        assert_eq!(dashboard::show(&stage.service, &owner, "").await.unwrap().dpa, Some(2));
        assert!(standing(&stage, &owner).await.is_open());
        // The page still shows the old one.
        assert!(matches!(accept_dpa(&stage.service, &owner, version("1")).await, Err(Error::Stale)));
        accept_dpa(&stage.service, &owner, version("2")).await.unwrap();
        assert!(!standing(&stage, &owner).await.is_open());
    }

    #[tokio::test]
    async fn what_is_recorded_is_the_version_and_the_hash_of_its_text() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        accept_dpa(&stage.service, &owner, version("1")).await.unwrap();
        let scope = stage.service.db.read(owner.business).await.unwrap();
        let (row, entry) = newest(&scope).await.unwrap().unwrap();
        let text = notice::latest_of_platform(&stage.service.db, "dpa").await.unwrap().unwrap().text;
        let hash = Hash(Sha256::digest(text).into()).to_string();
        assert_eq!(entry.field("hash"), Some(&FieldValue::Plain(hash)));
        assert_eq!(row.actor_id, owner.actor.id());
    }

    #[tokio::test]
    async fn only_an_owner_accepts_and_is_reminded() {
        let stage = Stage::new().await;
        let owner = stage.business().await;
        for role in [Role::Admin, Role::Staff, Role::Auditor] {
            let member = stage.member(&owner, role.code(), role.code()).await;
            let refused = accept_dpa(&stage.service, &member, version("1")).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
            assert_eq!(dashboard::show(&stage.service, &member, "").await.unwrap().dpa, None);
            assert!(!standing(&stage, &member).await.may_accept);
        }
        let stranger = stage.business().await;
        accept_dpa(&stage.service, &stranger, version("1")).await.unwrap();
        assert!(standing(&stage, &owner).await.is_open());
    }
}
