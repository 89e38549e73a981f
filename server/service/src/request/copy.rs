//! A copy of everything that is held about one customer, to be read and to be taken along (GDPR 15(3), 20).
//!
//! Rows are taken by the customer whose they are, never by a number or an address: whoever shares one is
//! not in it. Members are not named; what they typed about the customer is.

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    access::Right,
    actor::Actor,
    event::Event,
    id::{CustomerId, SubjectRequestId},
    wire::request::view::{Copy, Section, Value},
};
use serde_json::{Map, Value as Json};
use store::{
    Scope, StoreError, business, call, consent, customer, dnc, entity::customer as customer_row, interaction, message,
    request, suppression,
};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    message::{Content, subject},
};

/// More than there can be of one person.
const EVERY: u64 = 1_000_000;

type Row = Vec<(String, Value)>;

/// Makes the copy that a request asks for, and records that it was made.
///
/// # Errors
/// [`Error::NotFound`] for a request that asks for no copy, and for a customer who is not on file any more.
pub async fn copy(service: &Service, ctx: &Ctx, request: &str) -> Result<Copy> {
    ctx.require(Right::Curate)?;
    let id: SubjectRequestId = request.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Curate, id, |tx, id| Box::pin(make(tx, *id)));
    done.await.map(|done| done.value)
}

async fn make(tx: Tx<'_>, id: SubjectRequestId) -> Result<Outcome<Copy>> {
    let found = request::find(tx.scope, id).await?.ok_or(Error::NotFound)?;
    if !found.kind()?.asks_for_a_copy() {
        return Err(Error::NotFound);
    }
    let customer = CustomerId(found.customer_id);
    let copy = collect(tx.scope, customer, tx.now).await?;
    Ok(Outcome::one(Event::CopyMade { request: id, customer }, copy))
}

/// Reads everything about a customer on file.
pub(crate) async fn collect(scope: &Scope, id: CustomerId, now: DateTime<Utc>) -> Result<Copy> {
    let found = visible(scope, id).await?;
    let business = business::find(scope).await?.ok_or(Error::NotFound)?.name;
    let section = |name, title, rows| Section { name, title, rows };
    let sections = vec![
        section("profile", "Profile", profile(&found)?),
        section("contact_points", "Numbers and addresses", points(scope, id).await?),
        section("consents", "What you answered", consents(scope, id).await?),
        section("marks", "Do not call", marks(scope, id).await?),
        section("do_not_call_list", "On the do-not-call list", sources(scope, id).await?),
        section("contacts", "Contacts", contacts(scope, id).await?),
        section("calls", "Calls", calls(scope, id).await?),
        section("messages", "Messages to you", messages(scope, id).await?),
        section("requests", "Your requests", requests(scope, id).await?),
    ];
    Ok(Copy { business, made_at: now, sections })
}

/// The copy as a file that another program can read.
pub fn to_json(copy: &Copy) -> Result<Vec<u8>> {
    let mut file = Map::new();
    file.insert("business".to_owned(), Json::from(copy.business.clone()));
    file.insert("made_at".to_owned(), written(&Value::At(copy.made_at)));
    for section in &copy.sections {
        let row = |row: &Row| {
            let fields = row.iter().map(|(name, value)| (name.to_lowercase().replace(' ', "_"), written(value)));
            Json::Object(fields.collect())
        };
        file.insert(section.name.to_owned(), section.rows.iter().map(row).collect());
    }
    serde_json::to_vec_pretty(&file).map_err(|_| Error::Broken("a copy cannot be written"))
}

fn written(value: &Value) -> Json {
    match value {
        Value::Text(text) => Json::from(text.clone()),
        Value::At(at) => Json::from(at.to_rfc3339_opts(SecondsFormat::Secs, true)),
    }
}

/// A row of those of these values that are there.
fn row<const N: usize>(fields: [(&str, Option<Value>); N]) -> Row {
    fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

fn text(value: impl ToString) -> Value {
    Value::Text(value.to_string())
}

fn at(at: DateTime<Utc>) -> Value {
    Value::At(at)
}

/// Who recorded something, without a name.
fn by(kind: &str, id: Option<uuid::Uuid>) -> Value {
    text(match Actor::from_parts(kind, id) {
        Some(Actor::Customer(_)) => "you",
        Some(Actor::Member(_)) => "a member of staff",
        Some(Actor::Import(_)) => "an import",
        Some(Actor::Operator | Actor::System) | None => "the system",
    })
}

fn profile(found: &customer_row::Model) -> Result<Vec<Row>> {
    let known = [
        ("Full name", &found.full_name),
        ("Company", &found.company),
        ("Street address", &found.address_line),
        ("City", &found.city),
        ("State or region", &found.region),
        ("Postal code", &found.postal_code),
        ("Country", &found.country),
        ("Language", &found.language),
        ("Time zone", &found.time_zone),
        ("Note", &found.note),
    ];
    let mut all = row(known.map(|(name, value)| (name, value.as_ref().map(text))));
    let extra: Vec<(String, String)> =
        serde_json::from_value(found.extra.clone()).map_err(|_| StoreError::Garbled("customer.extra"))?;
    all.extend(extra.into_iter().map(|(name, value)| (name, Value::Text(value))));
    all.push(("On file since".to_owned(), Value::At(found.created_at)));
    Ok(vec![all])
}

async fn points(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let points = customer::every_point(scope, id).await?.into_iter();
    Ok(points
        .map(|point| {
            row([
                ("Kind", Some(text(&point.kind))),
                ("Value", Some(text(&point.value))),
                ("Extension", point.extension.as_ref().map(text)),
                ("Label", point.label.as_ref().map(text)),
                ("No longer used since", point.retired_at.map(at)),
            ])
        })
        .collect())
}

async fn consents(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let answers = consent::list(scope, &[id]).await?.into_iter();
    Ok(answers
        .map(|answer| {
            row([
                ("Topic", Some(text(&answer.topic))),
                ("Answer", Some(text(&answer.status))),
                ("How", Some(text(&answer.method))),
                ("Asked of", Some(text(&answer.asked_of))),
                ("Answered", Some(at(answer.occurred_at))),
                ("Recorded", Some(at(answer.recorded_at))),
                ("Recorded by", Some(by(&answer.actor_kind, answer.actor_id))),
                ("Text version", answer.notice_id.map(text)),
                ("Counts for nothing since", answer.invalidated_at.map(at)),
                ("Note", answer.note.as_ref().map(text)),
            ])
        })
        .collect())
}

async fn marks(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let marks = dnc::every(scope, id).await?.into_iter();
    Ok(marks
        .map(|mark| {
            row([
                ("Marked", Some(at(mark.marked_at))),
                ("How", Some(text(&mark.how))),
                ("Recorded by", Some(by(&mark.marked_by_kind, mark.marked_by_id))),
                ("Taken off", mark.lifted_at.map(at)),
                ("Reason", mark.lift_reason.as_ref().map(text)),
                ("Evidence", mark.lift_evidence.as_ref().map(text)),
            ])
        })
        .collect())
}

async fn sources(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let sources = suppression::sources_of_customer(scope, id).await?.into_iter();
    Ok(sources
        .map(|source| {
            row([
                ("Source", Some(text(&source.kind))),
                ("Since", Some(at(source.added_at))),
                ("Recorded by", Some(by(&source.added_by_kind, source.added_by_id))),
                ("Note", source.note.as_ref().map(text)),
                ("Taken off", source.lifted_at.map(at)),
            ])
        })
        .collect())
}

async fn contacts(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let contacts = interaction::list(scope, id, EVERY).await?.into_iter();
    Ok(contacts
        .map(|contact| {
            row([
                ("When", Some(at(contact.at))),
                ("Direction", Some(text(&contact.direction))),
                ("Answer", contact.answer.as_ref().map(text)),
                ("Outcome", contact.outcome.as_ref().map(text)),
                ("Recorded by", Some(by(&contact.actor_kind, contact.actor_id))),
                ("Note", contact.note.as_ref().map(text)),
            ])
        })
        .collect())
}

async fn calls(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let calls = call::list(scope, id, EVERY).await?.into_iter();
    Ok(calls
        .map(|call| {
            row([
                ("When", Some(at(call.at))),
                ("Purpose", Some(text(&call.purpose))),
                ("Decision", Some(text(&call.decision))),
                ("Reasons", Some(&call.reasons).filter(|reasons| !reasons.is_empty()).map(text)),
                ("Started", call.started_at.map(at)),
            ])
        })
        .collect())
}

async fn messages(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for sent in message::list(scope, id, EVERY).await? {
        let content = Content::of(&sent)?;
        rows.push(row([
            ("When", Some(at(sent.created_at))),
            ("To", sent.recipient.as_ref().map(text)),
            ("Subject", content.as_ref().map(subject).map(text)),
            ("State", Some(text(&sent.state))),
        ]));
    }
    Ok(rows)
}

async fn requests(scope: &Scope, id: CustomerId) -> Result<Vec<Row>> {
    let all = request::list(scope, Some(id), &domain::request::RequestState::ALL, None, EVERY).await?.into_iter();
    Ok(all
        .map(|request| {
            row([
                ("Kind", Some(text(&request.kind))),
                ("How", Some(text(&request.came))),
                ("Received on", Some(text(request.received_on))),
                ("Due on", Some(text(request.due_on))),
                ("State", Some(text(&request.state))),
                ("Asked", request.asked.as_ref().map(text)),
                ("Put off because", request.extension.as_ref().map(text)),
                ("Outcome", request.outcome.as_ref().map(text)),
                ("You were told", request.told.as_ref().map(text)),
                ("Answered", request.settled_at.map(at)),
            ])
        })
        .collect())
}
