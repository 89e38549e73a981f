//! Marking "do not call", and taking the mark off (policy section 3).

mod grounds;
pub(crate) use grounds::Grounds;

use chrono::{DateTime, Utc};
use domain::{
    access::Right,
    actor::Actor,
    consent::ConsentStatus,
    dnc::{HowAsked, Lift, SourceKind, may_take_back},
    event::{Event, PointKind},
    id::{CustomerId, InteractionId},
    phone::PhoneNumber,
    text::Remark,
    topic::Topic,
    wire::dnc::{Lifted, Mark, TakeBack},
};
use store::{customer, entity::dnc_mark};
use uuid::Uuid;

use crate::{
    Service,
    change::{Outcome, Tx},
    consent::{self, Answered},
    ctx::Ctx,
    customer::{survivor, visible},
    error::{Error, Result},
    suppression::{self, Keeps, Source},
};

/// Marks a customer "do not call": the person, and every number they have now on the list.
///
/// Marking somebody who is marked changes nothing, so that a double press is one mark.
pub async fn mark(service: &Service, ctx: &Ctx, mark: Mark) -> Result<()> {
    let customer = mark.customer.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, customer, |tx, customer| {
        Box::pin(async move {
            // A page that was opened before a merge marks who is left: a no is never lost.
            let customer = survivor(tx.scope, *customer).await?;
            visible(tx.scope, customer).await?;
            let how = if matches!(tx.ctx.actor, Actor::ApiKey(_)) { HowAsked::ByApi } else { HowAsked::ToldAMember };
            let events = set(tx, customer, how, None).await?;
            Ok(Outcome::many(events, ()))
        })
    });
    done.await.map(|done| done.value)
}

/// Takes the newest mark back that the same member set within the last minute. Others stay.
pub async fn take_back(service: &Service, ctx: &Ctx, mark: TakeBack) -> Result<()> {
    let customer = mark.customer.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, customer, |tx, customer| Box::pin(undo(tx, *customer)));
    done.await.map(|done| done.value)
}

async fn undo(tx: Tx<'_>, customer: CustomerId) -> Result<Outcome<()>> {
    visible(tx.scope, customer).await?;
    let mut marks = store::dnc::standing(tx.scope, &[customer]).await?;
    if marks.is_empty() {
        return Ok(Outcome::Unchanged(()));
    }
    let mark = own(&marks, tx.ctx, tx.now).ok_or(Error::Forbidden)?;
    let mark = marks.swap_remove(mark);
    let events = lift_one(tx, mark, Lift::ByMistake, "taken back by who set it", None).await?;
    Ok(Outcome::many(events, ()))
}

/// Which of a customer's marks a member may take back: the newest of their own, within its minute.
pub(crate) fn own(marks: &[dnc_mark::Model], ctx: &Ctx, now: DateTime<Utc>) -> Option<usize> {
    let me = ctx.member().map(Actor::Member);
    marks.iter().rposition(|mark| {
        let by = Actor::from_parts(&mark.marked_by_kind, mark.marked_by_id);
        by.is_some() && by == me && may_take_back(mark.marked_at, now)
    })
}

/// Takes the mark off: by request, with reason and evidence, or by mistake, with reason.
pub async fn lift(service: &Service, ctx: &Ctx, lifted: Lifted) -> Result<()> {
    let customer = lifted.customer.parse().map_err(|_| Error::NotFound)?;
    let grounds = Grounds::read(&lifted.lift, &lifted.reason, &lifted.evidence)?;
    let with_consent = lifted.consent == "given";
    let request = LiftRequest { customer, mark: lifted.mark, grounds, with_consent };
    let done = service.change(ctx, Right::Curate, request, |tx, request| Box::pin(take_off(tx, request)));
    done.await.map(|done| done.value)
}

/// A lift whose fields have been read.
struct LiftRequest {
    customer: CustomerId,
    mark: String,
    grounds: Grounds,
    with_consent: bool,
}

async fn take_off(tx: Tx<'_>, request: &LiftRequest) -> Result<Outcome<()>> {
    visible(tx.scope, request.customer).await?;
    let marks = store::dnc::standing(tx.scope, &[request.customer]).await?;
    let newest = marks.last().map(|mark| mark.id.to_string());
    if !request.mark.is_empty() && newest.as_ref().is_some_and(|newest| *newest != request.mark) {
        return Err(Error::Stale);
    }
    let grounds = &request.grounds;
    let mut events = Vec::new();
    for mark in marks {
        events.extend(lift_one(tx, mark, grounds.lift, grounds.reason.as_str(), grounds.evidence.as_ref()).await?);
    }
    if grounds.lift == Lift::ByRequest && request.with_consent && !events.is_empty() {
        let answered = Answered {
            topic: Topic::CALL_SERVICE,
            status: ConsentStatus::Given,
            method: domain::consent::Method::Verbal,
            script: None,
            interaction: None,
            note: None,
        };
        events.push(consent::record(tx, request.customer, answered).await?);
    }
    Ok(Outcome::many(events, ()))
}

/// The mark that stands on a customer.
async fn standing(tx: Tx<'_>, customer: CustomerId) -> Result<Option<dnc_mark::Model>> {
    Ok(store::dnc::standing(tx.scope, &[customer]).await?.into_iter().next_back())
}

/// Whether a mark makes another system's one needless. When its member takes theirs back, the no of that system must
/// still stand.
pub(crate) fn stays(mark: &dnc_mark::Model, now: DateTime<Utc>) -> bool {
    let by = Actor::from_parts(&mark.marked_by_kind, mark.marked_by_id);
    !matches!(by, Some(Actor::Member(_))) || !may_take_back(mark.marked_at, now)
}

/// Sets the mark, and puts the present numbers on the list.
///
/// Nothing happens when the same actor's mark from the same contact stands. Another one does not make
/// this one needless: when it is taken back, this no must still stand.
pub(crate) async fn set(
    tx: Tx<'_>,
    customer: CustomerId,
    how: HowAsked,
    interaction: Option<InteractionId>,
) -> Result<Vec<Event>> {
    let no = (tx.ctx.actor.kind(), tx.ctx.actor.id(), interaction.map(|id| id.0));
    let marks = store::dnc::standing(tx.scope, &[customer]).await?;
    if marks.iter().any(|mark| (mark.marked_by_kind.as_str(), mark.marked_by_id, mark.interaction_id) == no) {
        return Ok(Vec::new());
    }
    let id: Uuid = tx.id();
    let mark = dnc_mark::Model {
        business_id: tx.business().0,
        id,
        customer_id: customer.0,
        how: how.code().to_owned(),
        marked_by_kind: tx.ctx.actor.kind().to_owned(),
        marked_by_id: tx.ctx.actor.id(),
        marked_at: tx.now,
        interaction_id: interaction.map(|id| id.0),
        lift: None,
        lift_reason: None,
        lift_evidence: None,
        lifted_by_kind: None,
        lifted_by_id: None,
        lifted_at: None,
    };
    store::dnc::insert(tx.scope, mark).await?;
    let mut events = vec![Event::CustomerMarkedDoNotCall { customer, how, interaction }];
    for point in customer::points(tx.scope, customer).await? {
        events.extend(suppress(tx, customer, id, &point.kind, &point.value).await?);
    }
    Ok(events)
}

/// Puts a new number of a marked customer on the list too: the mark holds for every number they get.
pub(crate) async fn extend_mark(tx: Tx<'_>, customer: CustomerId, number: &PhoneNumber) -> Result<Option<Event>> {
    let Some(mark) = standing(tx, customer).await? else { return Ok(None) };
    suppress(tx, customer, mark.id, PointKind::Phone.code(), number.as_str()).await
}

/// Puts every number of a customer on the list for each mark that stands: after a merge each mark holds
/// for the numbers of both.
pub(crate) async fn spread(tx: Tx<'_>, customer: CustomerId) -> Result<Vec<Event>> {
    let points = customer::points(tx.scope, customer).await?;
    let mut events = Vec::new();
    for mark in store::dnc::standing(tx.scope, &[customer]).await? {
        let sources = store::suppression::sources_of_mark(tx.scope, mark.id).await?;
        let ids: Vec<_> = sources.iter().map(|source| source.suppression_id.into()).collect();
        let listed = store::suppression::list_by_id(tx.scope, &ids).await?;
        for point in points.iter().filter(|point| point.kind == PointKind::Phone.code()) {
            let hash = tx.hash_contact(&point.kind, &point.value)?.to_string();
            if !listed.iter().any(|number| number.hash == hash) {
                events.extend(suppress(tx, customer, mark.id, &point.kind, &point.value).await?);
            }
        }
    }
    Ok(events)
}

/// Gives the marks of one customer to another too, as they were set: who was one may be two.
pub(crate) async fn copy(tx: Tx<'_>, from: CustomerId, to: CustomerId) -> Result<Vec<Event>> {
    let garbled = |_| store::StoreError::Garbled("dnc_mark.how");
    let mut events = Vec::new();
    for mark in store::dnc::standing(tx.scope, &[from]).await? {
        let how = HowAsked::from_code(&mark.how).map_err(garbled)?;
        let copied = dnc_mark::Model { id: tx.id(), customer_id: to.0, interaction_id: None, ..mark };
        store::dnc::insert(tx.scope, copied).await?;
        events.push(Event::CustomerMarkedDoNotCall { customer: to, how, interaction: None });
    }
    events.extend(spread(tx, to).await?);
    Ok(events)
}

async fn suppress(tx: Tx<'_>, customer: CustomerId, mark: Uuid, kind: &str, value: &str) -> Result<Option<Event>> {
    if kind != PointKind::Phone.code() {
        return Ok(None);
    }
    let garbled = |_| store::StoreError::Garbled("contact_point.value");
    let number = PhoneNumber::from_e164(value).map_err(garbled)?;
    let source = Source { kind: SourceKind::Mark, customer: Some(customer), mark: Some(mark), note: None, list: None };
    suppression::add(tx, &number, Keeps::Number, source).await.map(Some)
}

/// Takes those of these marks off that stand: the customer asked for it by a link in a mail to them.
pub(crate) async fn lift_marks(
    tx: Tx<'_>,
    customer: CustomerId,
    ids: &[Uuid],
    reason: &str,
    evidence: &str,
) -> Result<Vec<Event>> {
    let evidence = Remark::required(evidence, "what shows it").map_err(|problem| Error::field("evidence", problem))?;
    let mut events = Vec::new();
    for mark in store::dnc::standing(tx.scope, &[customer]).await? {
        if ids.contains(&mark.id) {
            events.extend(lift_one(tx, mark, Lift::ByRequest, reason, Some(&evidence)).await?);
        }
    }
    Ok(events)
}

/// Takes one mark off with its sources; by mistake, the refusals of the same contact count for nothing.
async fn lift_one(
    tx: Tx<'_>,
    mut mark: dnc_mark::Model,
    lift: Lift,
    reason: &str,
    evidence: Option<&Remark>,
) -> Result<Vec<Event>> {
    let customer = CustomerId(mark.customer_id);
    let mut events = vec![Event::MarkLifted {
        customer,
        lift,
        reason: reason.to_owned(),
        evidence: evidence.map(ToString::to_string),
    }];
    events.extend(suppression::lift_mark(tx, mark.id, lift, reason).await?);
    if let (Lift::ByMistake, Some(interaction)) = (lift, mark.interaction_id) {
        events.extend(invalidate_refusals(tx, customer, interaction.into(), reason).await?);
    }
    mark.lift = Some(lift.code().to_owned());
    mark.lift_reason = Some(reason.to_owned());
    mark.lift_evidence = evidence.map(ToString::to_string);
    mark.lifted_by_kind = Some(tx.ctx.actor.kind().to_owned());
    mark.lifted_by_id = tx.ctx.actor.id();
    mark.lifted_at = Some(tx.now);
    store::dnc::update(tx.scope, mark).await?;
    Ok(events)
}

async fn invalidate_refusals(
    tx: Tx<'_>,
    customer: CustomerId,
    interaction: InteractionId,
    reason: &str,
) -> Result<Vec<Event>> {
    let mut events = Vec::new();
    for row in store::consent::list_of_interaction(tx.scope, interaction).await? {
        let answer = row.event()?;
        if !Topic::CALLS.contains(&answer.topic) || !answer.status.is_no() || answer.invalidated {
            continue;
        }
        events.push(consent::count_for_nothing(tx, customer, &answer, reason).await?);
    }
    Ok(events)
}

#[cfg(test)]
mod tests;
