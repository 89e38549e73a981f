//! Who may do what: the table of roles and rights, in one place.

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// What a member is in a business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the business; there is always at least one.
    Owner,
    /// Manages the business's records, lists and settings.
    Admin,
    /// Speaks with customers.
    Staff,
    /// Reads, and signs reviews.
    Auditor,
}

impl Role {
    /// Every role, the strongest first.
    pub const ALL: [Self; 4] = [Self::Owner, Self::Admin, Self::Staff, Self::Auditor];

    /// The word in forms, rows and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Staff => "staff",
            Self::Auditor => "auditor",
        }
    }

    /// The role with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|role| role.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether this role includes the right.
    pub const fn may(self, right: Right) -> bool {
        use Right::{AdministerTeam, Curate, GovernOwners, Operate, Read, SignReviews, Work};
        match right {
            Read => true,
            Work => matches!(self, Self::Owner | Self::Admin | Self::Staff),
            Curate | Operate | AdministerTeam => matches!(self, Self::Owner | Self::Admin),
            SignReviews => matches!(self, Self::Owner | Self::Admin | Self::Auditor),
            GovernOwners => matches!(self, Self::Owner),
        }
    }

    /// Whether a member of this role may give, change or take away the `other` role (admins: not owners).
    pub const fn may_grant(self, other: Self) -> bool {
        match other {
            Self::Owner => self.may(Right::GovernOwners),
            _ => self.may(Right::AdministerTeam),
        }
    }
}

/// One thing that a role may or may not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// See customers, history, decisions and the audit log.
    Read,
    /// Record answers, mark, call, add and edit customers, show a number, take back one's own mark.
    Work,
    /// Lift a mark or a list entry, invalidate, merge, split, import, erase, export.
    Curate,
    /// Policies, lists, registries, keys, displays, settings, audits.
    Operate,
    /// Sign an audit's review.
    SignReviews,
    /// Invite, change and remove members.
    AdministerTeam,
    /// Make and unmake owners, close the business.
    GovernOwners,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 7] = [
        Self::Read,
        Self::Work,
        Self::Curate,
        Self::Operate,
        Self::SignReviews,
        Self::AdministerTeam,
        Self::GovernOwners,
    ];

    /// The words on screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Read => "See customers, history, call decisions and the audit log",
            Self::Work => "Record answers, mark, call, add and edit customers, show a number, take back their own mark",
            Self::Curate => "Lift a mark or a list entry, invalidate an answer, merge, split, import, erase, export",
            Self::Operate => "Policies, lists, registries, keys, displays, settings, audits",
            Self::SignReviews => "Sign the review of an audit",
            Self::AdministerTeam => "Invite, change and remove members, ask everybody for a second factor",
            Self::GovernOwners => {
                "Make and unmake owners, hand over, accept the processing agreement, close the business"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_rights_is_the_one_in_the_policy() {
        let table: Vec<(Role, String)> = Role::ALL
            .into_iter()
            .map(|role| (role, Right::ALL.map(|right| if role.may(right) { 'x' } else { '-' }).iter().collect()))
            .collect();
        let expected =
            [(Role::Owner, "xxxxxxx"), (Role::Admin, "xxxxxx-"), (Role::Staff, "xx-----"), (Role::Auditor, "x---x--")];
        assert_eq!(table, expected.map(|(role, rights)| (role, rights.to_owned())));
    }

    #[test]
    fn an_admin_cannot_make_or_unmake_an_owner() {
        assert!(!Role::Admin.may_grant(Role::Owner));
        assert!(Role::Admin.may_grant(Role::Admin));
        assert!(!Role::Staff.may_grant(Role::Staff));
    }
}
