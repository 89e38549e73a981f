//! Changing several things of a customer at once, as a program does: all of it, or nothing.

use domain::{
    access::Right,
    country::Country,
    error::Problem,
    event::Event,
    id::{ContactPointId, CustomerId},
    wire::customer::{AddPoint, Edit},
};
use store::{customer, entity::customer as row};
use uuid::Uuid;

use super::{
    edit::{NewPoint, apply, insert_point, read, read_point, retire},
    visible,
};
use crate::{
    Service,
    change::{Outcome, Tx},
    country,
    ctx::Ctx,
    error::{Error, Result},
    ports::token_hash,
};

/// How much of the hash is in a version: what differs by chance, differs in this.
const LONG_ENOUGH: usize = 16;

/// What is to be changed. A detail that is `None` stays as it is; one that is empty is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the fields are named like the things they carry")]
pub struct Patch {
    pub customer: String,
    pub name: Option<String>,
    pub company: Option<String>,
    pub address_line: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub postal_code: Option<String>,
    pub language: Option<String>,
    pub time_zone: Option<String>,
    pub note: Option<String>,
    /// Numbers that are new, each with its label.
    pub add_phones: Vec<(String, String)>,
    /// Addresses that are new, each with its label.
    pub add_emails: Vec<(String, String)>,
    /// The identifiers of numbers and addresses that are no longer used.
    pub retire: Vec<String>,
}

/// As which version the customer was read before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// As any.
    Any,
    /// As one of these.
    OneOf(Vec<String>),
}

/// A change, read.
struct Read {
    customer: CustomerId,
    patch: Patch,
    new: Vec<NewPoint>,
    retired: Vec<ContactPointId>,
    expected: Expected,
}

/// Changes details and contact points of a customer together, by the rules of the page on which they are edited: the
/// version that they are then.
///
/// # Errors
/// Names each field that cannot be taken. [`Error::Stale`] where the customer is another version than was read.
pub async fn patch(service: &Service, ctx: &Ctx, patch: Patch, expected: Expected) -> Result<String> {
    ctx.require(Right::Work)?;
    let customer = patch.customer.parse().map_err(|_| Error::NotFound)?;
    let country = country::of_business(&service.db.read(ctx.business).await?).await?;
    let new = new_points(&patch, &country)?;
    let retired = patch.retire.iter().map(|id| id.parse().map_err(|_| no_such_point()));
    let retired = retired.collect::<Result<_>>()?;
    let changes = Read { customer, patch, new, retired, expected };
    let done = service.change(ctx, Right::Work, changes, |tx, changes| Box::pin(write(tx, changes)));
    done.await.map(|done| done.value)
}

fn new_points(patch: &Patch, country: &Country) -> Result<Vec<NewPoint>> {
    let phones = patch.add_phones.iter().map(|(phone, label)| {
        let point = AddPoint { phone: phone.clone(), label: label.clone(), ..AddPoint::default() };
        (point, "add_phones")
    });
    let emails = patch.add_emails.iter().map(|(email, label)| {
        let point = AddPoint { email: email.clone(), label: label.clone(), ..AddPoint::default() };
        (point, "add_emails")
    });
    phones.chain(emails).map(|(point, field)| read_point(&point, country).map_err(|error| of(field, error))).collect()
}

/// A problem of one of several numbers or addresses, under the name of their field.
fn of(field: &str, error: Error) -> Error {
    match error {
        Error::Invalid(invalid) => {
            let problem = invalid.problems().next().map(|(_, problem)| problem.clone());
            Error::field(field, problem.unwrap_or(Problem::NotAChoice))
        }
        other => other,
    }
}

fn no_such_point() -> Error {
    let sentence = "The customer has no such number or address. Send the id of one of theirs";
    Error::field("retire", Problem::Other(sentence.to_owned()))
}

async fn write(tx: Tx<'_>, changes: &Read) -> Result<Outcome<String>> {
    let customer = changes.customer;
    let mut found = visible(tx.scope, customer).await?;
    let now = version_of(tx, customer, found.revision).await?;
    if matches!(&changes.expected, Expected::OneOf(versions) if !versions.contains(&now)) {
        return Err(Error::Stale);
    }
    let details = read(&changes.patch.over(&found))?;
    let mut events = Vec::new();
    let changed = apply(&mut found, &details);
    if !changed.is_empty() {
        found.revision += 1;
        customer::update(tx.scope, found.clone()).await?;
        events.push(Event::CustomerEdited { customer, changes: changed });
    }
    // First, so that one may be sent again with another label.
    for point in &changes.retired {
        let retired = retire(tx, customer, *point).await;
        events.extend(retired.map_err(|error| if matches!(error, Error::NotFound) { no_such_point() } else { error })?);
    }
    for point in &changes.new {
        let field = if matches!(point, NewPoint::Phone(_)) { "add_phones" } else { "add_emails" };
        events.extend(insert_point(tx, customer, point).await.map_err(|error| of(field, error))?);
    }
    let now = version_of(tx, customer, found.revision).await?;
    Ok(Outcome::many(events, now))
}

async fn version_of(tx: Tx<'_>, customer: CustomerId, revision: i32) -> Result<String> {
    let points = customer::points(tx.scope, customer).await?;
    Ok(version(revision, points.iter().map(|point| point.id)))
}

impl Patch {
    /// The form of the page, with what is to be changed typed over what is there.
    pub(super) fn over(&self, found: &row::Model) -> Edit {
        let typed =
            |new: &Option<String>, old: &Option<String>| new.clone().or_else(|| old.clone()).unwrap_or_default();
        Edit {
            customer: self.customer.clone(),
            revision: found.revision,
            name: typed(&self.name, &found.full_name),
            company: typed(&self.company, &found.company),
            address_line: typed(&self.address_line, &found.address_line),
            city: typed(&self.city, &found.city),
            region: typed(&self.region, &found.region),
            postal_code: typed(&self.postal_code, &found.postal_code),
            language: self.language.clone(),
            time_zone: typed(&self.time_zone, &found.time_zone),
            note: typed(&self.note, &found.note),
        }
    }
}

/// Which version of a customer's details, numbers and addresses this is.
pub(super) fn version(revision: i32, points: impl Iterator<Item = Uuid>) -> String {
    let points: Vec<_> = points.map(|id| id.to_string()).collect();
    format!("{revision}-{}", &token_hash(&points.join(" "))[..LONG_ENOUGH])
}
