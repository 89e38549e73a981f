//! Reading a whole ledger, and saying where something was touched.
//!
//! The checkpoints of the database are worth little against somebody who holds the database, so
//! those that were kept outside it are compared, too: the journal's.

mod checkpoint;
mod finding;

pub use checkpoint::Kept;
pub use finding::Finding;

use std::collections::BTreeMap;

use domain::{
    id::BusinessId,
    ledger::{Damage, Hash, LedgerSigner, Opening, Row, Verified, Verifier},
};
use store::{
    Scope, business,
    entity::{ledger_entry, ledger_opening},
    ledger,
};

use crate::{
    Service,
    error::{Error, Result},
};

/// How many rows are read at a time.
const AT_A_TIME: u64 = 500;

/// What reading a ledger from its first entry to its last came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The business's name in addresses.
    pub slug: String,
    /// How many entries were read.
    pub size: u64,
    /// The root over all of them; `None` where not all could be read.
    pub root: Option<Hash>,
    /// How many checkpoints were compared, and how many of them were kept outside the database.
    pub checkpoints: (usize, usize),
    /// What is wrong. Nothing was touched where this is empty.
    pub findings: Vec<Finding>,
}

impl Verification {
    /// Whether nothing was touched.
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks the ledger of one business, as of one instant, against the checkpoints in the database
/// and the notes of those that were `kept` outside it. `progress` hears how many entries were read.
///
/// # Errors
/// [`Error::KeysMissing`] without the key that signs the ledger: no signature can be believed then.
pub async fn verify(
    service: &Service,
    business: BusinessId,
    kept: &[String],
    progress: impl Fn(u64, u64) + Send,
) -> Result<Verification> {
    let signer = service.keys.signer().ok_or(Error::KeysMissing)?;
    let scope = service.db.read(business).await?;
    let slug = business::find(&scope).await?.ok_or(Error::NotFound)?.slug;
    let mut findings = Vec::new();
    // Where statements see what was committed in between, nothing before `head` is missing: what it
    // covers was committed with it, and a checkpoint that was read before it is not longer.
    let mut good = from_database(&scope, signer, -1, i64::MAX, &mut findings).await?;
    let head = ledger::size(&scope).await?;
    let longest = good.iter().filter_map(|(size, _)| i64::try_from(*size).ok()).max().unwrap_or(-1);
    good.extend(from_database(&scope, signer, longest, head, &mut findings).await?);
    let stored = good.len();
    for note in kept {
        match checkpoint::read(note, business, signer) {
            Ok(checkpoint) => good.push((checkpoint.size, checkpoint.root)),
            Err(problem) => findings.push(Finding::Checkpoint { kept: Kept::Journal, size: None, problem }),
        }
    }
    let checkpoints = (good.len(), good.len() - stored);
    let all = u64::try_from(head).unwrap_or_default();
    let said = move |size| progress(size, all);
    let (size, checked) = read_through(&scope, Verifier::new(business, good), head, said).await?;
    let root = match checked {
        Ok(verified) => {
            findings.extend(loose_end(&scope, verified, head).await?);
            Some(verified.root)
        }
        Err(damage) => {
            findings.push(Finding::Damage(damage));
            None
        }
    };
    Ok(Verification { slug, size, root, checkpoints, findings })
}

/// Size and root of every checkpoint in the database over more than `after` and at most `up_to`
/// entries, whose signature is good.
async fn from_database(
    scope: &Scope,
    signer: &LedgerSigner,
    mut after: i64,
    up_to: i64,
    findings: &mut Vec<Finding>,
) -> Result<Vec<(u64, Hash)>> {
    let mut good = Vec::new();
    loop {
        let rows = ledger::checkpoints_after(scope, after, AT_A_TIME).await?;
        let Some(last) = rows.last() else { return Ok(good) };
        after = last.size;
        for row in rows {
            if row.size > up_to {
                return Ok(good);
            }
            match checkpoint::of_row(&row, scope.business(), signer) {
                Ok(checkpoint) => good.push((checkpoint.size, checkpoint.root)),
                Err(problem) => {
                    findings.push(Finding::Checkpoint { kept: Kept::Database, size: Some(row.size), problem });
                }
            }
        }
    }
}

/// Reads every entry up to `head` with its openings, up to the first damage.
async fn read_through(
    scope: &Scope,
    mut verifier: Verifier,
    head: i64,
    progress: impl Fn(u64) + Send,
) -> Result<(u64, std::result::Result<Verified, Damage>)> {
    let (mut size, mut last) = (0, i64::MIN);
    loop {
        let mut rows = ledger::list_after(scope, last, AT_A_TIME).await?;
        rows.retain(|row| row.seq <= head);
        let (Some(first), Some(end)) = (rows.first(), rows.last()) else { return Ok((size, verifier.finish())) };
        let mut openings = BTreeMap::<_, Vec<_>>::new();
        for opening in ledger::openings(scope, first.seq, end.seq).await? {
            openings.entry(opening.seq).or_default().push(opening);
        }
        last = end.seq;
        for row in &rows {
            let openings = openings.get(&row.seq).map_or(&[][..], Vec::as_slice);
            if let Err(damage) = push(&mut verifier, row, openings) {
                return Ok((size, Err(damage)));
            }
            size += 1;
        }
        progress(size);
    }
}

fn push(
    verifier: &mut Verifier,
    row: &ledger_entry::Model,
    openings: &[ledger_opening::Model],
) -> std::result::Result<(), Damage> {
    // A position or version that no entry can have is caught by the comparison with the bytes.
    let seq = u64::try_from(row.seq).unwrap_or_default();
    let parted = |kind: &str, id: Option<uuid::Uuid>| id.map_or_else(|| kind.to_owned(), |id| format!("{kind}:{id}"));
    let actor = parted(&row.actor_kind, row.actor_id);
    let subject = match (&row.subject_kind, row.subject_id) {
        (None, None) => None,
        (kind, id) => Some(parted(kind.as_deref().unwrap_or_default(), id)),
    };
    let mut opened = Vec::with_capacity(openings.len());
    for opening in openings {
        let Ok(salt) = opening.salt.as_slice().try_into() else {
            return Err(Damage::OpeningMismatch { seq, field: opening.field.clone() });
        };
        opened.push(Opening { field: &opening.field, salt, value: opening.value.as_bytes() });
    }
    let version = u16::try_from(row.version).unwrap_or_default();
    let (bytes, kind, at) = (&row.bytes, &row.kind, row.at);
    verifier.push(&Row { seq, bytes, kind, version, at, actor: &actor, subject: subject.as_deref() }, &opened)
}

/// Entries behind the last checkpoint, and a head that does not stand where the entries end.
async fn loose_end(scope: &Scope, verified: Verified, head: i64) -> Result<Vec<Finding>> {
    let Verified { size, covered, .. } = verified;
    let unsigned = (covered < size).then_some(Finding::Unsigned { from: covered + 1, to: size });
    let short = (i64::try_from(size) != Ok(head)).then_some(Finding::Head { head, last: size });
    // An entry behind the head is there only while the head is as far: it was committed with it.
    let behind = ledger::list_after(scope, head, 1).await?.into_iter().next();
    let long = match behind {
        Some(row) if row.seq > ledger::size(scope).await? => {
            Some(Finding::Head { head, last: u64::try_from(row.seq).unwrap_or_default() })
        }
        _ => None,
    };
    Ok(unsigned.into_iter().chain(short).chain(long).collect())
}
