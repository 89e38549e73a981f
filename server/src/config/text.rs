//! `[text]`: the gateway that takes text messages.

use std::fmt;

use axum::http::Uri;

use super::said::Said;
use crate::failure::Failure;

/// Where text messages go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gateway {
    /// Its address.
    pub url: String,
    /// What it knows us by; empty where it asks for nothing.
    pub token: Token,
    /// The sender that it knows.
    pub from: String,
}

/// A secret, which is never written out.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The secret, where there is one.
    pub fn secret(&self) -> Option<&str> {
        Some(self.0.as_str()).filter(|secret| !secret.is_empty())
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(hidden)")
    }
}

impl Gateway {
    pub(super) fn read(url: &Said, token: &Said, from: &Said) -> Result<Option<Self>, Failure> {
        let text = url.text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        // What is wrong is said without the address, which may hold a secret.
        let wrong = || url.refuse("this is not an address like https://gateway.example/messages");
        let uri: Uri = text.parse().map_err(|_| wrong())?;
        let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
        let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        match uri.scheme_str() {
            Some("https") => {}
            Some("http") if is_here => {}
            Some("http") => return Err(url.refuse("messages and numbers would go in clear: use https://")),
            _ => return Err(wrong()),
        }
        let token = Token(token.text.trim().to_owned());
        Ok(Some(Self { url: text.to_owned(), token, from: from.text.trim().to_owned() }))
    }
}
