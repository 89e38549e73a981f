//! The customer's own links, and the codes in a mail that allow something again.
//!
//! What is stored is the identifier and a hash; the secret is made of the identifier with a key outside
//! the database, so that a mail can be written again and a stolen database opens nothing.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Right,
    actor::Actor,
    dnc::SourceKind,
    event::Event,
    id::{
        BusinessId, ConsentEventId, ContactPointId, CustomerId, CustomerLinkId, GrantId, RequestId, SubjectRequestId,
        SuppressionSourceId,
    },
    topic::Topic,
    wire::message::view::HandedOver,
};
use qrcode::{QrCode, render::svg};
use serde::{Deserialize, Serialize};
use store::{
    entity::{customer_grant, customer_link},
    link,
};
use uuid::Uuid;

use crate::{
    Service,
    change::{Outcome, Tx},
    ctx::Ctx,
    customer::visible,
    error::{Error, Result},
    key::Keys,
    ports::token_hash,
};

/// How long a code in a mail is good for.
const GOOD_FOR: TimeDelta = TimeDelta::days(30);

/// What a code in a mail does, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Allows {
    /// Takes back what one save stopped, and nothing else.
    Undo {
        /// The answers of the save.
        consents: Vec<ConsentEventId>,
        /// Its marks.
        marks: Vec<Uuid>,
        /// Its other sources on the do-not-call list.
        sources: Vec<SuppressionSourceId>,
        /// Whether it was a withdrawal of `data_collection`.
        withdrawal: bool,
    },
    /// Says yes to these topics. A yes to calls takes the marks off that stood when it was asked for.
    Give {
        /// What is said yes to.
        topics: Vec<Topic>,
    },
    /// Shows the copy of their data that they asked for.
    Copy {
        /// By which request.
        request: SubjectRequestId,
    },
}

impl Allows {
    /// What takes a save of this customer back; `None` where it stopped nothing.
    pub(crate) async fn undoing(tx: Tx<'_>, customer: CustomerId, events: &[Event]) -> Result<Option<Self>> {
        let (mut consents, mut sources, mut marked, mut withdrawal) = (Vec::new(), Vec::new(), false, false);
        for event in events {
            match event {
                Event::ConsentRecorded { customer: whose, consent }
                    if *whose == customer && consent.to.is_no() && consent.from != consent.to =>
                {
                    consents.push(consent.event);
                }
                Event::NumberSuppressed { customer: Some(whose), source, kind: SourceKind::Refusal, .. }
                    if *whose == customer =>
                {
                    sources.push(*source);
                }
                Event::CustomerMarkedDoNotCall { customer: whose, .. } if *whose == customer => marked = true,
                Event::DataConsentWithdrawn { customer: whose, .. } if *whose == customer => withdrawal = true,
                _ => {}
            }
        }
        let mut marks = Vec::new();
        if marked {
            let standing = store::dnc::standing(tx.scope, &[customer]).await?;
            marks.extend(standing.into_iter().filter(|mark| mark.marked_at == tx.now).map(|mark| mark.id));
        }
        let stops = !consents.is_empty() || !marks.is_empty() || withdrawal;
        Ok(stops.then_some(Self::Undo { consents, marks, sources, withdrawal }))
    }
}

/// Makes a link for a customer: with the address to which it is sent, or to be handed over.
pub(crate) async fn mint(tx: Tx<'_>, customer: CustomerId, point: Option<ContactPointId>) -> Result<CustomerLinkId> {
    let id: CustomerLinkId = tx.id();
    let token = token_of(tx.keys, tx.business(), id)?;
    let row = customer_link::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        token_hash: token_hash(&token),
        contact_point_id: point.map(|point| point.0),
        created_at: tx.now,
    };
    link::insert(tx.scope, row).await?;
    Ok(id)
}

/// Keeps what the customer may allow again by the code in a mail.
pub(crate) async fn keep_grant(tx: Tx<'_>, id: GrantId, customer: CustomerId, allows: &Allows) -> Result<()> {
    let code = code_of(tx.keys, tx.business(), id)?;
    let row = customer_grant::Model {
        business_id: tx.business().0,
        id: id.0,
        customer_id: customer.0,
        code_hash: token_hash(&code),
        allows: serde_json::to_value(allows).map_err(|_| Error::Broken("a grant cannot be written"))?,
        created_at: tx.now,
        expires_at: tx.now + GOOD_FOR,
        used_at: None,
    };
    link::insert_grant(tx.scope, row).await?;
    Ok(())
}

/// The secret of a link.
pub(crate) fn token_of(keys: &Keys, business: BusinessId, id: CustomerLinkId) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(keys.link_code(business, "preferences", &id.to_string())?.0))
}

/// The secret of what may be allowed again.
pub(crate) fn code_of(keys: &Keys, business: BusinessId, id: GrantId) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(keys.link_code(business, "grant", &id.to_string())?.0))
}

/// The path of a link.
pub(crate) fn path_of(keys: &Keys, business: BusinessId, id: CustomerLinkId) -> Result<String> {
    Ok(format!("/preferences/{}", token_of(keys, business, id)?))
}

/// Which link a secret is of, and who acts by it.
///
/// # Errors
/// [`Error::NotFound`] for every secret that opens nothing, whatever the reason.
pub(crate) async fn behind(service: &Service, token: &str, request: RequestId) -> Result<(Ctx, CustomerLinkId)> {
    let found = service.db.link_behind(&token_hash(token)).await?;
    let (business, id) = found.ok_or(Error::NotFound)?;
    let scope = service.db.read(business).await?;
    let row = link::find(&scope, id).await?.ok_or(Error::NotFound)?;
    let ctx = Ctx {
        business,
        actor: Actor::Customer(row.customer_id.into()),
        role: None,
        scope: None,
        request,
        session: None,
    };
    Ok((ctx, id))
}

/// Makes a link that a member hands to the customer in person, as text and as a picture.
pub async fn hand_over(service: &Service, ctx: &Ctx, customer: &str) -> Result<HandedOver> {
    let customer: CustomerId = customer.parse().map_err(|_| Error::NotFound)?;
    let done = service.change(ctx, Right::Work, customer, |tx, customer| {
        Box::pin(async move {
            visible(tx.scope, *customer).await?;
            let link = mint(tx, *customer, None).await?;
            Ok(Outcome::one(Event::CustomerLinkMade { customer: *customer, link }, link))
        })
    });
    let path = path_of(&service.keys, ctx.business, done.await?.value)?;
    let link = format!("{}{path}", service.public_url);
    let picture = picture_of(&link)?;
    Ok(HandedOver { link, picture })
}

/// A link as a picture that a camera reads: SVG, a part of a page and not a file of its own.
pub(crate) fn picture_of(link: &str) -> Result<String> {
    let code = QrCode::new(link).map_err(|_| Error::Broken("a link is too long for a picture"))?;
    let picture = code.render::<svg::Color>().min_dimensions(240, 240).build();
    Ok(picture.split_once("?>").map_or(picture.clone(), |(_, svg)| svg.to_owned()))
}

/// What a code allows, where it still does.
pub(crate) fn still_good(grant: &customer_grant::Model, now: DateTime<Utc>) -> Result<Allows> {
    if grant.used_at.is_some() || grant.expires_at <= now {
        return Err(Error::LinkGone);
    }
    serde_json::from_value(grant.allows.clone()).map_err(|_| Error::Broken("a grant cannot be read"))
}
