//! Mails to the people who sign in: what sort there is, and for how long their links are good.

use crate::error::Problem;

/// For how long a link that replaces a password is good, in minutes.
pub const RESET_LASTS_FOR_MINUTES: i64 = 60;

/// What sort of mail it is. All are about the account itself, so nobody can refuse them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberMail {
    /// An invitation to join a business.
    Invitation,
    /// A link that replaces a forgotten password.
    PasswordReset,
}

impl MemberMail {
    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
        }
    }

    /// The sort with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        [Self::Invitation, Self::PasswordReset].into_iter().find(|it| it.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Invitation to join",
            Self::PasswordReset => "Link for a new password",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_read_back_from_its_code() {
        for mail in [MemberMail::Invitation, MemberMail::PasswordReset] {
            assert_eq!(MemberMail::from_code(mail.code()), Ok(mail));
        }
        assert!(MemberMail::from_code("other").is_err());
    }
}
