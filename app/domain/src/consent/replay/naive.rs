//! The rules of consents once more, written as they are said and without a thought of speed. Random
//! histories must come to the same status both ways.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use crate::{
    consent::{ConsentEvent, ConsentStatus, Covers, HoldsFor, Method, Terms, ends_at, status},
    id::{ConsentEventId, ContactPointId},
    notice::{MaterialNotice, NoticeKind},
    topic::Topic,
};

const TOPICS: [Topic; 3] = [Topic::DataCollection, Topic::CALL_SERVICE, Topic::CALL_MARKETING];

fn at(minute: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
}

fn point(number: u128) -> ContactPointId {
    ContactPointId(Uuid::from_u128(number))
}

/// A history: its answers in the order in which they were typed, the settings and the texts.
#[derive(Clone, Debug)]
struct History {
    answers: Vec<ConsentEvent>,
    terms: Terms,
}

impl History {
    /// What counts for a topic and a contact point.
    fn counting(&self, topic: Topic, point: Option<ContactPointId>) -> Vec<&ConsentEvent> {
        let mut counting = Vec::new();
        for answer in &self.answers {
            let covered = match (&answer.covers, point) {
                (Covers::Known(points), Some(point)) => points.iter().any(|covered| *covered == point),
                _ => true,
            };
            if answer.topic == topic && !answer.invalidated && covered {
                counting.push(answer);
            }
        }
        counting
    }

    /// "A given consent may expire, and a material text asks again by a day."
    fn is_over(&self, yes: &ConsentEvent, now: DateTime<Utc>) -> bool {
        let by_itself = yes.expires_at.is_some_and(|end| end <= now);
        let by_setting = self
            .terms
            .holds_for
            .get(&yes.topic)
            .is_some_and(|holds| now - yes.occurred_at >= TimeDelta::days(i64::from(holds.days())));
        let by_text = self.terms.notices.iter().any(|notice| {
            let rests_on_it = match notice.kind {
                NoticeKind::PrivacyPolicy => true,
                NoticeKind::Script => yes.topic == Topic::DataCollection,
                NoticeKind::Question(channel, purpose) => yes.topic == Topic::Reach(channel, purpose),
                _ => false,
            };
            notice.version > 1 && rests_on_it && yes.occurred_at < notice.published_at && notice.ask_again_by <= now
        });
        by_itself || by_setting || by_text
    }

    /// The status, by the sentences of the rules: the latest no stands unless a yes occurred after it;
    /// the latest yes counts while no part of it is over.
    fn status(&self, topic: Topic, point: Option<ContactPointId>, now: DateTime<Utc>) -> ConsentStatus {
        let counting = self.counting(topic, point);
        let mut noes: Vec<_> = counting.iter().filter(|answer| answer.status != ConsentStatus::Given).collect();
        noes.sort_by_key(|no| (no.occurred_at, no.status == ConsentStatus::Refused));
        let mut yeses: Vec<_> = counting.iter().filter(|answer| answer.status == ConsentStatus::Given).collect();
        if let Some(no) = noes.last() {
            yeses.retain(|yes| yes.occurred_at > no.occurred_at);
            if yeses.is_empty() {
                return no.status;
            }
        }
        let Some(newest) = yeses.iter().map(|yes| yes.occurred_at).max() else { return ConsentStatus::Unknown };
        let over = yeses.iter().any(|yes| yes.occurred_at == newest && self.is_over(yes, now));
        if over { ConsentStatus::Expired } else { ConsentStatus::Given }
    }

    /// The same answers as the rules take them.
    fn limited(&self) -> Vec<ConsentEvent> {
        self.answers.iter().cloned().map(|answer| self.terms.limit(answer)).collect()
    }
}

fn answers() -> impl Strategy<Value = ConsentEvent> {
    let statuses = vec![ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn];
    let points = prop::collection::btree_set((1_u128..4).prop_map(point), 0..3);
    // Few instants, so that many answers share one.
    let end = prop::option::weighted(0.3, 0_i64..5_000);
    (any::<u128>(), 0_usize..3, prop::sample::select(statuses), points, 0_i64..40, end, prop::bool::weighted(0.2))
        .prop_map(|(id, topic, status, points, minute, end, invalidated)| ConsentEvent {
            id: ConsentEventId(Uuid::from_u128(id)),
            topic: TOPICS[topic],
            method: Method::Verbal,
            covers: if status == ConsentStatus::Given { Covers::Known(points) } else { Covers::All },
            status,
            occurred_at: at(minute * 60),
            expires_at: end.map(at),
            invalidated,
        })
}

fn terms() -> impl Strategy<Value = Terms> {
    let holds_for = prop::collection::btree_map(
        (0_usize..3).prop_map(|topic| TOPICS[topic]),
        (1_i32..4).prop_map(|days| HoldsFor::from_days(days).unwrap()),
        0..3,
    );
    let kinds: Vec<_> = NoticeKind::all().collect();
    let notice =
        (prop::sample::select(kinds), 1_i32..4, 0_i64..40, 0_i64..5_000).prop_map(|(kind, version, published, by)| {
            MaterialNotice { kind, version, published_at: at(published * 60), ask_again_by: at(by) }
        });
    (holds_for, prop::collection::vec(notice, 0..3)).prop_map(|(holds_for, notices)| Terms { holds_for, notices })
}

fn histories() -> impl Strategy<Value = History> {
    (prop::collection::vec(answers(), 0..12), terms()).prop_map(|(answers, terms)| History { answers, terms })
}

fn points() -> impl Iterator<Item = Option<ContactPointId>> {
    std::iter::once(None).chain((1..5).map(|number| Some(point(number))))
}

proptest! {
    #[test]
    fn both_replays_come_to_the_same_status(history in histories(), minute in 2_400_i64..6_000) {
        let limited = history.limited();
        for topic in TOPICS {
            for point in points() {
                prop_assert_eq!(
                    status(&limited, topic, point, at(minute)),
                    history.status(topic, point, at(minute)),
                    "{:?} {:?} {:?}", topic, point, history
                );
            }
        }
    }

    #[test]
    fn a_status_changes_by_time_at_its_end_and_nowhere_else(history in histories()) {
        let limited = history.limited();
        let now = at(2_400);
        for topic in TOPICS {
            let end = ends_at(&limited, topic, None, now);
            let first = history.status(topic, None, now);
            for minute in 2_400..6_000 {
                let ended = end.is_some_and(|end| end <= at(minute));
                let expected = if ended { ConsentStatus::Expired } else { first };
                prop_assert_eq!(history.status(topic, None, at(minute)), expected);
            }
        }
    }

    #[test]
    fn the_order_in_which_answers_are_typed_does_not_matter(history in histories(), turn in 0_usize..12) {
        let limited = history.limited();
        let mut turned = limited.clone();
        if !turned.is_empty() {
            let middle = turn % turned.len();
            turned.rotate_left(middle);
        }
        for topic in TOPICS {
            prop_assert_eq!(status(&limited, topic, None, at(3_000)), status(&turned, topic, None, at(3_000)));
        }
    }
}
