//! What the registries say, as of one transaction.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use domain::registry::{Finding, Registry, RegistryStanding, Subscription};
use store::{Scope, entity::registry_file, registry};

use super::{Index, Shelf};
use crate::error::Result;

/// A business's subscriptions and the indexes that they ask, all as of one transaction: any number of
/// phone numbers can be asked about without a query.
#[derive(Clone, Debug, Default)]
pub struct RegistrySnapshot {
    subscriptions: Vec<Subscription>,
    /// In the same order.
    asked: Vec<Asked>,
}

/// Whom a subscription asks.
#[derive(Clone, Debug)]
struct Asked {
    organisation: String,
    /// The day of the installation's file.
    file_of: Option<NaiveDate>,
    index: Answer,
}

#[derive(Clone, Debug)]
enum Answer {
    NoFile,
    Unreadable,
    Index(Arc<Index>),
}

/// What one registry says about a number, for who asks why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consulted {
    /// The registry.
    pub registry: Registry,
    /// As which organisation the business subscribed.
    pub organisation: String,
    /// The day of the download.
    pub downloaded_on: NaiveDate,
    /// From when on that is too old (UTC).
    pub stale_at: Option<DateTime<Utc>>,
    /// The day of the file that is asked; `None` where there is none.
    pub file_of: Option<NaiveDate>,
    /// What it says of the number.
    pub finding: Finding,
    /// Whether the subscription is for the number's area.
    pub subscribed: bool,
}

impl RegistrySnapshot {
    /// Reads the subscriptions of the scope's business and the indexes in force. An index that cannot
    /// be read is kept as such: its numbers could not be checked then.
    ///
    /// # Errors
    /// Fails where the rows cannot be read: then nothing may be decided.
    pub async fn load(shelf: &Shelf, scope: &Scope) -> Result<Self> {
        let rows = registry::subscriptions(scope).await?;
        if rows.is_empty() {
            return Ok(Self::default());
        }
        let files = registry::files(scope).await?;
        let mut snapshot = Self::default();
        for row in rows {
            let file = files.iter().find(|file| file.registry == row.registry);
            // No download of the business's is newer than the file that it asks.
            let downloaded_on = file.map_or(row.downloaded_on, |file| row.downloaded_on.min(file.downloaded_on));
            let subscription = Subscription { registry: row.registry()?, downloaded_on, areas: row.areas()? };
            snapshot.subscriptions.push(subscription);
            let file_of = file.map(|file| file.downloaded_on);
            snapshot.asked.push(Asked { organisation: row.organisation, file_of, index: answer(shelf, file).await? });
        }
        Ok(snapshot)
    }

    /// What the registries say about a number, given by its digits.
    pub fn standing(&self, number: u64) -> RegistryStanding {
        RegistryStanding::of(number, &self.subscriptions, |subscription| self.find(subscription, number))
    }

    /// What each registry says that concerns a number.
    pub(crate) fn consulted(&self, number: u64) -> Vec<Consulted> {
        let all = self.subscriptions.iter().zip(&self.asked);
        let concerned = all.filter(|(subscription, _)| subscription.registry.concerns(number));
        let told = concerned.map(|(subscription, asked)| Consulted {
            registry: subscription.registry,
            organisation: asked.organisation.clone(),
            downloaded_on: subscription.downloaded_on,
            stale_at: subscription.stale_at(),
            file_of: asked.file_of,
            finding: asked.index.find(number),
            subscribed: subscription.areas.covers(number),
        });
        told.collect()
    }

    fn find(&self, subscription: &Subscription, number: u64) -> Finding {
        let at = self.subscriptions.iter().position(|own| own.registry == subscription.registry);
        at.and_then(|at| self.asked.get(at)).map_or(Finding::Unreadable, |asked| asked.index.find(number))
    }
}

impl Answer {
    fn find(&self, number: u64) -> Finding {
        match self {
            Self::Index(index) => Finding::Read { listed: index.holds(number), covered: index.covers(number) },
            Self::NoFile => Finding::NoFile,
            Self::Unreadable => Finding::Unreadable,
        }
    }
}

async fn answer(shelf: &Shelf, file: Option<&registry_file::Model>) -> Result<Answer> {
    let Some(file) = file else { return Ok(Answer::NoFile) };
    Ok(shelf.index(file).await?.map_or(Answer::Unreadable, Answer::Index))
}
