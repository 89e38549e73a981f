//! From the ledger into the file.

use domain::id::BusinessId;
use store::{Scope, ledger};

use super::{Journal, Position, file::JournalFile, line::Line};
use crate::{
    Service,
    error::{Error, Result},
};

/// How many entries are read at a time.
const AT_A_TIME: u64 = 500;

/// Follows every ledger to its end.
pub(super) async fn all(service: &Service, journal: &Journal, file: &mut JournalFile) {
    match service.db.every_business().await {
        Ok(businesses) => {
            for business in businesses {
                one(service, journal, file, business).await;
            }
        }
        Err(error) => failed(&error.into()),
    }
}

/// Follows one ledger to its end. What could not be written now is written later.
pub(super) async fn one(service: &Service, journal: &Journal, file: &mut JournalFile, business: BusinessId) {
    if let Err(error) = follow(service, journal, file, business).await {
        failed(&error);
    }
}

fn failed(error: &Error) {
    tracing::error!(error = error as &dyn std::error::Error, "the journal is behind");
}

async fn follow(service: &Service, journal: &Journal, file: &mut JournalFile, business: BusinessId) -> Result<()> {
    let scope = service.db.read(business).await?;
    let mut position = journal.position(business);
    if !continues(&scope, &position).await? {
        tracing::error!(%business, "the ledger is not the one that the journal followed: it is written again from its start");
        position = Position::default();
    }
    position.seen = ledger::size(&scope).await?;
    let mut lines = Vec::new();
    loop {
        let entries = ledger::list_after(&scope, position.seq, AT_A_TIME).await?;
        let Some(last) = entries.last() else { break };
        position.seq = last.seq;
        for entry in &entries {
            lines.extend(Line::of_entry(&scope, entry.seq, &entry.bytes).await?);
        }
        if lines.len() as u64 >= AT_A_TIME {
            write(file, std::mem::take(&mut lines)).await?;
            journal.keep(business, position.clone());
        }
    }
    if let Some(newest) = ledger::latest_checkpoint(&scope).await? {
        let checkpoint = Some((newest.size, newest.root.clone()));
        // One over entries that came in just now waits until they were read: its line says how far
        // the ledger was.
        if position.checkpoint != checkpoint && newest.size <= position.seq {
            position.checkpoint = checkpoint;
            lines.push(Line::of_checkpoint(newest));
        }
    }
    write(file, lines).await?;
    journal.keep(business, position);
    Ok(())
}

async fn write(file: &mut JournalFile, lines: Vec<Line>) -> Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    file.append(&lines).await.map_err(|error| {
        tracing::error!(%error, "the journal cannot be written");
        Error::Broken("the journal cannot be written")
    })
}

/// Whether the ledger still has the last checkpoint that was kept: a database that was restored
/// from an older backup, or whose end was cut off, does not.
async fn continues(scope: &Scope, position: &Position) -> Result<bool> {
    let Some((size, root)) = &position.checkpoint else { return Ok(true) };
    let found = ledger::checkpoints_after(scope, size - 1, 1).await?;
    Ok(found.first().is_some_and(|row| row.size == *size && row.root == *root))
}
