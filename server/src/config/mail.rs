//! `[mail]`: the mail server, or the data folder.

use std::{fmt, time::Duration};

use axum::http::Uri;
use domain::email::Email;

use super::said::Said;
use crate::failure::Failure;

/// The longest that one mail may take: all that are taken at once stay within their lease.
const LONGEST: u32 = 60;

/// `[mail]`: how mails go out.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The mail server; `None` for files in the data folder.
    pub smtp: Option<SmtpUrl>,
    /// From which address; `None` for one at the host that people see.
    pub from: Option<Email>,
    /// How long one mail may take.
    pub timeout: Duration,
}

/// The address of a mail server. It may hold a password, so it is never written out.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl(String);

impl SmtpUrl {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SmtpUrl(hidden)")
    }
}

impl Mail {
    pub(super) fn read(smtp: &Said, from: &Said, timeout: &Said) -> Result<Self, Failure> {
        let seconds: u32 = timeout.parse("a whole number of seconds")?;
        if !(1..=LONGEST).contains(&seconds) {
            return Err(timeout.refuse(&format!("\"{seconds}\" is not between 1 and {LONGEST}")));
        }
        let email = Email::optional(&from.text);
        Ok(Self {
            smtp: smtp_url(smtp)?,
            from: email.map_err(|_| from.refuse(&format!("\"{}\" is not an e-mail address", from.text)))?,
            timeout: Duration::from_secs(seconds.into()),
        })
    }
}

fn smtp_url(said: &Said) -> Result<Option<SmtpUrl>, Failure> {
    let text = said.text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    // What is wrong is said without the address, which may hold a password.
    let wrong = || said.refuse("this is not an address like smtps://USER:PASSWORD@HOST");
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let host = uri.host().filter(|host| !host.is_empty()).ok_or_else(wrong)?;
    let encrypted = match uri.scheme_str() {
        Some("smtps") => true,
        Some("smtp") => uri.query().is_some_and(|query| query.split('&').any(|part| part == "tls=required")),
        _ => return Err(wrong()),
    };
    let has_password = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
    if has_password && !encrypted && !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
        return Err(said.refuse("a password would go in clear: use smtps://, or add ?tls=required"));
    }
    Ok(Some(SmtpUrl(text.to_owned())))
}
