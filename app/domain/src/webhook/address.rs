//! The address at which a program hears of what happens.

use std::{fmt, net::IpAddr};

use super::is_public;
use crate::error::Problem;

/// How long an address may be.
const LONGEST: u32 = 500;

/// Whether the operator lets programs be told that are inside the network of the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrivateAddresses {
    /// Nothing is sent to this machine or into its network.
    #[default]
    Refused,
    /// Whoever makes a webhook may name any machine that the server reaches, also without encryption.
    Allowed,
}

/// An address as it was typed. What its name leads to is looked up each time that something is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebhookAddress(String);

impl WebhookAddress {
    /// Reads an address.
    pub fn parse(typed: &str, private: PrivateAddresses) -> Result<Self, Problem> {
        let text = typed.trim();
        if text.is_empty() {
            return Err(Problem::missing("the address of the program"));
        }
        if text.chars().count() > LONGEST as usize {
            return Err(Problem::TooLong(LONGEST));
        }
        if !text.chars().all(|sign| sign.is_ascii_graphic()) || text.contains(['#', '\\']) {
            return Err(wrong());
        }
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        match (scheme.to_ascii_lowercase().as_str(), private) {
            ("https", _) | ("http", PrivateAddresses::Allowed) => {}
            ("http", PrivateAddresses::Refused) => {
                return Err(other("Use an address that begins with https://, so that nobody reads along"));
            }
            _ => return Err(wrong()),
        }
        let authority = rest.split(['/', '?']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err(other("Leave name and password out of the address: what is sent is signed"));
        }
        let host = host_of(authority).ok_or_else(wrong)?;
        if private == PrivateAddresses::Refused && is_private(host) {
            return Err(other("This address is inside a private network, and the operator allows none of those"));
        }
        Ok(Self(text.to_owned()))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WebhookAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn wrong() -> Problem {
    other("Enter an address like https://crm.example/webhooks")
}

fn other(sentence: &str) -> Problem {
    Problem::Other(sentence.to_owned())
}

/// The host of `host:port`, in IPv6 without its brackets; nothing where there is none or the port is no port.
fn host_of(authority: &str) -> Option<&str> {
    let (host, behind) = match authority.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port_is_good = behind.is_empty() || behind.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    (!host.is_empty() && port_is_good).then_some(host)
}

/// Whether this is seen without looking the name up.
fn is_private(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost") || name.parse::<IpAddr>().is_ok_and(|ip| !is_public(ip))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_and_outside_unless_the_operator_allows_others() {
        for good in ["https://crm.example/hooks?a=b", " HTTPS://crm.example:8443 ", "https://[2606:4700::1111]/"] {
            assert!(WebhookAddress::parse(good, PrivateAddresses::Refused).is_ok(), "{good}");
        }
        for inside in [
            "http://crm.example/",
            "https://localhost/",
            "https://LOCALHOST.:443/",
            "https://crm.localhost",
            "https://127.0.0.1/",
            "https://10.0.0.8:8080/",
            "https://[::1]/",
        ] {
            assert!(WebhookAddress::parse(inside, PrivateAddresses::Refused).is_err(), "{inside}");
            assert!(WebhookAddress::parse(inside, PrivateAddresses::Allowed).is_ok(), "{inside}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_whoever_allows_what() {
        for wrong in [
            "",
            "crm.example",
            "ftp://crm.example/",
            "https://",
            "https:///hooks",
            "https://me:secret@crm.example/",
            "https://crm.example:port/",
            "https://[::1/",
            "https://crm.example/a b",
            "https://crm.example/#part",
            "https://crm.example\\@127.0.0.1/",
        ] {
            assert!(WebhookAddress::parse(wrong, PrivateAddresses::Allowed).is_err(), "{wrong:?}");
        }
        let long = format!("https://crm.example/{}", "a".repeat(500));
        assert_eq!(WebhookAddress::parse(&long, PrivateAddresses::Allowed), Err(Problem::TooLong(500)));
    }
}
