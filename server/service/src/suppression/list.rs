//! The list as a page, and the search for one number.

use std::collections::HashMap;

use chrono::DateTime;
use domain::{
    access::Right,
    dnc::SourceKind,
    id::{CustomerId, SuppressionId},
    phone::{PhoneNumber, parse},
    wire::suppression::{Found, List, Row, Source, params},
};
use store::{
    Scope, StoreError,
    entity::{suppression as row, suppression_source},
    suppression::{self, Filter, Place},
};

use super::kind_of;
use crate::{
    Service, country,
    ctx::Ctx,
    error::{Error, Result},
    names::{self, Names},
    registry,
};

/// How many numbers a page has.
const PER_PAGE: u64 = 50;

/// A part of the list, newest first.
pub async fn list(service: &Service, ctx: &Ctx, query: params::Query) -> Result<List> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let kind = SourceKind::from_code(&query.show).ok().map(|kind| kind.code().to_owned());
    let filter = Filter { kind, after: place(&query.after) };
    // One more than is shown tells whether there is another page.
    let mut found = suppression::list(&scope, &filter, PER_PAGE + 1).await?;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let next = (found.len() > shown).then(|| word(&found[shown - 1]));
    found.truncate(shown);
    Ok(List {
        rows: rows(&scope, found).await?,
        counts: counts(&scope).await?,
        all: suppression::count(&scope).await?,
        next,
        country: country::of_business(&scope).await?.code().to_owned(),
        countries: country::all(),
        registries: registry::sentences(&scope, service.now().date_naive()).await?,
        may_work: ctx.may(Right::Work),
        may_operate: ctx.may(Right::Operate),
    })
}

/// Looks one number up, in whatever format it is typed. It is found by its keyed hash, so the number
/// of somebody who was erased is found too.
///
/// # Errors
/// Fails where it is not one number.
pub async fn search(service: &Service, ctx: &Ctx, typed: params::Search) -> Result<Found> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let country = country::of_business(&scope).await?;
    let parsed = parse(&typed.phone, &country).map_err(|problem| Error::field("phone", problem))?;
    let hash = service.keys.hash_contact(ctx.business, "phone", parsed.number.as_str())?.to_string();
    let found = suppression::find_by_hash(&scope, &hash).await?;
    let row = rows(&scope, found.into_iter().collect()).await?.into_iter().find(|row| !row.sources.is_empty());
    Ok(Found { number: parsed.number.masked(), row })
}

async fn counts(scope: &Scope) -> Result<Vec<(SourceKind, u64)>> {
    let counted: HashMap<_, _> = suppression::counts(scope).await?.into_iter().collect();
    let of = |kind: SourceKind| (kind, counted.get(kind.code()).copied().unwrap_or_default());
    Ok(SourceKind::ALL.map(of).to_vec())
}

/// These numbers with the sources that stand.
pub(super) async fn rows(scope: &Scope, numbers: Vec<row::Model>) -> Result<Vec<Row>> {
    let ids: Vec<_> = numbers.iter().map(|number| SuppressionId(number.id)).collect();
    let mut standing: HashMap<_, Vec<suppression_source::Model>> = HashMap::new();
    for source in suppression::sources(scope, &ids).await? {
        standing.entry(source.suppression_id).or_default().push(source);
    }
    let marked: Vec<_> = standing.values().flatten().filter_map(|source| source.customer_id).map(CustomerId).collect();
    let people = People { names: Names::of(scope).await?, customers: names::of_customers(scope, &marked).await? };
    let each = numbers.into_iter().map(|number| {
        let sources = standing.remove(&number.id).unwrap_or_default();
        Ok(Row {
            id: number.id.into(),
            number: number.number.as_deref().map(masked).transpose()?,
            listed_at: number.listed_at,
            sources: sources.into_iter().map(|source| people.source(source)).collect::<Result<_>>()?,
        })
    });
    each.collect()
}

/// The people whom sources speak of.
struct People {
    names: Names,
    customers: HashMap<CustomerId, String>,
}

impl People {
    fn source(&self, source: suppression_source::Model) -> Result<Source> {
        let kind = kind_of(&source)?;
        // Only a mark leads to its customer: of somebody who refused nothing is said.
        let customer = source.customer_id.map(CustomerId).filter(|_| kind == SourceKind::Mark);
        Ok(Source {
            id: source.id.into(),
            kind,
            added_at: source.added_at,
            by: self.names.actor(&source.added_by_kind, source.added_by_id),
            note: source.note,
            is_uploaded: source.list.is_some(),
            customer: customer.and_then(|id| Some((id, self.customers.get(&id)?.clone()))),
        })
    }
}

/// Nobody may call what is on the list, so its digits are sent nowhere.
fn masked(number: &str) -> Result<String> {
    let number = PhoneNumber::from_e164(number).map_err(|_| StoreError::Garbled("suppression.number"))?;
    Ok(number.masked())
}

/// A place as the address of a page names it: an instant and an identifier, and no number.
fn word(number: &row::Model) -> String {
    format!("{}.{}", number.listed_at.timestamp_micros(), number.id)
}

/// The place that an address names; the beginning where it names none.
fn place(word: &str) -> Option<Place> {
    let (at, id) = word.split_once('.')?;
    Some(Place { listed_at: DateTime::from_timestamp_micros(at.parse().ok()?)?, id: id.parse().ok()? })
}
