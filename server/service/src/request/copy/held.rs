//! What is held about one customer, table by table.

use std::result::Result as StdResult;

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    actor::Actor,
    call::BlockReason,
    catalogue::{Code, Recorder, Term},
    consent::{AskedOf, ConsentStatus, Method},
    dnc::{HowAsked, SourceKind},
    event::PointKind,
    id::CustomerId,
    interaction::{Direction, Outcome},
    message::MessageState,
    prompt::Answer,
    request::RequestState,
    topic::{Purpose, Topic},
    wire::request::view::{Name, Value},
};
use store::{
    Scope, StoreError, call, consent, customer, dnc, entity::customer as customer_row, interaction, message, request,
    suppression,
};
use uuid::Uuid;

use crate::{
    error::Result,
    message::{Content, subject},
    reader::{Reader, language_of},
};

/// More than there can be of one person.
const EVERY: u64 = 1_000_000;

type Row = Vec<(Name, Value)>;

/// Whose record is read, and who will read it.
pub(super) struct Held<'a> {
    pub(super) scope: &'a Scope,
    pub(super) id: CustomerId,
    pub(super) reader: &'a Reader,
}

/// A row of those of these values that are there.
fn row<const N: usize>(fields: [(Term, Option<Value>); N]) -> Row {
    fields.into_iter().filter_map(|(term, value)| Some((Name::Known(term), value?))).collect()
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn on(day: NaiveDate) -> Value {
    Value::On(day)
}

fn code(code: Code) -> Value {
    Value::Codes(vec![code])
}

/// A column that holds a code, read.
fn read<T, E>(read: StdResult<T, E>, column: &'static str, named: fn(T) -> Code) -> Result<Value> {
    Ok(read.map(|value| code(named(value))).map_err(|_| StoreError::Garbled(column))?)
}

/// Who recorded something, without a name.
fn by(kind: &str, id: Option<Uuid>) -> Value {
    code(Code::By(match Actor::from_parts(kind, id) {
        Some(Actor::Customer(_)) => Recorder::You,
        Some(Actor::Member(_)) => Recorder::Staff,
        Some(Actor::Import(_)) => Recorder::Import,
        Some(Actor::ApiKey(_)) => Recorder::Program,
        Some(Actor::Operator | Actor::System) | None => Recorder::System,
    }))
}

/// Whether a call was allowed.
fn decided(word: &str) -> StdResult<Code, ()> {
    [Code::Allowed, Code::Blocked].into_iter().find(|code| code.code() == word).ok_or(())
}

/// Why a call was not allowed.
fn reasons(codes: &str) -> Result<Option<Value>> {
    let named = |code| BlockReason::from_code(code).map(Code::Reason).ok_or(StoreError::Garbled("call.reasons"));
    let reasons: Vec<_> = codes.split('+').filter(|code| !code.is_empty()).map(named).collect::<StdResult<_, _>>()?;
    Ok(Some(reasons).filter(|reasons| !reasons.is_empty()).map(Value::Codes))
}

impl Held<'_> {
    fn at(&self, at: DateTime<Utc>) -> Value {
        Value::At(self.reader.on_their_clock(at))
    }

    pub(super) fn profile(&self, found: &customer_row::Model) -> Result<Vec<Row>> {
        let known = [
            (Term::FullName, found.full_name.as_ref().map(text)),
            (Term::Company, found.company.as_ref().map(text)),
            (Term::StreetAddress, found.address_line.as_ref().map(text)),
            (Term::City, found.city.as_ref().map(text)),
            (Term::Region, found.region.as_ref().map(text)),
            (Term::PostalCode, found.postal_code.as_ref().map(text)),
            (Term::Country, found.country.as_ref().map(text)),
            (Term::Language, language_of(found).map(|language| code(Code::Language(language)))),
            (Term::TimeZone, found.time_zone.as_ref().map(text)),
            (Term::Note, found.note.as_ref().map(text)),
        ];
        let mut all = row(known);
        let extra: Vec<(String, String)> =
            serde_json::from_value(found.extra.clone()).map_err(|_| StoreError::Garbled("customer.extra"))?;
        all.extend(extra.into_iter().map(|(heading, value)| (Name::Own(heading), Value::Text(value))));
        all.push((Name::Known(Term::OnFileSince), self.at(found.created_at)));
        Ok(vec![all])
    }

    pub(super) async fn points(&self) -> Result<Vec<Row>> {
        let points = customer::every_point(self.scope, self.id).await?.into_iter();
        let line = |point: store::entity::contact_point::Model| {
            let kind = PointKind::from_code(&point.kind).ok_or(());
            Ok(row([
                (Term::Kind, Some(read(kind, "contact_point.kind", Code::Point)?)),
                (Term::Value, Some(text(&point.value))),
                (Term::Extension, point.extension.as_ref().map(text)),
                (Term::Label, point.label.as_ref().map(text)),
                (Term::NotUsedSince, point.retired_at.map(|at| self.at(at))),
            ]))
        };
        points.map(line).collect()
    }

    pub(super) async fn consents(&self) -> Result<Vec<Row>> {
        let answers = consent::list(self.scope, &[self.id]).await?.into_iter();
        let line = |answer: store::entity::consent_event::Model| {
            let topic = Topic::from_code(&answer.topic);
            let status = ConsentStatus::from_code(&answer.status);
            let asked_of = AskedOf::from_code(&answer.asked_of);
            Ok(row([
                (Term::Topic, Some(read(topic, "consent_event.topic", Code::Topic)?)),
                (Term::Answer, Some(read(status, "consent_event.status", Code::Status)?)),
                (Term::How, Some(read(Method::from_code(&answer.method), "consent_event.method", Code::Method)?)),
                (Term::AskedOf, Some(read(asked_of, "consent_event.asked_of", Code::AskedOf)?)),
                (Term::Answered, Some(self.at(answer.occurred_at))),
                (Term::Recorded, Some(self.at(answer.recorded_at))),
                (Term::RecordedBy, Some(by(&answer.actor_kind, answer.actor_id))),
                (Term::TextVersion, answer.notice_id.map(text)),
                (Term::VoidSince, answer.invalidated_at.map(|at| self.at(at))),
                (Term::Note, answer.note.as_ref().map(text)),
            ]))
        };
        answers.map(line).collect()
    }

    pub(super) async fn marks(&self) -> Result<Vec<Row>> {
        let marks = dnc::every(self.scope, self.id).await?.into_iter();
        let line = |mark: store::entity::dnc_mark::Model| {
            Ok(row([
                (Term::Marked, Some(self.at(mark.marked_at))),
                (Term::How, Some(read(HowAsked::from_code(&mark.how), "dnc_mark.how", Code::How)?)),
                (Term::RecordedBy, Some(by(&mark.marked_by_kind, mark.marked_by_id))),
                (Term::TakenOff, mark.lifted_at.map(|at| self.at(at))),
                (Term::Reason, mark.lift_reason.as_ref().map(text)),
                (Term::Evidence, mark.lift_evidence.as_ref().map(text)),
            ]))
        };
        marks.map(line).collect()
    }

    pub(super) async fn sources(&self) -> Result<Vec<Row>> {
        let sources = suppression::sources_of_customer(self.scope, self.id).await?.into_iter();
        let line = |source: store::entity::suppression_source::Model| {
            let kind = SourceKind::from_code(&source.kind);
            Ok(row([
                (Term::Source, Some(read(kind, "suppression_source.kind", Code::Source)?)),
                (Term::Since, Some(self.at(source.added_at))),
                (Term::RecordedBy, Some(by(&source.added_by_kind, source.added_by_id))),
                (Term::Note, source.note.as_ref().map(text)),
                (Term::TakenOff, source.lifted_at.map(|at| self.at(at))),
            ]))
        };
        sources.map(line).collect()
    }

    pub(super) async fn contacts(&self) -> Result<Vec<Row>> {
        let contacts = interaction::list(self.scope, self.id, EVERY).await?.into_iter();
        let line = |contact: store::entity::interaction::Model| {
            let direction = Direction::from_code(&contact.direction);
            let answer = contact.answer.as_deref().map(Answer::from_code);
            let outcome = contact.outcome.as_deref().map(Outcome::from_code);
            Ok(row([
                (Term::When, Some(self.at(contact.at))),
                (Term::Direction, Some(read(direction, "interaction.direction", Code::Direction)?)),
                (Term::Answer, answer.map(|it| read(it, "interaction.answer", Code::Answer)).transpose()?),
                (Term::Outcome, outcome.map(|it| read(it, "interaction.outcome", Code::Outcome)).transpose()?),
                (Term::RecordedBy, Some(by(&contact.actor_kind, contact.actor_id))),
                (Term::Note, contact.note.as_ref().map(text)),
            ]))
        };
        contacts.map(line).collect()
    }

    pub(super) async fn calls(&self) -> Result<Vec<Row>> {
        let calls = call::list(self.scope, self.id, EVERY).await?.into_iter();
        let line = |call: store::entity::call::Model| {
            Ok(row([
                (Term::When, Some(self.at(call.at))),
                (Term::Purpose, Some(read(Purpose::from_code(&call.purpose), "call.purpose", Code::Purpose)?)),
                (Term::Decision, Some(read(decided(&call.decision), "call.decision", |code| code)?)),
                (Term::Reasons, reasons(&call.reasons)?),
                (Term::Started, call.started_at.map(|at| self.at(at))),
            ]))
        };
        calls.map(line).collect()
    }

    pub(super) async fn messages(&self) -> Result<Vec<Row>> {
        let sent = message::list(self.scope, self.id, EVERY).await?.into_iter();
        let line = |sent: store::entity::message_intent::Model| {
            let content = Content::of(&sent)?;
            let state = MessageState::from_code(&sent.state);
            Ok(row([
                (Term::When, Some(self.at(sent.created_at))),
                (Term::To, sent.recipient.as_ref().map(text)),
                (Term::Subject, content.as_ref().map(subject).map(text)),
                (Term::State, Some(read(state, "message_intent.state", Code::Message)?)),
            ]))
        };
        sent.map(line).collect()
    }

    pub(super) async fn requests(&self) -> Result<Vec<Row>> {
        let all = request::list(self.scope, Some(self.id), &RequestState::ALL, None, EVERY).await?.into_iter();
        let line = |request: store::entity::request::Model| {
            Ok(row([
                (Term::Kind, Some(code(Code::Request(request.kind()?)))),
                (Term::How, Some(code(Code::Came(request.came()?)))),
                (Term::ReceivedOn, Some(on(request.received_on))),
                (Term::DueOn, Some(on(request.due_on))),
                (Term::State, Some(code(Code::State(request.state()?)))),
                (Term::Asked, request.asked.as_ref().map(text)),
                (Term::PutOff, request.extension.as_ref().map(text)),
                (Term::Outcome, request.outcome.as_ref().map(text)),
                (Term::Told, request.told.as_ref().map(text)),
                (Term::Answered, request.settled_at.map(|at| self.at(at))),
            ]))
        };
        all.map(line).collect()
    }
}
