//! Consent receipts, and the keys with which anybody can check one.

use std::collections::BTreeMap;

use domain::{
    access::Right,
    event::{EventKind, PointKind},
    id::{CustomerId, NoticeId},
    ledger::{Checkpoint, Entry, FieldValue, Hash, LedgerSigner, Prover, leaf_hash, seal},
    receipt::{Event, KINDS, NoticeVersion, Receipt, urn},
};
use sha2::{Digest as _, Sha256};
use store::{
    Scope, StoreError, business, customer,
    entity::{ledger_entry, ledger_opening},
    ledger::{self, Filter},
    notice,
};

use crate::{
    Service,
    ctx::Ctx,
    error::{Error, Result},
};

/// How many entries are read at a time.
const AT_A_TIME: u64 = 1_000;
/// More than ever happens to one customer.
const MOST: u64 = 100_000;

/// The receipt of a customer: what the ledger holds about their consent, each entry with its proof. It
/// changes nothing.
///
/// The name and the e-mail addresses in use are opened. Numbers never are: a receipt must not give away
/// whom to call, and who holds the salt of a number finds it by trying all. Of somebody who withdrew or is
/// erased nothing is opened. It is read from one business's whole ledger, so it takes the longer the longer
/// that is.
///
/// # Errors
/// [`Error::NotFound`] where there is no such customer, and [`Error::KeysMissing`] where the ledger cannot be
/// signed, or was not.
pub async fn receipt(service: &Service, ctx: &Ctx, customer: &str) -> Result<Receipt> {
    ctx.require(Right::Read)?;
    let asked: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let signer = service.keys.signer().ok_or(Error::KeysMissing)?;
    let keys = [signer.verifier(&service.origin).map_err(|_| Error::KeysMissing)?];
    let scope = service.db.read(ctx.business).await?;
    let id = crate::customer::survivor(&scope, asked).await?;
    let merged = customer::merged_into(&scope, id).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    // First the checkpoint: what it covers was committed with it.
    let note = ledger::latest_checkpoint(&scope).await?.ok_or(Error::KeysMissing)?.note;
    let checkpoint = Checkpoint::verify(&note, &keys).map_err(|_| Error::KeysMissing)?;
    let rows = entries(&scope, id, &merged, checkpoint.size).await?;
    let openings = openings(&scope, id, &rows).await?;
    let prover = Prover::new(leaves(&scope, checkpoint.size).await?);
    if prover.root() != checkpoint.root {
        return Err(Error::Broken("the ledger does not fit its checkpoint"));
    }
    let (mut events, mut shown) = (Vec::new(), Vec::new());
    for (row, entry) in &rows {
        let proof = prover.prove(entry.seq - 1).ok_or(Error::Broken("an entry lies behind its checkpoint"))?;
        let opened = openings.iter().filter(|opening| opening.seq == row.seq).filter_map(|opening| {
            let salt = Hash::try_from(opening.salt.as_slice()).ok()?;
            Some((opening.field.as_str(), (salt, opening.value.as_str())))
        });
        events.push(Event::of(entry, &row.bytes, &opened.collect::<BTreeMap<_, _>>(), proof));
        shown.extend(plain(entry, "notice").and_then(|notice| notice.parse::<NoticeId>().ok()));
    }
    let notices = versions(&scope, shown).await?;
    let mut receipt = Receipt::new((ctx.business, business.name), (id, merged), notices, events, note, service.now());
    receipt.seal = sealed(&receipt, signer, &service.origin)?;
    Ok(receipt)
}

/// The public keys with which checkpoints and receipts are checked, one each, as C2SP signed-note writes them.
pub fn published_keys(service: &Service) -> Vec<String> {
    let key = service.keys.signer().and_then(|signer| signer.verifier(&service.origin).ok());
    key.map(|key| key.to_string()).into_iter().collect()
}

fn sealed(receipt: &Receipt, signer: &LedgerSigner, origin: &str) -> Result<String> {
    seal(receipt.digest(), signer, origin).map_err(|error| {
        tracing::error!(%error, "a receipt cannot be sealed");
        Error::Broken("a receipt cannot be sealed")
    })
}

/// What the ledger holds about this customer's consent, in its order.
///
/// # Errors
/// [`Error::KeysMissing`] where an entry is newer than the newest checkpoint: it was not signed.
async fn entries(
    scope: &Scope,
    id: CustomerId,
    merged: &[CustomerId],
    size: u64,
) -> Result<Vec<(ledger_entry::Model, Entry)>> {
    let merged = merged.iter().map(|id| id.0).collect();
    let filter = Filter { customer: Some(id.0), merged, ..Filter::default() };
    let mut entries = Vec::new();
    for row in ledger::list(scope, &filter, MOST).await?.into_iter().rev() {
        if !EventKind::from_code(&row.kind).is_ok_and(|kind| KINDS.contains(&kind)) {
            continue;
        }
        let entry = Entry::from_bytes(&row.bytes).map_err(|_| StoreError::Garbled("ledger_entry.bytes"))?;
        if entry.seq > size {
            return Err(Error::KeysMissing);
        }
        entries.push((row, entry));
    }
    Ok(entries)
}

/// What of these entries may be opened: the name, and the e-mail addresses that are in use.
async fn openings(
    scope: &Scope,
    id: CustomerId,
    rows: &[(ledger_entry::Model, Entry)],
) -> Result<Vec<ledger_opening::Model>> {
    let found = customer::find(scope, id).await?.ok_or(Error::NotFound)?;
    if found.withdrawn_at.or(found.erased_at).is_some() {
        return Ok(Vec::new());
    }
    let used = customer::points(scope, id).await?.into_iter().map(|point| point.id.to_string()).collect::<Vec<_>>();
    let may_open = |entry: &Entry| match EventKind::from_code(&entry.kind) {
        Ok(EventKind::CustomerAdded) => true,
        Ok(EventKind::ContactPointAdded) => {
            let point = plain(entry, "contact_point").unwrap_or_default();
            plain(entry, "kind") == Some(PointKind::Email.code()) && used.iter().any(|used| used == point)
        }
        _ => false,
    };
    let seqs: Vec<_> = rows.iter().filter(|(_, entry)| may_open(entry)).map(|(row, _)| row.seq).collect();
    Ok(ledger::openings_of(scope, &seqs).await?)
}

/// The hashes of the first `size` entries of the ledger.
async fn leaves(scope: &Scope, size: u64) -> Result<Vec<Hash>> {
    let (mut leaves, mut last) = (Vec::new(), 0);
    while (leaves.len() as u64) < size {
        let wanted = (size - leaves.len() as u64).min(AT_A_TIME);
        let rows = ledger::list_after(scope, last, wanted).await?;
        let Some(end) = rows.last() else { break };
        last = end.seq;
        leaves.extend(rows.iter().map(|row| leaf_hash(&row.bytes)));
    }
    Ok(leaves)
}

/// The versions of the texts that were shown, each once.
async fn versions(scope: &Scope, mut shown: Vec<NoticeId>) -> Result<Vec<NoticeVersion>> {
    shown.sort_by_key(|id| id.0);
    shown.dedup();
    let mut versions = Vec::new();
    for id in shown {
        let Some(found) = notice::find(scope, id.0).await? else { continue };
        versions.push(NoticeVersion {
            id: urn(id.0),
            policy: found.kind,
            version: u32::try_from(found.version).map_err(|_| StoreError::Garbled("notice.version"))?,
            sha256: Hash(Sha256::digest(&found.text).into()),
        });
    }
    Ok(versions)
}

fn plain<'a>(entry: &'a Entry, name: &str) -> Option<&'a str> {
    match entry.field(name) {
        Some(FieldValue::Plain(value)) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
