//! A whole business as one file that somebody can take along: lists for people, exact rows for programs, the published
//! texts, and the ledger with what proves it. What is in it is written down in `docs/archive.md`.
//!
//! Everything in it is as of one instant. It is written from the first byte to the last without being held in memory.

mod list;
mod manifest;
mod offer;
mod pack;

pub(crate) use offer::Offer;
pub use offer::{result, show, start};

use std::io::{Seek, Write};

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{access::Right, event::Event};
use serde::Serialize;
use store::{
    Scope,
    archive::{OPENINGS, TABLES, Table},
    business,
};
use tokio::sync::watch;

use crate::{
    Service,
    change::Outcome,
    ctx::Ctx,
    error::{Error, Result},
    ledger::{Export, Format},
    names::Names,
    receipt::published_keys,
};
use pack::Pack;

/// What the file says of itself to who opens it.
const README: &str = include_str!("archive/README.md");

/// How far an archive is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many rows are in it.
    pub done: u64,
    /// How many there will be.
    pub all: u64,
}

/// What an archive came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// As of when (UTC).
    pub made_at: DateTime<Utc>,
    /// How many files are in it.
    pub files: usize,
    /// How many rows are in them.
    pub rows: u64,
    /// How many numbers stay here, because only their hash is left.
    pub hashes_left_behind: u64,
}

impl Summary {
    /// As of when.
    pub fn made_at(&self) -> String {
        self.made_at.to_rfc3339_opts(SecondsFormat::Secs, true)
    }
}

/// Writes the whole business to `out`. `told` hears how far it is. That somebody began is in the ledger before the
/// first byte is written.
///
/// # Errors
/// [`Error::Forbidden`] for who is no owner; [`Error::KeysMissing`] without the key that signs the ledger; and where
/// `out` gives out before the end: then what was written is only a part.
pub async fn export<W>(service: &Service, ctx: &Ctx, out: W, told: &watch::Sender<Progress>) -> Result<(Summary, W)>
where
    W: Write + Seek + Send + 'static,
{
    begin(service, ctx).await?;
    write(service, ctx, out, told).await
}

/// Records that somebody takes everything along.
async fn begin(service: &Service, ctx: &Ctx) -> Result<()> {
    ctx.require(Right::GovernOwners)?;
    service.keys.signer().ok_or(Error::KeysMissing)?;
    let begun = service.change(ctx, Right::GovernOwners, (), |_, ()| {
        Box::pin(async { Ok(Outcome::one(Event::BusinessExportStarted, ())) })
    });
    begun.await?;
    Ok(())
}

async fn write<W>(service: &Service, ctx: &Ctx, out: W, told: &watch::Sender<Progress>) -> Result<(Summary, W)>
where
    W: Write + Seek + Send + 'static,
{
    let scope = service.db.read(ctx.business).await?;
    let found = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let made_at = service.now();
    let ledger = Export::within(&scope, Format::JsonLines).await?;
    told.send_replace(Progress { done: 0, all: all(&scope, &ledger).await? });
    let mut pack = Pack::begin(out, told.clone());
    pack.file("README.md").await?;
    pack.write(README.as_bytes().to_vec()).await?;
    let names = Names::of(&scope).await?;
    list::customers(&scope, &mut pack).await?;
    list::consents(&scope, &names, &mut pack).await?;
    list::do_not_call(&scope, &names, &mut pack).await?;
    notices(&scope, &mut pack).await?;
    for table in &TABLES {
        rows(&scope, table, &format!("state/{}.jsonl", table.name), &mut pack).await?;
    }
    accounts(service, &scope, &mut pack).await?;
    proofs(service, &scope, ledger, &mut pack).await?;
    let hashes_left_behind = store::archive::hashes_that_stay(&scope).await?;
    let (files, rows) = (pack.files().len() + 1, pack.rows());
    let summary = Summary { made_at, files, rows, hashes_left_behind };
    let manifest = manifest::of(&found, &summary, pack.files())?;
    pack.file(manifest::NAME).await?;
    pack.write(manifest).await?;
    Ok((summary, pack.finish().await?))
}

/// How many rows there will be.
async fn all(scope: &Scope, ledger: &Export) -> Result<u64> {
    let mut all = ledger.size();
    for table in TABLES.iter().chain(&OPENINGS) {
        all += table.count(scope).await?;
    }
    Ok(all)
}

/// A table, an object a line.
async fn rows<W>(scope: &Scope, table: &Table, path: &str, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file(path).await?;
    let mut after = None;
    loop {
        let part = table.read(scope, after.as_ref()).await?;
        pack.lines(part.lines).await?;
        after = part.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// With which addresses the members sign in. Their passwords and second factors stay.
async fn accounts<W>(service: &Service, scope: &Scope, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file("state/account.jsonl").await?;
    let mut ids: Vec<_> = store::member::list(scope).await?.into_iter().map(|member| member.account_id).collect();
    ids.sort_unstable();
    // Who came back has two rows and one account.
    ids.dedup();
    for id in ids {
        let Some(account) = store::account::find(&service.db, id.into()).await? else { continue };
        let line = serde_json::json!({
            "id": account.id.to_string(),
            "email": account.email,
            "name": account.name,
            "created_at": account.created_at.to_rfc3339_opts(SecondsFormat::Micros, true),
        });
        pack.lines(vec![line.to_string()]).await?;
    }
    Ok(())
}

/// The published texts, a file for each version.
async fn notices<W>(scope: &Scope, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    for notice in store::archive::notices(scope).await? {
        let kind: String =
            notice.kind.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
        pack.file(&format!("notices/{kind}-{}.md", notice.version)).await?;
        pack.write(notice.text.into_bytes()).await?;
    }
    Ok(())
}

/// The ledger with its newest signed checkpoint, what its commitments hide, and the public keys.
async fn proofs<W>(service: &Service, scope: &Scope, mut ledger: Export, pack: &mut Pack<W>) -> Result<()>
where
    W: Write + Seek + Send + 'static,
{
    pack.file("ledger/ledger.jsonl").await?;
    while let Some(part) = ledger.next_within(scope).await? {
        pack.lines(part.lines().map(ToOwned::to_owned).collect()).await?;
    }
    for table in &OPENINGS {
        rows(scope, table, "ledger/openings.jsonl", pack).await?;
    }
    pack.file("ledger/keys.txt").await?;
    pack.lines(keys(service, scope).await?).await
}

/// The public keys, also under the name by which the newest checkpoint was signed: the installation may have had
/// another address then.
async fn keys(service: &Service, scope: &Scope) -> Result<Vec<String>> {
    let mut keys = published_keys(service);
    let newest = store::ledger::latest_checkpoint(scope).await?;
    let origin = newest.as_ref().and_then(|newest| newest.note.lines().next()).unwrap_or_default();
    let name = origin.strip_suffix(&format!("/ledger/{}", scope.business()));
    let signed = name.zip(service.keys.signer()).and_then(|(name, signer)| signer.verifier(name).ok());
    keys.extend(signed.map(|key| key.to_string()).filter(|key| !keys.contains(key)));
    Ok(keys)
}
