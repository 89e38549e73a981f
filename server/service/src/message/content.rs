//! What the text of a message says, kept as it was when the message was owed.

use chrono::{DateTime, Utc};
use domain::{actor::Actor, consent::ConsentStatus, id::GrantId, topic::Topic};
use serde::{Deserialize, Serialize};
use store::{
    StoreError,
    entity::{business, message_intent},
};

use crate::{
    error::{Error, Result},
    reader::Reader,
};

/// What a confirmation says. Its links are made when it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Content {
    /// The business's name.
    pub(crate) business: String,
    /// Its name in addresses.
    pub(crate) slug: String,
    /// The version of its privacy policy, where it has one.
    pub(crate) policy: Option<i32>,
    /// In which language and on which clock it is written.
    #[serde(default)]
    pub(crate) reader: Reader,
    /// The customer's name.
    pub(crate) name: Option<String>,
    /// What sort of actor made the change.
    pub(crate) by: String,
    /// What became of each topic.
    pub(crate) changes: Vec<TopicChange>,
    /// What became of the mark "do not call".
    pub(crate) marked: Option<Marked>,
    /// When the customer's data is erased, where they withdrew (UTC).
    pub(crate) erase_at: Option<DateTime<Utc>>,
    /// What waits for a yes by the link.
    pub(crate) asked: Vec<Topic>,
    /// What takes the stop back.
    pub(crate) undo: Option<GrantId>,
    /// What says yes to the topics that were asked for.
    pub(crate) give: Option<GrantId>,
    /// What shows the copy of their data that was asked for.
    #[serde(default)]
    pub(crate) copy: Option<GrantId>,
}

/// What became of one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TopicChange {
    pub(crate) topic: Topic,
    pub(crate) from: ConsentStatus,
    pub(crate) to: ConsentStatus,
}

/// What became of the mark "do not call".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Marked {
    Set,
    Lifted,
}

impl Content {
    /// Says nothing yet: who writes, and who made the change.
    pub(crate) fn from(business: business::Model, actor: Actor) -> Self {
        Self { business: business.name, slug: business.slug, by: actor.kind().to_owned(), ..Self::default() }
    }

    /// As it is kept.
    pub(crate) fn to_json(&self) -> Result<serde_json::Value> {
        serde_json::to_value(self).map_err(|_| Error::Broken("a message cannot be kept"))
    }

    /// What a row says; `None` once its person is erased.
    pub(crate) fn of(row: &message_intent::Model) -> Result<Option<Self>> {
        let read = |json: &serde_json::Value| serde_json::from_value(json.clone());
        let read = row.content.as_ref().map(read).transpose();
        Ok(read.map_err(|_| StoreError::Garbled("message_intent.content"))?)
    }
}
