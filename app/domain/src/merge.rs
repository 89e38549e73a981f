//! Merging two records of one person: which of their answers still count.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use crate::{
    call::{Asks, CallRules},
    consent::{ConsentEvent, ConsentStatus, latest, status},
    id::{ConsentEventId, ContactPointId},
    topic::Topic,
};

/// Numbers and addresses, by their contact points.
pub type Points = BTreeMap<ContactPointId, String>;

/// What is on record about one of the two.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Every answer.
    pub events: &'a [ConsentEvent],
    /// The contact points that are in use.
    pub points: &'a Points,
}

/// The yeses that count for nothing once the two are one: with them, a call would be allowed that one of
/// the two records did not allow.
///
/// All answers are kept and replayed together. What a person said no to in one record stays a no, even
/// if the other holds a later yes: the two may turn out to be two people. A yes that a topic needs is
/// needed of both who have the number. `kept` are the contact points of the one who is left.
pub fn overruled(
    sides: [Side<'_>; 2],
    kept: &Points,
    rules: &CallRules,
    now: DateTime<Utc>,
) -> BTreeSet<ConsentEventId> {
    let mut all: Vec<ConsentEvent> = sides.iter().flat_map(|side| side.events.iter().cloned()).collect();
    let mut overruled = BTreeSet::new();
    for topic in Topic::all() {
        let points = kept.iter().map(|(point, value)| Some((*point, value.as_str())));
        for point in points.filter(|_| topic != Topic::DataCollection).chain([None]) {
            let asked = point.map(|(point, _)| point);
            let strictest = sides.iter().map(|side| side.strictness(topic, point, rules, now)).max();
            while Some(strictness(status(&all, topic, asked, now), topic, rules)) < strictest {
                let Some(yes) = latest(&all, topic, asked).map(|event| event.id) else { break };
                overruled.insert(yes);
                all.iter_mut().filter(|event| event.id == yes).for_each(|event| event.invalidated = true);
            }
        }
    }
    overruled
}

impl Side<'_> {
    /// How strictly this record speaks about a topic, for a contact point of the one who is left.
    fn strictness(
        &self,
        topic: Topic,
        point: Option<(ContactPointId, &str)>,
        rules: &CallRules,
        now: DateTime<Utc>,
    ) -> u8 {
        let own = point.and_then(|(_, value)| self.points.iter().find(|(_, own)| *own == value)).map(|(id, _)| *id);
        let said = status(self.events, topic, own, now);
        // Of a number that it does not have, and of the person as a whole, a record says only its noes.
        let is_asked = own.is_some() || (point.is_none() && topic == Topic::DataCollection);
        if is_asked || said.is_no() { strictness(said, topic, rules) } else { 0 }
    }
}

/// A no, a yes that is needed and not there, everything else.
fn strictness(said: ConsentStatus, topic: Topic, rules: &CallRules) -> u8 {
    let needed = match topic {
        Topic::DataCollection => rules.asks == Asks::BeforeCalls,
        Topic::Reach(..) => rules.opt_in.contains(&topic),
    };
    match said {
        ConsentStatus::Refused | ConsentStatus::Withdrawn => 2,
        ConsentStatus::Unknown | ConsentStatus::Expired => u8::from(needed),
        ConsentStatus::Given => 0,
    }
}

#[cfg(test)]
mod tests;
