//! The page of a customer: how they stand, what they answered, what happened.

use domain::{
    access::Right,
    call::CallDecision,
    consent::{self, ConsentStatus},
    dnc::{HowAsked, TAKE_BACK_FOR},
    event::PointKind,
    id::{ContactPointId, CustomerId},
    topic::{Channel, Purpose, Topic},
    wire::customer::{ConsentLine, Marked, Number, Preference, Show, ShowQuery, Wish, Withdrawn},
};
use store::{
    Scope, StoreError, business, customer, dnc,
    entity::{business as business_row, customer as row},
    ledger, member, notice,
};

use super::{list::shown, survivor};
use crate::{
    Service,
    call::{Facts, rules, unexplained, unreadable},
    ctx::Ctx,
    error::{Error, Result},
    names::Names,
    standing,
};

/// How many entries of the history the page shows.
const HISTORY: u64 = 100;

/// The page of a customer.
pub async fn show(service: &Service, ctx: &Ctx, query: ShowQuery) -> Result<Show> {
    ctx.require(Right::Read)?;
    let asked: CustomerId = query.customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    // Whoever was merged is found where they are now.
    let id = survivor(&scope, asked).await?;
    let business = business::find(&scope).await?.ok_or(Error::NotFound)?;
    let found = customer::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let now = service.clock.now();
    // The page itself stays readable when the facts are not; only the calls are shut then.
    let facts = match Facts::load(&service.keys, &scope, &[id]).await {
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
    let gone = found.withdrawn_at.is_some();
    let points = points(&scope, id, facts.as_ref(), now).await?;
    let details = if gone { Vec::new() } else { without(&points.masked, details(&found)?) };
    let names = Names::of(&scope).await?;
    let mark = marked(&scope, ctx, &names, id, now).await?;
    let purpose = purpose(&query, &business)?;
    let why = |number: Option<ContactPointId>| match &facts {
        Some(facts) => facts.why(id, number, purpose, &names, now),
        None => unexplained(number, &CallDecision::could_not_check()),
    };
    let numbers: Vec<_> = points.numbers.iter().map(|number| Some(number.id)).collect();
    let why = if numbers.is_empty() { vec![why(None)] } else { numbers.into_iter().map(why).collect() };
    Ok(Show {
        id,
        details,
        flagged: facts.is_some() && status == ConsentStatus::Unknown,
        withdrawn: withdrawn(&found),
        purpose,
        why,
        numbers: points.numbers,
        standings,
        emails: if gone { Vec::new() } else { points.emails },
        consent: consent_line(&scope, &names, id, status).await?,
        preferences: preferences(&events, &business, mark.is_some(), now)?,
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
    })
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
    let known = [
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
    let known = known.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value.clone()?)));
    Ok(known.chain(extra.into_iter().filter(|(_, value)| !value.is_empty())).collect())
}

fn withdrawn(found: &row::Model) -> Option<Withdrawn> {
    let at = found.withdrawn_at?;
    Some(Withdrawn { at, erase_at: found.erase_at.unwrap_or(at), erased_at: found.erased_at })
}

/// What a customer can be reached by, as it is shown.
#[derive(Default)]
struct Points {
    numbers: Vec<Number>,
    emails: Vec<String>,
    /// The last digits of the numbers that are masked: they must not stand anywhere else.
    masked: Vec<String>,
}

/// The details without those in which a masked number stands: an import keeps what it cannot read.
pub(super) fn without(masked: &[String], mut details: Vec<(String, String)>) -> Vec<(String, String)> {
    for (_, value) in &mut details {
        let digits: String = value.chars().filter(char::is_ascii_digit).collect();
        if masked.iter().any(|tail| digits.contains(tail)) {
            "(hidden)".clone_into(value);
        }
    }
    details
}

async fn points(
    scope: &Scope,
    id: CustomerId,
    facts: Option<&Facts>,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Points> {
    let mut found = Points::default();
    for point in customer::points(scope, id).await? {
        if point.kind == PointKind::Email.code() {
            found.emails.push(point.value);
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

async fn marked(
    scope: &Scope,
    ctx: &Ctx,
    names: &Names,
    id: CustomerId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Option<Marked>> {
    let Some(mark) = dnc::standing(scope, &[id]).await?.into_iter().next_back() else { return Ok(None) };
    let mine = mark.marked_by_kind == "member" && mark.marked_by_id == ctx.member().map(|id| id.0);
    let end = mark.marked_at + TAKE_BACK_FOR;
    Ok(Some(Marked {
        id: mark.id.to_string(),
        at: mark.marked_at,
        by: names.actor(&mark.marked_by_kind, mark.marked_by_id),
        how: HowAsked::from_code(&mark.how).map_err(|_| StoreError::Garbled("dnc_mark.how"))?.words().to_owned(),
        take_back_until: (mine && end > now && ctx.may(Right::Work)).then_some(end),
    }))
}

async fn consent_line(scope: &Scope, names: &Names, id: CustomerId, status: ConsentStatus) -> Result<ConsentLine> {
    let rows = store::consent::list(scope, &[id]).await?;
    let data = Topic::DataCollection.code();
    let latest = rows
        .into_iter()
        .filter(|row| row.topic == data && row.invalidated_at.is_none())
        .max_by_key(|row| (row.occurred_at, row.recorded_at));
    let Some(latest) = latest else {
        return Ok(ConsentLine { status, at: None, method: None, script_version: None, by: None });
    };
    let script = match latest.notice_id {
        Some(id) => notice::find(scope, id).await?.map(|notice| notice.version),
        None => None,
    };
    Ok(ConsentLine {
        status,
        at: Some(latest.occurred_at),
        method: Some(latest.method.replace('_', " ")),
        script_version: script,
        by: Some(names.actor(&latest.actor_kind, latest.actor_id)),
    })
}

/// How each topic stands, in the words of the page. A mark is a no to every call, and a no to data
/// collection is a no to everything.
fn preferences(
    events: &[consent::ConsentEvent],
    business: &business_row::Model,
    marked: bool,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<Preference>> {
    let rules = rules(business)?;
    let refused = consent::status(events, Topic::DataCollection, None, now).is_no();
    let wish = |channel, purpose| {
        let topic = Topic::Reach(channel, purpose);
        if refused || (marked && channel == Channel::Call) {
            return Wish::No;
        }
        match consent::status(events, topic, None, now) {
            ConsentStatus::Given => Wish::Yes,
            ConsentStatus::Expired => Wish::Expired,
            ConsentStatus::Refused | ConsentStatus::Withdrawn => Wish::No,
            ConsentStatus::Unknown if rules.opt_in.contains(&topic) => Wish::NotAsked,
            ConsentStatus::Unknown => Wish::NotRefused,
        }
    };
    let preference = |channel: Channel| Preference {
        channel: channel.label().to_owned(),
        service: wish(channel, Purpose::Service),
        marketing: wish(channel, Purpose::Marketing),
    };
    Ok(Channel::ALL.map(preference).to_vec())
}

async fn keys_enabled(scope: &Scope, ctx: &Ctx) -> Result<bool> {
    let Some(id) = ctx.member() else { return Ok(false) };
    Ok(member::find(scope, id).await?.is_some_and(|member| member.keys_enabled))
}
