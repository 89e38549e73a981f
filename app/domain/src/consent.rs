//! Consents: the answers that were given, and the status that follows from them.
//!
//! A status is never stored as a fact of its own. It is the replay of the answers by the time at
//! which they occurred (GDPR 7(1): the business must be able to show it).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    error::Problem,
    id::{ConsentEventId, ContactPointId},
    topic::Topic,
};

/// What a customer's answers amount to, for one topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConsentStatus {
    /// Nobody asked, or the answer is not on record.
    Unknown,
    /// The customer agreed.
    Given,
    /// The customer did agree, and the time for which that holds is over.
    Expired,
    /// The customer agreed once and took it back.
    Withdrawn,
    /// The customer did not agree.
    Refused,
}

impl ConsentStatus {
    /// Every status.
    pub const ALL: [Self; 5] = [Self::Unknown, Self::Given, Self::Expired, Self::Withdrawn, Self::Refused];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Given => "given",
            Self::Expired => "expired",
            Self::Withdrawn => "withdrawn",
            Self::Refused => "refused",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|status| status.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether the customer said no.
    pub const fn is_no(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }

    /// Which of two answers of the same instant wins: the more restrictive.
    const fn strictness(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Given => 1,
            Self::Expired => 2,
            Self::Withdrawn => 3,
            Self::Refused => 4,
        }
    }
}

/// How an answer reached the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Said to a member.
    Verbal,
    /// Chosen by the customer at their own link.
    PreferenceCentre,
    /// One click in a mail (RFC 8058).
    OneClick,
    /// Brought along by an import.
    Import,
    /// Sent by another program.
    Api,
}

impl Method {
    /// Every method.
    pub const ALL: [Self; 5] = [Self::Verbal, Self::PreferenceCentre, Self::OneClick, Self::Import, Self::Api];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Verbal => "verbal",
            Self::PreferenceCentre => "preference_centre",
            Self::OneClick => "one_click",
            Self::Import => "import",
            Self::Api => "api",
        }
    }

    /// The method with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|method| method.code() == code).ok_or(Problem::NotAChoice)
    }
}

/// Who was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AskedOf {
    /// The person themselves.
    Person,
    /// Their guardian.
    Guardian,
    /// Somebody who acts for them.
    Agent,
}

impl AskedOf {
    /// The word in rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Guardian => "guardian",
            Self::Agent => "agent",
        }
    }
}

/// Which contact points an answer covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Covers {
    /// Every contact point, present and future: a no, a withdrawal.
    All,
    /// Those that were known when the answer was given: a yes.
    Known(BTreeSet<ContactPointId>),
}

/// One answer about one topic, as far as its replay needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEvent {
    /// Its identifier; later answers have later ones.
    pub id: ConsentEventId,
    /// What it is about.
    pub topic: Topic,
    /// What was answered: given, refused or withdrawn.
    pub status: ConsentStatus,
    /// Which contact points it covers.
    pub covers: Covers,
    /// When the customer answered (UTC).
    pub occurred_at: DateTime<Utc>,
    /// Until when a yes holds, where the business lets consents expire (UTC).
    pub expires_at: Option<DateTime<Utc>>,
    /// Recorded in error: it stays visible and counts for nothing.
    pub invalidated: bool,
}

/// The status of a topic after all these answers, for a contact point or (with `None`) for the person.
///
/// Answers count by the time at which they occurred. Of two of the same instant the more
/// restrictive wins, and a yes from before the latest no never wins, however late it is typed.
pub fn status(
    events: &[ConsentEvent],
    topic: Topic,
    point: Option<ContactPointId>,
    now: DateTime<Utc>,
) -> ConsentStatus {
    latest(events, topic, point).map_or(ConsentStatus::Unknown, |event| match event.expires_at {
        Some(end) if event.status == ConsentStatus::Given && end <= now => ConsentStatus::Expired,
        _ => event.status,
    })
}

/// The answer on which the status of a topic rests.
pub fn latest(events: &[ConsentEvent], topic: Topic, point: Option<ContactPointId>) -> Option<&ConsentEvent> {
    events
        .iter()
        .filter(|event| event.topic == topic && !event.invalidated && concerns(event, point))
        .max_by_key(|event| (event.occurred_at, event.status.strictness()))
}

/// The next instant at which a yes of these answers runs out.
pub fn next_expiry(events: &[ConsentEvent], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    events.iter().filter(|event| !event.invalidated).filter_map(|event| event.expires_at).filter(|end| *end > now).min()
}

fn concerns(event: &ConsentEvent, point: Option<ContactPointId>) -> bool {
    match (&event.covers, point) {
        (Covers::All, _) | (_, None) => true,
        (Covers::Known(points), Some(point)) => points.contains(&point),
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::minutes(minute)
    }

    fn event(minute: i64, status: ConsentStatus) -> ConsentEvent {
        ConsentEvent {
            id: ConsentEventId(Uuid::from_u128(u128::from(minute.unsigned_abs()))),
            topic: Topic::CALL_SERVICE,
            status,
            covers: Covers::All,
            occurred_at: at(minute),
            expires_at: None,
            invalidated: false,
        }
    }

    fn call(events: &[ConsentEvent]) -> ConsentStatus {
        status(events, Topic::CALL_SERVICE, None, at(1_000))
    }

    #[test]
    fn without_an_answer_the_status_is_unknown() {
        assert_eq!(call(&[]), ConsentStatus::Unknown);
    }

    #[test]
    fn a_yes_typed_late_does_not_win_over_a_later_no() {
        assert_eq!(call(&[event(20, ConsentStatus::Refused), event(10, ConsentStatus::Given)]), ConsentStatus::Refused);
    }

    #[test]
    fn of_two_answers_of_the_same_instant_the_more_restrictive_wins() {
        let both = [event(10, ConsentStatus::Withdrawn), event(10, ConsentStatus::Given)];
        assert_eq!(call(&both), ConsentStatus::Withdrawn);
    }

    #[test]
    fn a_yes_covers_the_numbers_known_then_and_a_no_covers_all() {
        let known = ContactPointId(Uuid::from_u128(1));
        let later = ContactPointId(Uuid::from_u128(2));
        let yes = ConsentEvent { covers: Covers::Known([known].into()), ..event(10, ConsentStatus::Given) };
        let of = |events: &[ConsentEvent], point| status(events, Topic::CALL_SERVICE, Some(point), at(1_000));
        assert_eq!(of(std::slice::from_ref(&yes), known), ConsentStatus::Given);
        assert_eq!(of(std::slice::from_ref(&yes), later), ConsentStatus::Unknown);
        assert_eq!(of(&[yes, event(20, ConsentStatus::Withdrawn)], later), ConsentStatus::Withdrawn);
    }

    #[test]
    fn a_yes_expires_at_its_end_and_not_before() {
        let yes = ConsentEvent { expires_at: Some(at(50)), ..event(10, ConsentStatus::Given) };
        let of = |minute| status(std::slice::from_ref(&yes), Topic::CALL_SERVICE, None, at(minute));
        assert_eq!(of(49), ConsentStatus::Given);
        assert_eq!(of(50), ConsentStatus::Expired);
    }

    #[test]
    fn an_invalidated_answer_counts_for_nothing() {
        let wrong = ConsentEvent { invalidated: true, ..event(20, ConsentStatus::Refused) };
        assert_eq!(call(&[event(10, ConsentStatus::Given), wrong]), ConsentStatus::Given);
    }

    proptest! {
        #[test]
        fn the_order_in_which_answers_are_typed_does_not_matter(
            typed in prop::collection::vec((0_i64..20, 0_usize..3), 0..12), turn in 0_usize..12,
        ) {
            let answers = [ConsentStatus::Given, ConsentStatus::Refused, ConsentStatus::Withdrawn];
            let events: Vec<_> = typed.iter().map(|(minute, which)| event(*minute, answers[*which])).collect();
            let mut turned = events.clone();
            if !turned.is_empty() {
                let middle = turn % turned.len();
                turned.rotate_left(middle);
            }
            prop_assert_eq!(call(&events), call(&turned));
        }

        #[test]
        fn a_no_is_never_outvoted_by_an_earlier_yes(no in 10_i64..20, yeses in prop::collection::vec(0_i64..10, 0..8)) {
            let mut events: Vec<_> = yeses.into_iter().map(|minute| event(minute, ConsentStatus::Given)).collect();
            events.push(event(no, ConsentStatus::Refused));
            prop_assert_eq!(call(&events), ConsentStatus::Refused);
        }
    }
}
