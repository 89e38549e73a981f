//! What a customer changes by their link.

use std::collections::BTreeSet;

use domain::{
    catalogue::{ChangeText, TopicText},
    consent::{ConsentStatus, Method, status},
    dnc::HowAsked,
    event::{Event, PointKind},
    id::{CustomerId, CustomerLinkId},
    language::Language,
    preference::choices,
    request::{Came, RequestKind, RequestState},
    topic::{Channel, Purpose, Topic},
    wire::preference::view::Changed,
};
use store::{StoreError, customer, entity::request as row, message};

use super::{
    Opened, Visitor, point_id,
    show::{is_allowed, masked, needs},
};
use crate::{
    Service,
    call::opt_in,
    change::{Outcome, Tx},
    consent::{self, Answered, replay},
    dnc,
    error::Result,
    interaction,
    link::behind,
    reader::Reader,
    request,
};

/// What a customer asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// No calls any more, for whatever.
    StopCalls,
    /// Nothing any more, on any channel.
    StopEverything,
    /// Yes to these topics, and no to all others.
    Choose(BTreeSet<Topic>),
    /// The data is to be erased.
    Withdraw,
    /// A copy of what is held about them.
    Copy,
    /// The link came to somebody else.
    NotMyAddress,
    /// No e-mails any more: one click in a mail program (RFC 8058).
    OneClick,
}

/// A wish with the link by which it came.
struct Wished {
    link: CustomerLinkId,
    accepts: Option<Language>,
    wish: Wish,
}

/// Does what the customer asks for. What stops, stops now; what allows goes through a mail.
///
/// The same wish again changes nothing. Every change that the customer makes is confirmed like one that
/// staff made.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) for every link that opens nothing.
pub async fn change(service: &Service, visitor: Visitor<'_>, wish: Wish) -> Result<Changed> {
    let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
    let wished = Wished { link, accepts: visitor.accepts, wish };
    let done = service.change_by_customer(&ctx, wished, |tx, wished| Box::pin(fulfil(tx, wished)));
    done.await.map(|done| done.value)
}

async fn fulfil(tx: Tx<'_>, wished: &Wished) -> Result<Outcome<Changed>> {
    let opened = Opened::read(tx.scope, wished.link, wished.accepts).await?;
    let events = if opened.customer.withdrawn_at.is_some() {
        // Blocked and hidden already: nothing is left to stop.
        Vec::new()
    } else {
        match &wished.wish {
            Wish::StopCalls => stop_calls(tx, opened.id(), Topic::CALLS.into_iter()).await?,
            Wish::StopEverything => stop_calls(tx, opened.id(), choices()).await?,
            Wish::Choose(yes) => choose(tx, &opened, yes).await?,
            Wish::Withdraw => {
                let answered = answered(Topic::DataCollection, ConsentStatus::Withdrawn, Method::PreferenceCentre);
                interaction::withdraw(tx, opened.customer.clone(), answered).await?
            }
            Wish::Copy => ask_for_a_copy(tx, &opened).await?,
            Wish::NotMyAddress => disown(tx, &opened).await?,
            Wish::OneClick => {
                let topics = Purpose::ALL.into_iter().map(|purpose| Topic::Reach(Channel::Email, purpose));
                refuse(tx, opened.id(), topics, Method::OneClick).await?
            }
        }
    };
    let mail = mail(&opened, &events)?;
    let asking = opened.asking(tx.scope).await?;
    let sentences = events.iter().filter_map(|event| sentence(event, &opened.reader)).collect();
    Ok(Outcome::many(events, Changed { asking, sentences, mail, copy: None }))
}

/// An answer that came by the link.
pub(super) fn answered(topic: Topic, status: ConsentStatus, method: Method) -> Answered {
    Answered { topic, status, method, script: None, interaction: None, note: None }
}

/// Marks "do not call", and refuses these topics.
async fn stop_calls(tx: Tx<'_>, customer: CustomerId, topics: impl Iterator<Item = Topic>) -> Result<Vec<Event>> {
    let mut events = refuse(tx, customer, topics, Method::PreferenceCentre).await?;
    events.extend(dnc::set(tx, customer, HowAsked::ByTheirLink, None).await?);
    Ok(events)
}

/// Refuses those of these topics that are not refused yet.
async fn refuse(
    tx: Tx<'_>,
    customer: CustomerId,
    topics: impl Iterator<Item = Topic>,
    method: Method,
) -> Result<Vec<Event>> {
    let answers = replay(tx, customer).await?;
    let mut events = Vec::new();
    for topic in topics {
        let before = status(&answers, topic, None, tx.now);
        if !before.is_no() {
            events.push(consent::record(tx, customer, answered(topic, before.refused(), method)).await?);
        }
    }
    Ok(events)
}

/// Refuses what was allowed and is not chosen; asks for a confirmation of what is chosen and was not allowed.
async fn choose(tx: Tx<'_>, opened: &Opened, yes: &BTreeSet<Topic>) -> Result<Vec<Event>> {
    let customer = opened.id();
    let answers = replay(tx, customer).await?;
    let marked = !store::dnc::standing(tx.scope, &[customer]).await?.is_empty();
    let opt_in = opt_in(&opened.business)?;
    let allowed = |topic: Topic| {
        let blocked = marked && Topic::CALLS.contains(&topic);
        !blocked && is_allowed(status(&answers, topic, None, tx.now), needs(&opt_in, topic))
    };
    let stopped = choices().filter(|topic| allowed(*topic) && !yes.contains(topic));
    let mut events = refuse(tx, customer, stopped, Method::PreferenceCentre).await?;
    let topics: Vec<_> = choices().filter(|topic| !allowed(*topic) && yes.contains(topic)).collect();
    if !topics.is_empty() && opened.address().is_some() && !opened.is_astray() {
        events.push(Event::GrantRequested { customer, grant: tx.id(), topics });
    }
    Ok(events)
}

/// Records that they ask for a copy (GDPR 15). The link reveals nothing: what shows it is in a mail to the
/// address on file. Who asks again while that waits has asked already.
async fn ask_for_a_copy(tx: Tx<'_>, opened: &Opened) -> Result<Vec<Event>> {
    let waiting = RequestState::waiting();
    let asked = store::request::list(tx.scope, Some(opened.id()), &waiting, None, 100).await?;
    let is_same =
        |asked: &row::Model| asked.kind == RequestKind::Access.code() && asked.came == Came::ByTheirLink.code();
    if opened.is_astray() || asked.iter().any(is_same) {
        return Ok(Vec::new());
    }
    let received = request::Received {
        id: tx.id(),
        customer: opened.id(),
        kind: RequestKind::Access,
        came: Came::ByTheirLink,
        on: tx.now.date_naive(),
        asked: None,
    };
    Ok(vec![request::record(tx, &received).await?])
}

/// Takes the address away to which the link was sent: nothing goes there any more.
async fn disown(tx: Tx<'_>, opened: &Opened) -> Result<Vec<Event>> {
    let Some(point) = opened.sent_to() else { return Ok(Vec::new()) };
    let customer = opened.id();
    customer::retire_point(tx.scope, point_id(point), tx.now).await?;
    message::drop_owed_to(tx.scope, customer, &point.value, tx.now).await?;
    let kind = PointKind::from_code(&point.kind).ok_or(StoreError::Garbled("contact_point.kind"))?;
    Ok(vec![
        Event::ContactPointRetired { customer, point: point_id(point), kind },
        Event::AddressDisowned { customer, point: point_id(point) },
    ])
}

/// What an event says to the customer, where it says something.
pub(super) fn sentence(event: &Event, reader: &Reader) -> Option<String> {
    let language = reader.language;
    let name = |topic: Topic| language.say(&TopicText::Name(topic));
    Some(match event {
        Event::ConsentRecorded { consent, .. } if consent.topic == Topic::DataCollection => {
            language.say(&ChangeText::DetailsNotKept)
        }
        Event::ConsentRecorded { consent, .. } if consent.to.is_no() => {
            language.say(&ChangeText::Stopped { topic: &name(consent.topic) })
        }
        Event::ConsentRecorded { consent, .. } => language.say(&ChangeText::Allowed { topic: &name(consent.topic) }),
        Event::ConsentInvalidated { topic, .. } => language.say(&ChangeText::AsBefore { topic: &name(*topic) }),
        Event::CustomerMarkedDoNotCall { .. } => language.say(&ChangeText::NobodyCalls),
        Event::MarkLifted { .. } => language.say(&ChangeText::CalledAgain),
        Event::DataConsentWithdrawn { erase_at, .. } => {
            language.say(&ChangeText::Hidden { at: &reader.moment(*erase_at) })
        }
        Event::WithdrawalUndone { .. } => language.say(&ChangeText::KeptAsBefore),
        Event::GrantRequested { topics, .. } => {
            let topics: Vec<_> = topics.iter().copied().map(name).collect();
            language.say(&ChangeText::AllowedOnceConfirmed { topics: &topics.join(", ") })
        }
        Event::RequestReceived { due_on, .. } => {
            language.say(&ChangeText::RequestRecorded { day: &language.day(*due_on) })
        }
        Event::RequestSettled { .. } => language.say(&ChangeText::RequestAnswered),
        Event::AddressDisowned { .. } => language.say(&ChangeText::AddressRemoved),
        _ => return None,
    })
}

/// What is in the mail: the undo is in it and nowhere else.
fn mail(opened: &Opened, events: &[Event]) -> Result<Option<String>> {
    let disowned = events.iter().any(|event| matches!(event, Event::AddressDisowned { .. }));
    if events.is_empty() || disowned {
        return Ok(None);
    }
    let asks_for_a_copy = events.iter().any(|event| matches!(event, Event::RequestReceived { .. }));
    let stops = events.iter().any(|event| !matches!(event, Event::GrantRequested { .. }));
    let address = opened.address().map(masked).transpose()?;
    let text = match &address {
        Some(address) if asks_for_a_copy => ChangeText::CopyIsInTheMail { address },
        None if asks_for_a_copy => ChangeText::NoAddressForTheCopy,
        Some(address) if stops => ChangeText::MailConfirmsAndUndoes { address },
        Some(address) => ChangeText::MailConfirms { address },
        None => ChangeText::NoMailConfirms,
    };
    Ok(Some(opened.reader.language.say(&text)))
}
