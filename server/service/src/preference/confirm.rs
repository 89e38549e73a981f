//! Allowing something again, by the code that only a mail to the customer holds.

use domain::{
    catalogue::{ChangeText, TopicText},
    consent::{ConsentStatus, Method},
    event::Event,
    id::{CustomerLinkId, SubjectRequestId, SuppressionSourceId},
    language::Language,
    topic::Topic,
    wire::{
        preference::view::{Changed, Confirm},
        request::view::Copy,
    },
};
use store::{customer, entity::customer_grant, person};
use uuid::Uuid;

use super::{
    Opened, Visitor,
    change::{answered, sentence},
};
use crate::{
    Service,
    change::{Outcome, Tx},
    consent, dnc,
    error::{Error, Result},
    link::{Allows, behind, still_good},
    ports::token_hash,
    request, suppression,
};

/// Why an answer or a mark of a save counts for nothing any more.
const UNDONE: &str = "Undone by the customer, by the link in the confirmation";
/// Why a mark is off: the customer asked for calls.
const ASKED: &str = "The customer asked by their link to be called";
/// What shows it.
const CONFIRMED: &str = "Confirmed by the link in a mail to the customer";
/// How a request for a copy was answered.
const SHOWN: &str = "The customer read the copy, by the link in a mail to them";

/// A code with the link by which it came.
struct Followed {
    link: CustomerLinkId,
    accepts: Option<Language>,
    code: String,
}

/// What the button behind a code does. Looking changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for every link that opens nothing, [`Error::LinkGone`] for a code that was used or
/// is too old.
pub async fn confirming(service: &Service, visitor: Visitor<'_>, code: &str) -> Result<Confirm> {
    let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
    let scope = service.db.read(ctx.business).await?;
    let opened = Opened::read(&scope, link, visitor.accepts).await?;
    let grant = store::link::find_grant(&scope, opened.id(), &token_hash(code)).await?.ok_or(Error::NotFound)?;
    let language = opened.reader.language;
    let allowed = |topic: &Topic| {
        let topic = language.say(&TopicText::Name(*topic));
        language.say(&ChangeText::Allowed { topic: &topic })
    };
    let (sentences, button) = match still_good(&grant, service.now())? {
        Allows::Undo { withdrawal: true, .. } => (vec![language.say(&ChangeText::KeepsData)], ChangeText::KeepMyData),
        Allows::Undo { .. } => (vec![language.say(&ChangeText::TakesBack)], ChangeText::Undo),
        Allows::Give { topics } => (topics.iter().map(allowed).collect(), ChangeText::Confirm),
        Allows::Copy { .. } => (vec![language.say(&ChangeText::ShowsCopyOnce)], ChangeText::ShowCopy),
    };
    Ok(Confirm { asking: opened.asking(&scope).await?, sentences, button: language.say(&button) })
}

/// Does what a code allows, once.
///
/// # Errors
/// As [`confirming`]; [`Error::LinkGone`] also where the customer has said no since they asked.
pub async fn confirm(service: &Service, visitor: Visitor<'_>, code: &str) -> Result<Changed> {
    let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
    let followed = Followed { link, accepts: visitor.accepts, code: code.to_owned() };
    let done = service.change_by_customer(&ctx, followed, |tx, followed| Box::pin(allow(tx, followed)));
    done.await.map(|done| done.value)
}

async fn allow(tx: Tx<'_>, followed: &Followed) -> Result<Outcome<Changed>> {
    let opened = Opened::read(tx.scope, followed.link, followed.accepts).await?;
    let grant = store::link::find_grant(tx.scope, opened.id(), &token_hash(&followed.code)).await?;
    let grant = grant.ok_or(Error::NotFound)?;
    let mut copy = None;
    let events = match still_good(&grant, tx.now)? {
        Allows::Undo { consents, marks, sources, withdrawal } => {
            let mut events = Vec::new();
            for id in consents {
                let Some(row) = store::consent::find(tx.scope, id).await? else { continue };
                let answer = row.event()?;
                if row.customer_id == opened.id().0 && !answer.invalidated {
                    events.push(consent::count_for_nothing(tx, opened.id(), &answer, UNDONE).await?);
                }
            }
            events.extend(dnc::lift_marks(tx, opened.id(), &marks, UNDONE, CONFIRMED).await?);
            events.extend(lift(tx, &opened, &sources).await?);
            if withdrawal {
                events.extend(keep(tx, &opened).await?);
            }
            events
        }
        Allows::Give { topics } => give(tx, &opened, &grant, &topics).await?,
        Allows::Copy { request } => {
            let (read, events) = show_copy(tx, &opened, request).await?;
            copy = Some(read);
            events
        }
    };
    store::link::use_grant(tx.scope, grant.id.into(), tx.now).await?;
    let asking = opened.asking(tx.scope).await?;
    let sentences = events.iter().filter_map(|event| sentence(event, &opened.reader)).collect();
    Ok(Outcome::many(events, Changed { asking, sentences, mail: None, copy }))
}

/// Makes the copy that was asked for, and answers the request with it. An address that is not theirs any
/// more gets nothing.
async fn show_copy(tx: Tx<'_>, opened: &Opened, id: SubjectRequestId) -> Result<(Copy, Vec<Event>)> {
    if opened.customer.withdrawn_at.is_some() || opened.is_astray() {
        return Err(Error::LinkGone);
    }
    let mut events = vec![Event::CopyMade { request: id, customer: opened.id() }];
    events.extend(request::answered_with_a_copy(tx, id, SHOWN).await?);
    Ok((request::collect(tx.scope, &opened.customer, &opened.reader, tx.now).await?, events))
}

async fn lift(tx: Tx<'_>, opened: &Opened, sources: &[SuppressionSourceId]) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for source in sources {
        events.extend(suppression::lift_refusal(tx, opened.id(), *source, UNDONE, CONFIRMED).await?);
    }
    Ok(events)
}

/// Brings a customer back who withdrew and is not erased yet.
async fn keep(tx: Tx<'_>, opened: &Opened) -> Result<Option<Event>> {
    if opened.customer.withdrawn_at.is_none() {
        return Ok(None);
    }
    let mut row = opened.customer.clone();
    row.withdrawn_at = None;
    row.erase_at = None;
    row.revision += 1;
    customer::update(tx.scope, row).await?;
    person::forget_identity(tx.scope, opened.id()).await?;
    Ok(Some(Event::WithdrawalUndone { customer: opened.id() }))
}

/// Records the yes, and takes the marks off that stood when it was asked for.
async fn give(tx: Tx<'_>, opened: &Opened, grant: &customer_grant::Model, topics: &[Topic]) -> Result<Vec<Event>> {
    if opened.customer.withdrawn_at.is_some() {
        return Err(Error::LinkGone);
    }
    let marks = store::dnc::standing(tx.scope, &[opened.id()]).await?;
    let answers = store::consent::list(tx.scope, &[opened.id()]).await?;
    let asked_at = grant.created_at;
    let mut newer_no = marks.iter().any(|mark| mark.marked_at > asked_at);
    for row in &answers {
        let answer = row.event()?;
        newer_no |= row.recorded_at > asked_at
            && answer.status.is_no()
            && !answer.invalidated
            && topics.contains(&answer.topic);
    }
    if newer_no {
        return Err(Error::LinkGone);
    }
    let mut events = Vec::new();
    if topics.iter().any(|topic| Topic::CALLS.contains(topic)) {
        let ids: Vec<Uuid> = marks.iter().map(|mark| mark.id).collect();
        events.extend(dnc::lift_marks(tx, opened.id(), &ids, ASKED, CONFIRMED).await?);
    }
    for topic in topics {
        let yes = answered(*topic, ConsentStatus::Given, Method::PreferenceCentre);
        events.push(consent::record(tx, opened.id(), yes).await?);
    }
    Ok(events)
}
