//! A person who comes on file, by their own yes or by an import.

use domain::{
    email::Email,
    event::{Event, PointKind, Via},
    id::{ContactPointId, CustomerId},
    language::Language,
    text::{CompanyName, FullName, Line, Note},
};
use store::{
    customer,
    entity::{contact_point, customer as row},
};

use crate::{change::Tx, error::Result};

/// What is known about a person when they come on file.
#[derive(Clone, Debug)]
pub(crate) struct NewPerson {
    pub(crate) name: FullName,
    pub(crate) company: Option<CompanyName>,
    pub(crate) address_line: Option<Line>,
    pub(crate) city: Option<Line>,
    pub(crate) region: Option<Line>,
    pub(crate) postal_code: Option<Line>,
    pub(crate) country: Option<Line>,
    pub(crate) language: Option<Language>,
    pub(crate) time_zone: Option<String>,
    pub(crate) note: Option<Note>,
    pub(crate) phones: Vec<NewPhone>,
    pub(crate) emails: Vec<(Email, Option<String>)>,
    pub(crate) extra: Vec<(String, String)>,
    pub(crate) import_identity: Option<String>,
}

impl NewPerson {
    /// Somebody of whom only the name is known.
    pub(crate) fn named(name: FullName) -> Self {
        Self {
            name,
            company: None,
            address_line: None,
            city: None,
            region: None,
            postal_code: None,
            country: None,
            language: None,
            time_zone: None,
            note: None,
            phones: Vec::new(),
            emails: Vec::new(),
            extra: Vec::new(),
            import_identity: None,
        }
    }
}

/// A number of a person who comes on file.
#[derive(Clone, Debug)]
pub(crate) struct NewPhone {
    pub(crate) number: domain::phone::PhoneNumber,
    pub(crate) extension: Option<String>,
    pub(crate) label: Option<String>,
}

/// People who come on file together.
#[derive(Default)]
pub(crate) struct Newcomers {
    customers: Vec<row::Model>,
    points: Vec<contact_point::Model>,
}

impl Newcomers {
    /// Adds a person, and says what happens when they are saved. What they answered is recorded by
    /// who calls, after that.
    pub(crate) fn add(&mut self, tx: Tx<'_>, id: CustomerId, person: &NewPerson, via: Via) -> Vec<Event> {
        self.customers.push(customer_row(tx, id, person));
        let mut events = vec![Event::CustomerAdded { customer: id, name: person.name.to_string(), via }];
        let phones = (0..).zip(&person.phones).map(|(at, phone)| (phone_row(tx, id, phone, at), PointKind::Phone));
        let emails = (100..).zip(&person.emails);
        let emails = emails.map(|(at, (email, label))| (email_row(tx, id, email, label.clone(), at), PointKind::Email));
        for (point, kind) in phones.chain(emails) {
            events.push(added(id, &point, kind));
            self.points.push(point);
        }
        events
    }

    /// Saves them.
    pub(crate) async fn save(self, tx: Tx<'_>) -> Result<()> {
        Ok(customer::insert_many(tx.scope, self.customers, self.points).await?)
    }
}

/// Saves a person. What they answered is recorded by who calls.
pub(crate) async fn insert(tx: Tx<'_>, id: CustomerId, person: &NewPerson, via: Via) -> Result<Vec<Event>> {
    let mut newcomers = Newcomers::default();
    let events = newcomers.add(tx, id, person, via);
    newcomers.save(tx).await?;
    Ok(events)
}

fn customer_row(tx: Tx<'_>, id: CustomerId, person: &NewPerson) -> row::Model {
    let text = |line: &Option<Line>| line.as_ref().map(ToString::to_string);
    row::Model {
        business_id: tx.business().0,
        id: id.0,
        full_name: Some(person.name.to_string()),
        sort_name: Some(person.name.as_str().to_lowercase()),
        company: person.company.as_ref().map(ToString::to_string),
        address_line: text(&person.address_line),
        city: text(&person.city),
        region: text(&person.region),
        postal_code: text(&person.postal_code),
        country: text(&person.country),
        language: person.language.map(|language| language.code().to_owned()),
        time_zone: person.time_zone.clone(),
        note: person.note.as_ref().map(ToString::to_string),
        extra: person.extra.iter().map(|(name, value)| serde_json::json!([name, value])).collect(),
        import_identity: person.import_identity.clone(),
        revision: 1,
        created_at: tx.now,
        withdrawn_at: None,
        erase_at: None,
        erased_at: None,
        merged_into: None,
    }
}

/// The row of a number.
pub(super) fn phone_row(tx: Tx<'_>, customer: CustomerId, phone: &NewPhone, position: i32) -> contact_point::Model {
    contact_point::Model {
        extension: phone.extension.clone(),
        label: phone.label.clone(),
        ..point_row(tx, customer, PointKind::Phone, phone.number.as_str(), position)
    }
}

/// The row of an address.
pub(super) fn email_row(
    tx: Tx<'_>,
    customer: CustomerId,
    email: &Email,
    label: Option<String>,
    position: i32,
) -> contact_point::Model {
    contact_point::Model { label, ..point_row(tx, customer, PointKind::Email, email.as_str(), position) }
}

fn point_row(tx: Tx<'_>, customer: CustomerId, kind: PointKind, value: &str, position: i32) -> contact_point::Model {
    contact_point::Model {
        business_id: tx.business().0,
        id: tx.id::<ContactPointId>().0,
        customer_id: customer.0,
        kind: kind.code().to_owned(),
        value: value.to_owned(),
        extension: None,
        label: None,
        position,
        added_at: tx.now,
        retired_at: None,
        undeliverable_at: None,
    }
}

/// What happened when a contact point was added.
pub(super) fn added(customer: CustomerId, point: &contact_point::Model, kind: PointKind) -> Event {
    Event::ContactPointAdded { customer, point: point.id.into(), kind, value: point.value.clone() }
}
