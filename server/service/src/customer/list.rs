//! The list of customers: search in any format, filters, pages, counts.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    consent::{self, ConsentStatus},
    country::Country,
    event::PointKind,
    id::CustomerId,
    phone::search_digits,
    topic::Topic,
    wire::customer::{List, ListQuery, Row},
};
use store::{
    Scope, business, customer,
    customer::{Expiring, Filter, Flag, HeadCounts},
    dnc,
    entity::{contact_point, customer as row},
};

use super::shown::shown;
use crate::{
    Service,
    call::{Facts, terms, unreadable},
    ctx::Ctx,
    error::{Error, Result},
};

/// How many rows a page has.
const PER_PAGE: u32 = 50;
/// How long before its end a yes is asked for again.
const ENDS_SOON: TimeDelta = TimeDelta::days(14);
/// The last page that can be asked for.
const LAST_PAGE: u32 = 1_000_000;

/// A page of the list.
pub async fn list(service: &Service, ctx: &Ctx, query: ListQuery) -> Result<List> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).map_err(|_| Error::Broken("a business has no country"))?;
    let now = service.clock.now();
    let filter = Filter { flag: flag(&scope, &query, now).await?, ..read(&query, &country) };
    let page = query.page.clamp(1, LAST_PAGE);
    let offset = u64::from(page - 1) * u64::from(PER_PAGE);
    let customers = customer::list(&scope, &filter, offset, u64::from(PER_PAGE)).await?;
    let heads = customer::head_counts(&scope).await?;
    Ok(List {
        rows: rows(service, &scope, customers).await?,
        matching: matching(&scope, &filter, heads).await?,
        all: heads.on_file,
        do_not_call: heads.do_not_call,
        no_consent: heads.no_consent,
        page,
        per_page: PER_PAGE,
        may_work: ctx.may(Right::Work),
        may_import: ctx.may(Right::Curate),
    })
}

/// The customers behind this one, in the order in which they came on file, and the place behind which the next ones
/// begin.
pub async fn page(service: &Service, ctx: &Ctx, after: Option<CustomerId>) -> Result<(Vec<Row>, Option<CustomerId>)> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let shown = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    // One more than is shown tells whether there are others.
    let mut found = customer::list_behind(&scope, after, u64::from(PER_PAGE) + 1).await?;
    let next = (found.len() > shown).then(|| CustomerId(found[shown - 1].id));
    found.truncate(shown);
    Ok((rows(service, &scope, found).await?, next))
}

/// How many match. Where nothing was searched for, it is counted already.
async fn matching(scope: &Scope, filter: &Filter, heads: HeadCounts) -> Result<u64> {
    let searched = !filter.words.is_empty() || !filter.digits.is_empty();
    match &filter.flag {
        None if !searched => Ok(heads.on_file),
        Some(Flag::DoNotCall) if !searched => Ok(heads.do_not_call),
        Some(Flag::NoConsentOnRecord) if !searched => Ok(heads.no_consent),
        _ => Ok(customer::count(scope, filter).await?),
    }
}

async fn flag(scope: &Scope, query: &ListQuery, now: DateTime<Utc>) -> Result<Option<Flag>> {
    Ok(match query.show.as_str() {
        "dnc" => Some(Flag::DoNotCall),
        "no_consent" => Some(Flag::NoConsentOnRecord),
        "consent" => Some(Flag::ConsentOnRecord),
        "expiring" => Some(expiring(scope, now).await?),
        _ => None,
    })
}

/// The customers of whom a yes ends within the next days.
pub(crate) async fn expiring(scope: &Scope, now: DateTime<Utc>) -> Result<Flag> {
    let terms = terms(scope).await?;
    Ok(Flag::Expiring(Expiring::between(now, now + ENDS_SOON, &terms)))
}

/// What was typed, as words, or as readings of a number when it looks like one.
fn read(query: &ListQuery, country: &Country) -> Filter {
    let typed: String = query.q.chars().filter(|sign| !sign.is_control()).take(200).collect();
    let digits = search_digits(&typed, country);
    let words = if digits.is_empty() {
        typed.to_lowercase().split_whitespace().take(8).map(ToOwned::to_owned).collect()
    } else {
        Vec::new()
    };
    Filter { words, digits, flag: None }
}

async fn rows(service: &Service, scope: &store::Scope, customers: Vec<row::Model>) -> Result<Vec<Row>> {
    let ids: Vec<_> = customers.iter().map(|customer| CustomerId(customer.id)).collect();
    let marked: HashSet<_> = dnc::standing(scope, &ids).await?.into_iter().map(|mark| mark.customer_id).collect();
    let mut points: HashMap<_, Vec<contact_point::Model>> = HashMap::new();
    for point in customer::points_of(scope, &ids).await? {
        points.entry(point.customer_id).or_default().push(point);
    }
    let now = service.clock.now();
    // Without the facts every number is masked: the list is no way around the gate.
    let facts = Facts::load_apart(&service.keys, &service.shelf, scope, &ids).await.map_err(unreadable).ok();
    let events: HashMap<CustomerId, ConsentStatus> = ids
        .iter()
        .map(|id| {
            let events = facts.as_ref().map_or(&[][..], |facts| facts.events(*id));
            (*id, consent::status(events, Topic::DataCollection, None, now))
        })
        .collect();
    let row = |customer: row::Model| {
        let id = CustomerId(customer.id);
        let own = points.get(&customer.id).map_or(&[][..], Vec::as_slice);
        let phone = own.iter().find(|point| point.kind == PointKind::Phone.code());
        let masked =
            |point: &contact_point::Model| facts.as_ref().is_none_or(|facts| facts.masks(id, point.id.into(), now));
        Row {
            id,
            name: customer.full_name.unwrap_or_else(|| "Erased customer".to_owned()),
            company: customer.company,
            phone: phone.and_then(|point| shown(&point.value, masked(point))),
            email: own.iter().find(|point| point.kind == PointKind::Email.code()).map(|point| point.value.clone()),
            do_not_call: marked.contains(&id.0),
            blocked: phone.is_some_and(masked),
            flagged: facts.is_some() && events.get(&id) == Some(&ConsentStatus::Unknown),
            added_at: customer.created_at,
        }
    };
    Ok(customers.into_iter().map(row).collect())
}
