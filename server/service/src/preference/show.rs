//! The page "Your preferences".

use std::collections::BTreeSet;

use domain::{
    consent::{ConsentStatus, status},
    email::Email,
    event::PointKind,
    message::Needs,
    phone::PhoneNumber,
    preference::choices,
    topic::{Channel, Topic},
    wire::preference::view::{Choice, Preferences},
};
use store::{Scope, StoreError, entity::contact_point};

use super::{Opened, Visitor};
use crate::{
    Service,
    call::{opt_in, terms},
    error::Result,
    link::behind,
};

/// What the customer decided so far.
///
/// # Errors
/// [`Error::NotFound`](crate::Error::NotFound) for every link that opens nothing.
pub async fn show(service: &Service, visitor: Visitor<'_>) -> Result<Preferences> {
    let (ctx, link) = behind(service, visitor.token, visitor.request).await?;
    let scope = service.db.read(ctx.business).await?;
    let opened = Opened::read(&scope, link, visitor.accepts).await?;
    let marked = !store::dnc::standing(&scope, &[opened.id()]).await?.is_empty();
    let gone = opened.customer.withdrawn_at.is_some() || opened.is_astray();
    let contact = if gone { Vec::new() } else { opened.points.iter().map(masked).collect::<Result<_>>()? };
    Ok(Preferences {
        asking: opened.asking(&scope).await?,
        contact,
        choices: read_choices(service, &scope, &opened, marked).await?,
        marked,
        erase_at: opened.customer.erase_at.map(|at| opened.reader.on_their_clock(at)),
        erase_after_hours: opened.business.erase_after_hours,
        sent_to: opened.sent_to().filter(|_| !gone).map(masked).transpose()?,
        may_ask: opened.address().is_some() && !gone,
    })
}

async fn read_choices(service: &Service, scope: &Scope, opened: &Opened, marked: bool) -> Result<Vec<Choice>> {
    let terms = terms(scope).await?;
    let rows = store::consent::list(scope, &[opened.id()]).await?;
    let answers: Vec<_> = rows.iter().map(|row| Ok(terms.limit(row.event()?))).collect::<Result<_>>()?;
    let opt_in = opt_in(&opened.business)?;
    let now = service.now();
    let choice = |topic: Topic| {
        let status = status(&answers, topic, None, now);
        let blocked = marked && matches!(topic, Topic::Reach(Channel::Call, _));
        Choice { topic, said: status, allowed: !blocked && is_allowed(status, needs(&opt_in, topic)) }
    };
    Ok(choices().map(choice).collect())
}

/// What a topic needs, where these need a yes.
pub(super) fn needs(opt_in: &BTreeSet<Topic>, topic: Topic) -> Needs {
    if opt_in.contains(&topic) { Needs::Yes } else { Needs::NoRefusal }
}

/// Whether a business may, after this answer.
pub(super) fn is_allowed(status: ConsentStatus, needs: Needs) -> bool {
    match status {
        ConsentStatus::Given => true,
        ConsentStatus::Unknown => needs == Needs::NoRefusal,
        ConsentStatus::Expired | ConsentStatus::Withdrawn | ConsentStatus::Refused => false,
    }
}

/// A number or an address as it is shown to whoever has the link.
pub(super) fn masked(point: &contact_point::Model) -> Result<String> {
    let garbled = |_| StoreError::Garbled("contact_point.value");
    Ok(if point.kind == PointKind::Email.code() {
        Email::required(&point.value).map_err(garbled)?.masked()
    } else {
        PhoneNumber::from_e164(&point.value).map_err(garbled)?.masked()
    })
}
