//! The secrets of a webhook: made, kept encrypted, and those that sign now.

use chrono::{DateTime, Utc};
use domain::{
    id::{BusinessId, WebhookId},
    webhook::{SECRET_BYTES, WebhookSecret},
};
use store::entity::webhook as row;

use crate::{
    error::{Error, Result},
    key::Keys,
    ports::Random,
    sealed,
};

/// A secret, and the same as it is stored.
pub(super) struct Made {
    pub(super) text: String,
    pub(super) sealed: String,
}

/// A new secret for a webhook.
pub(super) fn make(keys: &Keys, random: &dyn Random, business: BusinessId, id: WebhookId) -> Result<Made> {
    let mut bytes = vec![0; SECRET_BYTES];
    random.fill(&mut bytes);
    let secret = read(bytes)?;
    let sealed = sealed::sealed(keys.webhook_key(business, id)?, random, secret.bytes())?;
    Ok(Made { text: secret.text(), sealed })
}

/// The secrets with which a webhook is told now: the newest one first.
pub(super) fn in_use(keys: &Keys, row: &row::Model, now: DateTime<Utc>) -> Result<Vec<WebhookSecret>> {
    let key = keys.webhook_key(row.business_id.into(), row.id.into())?;
    let earlier = row.earlier_secret.as_ref().filter(|_| row.earlier_until.is_some_and(|until| now < until));
    let sealed = std::iter::once(&row.secret).chain(earlier);
    sealed.map(|sealed| read(sealed::opened(key, sealed)?)).collect()
}

/// The newest secret, as a program is given it.
pub(super) fn text(keys: &Keys, row: &row::Model) -> Result<String> {
    let key = keys.webhook_key(row.business_id.into(), row.id.into())?;
    Ok(read(sealed::opened(key, &row.secret)?)?.text())
}

fn read(bytes: Vec<u8>) -> Result<WebhookSecret> {
    WebhookSecret::new(bytes).map_err(|_| Error::Broken("the secret of a webhook has another length"))
}
