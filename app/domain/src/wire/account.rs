//! Signing in, and who is signed in.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something typed that no log may hold: a password. It travels as the plain text that it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for hashing it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(\u{2026})")
    }
}

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    use super::Secret;
    use crate::error::Problem;

    /// "Sign in".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct SignIn {
        /// The account's address.
        pub email: String,
        /// Its password.
        pub password: Secret,
    }

    /// "Sign in", with where it leads.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct SignInForm {
        /// The account's address.
        pub email: String,
        /// Its password.
        pub password: Secret,
        /// The page that was asked for before; empty when there was none.
        pub next: String,
    }

    /// "Forgot your password?".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Forgot {
        /// The account's address.
        pub email: String,
    }

    /// "Choose a new password".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Reset {
        /// The secret of the link.
        pub token: Secret,
        /// The new password.
        pub password: Secret,
    }

    /// "Change the password".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct ChangePassword {
        /// The password so far.
        pub current: Secret,
        /// The new one.
        pub password: Secret,
    }

    /// "Sign out" beside one of one's own sessions.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct EndSession {
        /// Which; empty for all but the one that asks.
        pub session: String,
    }

    /// "Another address".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct NewAddress {
        /// The address.
        pub email: String,
        /// The password of the account.
        pub password: Secret,
    }

    /// "Confirm this address".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct ConfirmAddress {
        /// The secret of the link.
        pub token: Secret,
    }

    /// The code that follows the password.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct EnterCode {
        /// What was typed.
        pub code: Secret,
        /// The page that was asked for.
        pub next: String,
    }

    /// "Set up": makes the secret of a second factor.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SetUpSecondFactor {}

    /// What is done about a second factor by who proves to be its owner.
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct ProveSecondFactor {
        /// The password of the account.
        pub password: Secret,
        /// The code, or a recovery code.
        pub code: Secret,
    }

    /// One's own name.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Rename {
        /// The name.
        pub name: String,
    }

    /// "Withdraw and close my account".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Withdraw {
        /// The password of the account.
        pub password: Secret,
    }

    /// "Sign out".
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct SignOut {}

    /// The form that switches one's own shortcuts.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct SetShortcuts {
        /// `on` or `off`.
        pub shortcuts: String,
    }

    /// Whether single-key shortcuts work for a member (WCAG 2.1.4).
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Shortcuts {
        /// They work.
        On,
        /// They do nothing.
        Off,
    }

    impl Shortcuts {
        /// The one with this code.
        pub fn from_code(code: &str) -> Result<Self, Problem> {
            [Self::On, Self::Off].into_iter().find(|it| it.code() == code).ok_or(Problem::NotAChoice)
        }

        /// The word in forms and the ledger.
        pub const fn code(self) -> &'static str {
            match self {
                Self::On => "on",
                Self::Off => "off",
            }
        }
    }
}

/// What the server shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        access::Role,
        id::{MemberId, SessionId},
        topic::Purpose,
    };

    /// The page "Account".
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Account {
        /// Whose it is.
        pub who: SignedIn,
        /// The address that they sign in with.
        pub email: String,
    }

    /// The second factor of one's own account.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub enum SecondFactor {
        /// There is none.
        Off,
        /// Its secret is made, and waits for the first code.
        Unconfirmed(SharedSecret),
        /// It is asked for at every sign-in.
        On {
            /// Since when (UTC).
            since: DateTime<Utc>,
            /// How many recovery codes are left.
            codes_left: u64,
            /// The business that asks for it, so that it cannot be switched off.
            required_by: Option<String>,
        },
    }

    /// The secret that an authenticator is to know.
    #[derive(Clone, PartialEq, Serialize, Deserialize)]
    pub struct SharedSecret {
        /// As a QR code: a part of a page, in SVG.
        pub picture: String,
        /// The same to be typed: base32, in groups.
        pub key: String,
    }

    impl std::fmt::Debug for SharedSecret {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("SharedSecret(\u{2026})")
        }
    }

    /// The page "Withdraw your consent": each business of which one is a member.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Withdrawal {
        /// Those that have another owner, or of which one is none, or that close.
        pub left: Vec<String>,
        /// Those that would be without an owner: nobody leaves them so.
        pub last_owner_of: Vec<String>,
        /// Those that close, and that nobody could keep any more.
        pub closing_alone: Vec<String>,
    }

    /// A signed-in browser.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Session {
        /// Which.
        pub id: SessionId,
        /// When it signed in (UTC).
        pub since: DateTime<Utc>,
        /// When it was last used (UTC), to the minute.
        pub seen: DateTime<Utc>,
        /// Whether it is the one that asks.
        pub is_this: bool,
    }

    /// Who is signed in, and where.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct SignedIn {
        /// The member.
        pub member: MemberId,
        /// Their name.
        pub name: String,
        /// Their role.
        pub role: Role,
        /// The business's name.
        pub business_name: String,
        /// Its name in addresses.
        pub slug: String,
        /// Where it is: ISO 3166 alpha-2.
        pub country: String,
        /// Whether single-key shortcuts work.
        pub keys_enabled: bool,
        /// What a call is for unless somebody says otherwise.
        pub default_purpose: Purpose,
        /// When everything of the business is erased (UTC), while it closes.
        pub closes_at: Option<DateTime<Utc>>,
        /// Whether the training waits for them.
        pub training_due: bool,
        /// The ledger's position when this was read: a page is told what follows.
        pub seq: i64,
        /// When this was read (UTC).
        pub now: DateTime<Utc>,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_in_what_is_logged() {
        let params = params::SignIn { email: "ana@example.com".into(), password: "seven blue bicycles".into() };
        assert!(!format!("{params:?}").contains("bicycles"));
    }
}
