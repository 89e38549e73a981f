//! The page of a merge: who may be the same person, and what would result.

use domain::{
    access::Right,
    consent::{ConsentEvent, ConsentStatus, status},
    event::PointKind,
    id::CustomerId,
    topic::Topic,
    wire::customer::{MergeField, MergePage, MergePreview, MergeQuery, MergeTopic},
};
use store::{Scope, customer, dnc, entity::customer as row};

use super::{Union, two};
use crate::{
    Service,
    call::Facts,
    ctx::Ctx,
    customer::{detail::DETAILS, list::shown, show::without, visible},
    error::{Error, Result},
};

/// The page: customers who share a number or an address, and the preview of a merge with one of them.
///
/// # Errors
/// Fails where one of the two is not on file.
pub async fn merge_page(service: &Service, ctx: &Ctx, query: MergeQuery) -> Result<MergePage> {
    ctx.require(Right::Curate)?;
    let id: CustomerId = query.customer.parse().map_err(|_| Error::NotFound)?;
    let scope = service.db.read(ctx.business).await?;
    let found = visible(&scope, id).await?;
    let named = |row: row::Model| Some((CustomerId(row.id), row.full_name?));
    let candidates = customer::sharing_a_point_with(&scope, id).await?.into_iter().filter_map(named);
    let preview = match query.with.as_str() {
        "" => None,
        other => Some(preview(service, &scope, id, other.parse().map_err(|_| Error::NotFound)?).await?),
    };
    Ok(MergePage {
        customer: id,
        name: found.full_name.unwrap_or_default(),
        revision: found.revision,
        candidates: candidates.collect(),
        preview,
    })
}

async fn preview(service: &Service, scope: &Scope, id: CustomerId, other: CustomerId) -> Result<MergePreview> {
    let (one, two) = two(scope, id, other).await?;
    let now = service.clock.now();
    let facts = Facts::load(&service.keys, scope, &[id, other]).await?;
    let (own, others) = (customer::points(scope, id).await?, customer::points(scope, other).await?);
    let union = Union::of(&facts, (id, &own), (other, &others), now)?;
    let twice: Vec<_> = union.twice.iter().map(|(point, _)| *point).collect();
    let kept = own.iter().map(|point| (id, point)).chain(others.iter().map(|point| (other, point)));
    let mut points = Vec::new();
    let mut tails = Vec::new();
    for (of, point) in kept.filter(|(_, point)| !twice.contains(&point.id)) {
        if point.kind != PointKind::Phone.code() {
            points.push(point.value.clone());
            continue;
        }
        let masked = facts.masks(of, point.id.into(), now);
        if masked {
            tails.push(point.value.chars().skip(point.value.len().saturating_sub(7)).collect());
        }
        points.extend(shown(&point.value, masked));
    }
    let overruled: Vec<_> = union.overruled.iter().map(|(event, _)| *event).collect();
    let before = [facts.events(id).to_vec(), facts.events(other).to_vec()];
    let mut after = before.concat();
    after.iter_mut().filter(|event| overruled.contains(&event.id)).for_each(|event| event.invalidated = true);
    let say = |events: &[ConsentEvent], topic| status(events, topic, None, now);
    let topic = |topic: Topic| MergeTopic {
        label: topic.label(),
        own: say(&before[0], topic),
        other: say(&before[1], topic),
        after: say(&after, topic),
    };
    let unheard = |topic: &MergeTopic| [topic.own, topic.other].iter().all(|said| *said == ConsentStatus::Unknown);
    Ok(MergePreview {
        other,
        other_name: two.full_name.clone().unwrap_or_default(),
        other_revision: two.revision,
        fields: fields(&one, &two, &tails),
        points,
        marked: !dnc::standing(scope, &[id, other]).await?.is_empty(),
        topics: Topic::all().map(topic).filter(|topic| !unheard(topic)).collect(),
        overruled: overruled.len().try_into().unwrap_or(u32::MAX),
    })
}

/// The details in which the two differ. A masked number stands in none of them.
fn fields(one: &row::Model, two: &row::Model, tails: &[String]) -> Vec<MergeField> {
    let differ = DETAILS.iter().filter(|detail| (detail.of)(one) != (detail.of)(two));
    let hidden = |label: &str, value: &Option<String>| {
        let value = value.clone().unwrap_or_default();
        without(tails, vec![(label.to_owned(), value)]).remove(0).1
    };
    let field = differ.map(|detail| MergeField {
        name: detail.name.to_owned(),
        label: detail.label.to_owned(),
        own: hidden(detail.label, (detail.of)(one)),
        other: hidden(detail.label, (detail.of)(two)),
    });
    field.collect()
}
