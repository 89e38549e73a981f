//! What is counted by the day: a pure projection of what the ledger keeps of an event.
//!
//! A tally holds a day, a word and a number, and nothing about a person: erasing or merging somebody changes
//! none. The same projection is asked when an event is recorded, when older entries are counted afterwards, and
//! by the audit log when it shows the entries behind a count.

mod period;

pub use period::{Over, Span};

use crate::{
    call::BlockReason,
    consent::ConsentStatus,
    error::Problem,
    event::{EventKind, Record, Recorded},
};

/// One thing that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tally {
    /// Answers that allow something.
    ConsentGiven,
    /// Answers that refuse or withdraw something, and people of whom nothing was kept after a no.
    ConsentRefused,
    /// Calls that the gate allowed.
    CallPlaced,
    /// Calls that it prevented.
    CallPrevented,
    /// Those among them for which this reason, by its code, was one.
    PreventedBy(&'static str),
}

/// The reasons, each with the word of its tally.
macro_rules! reasons {
    ($($code:literal)+) => {
        /// The codes of the reasons for which a call can be prevented, in the order shown to people, each with
        /// the word of its tally.
        const REASONS: &[(&str, &str)] = &[$(($code, concat!("prevented_", $code)),)+];
    };
}

reasons! {
    "do_not_call"
    "number_suppressed"
    "data_consent_refused"
    "processing_restricted"
    "call_consent_refused"
    "consent_expired"
    "consent_unknown"
    "national_registry"
    "registry_stale"
    "registry_not_covered"
    "outside_calling_hours"
    "time_zone_unknown"
    "unusable_number"
    "no_phone_number"
    "could_not_check"
}

impl Tally {
    /// What is shown over time.
    pub const OVER_TIME: [Self; 4] = [Self::ConsentGiven, Self::ConsentRefused, Self::CallPlaced, Self::CallPrevented];

    /// Calls prevented, by reason.
    pub fn by_reason() -> impl Iterator<Item = Self> {
        REASONS.iter().map(|(reason, _)| Self::PreventedBy(reason))
    }

    /// Everything that is counted.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OVER_TIME.into_iter().chain(Self::by_reason())
    }

    /// The word in rows and addresses. It never changes.
    pub fn code(self) -> &'static str {
        match self {
            Self::ConsentGiven => "consent_given",
            Self::ConsentRefused => "consent_refused",
            Self::CallPlaced => "call_placed",
            Self::CallPrevented => "call_prevented",
            Self::PreventedBy(reason) => REASONS.iter().find(|(code, _)| *code == reason).map_or("", |(_, word)| word),
        }
    }

    /// The tally with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::all().find(|tally| tally.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen.
    pub fn label(self) -> String {
        match self {
            Self::ConsentGiven => "Consents given".to_owned(),
            Self::ConsentRefused => "Refused or withdrawn".to_owned(),
            Self::CallPlaced => "Calls placed".to_owned(),
            Self::CallPrevented => "Calls prevented".to_owned(),
            Self::PreventedBy(reason) => {
                BlockReason::from_code(reason).map_or_else(String::new, |reason| match reason {
                    BlockReason::OutsideCallingHours { .. } => "Outside the calling hours".to_owned(),
                    other => other.sentence().trim_start_matches("Call disabled: ").to_owned(),
                })
            }
        }
    }

    /// The kinds of entries among which those that it counts are.
    pub const fn kinds(self) -> &'static [EventKind] {
        match self {
            Self::ConsentGiven => &[EventKind::ConsentRecorded],
            Self::ConsentRefused => &[EventKind::ConsentRecorded, EventKind::DenialRecorded],
            Self::CallPlaced => &[EventKind::CallAuthorised],
            Self::CallPrevented | Self::PreventedBy(_) => &[EventKind::CallRefused],
        }
    }

    /// Whether entries of this kind count for anything.
    pub fn is_of(kind: EventKind) -> bool {
        Self::OVER_TIME.iter().any(|tally| tally.kinds().contains(&kind))
    }

    /// What an entry of this kind counts for; `field` is what it says as it is under a name.
    pub fn of<'a>(kind: EventKind, field: impl Fn(&str) -> Option<&'a str>) -> Vec<Self> {
        match kind {
            EventKind::ConsentRecorded => of_answer(field("to")).into_iter().collect(),
            EventKind::DenialRecorded => vec![Self::ConsentRefused],
            EventKind::CallAuthorised => vec![Self::CallPlaced],
            EventKind::CallRefused => {
                let said: Vec<_> = field("reasons").unwrap_or_default().split('+').collect();
                let reasons = REASONS.iter().filter(|(reason, _)| said.contains(reason));
                std::iter::once(Self::CallPrevented)
                    .chain(reasons.map(|(reason, _)| Self::PreventedBy(reason)))
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

fn of_answer(to: Option<&str>) -> Option<Tally> {
    let status = ConsentStatus::from_code(to?).ok()?;
    match status {
        ConsentStatus::Given => Some(Tally::ConsentGiven),
        ConsentStatus::Refused | ConsentStatus::Withdrawn => Some(Tally::ConsentRefused),
        ConsentStatus::Unknown | ConsentStatus::Expired => None,
    }
}

impl Record {
    /// What this record counts for.
    pub fn tallies(&self) -> Vec<Tally> {
        Tally::of(self.kind, |name| {
            self.fields.iter().find(|(field, _)| field == name).and_then(|(_, value)| match value {
                Recorded::Plain(text) => Some(text.as_str()),
                Recorded::Personal(_) => None,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        consent::{AskedOf, Method},
        event::{ConsentAnswer, Event},
        id::{CallId, ConsentEventId, ContactPointId, CustomerId, DenialId, NoticeId},
        interaction::DenialReason,
        topic::{Purpose, Topic},
    };

    fn id<T: From<uuid::Uuid>>() -> T {
        uuid::Uuid::nil().into()
    }

    fn counted(event: &Event) -> Vec<Tally> {
        event.record().tallies()
    }

    fn answered(to: ConsentStatus) -> Event {
        let consent = ConsentAnswer {
            event: id::<ConsentEventId>(),
            topic: Topic::CALL_SERVICE,
            from: ConsentStatus::Unknown,
            to,
            method: Method::Verbal,
            asked_of: AskedOf::Person,
            notice: None,
            occurred_at: chrono::DateTime::UNIX_EPOCH,
        };
        Event::ConsentRecorded { customer: id::<CustomerId>(), consent }
    }

    fn refused(reasons: Vec<BlockReason>) -> Event {
        let (call, customer) = (id::<CallId>(), id::<CustomerId>());
        Event::CallRefused { call, customer, point: None, purpose: Purpose::Service, reasons }
    }

    #[test]
    fn an_answer_counts_as_what_it_came_to() {
        assert_eq!(counted(&answered(ConsentStatus::Given)), [Tally::ConsentGiven]);
        assert_eq!(counted(&answered(ConsentStatus::Refused)), [Tally::ConsentRefused]);
        assert_eq!(counted(&answered(ConsentStatus::Withdrawn)), [Tally::ConsentRefused]);
        assert_eq!(counted(&answered(ConsentStatus::Unknown)), []);
        let denial =
            Event::DenialRecorded { denial: id::<DenialId>(), script: id::<NoticeId>(), reason: DenialReason::ALL[0] };
        assert_eq!(counted(&denial), [Tally::ConsentRefused]);
    }

    #[test]
    fn a_prevented_call_counts_once_and_once_for_each_of_its_reasons() {
        let hours = BlockReason::OutsideCallingHours { local: "07:12".into(), opens: None };
        let by = |code| Tally::from_code(&format!("prevented_{code}")).unwrap();
        let both = refused(vec![BlockReason::DoNotCall, hours]);
        assert_eq!(counted(&both), [Tally::CallPrevented, by("do_not_call"), by("outside_calling_hours")]);
        assert_eq!(counted(&refused(Vec::new())), [Tally::CallPrevented]);
        let placed = Event::CallAuthorised {
            call: id::<CallId>(),
            customer: id::<CustomerId>(),
            point: id::<ContactPointId>(),
            purpose: Purpose::Service,
        };
        assert_eq!(counted(&placed), [Tally::CallPlaced]);
    }

    #[test]
    fn what_is_shared_by_name_is_no_reason() {
        // `do_not_call` is no part of `do_not_call_at_all`.
        let said = Tally::of(EventKind::CallRefused, |_| Some("do_not_call_at_all"));
        assert_eq!(said, [Tally::CallPrevented]);
    }

    #[test]
    fn every_reason_has_a_tally_and_each_is_read_back_from_its_code() {
        for (reason, _) in REASONS {
            assert_eq!(BlockReason::from_code(reason).map(|reason| reason.code()), Some(*reason));
        }
        assert_eq!(Tally::all().count(), 19);
        for tally in Tally::all() {
            assert_eq!(Tally::from_code(tally.code()), Ok(tally));
            assert!(!tally.label().is_empty() && !tally.kinds().is_empty(), "{tally:?}");
        }
        assert!(Tally::from_code("prevented_").is_err());
    }
}
