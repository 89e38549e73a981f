//! The address that people see.

use std::{fmt, net::SocketAddr, str::FromStr};

use axum::http::Uri;

/// The scheme, host and port that people see, without a path: an origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// The address of a server that nobody named otherwise.
    pub fn of(address: SocketAddr) -> Self {
        let port = address.port();
        if address.ip().is_unspecified() {
            Self(format!("http://127.0.0.1:{port}"))
        } else {
            Self(format!("http://{address}"))
        }
    }

    /// The origin as browsers send it, `https://crm.example`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host and port: what names this installation in signed checkpoints.
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or(self.0.as_str(), |(_, authority)| authority)
    }

    /// Whether browsers reach the server over https, so that cookies must be `Secure`.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no public address.
#[derive(Debug)]
pub struct NotAnAddress;

impl FromStr for PublicUrl {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let uri: Uri = text.parse().map_err(|_| NotAnAddress)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(NotAnAddress);
        };
        let usual = match scheme {
            "http" => 80,
            "https" => 443,
            _ => return Err(NotAnAddress),
        };
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !authority.as_str().contains('@');
        if !bare || authority.host().is_empty() {
            return Err(NotAnAddress);
        }
        let host = authority.host().to_lowercase();
        // Browsers leave the usual port out of an origin.
        let port =
            authority.port_u16().filter(|port| *port != usual).map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self(format!("{scheme}://{host}{port}")))
    }
}
