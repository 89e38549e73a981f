//! Why a number may or may not be called: each reason with what it rests on and what would change it.
//!
//! The facts are those of the decision itself, read in the same transaction. No other customer is named.

mod registry;

use chrono::{DateTime, Datelike as _, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    call::{BlockReason, CallDecision, CallRules},
    consent::{self, ConsentEvent, ConsentStatus},
    dnc::{HowAsked, SourceKind},
    hours::{self, HoursStanding},
    id::{ContactPointId, CustomerId},
    registry::Registry,
    request::Came,
    topic::{Channel, Purpose, Topic},
    wire::call::{Explanation, Fact, Why},
};
use store::entity::{consent_event, dnc_mark, request, suppression_source};

use crate::{names::Names, registry::Consulted};

/// Who asks: whose page it is, or nobody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SeenFrom {
    /// The page of this customer.
    Customer(CustomerId),
    /// A question about a bare number.
    Number,
}

/// What is on record about one person, for one of their numbers.
pub(super) struct Side<'f> {
    pub(super) marks: &'f [dnc_mark::Model],
    pub(super) events: &'f [ConsentEvent],
    pub(super) answers: &'f [consent_event::Model],
    pub(super) restrictions: &'f [request::Model],
    pub(super) point: Option<ContactPointId>,
}

/// Everything that a decision rests on.
pub(super) struct Ground<'f> {
    pub(super) seen_from: SeenFrom,
    pub(super) sides: Vec<Side<'f>>,
    pub(super) sources: &'f [suppression_source::Model],
    pub(super) zones: Vec<Tz>,
    /// What each registry says that concerns the number.
    pub(super) registries: Vec<Consulted>,
    /// The registry that must be asked about the number.
    pub(super) required: Option<Registry>,
    pub(super) rules: &'f CallRules,
    pub(super) names: &'f Names,
    pub(super) purpose: Purpose,
    pub(super) now: DateTime<Utc>,
}

/// The answer where the facts cannot be read: only the reason itself is known.
pub(crate) fn unexplained(number: Option<ContactPointId>, decision: &CallDecision) -> Why {
    let reasons = decision.reasons().iter().map(|reason| Explanation {
        code: reason.code().to_owned(),
        facts: Vec::new(),
        remedy: reason.remedy().to_owned(),
    });
    Why { number, reasons: reasons.collect(), clock: None }
}

impl Ground<'_> {
    /// Explains a decision that was made of the same facts.
    pub(super) fn explain(&self, number: Option<ContactPointId>, decision: &CallDecision) -> Why {
        let reasons = decision.reasons().iter().map(|reason| Explanation {
            code: reason.code().to_owned(),
            facts: self.facts(reason),
            remedy: self.remedy(reason),
        });
        Why { number, reasons: reasons.collect(), clock: self.clock() }
    }

    fn facts(&self, reason: &BlockReason) -> Vec<Fact> {
        let calls = Topic::Reach(Channel::Call, self.purpose);
        match reason {
            BlockReason::DoNotCall => {
                self.sides.iter().flat_map(|side| side.marks).map(|mark| self.mark(mark)).collect()
            }
            BlockReason::NumberSuppressed => self.sources.iter().map(|source| self.source(source)).collect(),
            BlockReason::DataConsentRefused => self.answers(Topic::DataCollection, ConsentStatus::is_no),
            BlockReason::ProcessingRestricted => {
                self.sides.iter().flat_map(|side| side.restrictions).map(|it| self.restriction(it)).collect()
            }
            BlockReason::CallConsentRefused => self.answers(calls, ConsentStatus::is_no),
            BlockReason::ConsentExpired => {
                let expired = |status| status == ConsentStatus::Expired;
                [self.answers(Topic::DataCollection, expired), self.answers(calls, expired)].concat()
            }
            BlockReason::ConsentUnknown => self.unasked(),
            BlockReason::NationalRegistry
            | BlockReason::RegistryStale
            | BlockReason::RegistryNotCovered
            | BlockReason::CouldNotCheck => {
                registry::facts(reason, &self.registries, self.required, self.now).into_iter().map(fact).collect()
            }
            BlockReason::OutsideCallingHours { local, .. } => {
                self.closing_zone(local).map(there(local)).into_iter().collect()
            }
            BlockReason::TimeZoneUnknown => {
                vec![fact("The number belongs to no place, or to several without a common hour")]
            }
            BlockReason::UnusableNumber | BlockReason::NoPhoneNumber => Vec::new(),
        }
    }

    fn mark(&self, mark: &dnc_mark::Model) -> Fact {
        let by = self.names.actor(&mark.marked_by_kind, mark.marked_by_id);
        let how = HowAsked::from_code(&mark.how).map_or("", HowAsked::words);
        let who = match self.seen_from {
            SeenFrom::Customer(_) => "Marked",
            SeenFrom::Number => "A customer with this number is marked",
        };
        Fact { words: format!("{who}, {how}; recorded by {by}"), since: Some(mark.marked_at) }
    }

    fn restriction(&self, request: &request::Model) -> Fact {
        let by = self.names.actor(&request.handled_by_kind, request.handled_by_id);
        let came = Came::from_code(&request.came).map_or("", Came::label).to_lowercase();
        let who = match self.seen_from {
            SeenFrom::Customer(_) => "Asked for",
            SeenFrom::Number => "A customer with this number asked for it",
        };
        Fact { words: format!("{who} {came}; recorded by {by}"), since: Some(request.recorded_at) }
    }

    /// A source, told without the customer whose it is unless it is the one who is asked about. The note
    /// of what a stranger said may name anybody, so it stays on the list's own page.
    fn source(&self, source: &suppression_source::Model) -> Fact {
        let by = self.names.actor(&source.added_by_kind, source.added_by_id);
        let own = self.seen_from == SeenFrom::Number
            || source.customer_id.map(CustomerId).map(SeenFrom::Customer) == Some(self.seen_from);
        let words = match (SourceKind::from_code(&source.kind), source.note.as_deref()) {
            (Ok(SourceKind::Mark), _) if !own => "The mark of another customer with this number".to_owned(),
            (Ok(SourceKind::List), Some(name)) => format!("{}, {name}", SourceKind::List.label()),
            (Ok(kind), _) => kind.label().to_owned(),
            (Err(_), _) => "A source of another build".to_owned(),
        };
        Fact { words: format!("{words}; recorded by {by}"), since: Some(source.added_at) }
    }

    /// The answers on which a status of this sort rests.
    fn answers(&self, topic: Topic, is: fn(ConsentStatus) -> bool) -> Vec<Fact> {
        let found = self.sides.iter().filter_map(|side| {
            // Data collection is asked of the person, not of a number.
            let point = side.point.filter(|_| topic != Topic::DataCollection);
            let status = consent::status(side.events, topic, point, self.now);
            let event = consent::latest(side.events, topic, point).filter(|_| is(status))?;
            let row = side.answers.iter().find(|row| row.id == event.id.0)?;
            let by = self.names.actor(&row.actor_kind, row.actor_id);
            let method = row.method.replace('_', " ");
            let words = format!("{}: {}, {method}; recorded by {by}", topic.label(), status.code());
            let since = if status == ConsentStatus::Expired { row.expires_at } else { Some(row.occurred_at) };
            Some(Fact { words, since })
        });
        found.collect()
    }

    /// The topics that need a yes and have no answer.
    fn unasked(&self) -> Vec<Fact> {
        let calls = Topic::Reach(Channel::Call, self.purpose);
        let needed = [
            (Topic::DataCollection, self.rules.asks == domain::call::Asks::BeforeCalls),
            (calls, self.rules.opt_in.contains(&calls)),
        ];
        let open = |topic: Topic| {
            let unknown = |side: &Side<'_>| {
                let point = side.point.filter(|_| topic != Topic::DataCollection);
                consent::status(side.events, topic, point, self.now) == ConsentStatus::Unknown
            };
            self.sides.is_empty() || self.sides.iter().any(unknown)
        };
        let topics = needed.into_iter().filter(|(topic, needed)| *needed && open(*topic));
        topics.map(|(topic, _)| fact(format!("{}: no answer on record", topic.label()))).collect()
    }

    fn remedy(&self, reason: &BlockReason) -> String {
        match reason {
            BlockReason::NumberSuppressed if self.sources.iter().all(is_mark) => {
                "It goes only with the mark.".to_owned()
            }
            BlockReason::NumberSuppressed if self.sources.iter().any(is_mark) => {
                format!("{} What comes from a mark goes only with the mark.", reason.remedy())
            }
            BlockReason::OutsideCallingHours { local, .. } => {
                self.opening(local).unwrap_or_else(|| reason.remedy().to_owned())
            }
            other => other.remedy().to_owned(),
        }
    }

    /// "From 08:00 tomorrow there."
    fn opening(&self, local: &str) -> Option<String> {
        let HoursStanding::Closed { until, .. } = hours::standing(&self.rules.hours, &self.zones, self.now) else {
            return None;
        };
        let zone = self.closing_zone(local)?;
        let (opens, today) = (until?.with_timezone(&zone), self.now.with_timezone(&zone));
        let day = match (opens.date_naive() - today.date_naive()).num_days() {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            _ if opens.year() == today.year() => opens.format("on %A, %-d %B").to_string(),
            _ => opens.format("on %-d %B %Y").to_string(),
        };
        Some(format!("From {} {day} there.", opens.format("%H:%M")))
    }

    /// The zone whose clock the decision named.
    fn closing_zone(&self, local: &str) -> Option<Tz> {
        self.zones.iter().copied().find(|zone| self.clock_in(*zone) == local)
    }

    fn clock_in(&self, zone: Tz) -> String {
        self.now.with_timezone(&zone).format("%H:%M").to_string()
    }

    /// What time it is where the number may be.
    fn clock(&self) -> Option<String> {
        let first = *self.zones.first()?;
        let mut clocks: Vec<_> = self.zones.iter().map(|zone| self.now.with_timezone(zone).naive_local()).collect();
        clocks.sort_unstable();
        let (earliest, latest) = (clocks.first()?, clocks.last()?);
        let at = |clock: &chrono::NaiveDateTime| clock.format("%H:%M").to_string();
        if *latest - *earliest < TimeDelta::minutes(1) {
            return Some(format!("It is {} there ({})", at(earliest), first.name()));
        }
        Some(format!("It is between {} and {} there, in {} time zones", at(earliest), at(latest), clocks.len()))
    }
}

fn is_mark(source: &suppression_source::Model) -> bool {
    SourceKind::from_code(&source.kind) == Ok(SourceKind::Mark)
}

fn there(local: &str) -> impl Fn(Tz) -> Fact {
    move |zone| fact(format!("It is {local} in {}", zone.name()))
}

fn fact(words: impl Into<String>) -> Fact {
    Fact { words: words.into(), since: None }
}
