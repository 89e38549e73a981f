//! What does not reach the customers.

use chrono::TimeDelta;
use domain::{
    audit::{Found, WAITS_FOR_HOURS},
    event::EventKind,
    id::CustomerId,
};
use store::audit::ground;

use super::{AT_A_TIME, Ground, entry_of, plain};
use crate::error::Result;

/// Confirmations that failed, or wait for too long.
pub(super) async fn undelivered(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let since = ground.now - TimeDelta::hours(WAITS_FOR_HOURS);
    let lost = ground::undelivered(&ground.scope, since).await?;
    Ok(lost.into_iter().map(|row| Found::of(CustomerId(row.customer_id), row.id)).collect())
}

/// Addresses in use from which mail comes back.
pub(super) async fn undeliverable(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let points = ground::undeliverable(&ground.scope).await?;
    Ok(points.into_iter().map(|row| Found::of(CustomerId(row.customer_id), row.id)).collect())
}

/// Addresses of which somebody said that they are not the customer's: of customers who are on file.
pub(super) async fn disowned(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let (mut found, mut after) = (Vec::new(), 0);
    loop {
        let kinds = [EventKind::AddressDisowned.code()];
        let rows = ground::entries_after(&ground.scope, after, &kinds, AT_A_TIME).await?;
        let Some(last) = rows.last() else { break };
        after = last.seq;
        let customers: Vec<_> = rows.iter().filter_map(|row| row.subject_id.map(CustomerId)).collect();
        let on_file = ground::on_file_of(&ground.scope, &customers).await?;
        for row in rows {
            let customer = row.subject_id.map(CustomerId).filter(|id| on_file.contains(id));
            if let Some(customer) = customer {
                found.push(Found::of(customer, plain(&entry_of(&row)?, "contact_point")));
            }
        }
    }
    Ok(found)
}
