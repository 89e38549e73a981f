//! What staff see of the messages: what was sent, owed, not possible or failed.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    access::Right,
    audit::WAITS_FOR_HOURS,
    email::Email,
    hours::day_begins,
    id::{CustomerId, MessageId},
    message::MessageState,
    phone::PhoneNumber,
    topic::Channel,
    wire::message::{
        params::Query,
        view::{Messages, Of, Opened, Row},
    },
};
use store::{
    Scope, StoreError, customer,
    entity::message_intent,
    message::{self, Which},
};

use super::{
    Content, brief,
    text::{self, Links},
};
use crate::{
    Service,
    ctx::Ctx,
    customer::survivor,
    error::{Error, Result},
    member_mail, names, tally,
};

/// How many stand on a page.
const LIMIT: u64 = 50;
/// For how many days a confirmation that failed is among what needs attention.
const FAILED_FOR_DAYS: i64 = 30;

/// The messages of the business, or of one customer, the newest first; or one message as it was sent.
pub async fn show(service: &Service, ctx: &Ctx, query: Query) -> Result<Messages> {
    ctx.require(Right::Read)?;
    let scope = service.db.read(ctx.business).await?;
    let mut page = Messages::default();
    let rows = if !query.message.is_empty() {
        let found = message::find(&scope, named(&query.message)?).await?.ok_or(Error::NotFound)?;
        page.opened = Some(opened(service, ctx, &scope, &found).await?);
        vec![found]
    } else if !query.customer.is_empty() {
        let id = survivor(&scope, query.customer.parse().map_err(|_| Error::NotFound)?).await?;
        let found = customer::find(&scope, id).await?.ok_or(Error::NotFound)?;
        let on_file = found.withdrawn_at.or(found.erased_at).is_none();
        let name = names::of_customers(&scope, &[id]).await?.remove(&id).unwrap_or_default();
        page.of = Some(Of { customer: id, name, may_hand_over: on_file && ctx.may(Right::Work) });
        message::list(&scope, id, LIMIT).await?
    } else {
        let before = match query.before.as_str() {
            "" => None,
            id => Some(message::find(&scope, named(id)?).await?.ok_or(Error::NotFound)?),
        };
        let only = only(&scope, &query, service.now()).await?;
        (page.show, page.from) = (only.show.to_owned(), only.from);
        if before.is_none() && only.which == Which::Every {
            page.to_members = member_mail::shown(ctx, &scope).await?;
        }
        let rows = message::page(&scope, only.which, before.as_ref(), LIMIT).await?;
        page.next = rows.get(usize::try_from(LIMIT).unwrap_or(usize::MAX) - 1).map(|last| last.id.into());
        rows
    };
    let customers: Vec<CustomerId> = rows.iter().map(|row| row.customer_id.into()).collect();
    let names = names::of_customers(&scope, &customers).await?;
    page.rows = rows.iter().map(|row| line(row, &names)).collect::<Result<_>>()?;
    Ok(page)
}

/// What is shown only.
struct Only {
    which: Which,
    show: &'static str,
    from: Option<NaiveDate>,
}

async fn only(scope: &Scope, query: &Query, now: DateTime<Utc>) -> Result<Only> {
    let from: Option<NaiveDate> = query.from.parse().ok();
    let (show, state) = match query.show.as_str() {
        "sent" => ("sent", MessageState::Delivered),
        "failed" => ("failed", MessageState::Failed),
        "undelivered" => return Ok(Only { which: undelivered(now), show: "undelivered", from: None }),
        _ => return Ok(Only { which: Which::Every, show: "", from: None }),
    };
    let since = match from {
        Some(day) => day_begins(day, tally::zone(scope).await?),
        None => DateTime::UNIX_EPOCH,
    };
    Ok(Only { which: Which::Settled(state, since), show, from })
}

/// The confirmations of which somebody has to know: they failed, or wait for too long.
pub(crate) fn undelivered(now: DateTime<Utc>) -> Which {
    Which::Undelivered {
        failed_since: now - TimeDelta::days(FAILED_FOR_DAYS),
        waiting_since: now - TimeDelta::hours(WAITS_FOR_HOURS),
    }
}

fn named(id: &str) -> Result<MessageId> {
    id.parse().map_err(|_| Error::NotFound)
}

fn line(row: &message_intent::Model, names: &HashMap<CustomerId, String>) -> Result<Row> {
    let state = MessageState::from_code(&row.state).map_err(|_| StoreError::Garbled("message_intent.state"))?;
    let customer = CustomerId(row.customer_id);
    Ok(Row {
        id: row.id.into(),
        at: row.created_at,
        customer,
        name: names.get(&customer).cloned().unwrap_or_else(|| "Erased customer".to_owned()),
        to: row.recipient.as_deref().map(masked),
        subject: Content::of(row)?.map_or_else(|| "(erased)".to_owned(), |content| text::subject(&content)),
        by_text: row.channel == Channel::Sms.code(),
        state,
        problem: row.problem.as_deref().map(why),
    })
}

fn masked(recipient: &str) -> String {
    let email = Email::required(recipient).map(|email| email.masked());
    let number = || PhoneNumber::from_e164(recipient).map(|number| number.masked());
    email.or_else(|_| number()).unwrap_or_else(|_| "(hidden)".to_owned())
}

/// Why a message did not go, said to staff.
pub(crate) fn why(problem: &str) -> String {
    match problem {
        "refused" => "The mail server refused this address for good",
        "not_now" => "The mail server cannot take it now",
        "gateway_refused" => "The gateway for text messages refused this number",
        "gateway_not_now" => "The gateway for text messages cannot take it now",
        "too_late" => "It was older than five minutes, so it was not sent any more",
        "unknown" => "Nobody knows whether it arrived, and it is not sent twice",
        "undeliverable" => "Mail to this address comes back: tell the customer in another way",
        "unreachable" => "The mail server did not answer",
        _ => "It could not be written",
    }
    .to_owned()
}

/// A message as it was sent. Its links are shown only where nobody else gets the mail.
async fn opened(service: &Service, ctx: &Ctx, scope: &Scope, row: &message_intent::Model) -> Result<Opened> {
    let hidden = Opened { subject: String::new(), text: None };
    let Some(content) = Content::of(row)? else { return Ok(hidden) };
    let whose = customer::find(scope, row.customer_id.into()).await?.ok_or(Error::NotFound)?;
    if whose.withdrawn_at.or(whose.erased_at).is_some() {
        return Ok(hidden);
    }
    let links = match row.link_id {
        Some(link) if service.mailer.keeps() => {
            Links::of(&service.keys, &service.public_url, ctx.business, link.into(), &content)?
        }
        _ => Links::hidden(&service.public_url, &content),
    };
    if row.channel == Channel::Sms.code() {
        return Ok(Opened { subject: "Text message".to_owned(), text: Some(brief::write(&content, &links)) });
    }
    let written = text::write(&content, &links);
    Ok(Opened { subject: written.subject, text: Some(written.text) })
}
