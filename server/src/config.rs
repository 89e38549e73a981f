//! What a running server is told: one file, and the environment over it.
//!
//! Every key has a default that works. An unknown key or a bad value stops the start with one line
//! that names it, so a misspelt key never means "the default" in silence.

pub mod address;
pub mod database;
pub mod environment;
mod file;
pub mod mail;
pub mod offset;
mod said;
mod screen;
pub mod text;

#[cfg(test)]
mod tests;

use std::{net::IpAddr, num::NonZeroU32, path::PathBuf};

use chrono::TimeDelta;
use domain::{hours::OpenHours, webhook::PrivateAddresses};
use leptos::config::LeptosOptions;

use crate::failure::Failure;
use address::PublicUrl;
use database::Database;
use environment::Environment;
use file::Found;
use mail::Mail;
use offset::Offset;
use said::Said;
use text::Gateway;

/// The configuration of one server.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the site is and where the server listens.
    pub leptos: LeptosOptions,
    /// The folder of the embedded database, the keys, the mail and the journal.
    pub data: PathBuf,
    /// `[database]`.
    pub database: Database,
    /// `[http]`.
    pub http: Http,
    /// `[mail]`.
    pub mail: Mail,
    /// `[text]`; `None` where no text messages are sent.
    pub gateway: Option<Gateway>,
    /// `[calling]`.
    pub calling: Calling,
    /// By how much the clock is moved. Only a database made for tests allows it.
    pub clock: Option<TimeDelta>,
    /// Whether a new database is marked as made for tests. Only the command line says so.
    pub scratch: bool,
}

/// `[http]`: how browsers reach the server.
#[derive(Clone, Debug)]
pub struct Http {
    /// The address that people see; `None` for the one where the server listens.
    pub public_url: Option<PublicUrl>,
    /// The proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// How many requests each key for programs may send in a minute.
    pub api_requests_per_minute: NonZeroU32,
    /// Whether webhooks may lead into the network of the server.
    pub private_webhooks: PrivateAddresses,
}

/// `[calling]`: what holds for a business that chose nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calling {
    /// From when to when, in the customer's own day.
    pub hours: OpenHours,
}

/// The variables over the keys of these sections. Another one with such a name is a misspelt one.
const OVER_SECTIONS: [&str; 12] = [
    "RINGFENCE_DATABASE_MAX_CONNECTIONS",
    "RINGFENCE_HTTP_PUBLIC_URL",
    "RINGFENCE_HTTP_TRUSTED_PROXIES",
    "RINGFENCE_HTTP_API_REQUESTS_PER_MINUTE",
    "RINGFENCE_HTTP_PRIVATE_WEBHOOKS",
    "RINGFENCE_MAIL_FROM",
    "RINGFENCE_MAIL_TIMEOUT_SECONDS",
    "RINGFENCE_TEXT_GATEWAY_URL",
    "RINGFENCE_TEXT_TOKEN",
    "RINGFENCE_TEXT_FROM",
    "RINGFENCE_CALLING_HOURS_FROM",
    "RINGFENCE_CALLING_HOURS_TO",
];

impl Config {
    /// Reads the file and the environment over it.
    ///
    /// # Errors
    /// One line that names the unknown key, the bad value or the file that cannot be read.
    pub fn load(environment: &Environment) -> Result<Self, Failure> {
        let found = Found::look(environment)?;
        let settings = found.settings()?;
        refuse_misspelt(environment)?;
        let said = |variable: &str, key: &str, text: String| Said::new(environment, variable, &found, key, text);

        let data = match environment.get("RINGFENCE_DATA") {
            Some(folder) => PathBuf::from(folder),
            None => found.folder.join("data"),
        };
        let url = said("DATABASE_URL", "[database] url", settings.database.url);
        let connections = settings.database.max_connections.to_string();
        let connections = said("RINGFENCE_DATABASE_MAX_CONNECTIONS", "[database] max_connections", connections);
        let public = said("RINGFENCE_HTTP_PUBLIC_URL", "[http] public_url", settings.http.public_url);
        let proxies = settings.http.trusted_proxies.join(",");
        let proxies = said("RINGFENCE_HTTP_TRUSTED_PROXIES", "[http] trusted_proxies", proxies);
        let often = settings.http.api_requests_per_minute.to_string();
        let often = said("RINGFENCE_HTTP_API_REQUESTS_PER_MINUTE", "[http] api_requests_per_minute", often);
        let private = settings.http.private_webhooks.to_string();
        let private = said("RINGFENCE_HTTP_PRIVATE_WEBHOOKS", "[http] private_webhooks", private);
        let smtp = said("SMTP_URL", "[mail] smtp_url", settings.mail.smtp_url);
        let sender = said("RINGFENCE_MAIL_FROM", "[mail] from", settings.mail.from);
        let patience = settings.mail.timeout_seconds.to_string();
        let patience = said("RINGFENCE_MAIL_TIMEOUT_SECONDS", "[mail] timeout_seconds", patience);
        let gateway = said("RINGFENCE_TEXT_GATEWAY_URL", "[text] gateway_url", settings.text.gateway_url);
        let token = said("RINGFENCE_TEXT_TOKEN", "[text] token", settings.text.token);
        let texter = said("RINGFENCE_TEXT_FROM", "[text] from", settings.text.from);
        let from = said("RINGFENCE_CALLING_HOURS_FROM", "[calling] hours_from", settings.calling.hours_from);
        let to = said("RINGFENCE_CALLING_HOURS_TO", "[calling] hours_to", settings.calling.hours_to);
        let clock = said("RINGFENCE_CLOCK", "", String::new());

        Ok(Self {
            leptos: screen::read(environment, &found)?,
            database: Database::read(&url, connections.parse("a whole number")?, &data, &found.folder)?,
            http: Http {
                public_url: public_url(&public)?,
                trusted_proxies: addresses(&proxies)?,
                api_requests_per_minute: often.parse("a whole number from 1")?,
                private_webhooks: private_webhooks(&private)?,
            },
            mail: Mail::read(&smtp, &sender, &patience)?,
            gateway: Gateway::read(&gateway, &token, &texter)?,
            calling: Calling { hours: hours(&from, &to)? },
            clock: offset(&clock)?,
            data,
            scratch: false,
        })
    }
}

fn refuse_misspelt(environment: &Environment) -> Result<(), Failure> {
    let of_a_section = |name: &str| {
        let sections =
            ["RINGFENCE_DATABASE_", "RINGFENCE_HTTP_", "RINGFENCE_MAIL_", "RINGFENCE_TEXT_", "RINGFENCE_CALLING_"];
        sections.iter().any(|prefix| name.starts_with(prefix))
    };
    match environment.names().find(|name| of_a_section(name) && !OVER_SECTIONS.contains(name)) {
        Some(name) => Err(Failure::Misconfigured(format!("{name} is not a variable of Ringfence"))),
        None => Ok(()),
    }
}

fn public_url(said: &Said) -> Result<Option<PublicUrl>, Failure> {
    if said.text.trim().is_empty() {
        return Ok(None);
    }
    said.parse("an address like https://crm.example, without a path").map(Some)
}

fn addresses(said: &Said) -> Result<Vec<IpAddr>, Failure> {
    let each = said.text.split(',').map(str::trim).filter(|text| !text.is_empty());
    each.map(|text| text.parse().map_err(|_| said.refuse(&format!("\"{text}\" is not an IP address")))).collect()
}

fn private_webhooks(said: &Said) -> Result<PrivateAddresses, Failure> {
    let allowed = said.parse::<bool>("true or false")?;
    Ok(if allowed { PrivateAddresses::Allowed } else { PrivateAddresses::Refused })
}

fn hours(from: &Said, to: &Said) -> Result<OpenHours, Failure> {
    // Each alone first, so that the line names the one that is wrong.
    OpenHours::parse(&from.text, "24:00").map_err(|problem| from.refuse(&problem.to_string()))?;
    OpenHours::parse(&from.text, &to.text).map_err(|problem| to.refuse(&problem.to_string()))
}

fn offset(said: &Said) -> Result<Option<TimeDelta>, Failure> {
    if said.text.is_empty() {
        return Ok(None);
    }
    said.parse::<Offset>("an offset like +36h or -10m").map(|offset| Some(offset.0))
}

/// The folder of the running program.
fn executable_folder() -> Option<PathBuf> {
    std::env::current_exe().ok()?.parent().map(PathBuf::from)
}
