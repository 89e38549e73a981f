//! Consents: the words that they were given to, and people who have none on record.

use chrono::TimeDelta;
use domain::{
    audit::{FLAGGED_FOR_DAYS, Found},
    dnc::Lift,
    id::CustomerId,
};
use store::{audit::ground, entity::consent_event};

use super::Ground;
use crate::{consent, error::Result};

/// Every yes that a member or a program recorded without a version of the words.
///
/// Behind their own link people read the words on the page, an import brings them in its row and a program may send
/// them, and a yes that is recorded with a lift rests on the evidence of that lift.
pub(super) async fn without_words(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let yeses = ground::yeses_without_words(&ground.scope).await?;
    let customers: Vec<_> = yeses.iter().map(|yes| yes.customer_id).collect();
    let marks = ground::marks_of(&ground.scope, &customers).await?;
    let lifted_with = |yes: &consent_event::Model| {
        marks.iter().any(|mark| {
            mark.customer_id == yes.customer_id
                && mark.lifted_at == Some(yes.recorded_at)
                && mark.lift.as_deref() == Some(Lift::ByRequest.code())
        })
    };
    let bare = yeses.iter().filter(|yes| !lifted_with(yes) && !consent::brings_words(yes));
    Ok(bare.map(|yes| Found::of(CustomerId(yes.customer_id), yes.id)).collect())
}

/// How many people are on file for too long without a consent on record: one finding, as they are asked one
/// after the other from the list.
pub(super) async fn flagged_too_long(ground: &Ground<'_>) -> Result<Vec<Found>> {
    let before = ground.now - TimeDelta::days(FLAGGED_FOR_DAYS);
    let count = ground::count_flagged_since(&ground.scope, before).await?;
    Ok(if count == 0 { Vec::new() } else { vec![Found::of_the_business(count)] })
}
