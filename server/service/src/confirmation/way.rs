//! By which way a confirmation reaches its customer.

use domain::{event::PointKind, id::CustomerId, message::Address, topic::Channel};
use store::{
    entity::{business, contact_point},
    suppression,
};

use crate::{change::Tx, error::Result, message::takes_mail};

/// A channel, and what is there to send to.
pub(super) struct Way {
    pub(super) channel: Channel,
    pub(super) address: Address,
    pub(super) point: Option<contact_point::Model>,
}

impl Way {
    /// E-mail where one arrives; else a text message, where the business sends any and there is a number for
    /// it.
    pub(super) async fn to(
        tx: Tx<'_>,
        business: &business::Model,
        customer: CustomerId,
        points: Vec<contact_point::Model>,
    ) -> Result<Self> {
        let has_address = points.iter().any(|point| point.kind == PointKind::Email.code());
        if let Some(point) = points.iter().find(|point| takes_mail(point)) {
            return Ok(Self { channel: Channel::Email, address: Address::OnFile, point: Some(point.clone()) });
        }
        if business.text_confirmations {
            for point in points {
                if takes_texts(tx, customer, &point).await? {
                    return Ok(Self { channel: Channel::Sms, address: Address::OnFile, point: Some(point) });
                }
            }
        }
        let address = if has_address { Address::Undeliverable } else { Address::Missing };
        Ok(Self { channel: Channel::Email, address, point: None })
    }
}

/// Whether a text message to this number reaches the customer and nobody who said no there: an extension is a
/// desk, and a number that is on the do-not-call list for another reason than this customer's own mark may be
/// somebody else's. Without the key nobody knows, so nothing is sent.
async fn takes_texts(tx: Tx<'_>, customer: CustomerId, point: &contact_point::Model) -> Result<bool> {
    if point.kind != PointKind::Phone.code() || point.extension.is_some() {
        return Ok(false);
    }
    let Ok(hash) = tx.hash_contact(PointKind::Phone.code(), &point.value) else { return Ok(false) };
    let standing = suppression::standing(tx.scope, &[hash.to_string()]).await?;
    Ok(standing.into_values().flatten().all(|source| source.customer_id == Some(customer.0)))
}
