//! A copy of everything that is held about one customer, to be read and to be taken along (GDPR 15(3), 20).
//!
//! Rows are taken by the customer whose they are, never by a number or an address: whoever shares one is
//! not in it. Members are not named; what they typed about the customer is.

mod held;

use chrono::{DateTime, SecondsFormat, Utc};
use domain::{
    access::Right,
    catalogue::{Code, Sort},
    event::Event,
    id::{CustomerId, SubjectRequestId},
    wire::request::view::{Copy, Name, Section, Value},
};
use serde_json::{Map, Value as Json};
use store::{Scope, business, customer, entity::customer as row, request};

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    reader::Reader,
};
use held::Held;

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
    let whose = visible(tx.scope, customer).await?;
    let business = business::find(tx.scope).await?.ok_or(Error::NotFound)?;
    let reader = Reader::of(&whose, &customer::points(tx.scope, customer).await?, &business, None);
    let copy = collect(tx.scope, &whose, &reader, tx.now).await?;
    Ok(Outcome::one(Event::CopyMade { request: id, customer }, copy))
}

/// Reads everything about a customer on file, as they read it.
pub(crate) async fn collect(scope: &Scope, whose: &row::Model, reader: &Reader, now: DateTime<Utc>) -> Result<Copy> {
    let business = business::find(scope).await?.ok_or(Error::NotFound)?.name;
    let held = Held { scope, id: CustomerId(whose.id), reader };
    let section = |sort, rows| Section { sort, rows };
    let sections = vec![
        section(Sort::Profile, held.profile(whose)?),
        section(Sort::ContactPoints, held.points().await?),
        section(Sort::Consents, held.consents().await?),
        section(Sort::Marks, held.marks().await?),
        section(Sort::DoNotCallList, held.sources().await?),
        section(Sort::Contacts, held.contacts().await?),
        section(Sort::Calls, held.calls().await?),
        section(Sort::Messages, held.messages().await?),
        section(Sort::Requests, held.requests().await?),
    ];
    Ok(Copy { business, language: reader.language, made_at: reader.on_their_clock(now), sections })
}

/// The copy as a file that another program can read: its names and codes are the same in every language.
pub fn to_json(copy: &Copy) -> Result<Vec<u8>> {
    let mut file = Map::new();
    file.insert("business".to_owned(), Json::from(copy.business.clone()));
    file.insert("made_at".to_owned(), written(&Value::At(copy.made_at)));
    for section in &copy.sections {
        let row = |row: &Vec<(Name, Value)>| {
            let fields = row.iter().map(|(name, value)| (key(name), written(value)));
            Json::Object(fields.collect())
        };
        file.insert(section.sort.code().to_owned(), section.rows.iter().map(row).collect());
    }
    serde_json::to_vec_pretty(&file).map_err(|_| Error::Broken("a copy cannot be written"))
}

fn key(name: &Name) -> String {
    match name {
        Name::Known(term) => term.code().to_owned(),
        Name::Own(heading) => heading.to_lowercase().replace(' ', "_"),
    }
}

fn written(value: &Value) -> Json {
    Json::from(match value {
        Value::Text(text) => text.clone(),
        Value::Codes(codes) => codes.iter().map(Code::code).collect::<Vec<_>>().join("+"),
        Value::At(at) => at.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
        Value::On(day) => day.to_string(),
    })
}
