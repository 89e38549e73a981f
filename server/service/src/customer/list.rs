//! The list of customers: search in any format, filters, pages, counts.

use std::collections::{HashMap, HashSet};

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
    business, customer,
    customer::{Filter, Flag},
    dnc,
    entity::{contact_point, customer as row},
};

use super::shown::shown;
use crate::{
    Service,
    call::{Facts, unreadable},
    ctx::Ctx,
    error::{Error, Result},
};

/// How many rows a page has.
const PER_PAGE: u32 = 50;
/// The last page that can be asked for.
const LAST_PAGE: u32 = 1_000_000;

/// A page of the list.
pub async fn list(service: &Service, ctx: &Ctx, query: ListQuery) -> Result<List> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let country = Country::parse(&business.country).map_err(|_| Error::Broken("a business has no country"))?;
    let filter = read(&query, &country);
    let page = query.page.clamp(1, LAST_PAGE);
    let offset = u64::from(page - 1) * u64::from(PER_PAGE);
    let customers = customer::list(&scope, &filter, offset, u64::from(PER_PAGE)).await?;
    let only = |flag| Filter { flag: Some(flag), ..Filter::default() };
    let counts = [Filter::default(), only(Flag::DoNotCall), only(Flag::NoConsentOnRecord)];
    let [all, do_not_call, no_consent] = [
        customer::count(&scope, &counts[0]).await?,
        customer::count(&scope, &counts[1]).await?,
        customer::count(&scope, &counts[2]).await?,
    ];
    Ok(List {
        rows: rows(service, &scope, customers).await?,
        matching: customer::count(&scope, &filter).await?,
        all,
        do_not_call,
        no_consent,
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

/// What was typed, as words, or as readings of a number when it looks like one.
fn read(query: &ListQuery, country: &Country) -> Filter {
    let flag = match query.show.as_str() {
        "dnc" => Some(Flag::DoNotCall),
        "no_consent" => Some(Flag::NoConsentOnRecord),
        _ => None,
    };
    let typed: String = query.q.chars().filter(|sign| !sign.is_control()).take(200).collect();
    let digits = search_digits(&typed, country);
    let words = if digits.is_empty() {
        typed.to_lowercase().split_whitespace().take(8).map(ToOwned::to_owned).collect()
    } else {
        Vec::new()
    };
    Filter { words, digits, flag }
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
