//! The ledger, and the journal outside of the database.

use std::path::Path;

use chrono::TimeDelta;
use domain::{
    audit::{Found, JOURNAL_WITHIN_MINUTES},
    id::BusinessId,
};
use store::audit::ground;

use super::Ground;
use crate::{
    Service,
    error::{Error, Result},
    journal::{self, Notes},
    ledger,
};

/// Reads the whole ledger, with the checkpoints that were kept outside of the database.
pub(super) async fn unverified(service: &Service, business: BusinessId) -> Result<Vec<Found>> {
    match ledger::verify(service, business, &kept(service, business).await, |_, _| ()).await {
        Ok(verification) if verification.holds() => Ok(Vec::new()),
        Ok(_) => Ok(vec![Found::of_the_business(1)]),
        Err(Error::KeysMissing) => Ok(vec![Found::about("key_missing")]),
        Err(error) => Err(error),
    }
}

/// The checkpoints of a business that the journal keeps. Where it cannot be read, that is found by itself.
pub(in crate::audit) async fn kept(service: &Service, business: BusinessId) -> Vec<String> {
    let notes = notes(service).await.and_then(std::io::Result::ok);
    notes.map(|notes| notes.of(business).to_vec()).unwrap_or_default()
}

/// How far the journal is: it follows within a second, so what is older than some minutes must be in it.
pub(super) async fn journal(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let Some(notes) = notes(ground.service).await else { return Ok(Vec::new()) };
    let Ok(notes) = notes else { return Ok(vec![Found::about("unreadable")]) };
    let mut found = Vec::new();
    if !notes.garbled.is_empty() {
        found.push(Found::about("unreadable"));
    }
    let by = ground.now - TimeDelta::minutes(JOURNAL_WITHIN_MINUTES);
    if notes.reached(ground.scope.business()) < ground::entries_by(&ground.scope, by).await? {
        found.push(Found::of_the_business(1));
    }
    Ok(found)
}

/// What the journal holds; nothing where none is kept.
async fn notes(service: &Service) -> Option<std::io::Result<Notes>> {
    let path: std::sync::Arc<Path> = service.journal.clone()?;
    let read = tokio::task::spawn_blocking(move || journal::notes(&path)).await;
    Some(read.unwrap_or_else(|error| Err(std::io::Error::other(error))))
}
