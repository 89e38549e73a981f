//! What a customer answered, as their page shows it.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use domain::{
    consent::{self, AskedOf, ConsentEvent, ConsentStatus, Method},
    event::PointKind,
    id::{ContactPointId, CustomerId},
    notice::NoticeKind,
    topic::{Channel, Purpose, Topic},
    wire::{
        consent::{Answered, Invalidated, Preference, Question, TopicStanding, Wish},
        customer::{ConsentLine, Marked},
    },
};
use store::{
    Scope,
    entity::{consent_event, consent_invalidation, notice as notice_row},
    notice,
};
use uuid::Uuid;

use super::{HIDDEN, says_masked};
use crate::{error::Result, names::Names};

/// Every version of the words that are read out, the newest first.
pub(super) struct Texts(Vec<notice_row::Model>);

impl Texts {
    pub(super) async fn read(scope: &Scope) -> Result<Self> {
        let kinds: Vec<_> = Topic::all().map(|topic| NoticeKind::read_out(topic).code()).collect();
        Ok(Self(notice::versions(scope, &kinds).await?))
    }

    fn version(&self, id: Option<Uuid>) -> Option<i32> {
        self.0.iter().find(|text| Some(text.id) == id).map(|text| text.version)
    }

    /// The words in force for each channel and purpose.
    pub(super) fn questions(&self) -> Vec<Question> {
        let question = |topic: Topic| {
            let kind = NoticeKind::read_out(topic).code();
            let text = self.0.iter().find(|text| text.kind == kind)?;
            let (notice, version, text) = (text.id.to_string(), text.version, text.text.clone());
            Some(Question { topic, notice, version, text })
        };
        Topic::all().filter(|topic| *topic != Topic::DataCollection).filter_map(question).collect()
    }
}

/// Everything that a customer answered, with what is known beside it.
#[derive(Clone, Copy)]
pub(super) struct Consents<'a> {
    /// The answers as the rules read them; none where the facts cannot be read.
    pub(super) events: &'a [ConsentEvent],
    /// The same answers as they were recorded.
    pub(super) rows: &'a [consent_event::Model],
    pub(super) texts: &'a Texts,
    pub(super) names: &'a Names,
    pub(super) now: DateTime<Utc>,
}

impl Consents<'_> {
    /// The row of the answer on which the status of a topic rests.
    fn resting(&self, topic: Topic) -> Option<&consent_event::Model> {
        let latest = consent::latest(self.events, topic, None)?;
        self.rows.iter().find(|row| row.id == latest.id.0)
    }

    /// The answer on `data_collection`.
    pub(super) fn data_collection(&self, status: ConsentStatus) -> ConsentLine {
        let row = self.resting(Topic::DataCollection);
        ConsentLine {
            status,
            at: row.map(|row| row.occurred_at),
            method: row.map(|row| method(&row.method)),
            script_version: row.and_then(|row| self.texts.version(row.notice_id)),
            by: row.map(|row| self.names.actor(&row.actor_kind, row.actor_id)),
        }
    }

    /// How each topic stands, in the words of the page.
    pub(super) fn preferences(
        &self,
        opt_in: &BTreeSet<Topic>,
        mark: Option<&Marked>,
        points: &[(ContactPointId, PointKind)],
    ) -> Vec<Preference> {
        let standing = |channel, purpose| self.standing(channel, purpose, opt_in, mark, points);
        let preference = |channel: Channel| Preference {
            channel: channel.label().to_owned(),
            service: standing(channel, Purpose::Service),
            marketing: standing(channel, Purpose::Marketing),
        };
        Channel::ALL.map(preference).to_vec()
    }

    /// A no to data collection is a no to everything, and a mark is a no to every call.
    fn standing(
        &self,
        channel: Channel,
        purpose: Purpose,
        opt_in: &BTreeSet<Topic>,
        mark: Option<&Marked>,
        points: &[(ContactPointId, PointKind)],
    ) -> TopicStanding {
        let topic = Topic::Reach(channel, purpose);
        let status = |topic, point| consent::status(self.events, topic, point, self.now);
        if status(Topic::DataCollection, None).is_no() {
            return self.rests_on(Topic::DataCollection, Wish::No);
        }
        if let Some(mark) = mark.filter(|_| channel == Channel::Call) {
            let (since, method) = (Some(mark.at), Some(mark.how.clone()));
            return TopicStanding { wish: Wish::No, since, method, ends_at: None, uncovered: false };
        }
        let wish = match status(topic, None) {
            ConsentStatus::Given => Wish::Yes,
            ConsentStatus::Expired => Wish::Expired,
            ConsentStatus::Refused | ConsentStatus::Withdrawn => Wish::No,
            ConsentStatus::Unknown if opt_in.contains(&topic) => Wish::NotAsked,
            ConsentStatus::Unknown => Wish::NotRefused,
        };
        let kind = if channel == Channel::Email { PointKind::Email } else { PointKind::Phone };
        let mut own = points.iter().filter(|(_, of)| *of == kind);
        let uncovered = wish == Wish::Yes && own.any(|(point, _)| status(topic, Some(*point)) != ConsentStatus::Given);
        TopicStanding { uncovered, ..self.rests_on(topic, wish) }
    }

    /// Since when it stands so, and by what.
    fn rests_on(&self, topic: Topic, wish: Wish) -> TopicStanding {
        let row = self.resting(topic);
        TopicStanding {
            wish,
            since: row.map(|row| row.occurred_at),
            method: row.map(|row| method(&row.method)),
            ends_at: consent::ends_at(self.events, topic, None, self.now),
            uncovered: false,
        }
    }

    /// Every answer on record, the newest first; those in error among them.
    pub(super) async fn answers(&self, scope: &Scope, id: CustomerId, masked: &[String]) -> Result<Vec<Answered>> {
        let mut wrong: HashMap<_, _> =
            store::consent::invalidations(scope, id).await?.into_iter().map(|why| (why.event_id, why)).collect();
        let mut answers: Vec<_> =
            self.rows.iter().map(|row| self.answered(row, wrong.remove(&row.id), masked)).collect();
        answers.sort_by_key(|answer| std::cmp::Reverse((answer.occurred_at, answer.recorded_at)));
        Ok(answers)
    }

    fn answered(
        &self,
        row: &consent_event::Model,
        why: Option<consent_invalidation::Model>,
        masked: &[String],
    ) -> Answered {
        let seen = |text: &String| if says_masked(masked, text) { HIDDEN.to_owned() } else { text.clone() };
        let asked_of = AskedOf::from_code(&row.asked_of).ok().filter(|asked| *asked != AskedOf::Person);
        let limited = self.events.iter().find(|event| event.id.0 == row.id);
        Answered {
            id: row.id.into(),
            topic: Topic::from_code(&row.topic).map_or_else(|_| row.topic.clone(), Topic::label),
            status: ConsentStatus::from_code(&row.status).unwrap_or(ConsentStatus::Unknown),
            occurred_at: row.occurred_at,
            recorded_at: row.recorded_at,
            method: method(&row.method),
            asked_of: asked_of.map(|asked| asked.label().to_lowercase()),
            version: self.texts.version(row.notice_id),
            by: self.names.actor(&row.actor_kind, row.actor_id),
            ends_at: limited.and_then(|event| event.expires_at),
            covers: row.covers.as_ref().and_then(|points| u32::try_from(points.as_array()?.len()).ok()),
            note: row.note.as_ref().map(seen),
            invalidated: row.invalidated_at.map(|at| Invalidated {
                at,
                by: why.as_ref().map(|why| self.names.actor(&why.actor_kind, why.actor_id)),
                reason: why.and_then(|why| why.reason.as_ref().map(seen)),
            }),
        }
    }
}

fn method(code: &str) -> String {
    Method::from_code(code).map_or_else(|_| code.replace('_', " "), |method| method.words().to_owned())
}
