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

use super::{
    calls::{Side, Stood},
    twice, two,
};
use crate::{
    Service,
    call::Facts,
    ctx::Ctx,
    customer::{
        detail::{DETAILS, Detail},
        show::without,
        shown::shown,
        visible,
    },
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
    let mut facts = Facts::load(&service.keys, &service.shelf, scope, &[id, other]).await?;
    let (own, others) = (customer::points(scope, id).await?, customer::points(scope, other).await?);
    let twice: Vec<_> = twice(&own, &others)?.into_iter().map(|(point, _)| point).collect();
    let (name, other_name) =
        (one.full_name.as_deref().unwrap_or_default(), two.full_name.as_deref().unwrap_or_default());
    let sides = [Side { customer: id, points: &own }, Side { customer: other, points: &others }];
    let answers = [facts.events(id).to_vec(), facts.events(other).to_vec()];
    let kept = own.iter().chain(others.iter().filter(|point| !twice.contains(&point.id.into())));
    let stood: Vec<_> = kept.map(|point| (point, Stood::read(&facts, sides, point, now))).collect();
    facts.join(id, other, &twice);
    let name_of = |event: &ConsentEvent| if answers[0].contains(event) { name } else { other_name }.to_owned();
    let (mut points, mut tails, mut calls) = (Vec::new(), Vec::new(), Vec::new());
    for (point, stood) in stood {
        if point.kind != PointKind::Phone.code() {
            points.push(point.value.clone());
            continue;
        }
        let number = point.id.into();
        let masked = facts.masks(id, number, now);
        if masked {
            tails.push(point.value.chars().skip(point.value.len().saturating_sub(7)).collect());
        }
        let Some(text) = shown(&point.value, masked) else { continue };
        calls.extend(stood.changes(&facts, id, number, &text, now, name_of));
        points.push(text);
    }
    let topic = |topic: Topic| MergeTopic {
        label: topic.label(),
        own: status(&answers[0], topic, None, now),
        other: status(&answers[1], topic, None, now),
        after: status(facts.events(id), topic, None, now),
    };
    let unheard = |topic: &MergeTopic| [topic.own, topic.other].iter().all(|said| *said == ConsentStatus::Unknown);
    Ok(MergePreview {
        other,
        other_name: other_name.to_owned(),
        other_revision: two.revision,
        fields: fields(&one, &two, &tails),
        points,
        marked: !dnc::standing(scope, &[id, other]).await?.is_empty(),
        topics: Topic::all().map(topic).filter(|topic| !unheard(topic)).collect(),
        calls,
    })
}

/// The details in which the two differ. A masked number stands in none of them.
fn fields(one: &row::Model, two: &row::Model, tails: &[String]) -> Vec<MergeField> {
    let differ = DETAILS.iter().filter(|detail| (detail.of)(one) != (detail.of)(two));
    let hidden = |detail: &Detail, row: &row::Model| {
        let value = detail.said(row).unwrap_or_default();
        without(tails, vec![(detail.label.to_owned(), value)]).remove(0).1
    };
    let field = differ.map(|detail| MergeField {
        name: detail.name.to_owned(),
        label: detail.label.to_owned(),
        own: hidden(detail, one),
        other: hidden(detail, two),
    });
    field.collect()
}
