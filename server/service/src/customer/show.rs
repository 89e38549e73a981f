//! The page of a customer: how they stand, what they answered, what happened.

mod consents;

use domain::{
    access::Right,
    call::CallDecision,
    consent::{self, ConsentStatus},
    dnc::{HowAsked, TAKE_BACK_FOR},
    event::PointKind,
    id::{ContactPointId, CustomerId},
    topic::{Purpose, Topic},
    wire::customer::{EmailAddress, Marked, Number, Show, ShowQuery, Withdrawn},
};
use store::{
    Scope, StoreError, business, customer, dnc,
    entity::{business as business_row, consent_event, customer as row, dnc_mark},
    ledger, member,
};

use super::{detail::DETAILS, patch::version, shown::shown, survivor};
use crate::{
    Service,
    call::{Facts, opt_in, unexplained, unreadable},
    ctx::Ctx,
    error::{Error, Result},
    names::Names,
    ports::new_id,
    standing,
};
use consents::{Consents, Texts};

/// How many entries of the history the page shows.
const HISTORY: u64 = 100;

/// The page of a customer.
pub async fn show(service: &Service, ctx: &Ctx, query: ShowQuery) -> Result<Show> {
    show_version(service, ctx, query).await.map(|(show, _)| show)
}

/// The same, with the version of what a program may change of it: details, numbers and addresses.
pub async fn show_version(service: &Service, ctx: &Ctx, query: ShowQuery) -> Result<(Show, String)> {
    ctx.require(Right::Read)?;
    let asked: CustomerId = query.customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    // Whoever was merged is found where they are now.
    let id = survivor(&scope, asked).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let found = customer::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let now = service.clock.now();
    // The page itself stays readable when the facts are not; only the calls are shut then.
    let facts = match Facts::load_apart(&service.keys, &service.shelf, &scope, &[id]).await {
        Ok(facts) => Some(facts),
        Err(error) => {
            unreadable(error);
            None
        }
    };
    let events = facts.as_ref().map(|facts| facts.events(id).to_vec()).unwrap_or_default();
    let status = consent::status(&events, Topic::DataCollection, None, now);
    let standings = match &facts {
        Some(facts) => standing::standings(facts, id, now).calls,
        None => standing::of(service, &scope, &[id]).await?.into_iter().flat_map(|it| it.calls).collect(),
    };
    let gone = found.withdrawn_at.or(found.erased_at).is_some();
    let points = points(&scope, id, facts.as_ref(), now).await?;
    let details = if gone { Vec::new() } else { without(&points.masked, details(&found)?) };
    let names = Names::of(&scope).await?;
    let (marks, rows) = match &facts {
        Some(facts) => facts.recorded(id),
        None => readable(&scope, id).await?,
    };
    let mark = marked(&marks, ctx, &names, now)?;
    let texts = Texts::read(&scope).await?;
    let record = Consents { events: &events, rows: &rows, texts: &texts, names: &names, now };
    let purpose = purpose(&query, &business)?;
    let why = |number: Option<ContactPointId>| match &facts {
        Some(facts) => facts.why(id, number, purpose, &names, now),
        None => unexplained(number, &CallDecision::could_not_check()),
    };
    let numbers: Vec<_> = points.numbers.iter().map(|number| Some(number.id)).collect();
    let why = if numbers.is_empty() { vec![why(None)] } else { numbers.into_iter().map(why).collect() };
    let version = version(found.revision, points.ids.iter().map(|(id, _)| id.0));
    let show = Show {
        id,
        form: new_id(now, &*service.random).to_string(),
        details,
        flagged: facts.is_some() && status == ConsentStatus::Unknown,
        withdrawn: withdrawn(&found),
        purpose,
        why,
        numbers: points.numbers,
        standings,
        emails: if gone { Vec::new() } else { points.emails },
        consent: record.data_collection(status),
        preferences: record.preferences(&opt_in(&business)?, mark.as_ref(), &points.ids),
        questions: if gone { Vec::new() } else { texts.questions() },
        answers: if gone { Vec::new() } else { record.answers(&scope, id, &points.masked).await? },
        mark,
        history: crate::ledger::history(&scope, id, HISTORY).await?,
        may_work: ctx.may(Right::Work),
        may_curate: ctx.may(Right::Curate),
        keys_enabled: keys_enabled(&scope, ctx).await?,
        seq: ledger::size(&scope).await?,
        now,
        name: match found.full_name {
            Some(_) if gone => "Withdrawn customer".to_owned(),
            Some(name) => name,
            None => "Erased customer".to_owned(),
        },
    };
    Ok((show, version))
}

/// The marks and the answers, as far as they can be read where the facts of a decision cannot.
async fn readable(scope: &Scope, id: CustomerId) -> Result<(Vec<dnc_mark::Model>, Vec<consent_event::Model>)> {
    let apart = scope.apart().await?;
    let marks = dnc::standing(&apart, &[id]).await.unwrap_or_default();
    apart.discard().await?;
    let apart = scope.apart().await?;
    let answers = store::consent::list(&apart, &[id]).await.unwrap_or_default();
    apart.discard().await?;
    Ok((marks, answers))
}

fn purpose(query: &ShowQuery, business: &business_row::Model) -> Result<Purpose> {
    if let Ok(chosen) = Purpose::from_code(&query.purpose) {
        return Ok(chosen);
    }
    Ok(Purpose::from_code(&business.default_purpose).map_err(|_| StoreError::Garbled("business.default_purpose"))?)
}

fn details(found: &row::Model) -> Result<Vec<(String, String)>> {
    let extra: Vec<(String, String)> =
        serde_json::from_value(found.extra.clone()).map_err(|_| StoreError::Garbled("customer.extra"))?;
    let beside_the_name = DETAILS.iter().filter(|detail| detail.name != "name");
    let known = beside_the_name.filter_map(|detail| Some((detail.label.to_owned(), detail.said(found)?)));
    Ok(known.chain(extra.into_iter().filter(|(_, value)| !value.is_empty())).collect())
}

fn withdrawn(found: &row::Model) -> Option<Withdrawn> {
    let at = found.withdrawn_at.or(found.erased_at)?;
    Some(Withdrawn { at, erase_at: found.erase_at.unwrap_or(at), erased_at: found.erased_at })
}

/// What a customer can be reached by, as it is shown.
#[derive(Default)]
struct Points {
    numbers: Vec<Number>,
    emails: Vec<EmailAddress>,
    /// What each is.
    ids: Vec<(ContactPointId, PointKind)>,
    /// The last digits of the numbers that are masked: they must not stand anywhere else.
    masked: Vec<String>,
}

/// The details without those in which a masked number stands: an import keeps what it cannot read.
pub(super) fn without(masked: &[String], mut details: Vec<(String, String)>) -> Vec<(String, String)> {
    for (_, value) in &mut details {
        if says_masked(masked, value) {
            HIDDEN.clone_into(value);
        }
    }
    details
}

/// What stands for a text in which a masked number stands.
const HIDDEN: &str = "(hidden)";

/// Whether the digits of a masked number stand in a text.
fn says_masked(masked: &[String], text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    masked.iter().any(|tail| digits.contains(tail))
}

async fn points(
    scope: &Scope,
    id: CustomerId,
    facts: Option<&Facts>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Points> {
    let mut found = Points::default();
    for point in customer::points(scope, id).await? {
        let kind = PointKind::from_code(&point.kind).ok_or(StoreError::Garbled("contact_point.kind"))?;
        found.ids.push((point.id.into(), kind));
        if kind == PointKind::Email {
            let comes_back = point.undeliverable_at.is_some();
            found.emails.push(EmailAddress { id: point.id.into(), address: point.value, comes_back });
            continue;
        }
        let masked = facts.is_none_or(|facts| facts.masks(id, point.id.into(), now));
        if masked {
            found.masked.push(point.value.chars().rev().take(7).collect::<Vec<_>>().into_iter().rev().collect());
        }
        found.numbers.push(Number {
            id: point.id.into(),
            shown: shown(&point.value, masked).ok_or(StoreError::Garbled("contact_point.value"))?,
            masked,
            extension: if masked { None } else { point.extension },
            label: point.label,
        });
    }
    Ok(found)
}

fn marked(
    marks: &[dnc_mark::Model],
    ctx: &Ctx,
    names: &Names,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Marked>> {
    let Some(mark) = marks.last() else { return Ok(None) };
    let own = crate::dnc::own(marks, ctx, now).filter(|_| ctx.may(Right::Work));
    Ok(Some(Marked {
        id: mark.id.to_string(),
        at: mark.marked_at,
        by: names.actor(&mark.marked_by_kind, mark.marked_by_id),
        how: HowAsked::from_code(&mark.how).map_err(|_| StoreError::Garbled("dnc_mark.how"))?.words().to_owned(),
        take_back_until: own.map(|own| marks[own].marked_at + TAKE_BACK_FOR),
    }))
}

async fn keys_enabled(scope: &Scope, ctx: &Ctx) -> Result<bool> {
    let Some(id) = ctx.member() else { return Ok(false) };
    Ok(member::find(scope, id).await?.is_some_and(|member| member.keys_enabled))
}
