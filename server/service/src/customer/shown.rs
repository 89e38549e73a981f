//! Numbers and addresses as they are shown: masked while somebody's no stands.

use domain::{
    event::PointKind,
    id::{ContactPointId, CustomerId},
    phone::PhoneNumber,
    wire::customer::EditPoint,
};
use store::{Scope, customer};

use crate::{Service, call::Facts, error::Result};

/// A number as it is shown.
pub(super) fn shown(value: &str, masked: bool) -> Option<String> {
    let number = PhoneNumber::from_e164(value).ok()?;
    Some(if masked { number.masked() } else { number.formatted() })
}

/// A customer's numbers and addresses. Where the facts cannot be read, every number is masked.
pub(super) async fn shown_points(service: &Service, scope: &Scope, customer: CustomerId) -> Result<Vec<EditPoint>> {
    let now = service.clock.now();
    let facts = Facts::load_apart(&service.keys, &service.shelf, scope, &[customer]).await.ok();
    let points = customer::points(scope, customer).await?.into_iter().filter_map(|point| {
        let id = ContactPointId(point.id);
        let masked = facts.as_ref().is_none_or(|facts| facts.masks(customer, id, now));
        let comes_back = point.undeliverable_at.is_some();
        let shown = if point.kind == PointKind::Phone.code() { shown(&point.value, masked)? } else { point.value };
        Some(EditPoint { id, shown, comes_back })
    });
    Ok(points.collect())
}
