//! Saving what a row says, inside a change.

use std::collections::BTreeSet;

use chrono::NaiveTime;
use domain::{
    consent::{AskedOf, ConsentStatus, Method},
    dnc::{HowAsked, SourceKind},
    event::{ConsentAnswer, Event, Via},
    id::{ConsentEventId, CustomerId, ImportId},
    import::row::{ImportRow, RowConsent},
    text::Line,
    topic::Topic,
};
use store::{customer::points, entity::consent_event};

use super::known::{Hashed, closes, closes_calls};
use crate::{
    change::Tx,
    consent::{self, Answered},
    customer::{NewPerson, NewPhone, Newcomers},
    dnc,
    error::Result,
    suppression::{self, Keeps, Source},
};

/// Adds a person of the list to those who are saved together.
pub(super) fn add(
    tx: Tx<'_>,
    newcomers: &mut Newcomers,
    import: ImportId,
    row: &Hashed<'_>,
) -> (CustomerId, Vec<Event>) {
    let customer: CustomerId = tx.id();
    let person = person(row.row, row.identity.clone());
    (customer, newcomers.add(tx, customer, &person, Via::Import(import, row.row.line)))
}

/// Records what a saved person said. Nothing is granted that the row does not prove.
pub(super) async fn answer(tx: Tx<'_>, customer: CustomerId, row: &Hashed<'_>) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    if let Some(consent) = &row.row.consent {
        events.push(given(tx, customer, consent).await?);
    }
    events.extend(close(tx, customer, &BTreeSet::new(), &closes(row.row)).await?);
    Ok(events)
}

/// Records that a person refuses these topics, beside those that they refused before.
pub(super) async fn close(
    tx: Tx<'_>,
    customer: CustomerId,
    before: &BTreeSet<Topic>,
    topics: &BTreeSet<Topic>,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for topic in topics.difference(before) {
        let answered = Answered {
            topic: *topic,
            status: ConsentStatus::Refused,
            method: Method::Import,
            script: None,
            interaction: None,
            note: None,
        };
        events.push(consent::record(tx, customer, answered).await?);
    }
    if closes_calls(topics) {
        events.extend(dnc::set(tx, customer, HowAsked::ByImport, None).await?);
    }
    Ok(events)
}

/// Records a consent that came with day, source and wording (GDPR 7(1)), as of that day: every
/// later no stands above it.
async fn given(tx: Tx<'_>, customer: CustomerId, consent: &RowConsent) -> Result<Event> {
    let occurred_at = consent.given_on.and_time(NaiveTime::MIN).and_utc().min(tx.now);
    let covers = points(tx.scope, customer).await?.into_iter().map(|point| point.id.to_string()).collect();
    let id: ConsentEventId = tx.id();
    let row = consent_event::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        topic: Topic::DataCollection.code(),
        status: ConsentStatus::Given.code().to_owned(),
        covers: Some(covers),
        notice_id: None,
        method: Method::Import.code().to_owned(),
        asked_of: AskedOf::Person.code().to_owned(),
        actor_kind: tx.ctx.actor.kind().to_owned(),
        actor_id: tx.ctx.actor.id(),
        interaction_id: None,
        occurred_at,
        recorded_at: tx.now,
        expires_at: None,
        invalidated_at: None,
        note: Some(format!("Given at: {}\nWording: {}", consent.source, consent.wording)),
    };
    store::consent::insert(tx.scope, row).await?;
    Ok(Event::ConsentRecorded {
        customer,
        consent: ConsentAnswer {
            event: id,
            topic: Topic::DataCollection,
            from: ConsentStatus::Unknown,
            to: ConsentStatus::Given,
            method: Method::Import,
            asked_of: AskedOf::Person,
            notice: None,
            occurred_at,
        },
    })
}

fn person(row: &ImportRow, identity: String) -> NewPerson {
    let mut extra = row.extra.clone();
    let label = |label: &Option<Line>| label.as_ref().map(ToString::to_string);
    NewPerson {
        name: row.full_name.clone(),
        company: row.company.clone(),
        address_line: address_line(&row.address.lines, &mut extra),
        city: row.address.city.clone(),
        region: row.address.region.clone(),
        postal_code: row.address.postal_code.clone(),
        country: row.address.country.clone(),
        language: row.language,
        time_zone: row.time_zone.as_ref().map(|zone| zone.as_str().to_owned()),
        note: row.note.clone(),
        phones: row
            .phones
            .iter()
            .map(|phone| NewPhone {
                number: phone.number.clone(),
                extension: phone.extension.clone(),
                label: label(&phone.label),
            })
            .collect(),
        emails: row.emails.iter().map(|email| (email.email.clone(), label(&email.label))).collect(),
        extra,
        import_identity: Some(identity),
    }
}

/// Several lines stand in one field, as far as it holds them; the others are kept beside it.
fn address_line(lines: &[Line], extra: &mut Vec<(String, String)>) -> Option<Line> {
    let (first, others) = lines.split_first()?;
    let whole = lines.iter().map(Line::as_str).collect::<Vec<_>>().join(", ");
    if let Ok(Some(whole)) = Line::optional(&whole) {
        return Some(whole);
    }
    extra.extend(others.iter().map(|line| ("Address".to_owned(), line.to_string())));
    Some(first.clone())
}

/// Puts the numbers of a row that says no on the list, by their hashes, when the row itself saves
/// nobody: whoever else has one of them must not be called either.
pub(super) async fn list_numbers(tx: Tx<'_>, row: &ImportRow) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for phone in &row.phones {
        let hash = tx.hash_contact("phone", phone.number.as_str())?.to_string();
        if !store::suppression::listed(tx.scope, &[hash]).await?.is_empty() {
            continue;
        }
        let source = Source { kind: SourceKind::List, customer: None, mark: None, note: None, list: None };
        events.push(suppression::add(tx, &phone.number, Keeps::Hash, source).await?);
    }
    Ok(events)
}
