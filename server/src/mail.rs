//! Mail on its way out: to a mail server, or into the data folder.

mod compose;
mod folder;
mod smtp;

use std::{net::IpAddr, sync::Arc};

use lettre::Address;
use service::ports::Mailer;

use crate::{
    config::{Config, address::PublicUrl},
    failure::Failure,
};

/// What `[mail]` says: the mail server, or else files.
pub fn open(config: &Config, public_url: &PublicUrl) -> Result<Arc<dyn Mailer>, Failure> {
    let from = sender(config, public_url)?;
    Ok(match &config.mail.smtp {
        Some(url) => Arc::new(smtp::Smtp::new(url, from, config.mail.timeout)?),
        None => Arc::new(folder::Folder::new(config.data.join("mail"), from)),
    })
}

/// From which address mails come.
fn sender(config: &Config, public_url: &PublicUrl) -> Result<Address, Failure> {
    let said = config.mail.from.as_ref().map(|from| from.as_str().to_owned());
    let address = said.unwrap_or_else(|| format!("ringfence@{}", host(public_url)));
    address.parse().map_err(|error| Failure::because(&format!("mails cannot come from {address}"), &error))
}

/// The host that people see. A number is no name for mail.
fn host(public_url: &PublicUrl) -> &str {
    let authority = public_url.authority();
    let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
    let is_number = host.starts_with('[') || host.parse::<IpAddr>().is_ok();
    if is_number { "localhost" } else { host }
}
