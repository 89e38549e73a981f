//! What a merge changes about calls, for each number and purpose.

use chrono::{DateTime, Utc};
use domain::{
    call::BlockReason,
    consent::{ConsentEvent, ConsentStatus, latest},
    id::{ContactPointId, CustomerId},
    merge::{Before, CallChange, change},
    topic::{Channel, Purpose, Topic},
    wire::customer::{MergeCall, MergeYes},
};
use store::entity::contact_point;

use crate::call::Facts;

/// One of the two, with their numbers and addresses.
#[derive(Clone, Copy)]
pub(super) struct Side<'p> {
    pub(super) customer: CustomerId,
    pub(super) points: &'p [contact_point::Model],
}

/// What both records say of one number before the merge.
pub(super) struct Stood([(Purpose, [Before; 2]); 2]);

impl Stood {
    /// Asks both, for every purpose.
    pub(super) fn read(facts: &Facts, sides: [Side<'_>; 2], number: &contact_point::Model, now: DateTime<Utc>) -> Self {
        let ask = |side: Side<'_>, purpose| {
            let own = side.points.iter().find(|point| point.kind == number.kind && point.value == number.value);
            // A record without the number says of it what it says of every number: its noes.
            let point = own.unwrap_or(number).id.into();
            Before { has_number: own.is_some(), decision: facts.decide(side.customer, Some(point), purpose, now) }
        };
        Self(Purpose::ALL.map(|purpose| (purpose, sides.map(|side| ask(side, purpose)))))
    }

    /// What the facts of the two as one change; `shown` is the number as it is shown.
    pub(super) fn changes(
        &self,
        facts: &Facts,
        left: CustomerId,
        number: ContactPointId,
        shown: &str,
        now: DateTime<Utc>,
        name_of: impl Fn(&ConsentEvent) -> String,
    ) -> Vec<MergeCall> {
        let mut calls = Vec::new();
        for (purpose, before) in &self.0 {
            let after = facts.decide(left, Some(number), *purpose, now);
            let Some(change) = change(before, &after) else { continue };
            let yes = outlives(facts.events(left), number, *purpose, before).filter(|_| change == CallChange::Opens);
            let because =
                yes.map(|yes| MergeYes { topic: yes.topic.label(), name: name_of(yes), occurred_at: yes.occurred_at });
            calls.push(MergeCall { number: shown.to_owned(), purpose: *purpose, change, because });
        }
        calls
    }
}

/// The latest yes that answers what one of the records had against the call.
fn outlives<'e>(
    events: &'e [ConsentEvent],
    number: ContactPointId,
    purpose: Purpose,
    before: &[Before],
) -> Option<&'e ConsentEvent> {
    let call = Topic::Reach(Channel::Call, purpose);
    let topics = [
        (Topic::DataCollection, None, BlockReason::DataConsentRefused),
        (call, Some(number), BlockReason::CallConsentRefused),
    ];
    let objected = |no: &BlockReason| {
        let missing = [BlockReason::ConsentUnknown, BlockReason::ConsentExpired];
        let mut reasons = before.iter().flat_map(|side| side.decision.reasons());
        reasons.any(|reason| reason == no || missing.contains(reason))
    };
    let answered = topics.iter().filter(|(.., no)| objected(no));
    let answered = answered.filter_map(|(topic, point, _)| latest(events, *topic, *point));
    answered.filter(|answer| answer.status == ConsentStatus::Given).max_by_key(|answer| answer.occurred_at)
}
