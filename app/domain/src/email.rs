//! E-mail addresses, in the one form in which they are stored and compared.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// An e-mail address in lower case.
///
/// The shape is checked, not the mailbox: only a delivered message proves an address.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Email(String);

/// The longest path of RFC 5321 without its angle brackets.
const LONGEST: u32 = 254;

impl Email {
    /// Reads an address that must be there.
    pub fn required(typed: &str) -> Result<Self, Problem> {
        Self::optional(typed)?.ok_or_else(|| Problem::missing("an email address"))
    }

    /// Reads an address that may be left out.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        let address = typed.trim().to_lowercase();
        if address.is_empty() {
            return Ok(None);
        }
        if address.chars().count() > LONGEST as usize {
            return Err(Problem::TooLong(LONGEST));
        }
        if address_shaped(&address) { Ok(Some(Self(address))) } else { Err(Problem::NotAnEmail) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address with its mailbox hidden: `l•••@example.com`.
    pub fn masked(&self) -> String {
        let (mailbox, host) = self.0.split_once('@').unwrap_or((&self.0, ""));
        let first = mailbox.chars().next().unwrap_or('\u{2022}');
        format!("{first}\u{2022}\u{2022}\u{2022}@{host}")
    }
}

fn address_shaped(address: &str) -> bool {
    let Some((mailbox, host)) = address.rsplit_once('@') else { return false };
    let plain = |text: &str| !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c));
    let dots = |text: &str| !text.starts_with('.') && !text.ends_with('.') && !text.contains("..");
    !mailbox.is_empty()
        && mailbox.len() <= 64
        && !mailbox.contains('@')
        && host.contains('.')
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'))
        && host.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '.')
        && plain(mailbox)
        && dots(mailbox)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Email {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        Self::required(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_in_lower_case() {
        assert_eq!(Email::required(" Ana@Example.COM ").unwrap().as_str(), "ana@example.com");
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for typed in ["a", "a@", "@b.c", "a@b", "a b@c.d", "a@b..c", "a@-b.c", "a,b@c.d", "a@b.c>", "a\u{0}@b.c"] {
            assert_eq!(Email::required(typed), Err(Problem::NotAnEmail), "{typed:?}");
        }
    }
}
