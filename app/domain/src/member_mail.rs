//! Mails to the people who sign in: what sort there is, and for how long their links are good.

use chrono::TimeDelta;

use crate::error::Problem;

/// For how long a link that replaces a password or confirms an address is good.
pub const LINK_IS_GOOD_FOR: TimeDelta = TimeDelta::hours(1);
/// For how long a notice is worth sending.
pub const NOTICE_IS_GOOD_FOR: TimeDelta = TimeDelta::days(5);

/// What sort of mail it is. All are about the account itself, so nobody can refuse them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MemberMail {
    /// An invitation to join a business.
    Invitation,
    /// A link that replaces a forgotten password.
    PasswordReset,
    /// A link that confirms another address to sign in with. It goes to the new one.
    AddressConfirmation,
    /// The news that the address is another one. It goes to the old one.
    AddressChanged,
    /// The news that the business closes. It goes to its owners.
    BusinessCloses,
    /// The day on which a finding of an audit is to be answered.
    FindingDue,
}

impl MemberMail {
    /// Every sort.
    pub const ALL: [Self; 6] = [
        Self::Invitation,
        Self::PasswordReset,
        Self::AddressConfirmation,
        Self::AddressChanged,
        Self::BusinessCloses,
        Self::FindingDue,
    ];

    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::PasswordReset => "password_reset",
            Self::AddressConfirmation => "address_confirmation",
            Self::AddressChanged => "address_changed",
            Self::BusinessCloses => "business_closes",
            Self::FindingDue => "finding_due",
        }
    }

    /// The sort with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|it| it.code() == code).ok_or(Problem::NotAChoice)
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Invitation => "Invitation to join",
            Self::PasswordReset => "Link for a new password",
            Self::AddressConfirmation => "Link that confirms an address",
            Self::AddressChanged => "News that the address is another one",
            Self::BusinessCloses => "News that the business closes",
            Self::FindingDue => "Reminder of a finding",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_is_read_back_from_its_code() {
        for mail in MemberMail::ALL {
            assert_eq!(MemberMail::from_code(mail.code()), Ok(mail));
        }
        assert!(MemberMail::from_code("other").is_err());
    }
}
