//! Changing somebody on file whom another system has as well.

use domain::{
    consent::{ConsentStatus, Method},
    event::Event,
    id::CustomerId,
    prompt::Answer,
    topic::Topic,
    wire::customer::Edit,
};
use store::{customer, entity::customer as row};
use uuid::Uuid;

use super::{
    Done, Read, Script, Synced,
    answer::{agree, refuse_calls},
    kept,
};
use crate::{
    change::{Outcome, Tx},
    consent::Answered,
    customer::edit::{self, NewPoint, apply, insert_point},
    error::Result,
    interaction,
};

/// Changes who is left of the customer whom the identifier stands for.
pub(super) async fn change(tx: Tx<'_>, read: &Read, mut left: row::Model, known: Uuid) -> Result<Outcome<Synced>> {
    if matches!(read.script, Some(Script::No)) {
        let answered = Answered {
            topic: Topic::DataCollection,
            status: ConsentStatus::Withdrawn,
            method: Method::Api,
            script: None,
            interaction: None,
            note: None,
        };
        let events = interaction::withdraw(tx, left, answered).await?;
        return Ok(Outcome::many(events, Synced::SaidNo));
    }
    let mut events = Vec::new();
    // Of two who were merged one has the details, or the two systems' records would change them in turn.
    if left.id == known {
        events.extend(details(tx, read, &mut left).await?);
    }
    events.extend(points(tx, read, CustomerId(left.id)).await?);
    if let Some(Script::Yes(yes)) = &read.script {
        events.extend(agree(tx, &left, &yes.proven).await?);
        if yes.answer == Answer::YesButNoCalls {
            events.extend(refuse_calls(tx, &left, &yes.proven).await?);
        }
    }
    events.extend(read.wishes.take(tx, &left).await?);
    let done = if events.is_empty() { Done::Nothing } else { Done::Changed };
    let kept = kept(tx, &left, done, read).await?;
    Ok(Outcome::many(events, Synced::Kept(kept)))
}

async fn details(tx: Tx<'_>, read: &Read, left: &mut row::Model) -> Result<Option<Event>> {
    let customer = CustomerId(left.id);
    let typed = Edit { customer: customer.to_string(), ..read.details.over(left) };
    let changes = apply(left, &edit::read(&typed)?);
    if changes.is_empty() {
        return Ok(None);
    }
    left.revision += 1;
    customer::update(tx.scope, left.clone()).await?;
    Ok(Some(Event::CustomerEdited { customer, changes }))
}

/// Adds the numbers and addresses that were never theirs: what was retired stays so.
async fn points(tx: Tx<'_>, read: &Read, customer: CustomerId) -> Result<Vec<Event>> {
    let known: Vec<String> =
        customer::every_point(tx.scope, customer).await?.into_iter().map(|point| point.value).collect();
    let is_new = |value: &str| !known.iter().any(|known| known == value);
    let phones = read.phones.iter().filter(|phone| is_new(phone.number.as_str()));
    let emails = read.emails.iter().filter(|(email, _)| is_new(email.as_str()));
    let phones = phones.map(|phone| NewPoint::Phone(phone.clone()));
    let emails = emails.map(|(email, label)| NewPoint::Email(email.clone(), label.clone()));
    let mut events = Vec::new();
    for point in phones.chain(emails) {
        events.extend(insert_point(tx, customer, &point).await?);
    }
    Ok(events)
}
