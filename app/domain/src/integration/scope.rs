//! What a key opens: nothing but its scopes, and each scope nothing but its rights.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{access::Right, error::Problem};

/// One thing that a key opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ApiScope {
    /// Ask whether a number may be called.
    #[serde(rename = "check")]
    Check,
    /// Ask for a call, and start it.
    #[serde(rename = "call")]
    Call,
    /// Read customers.
    #[serde(rename = "customers:read")]
    CustomersRead,
    /// Add, change and erase customers, record answers, mark "do not call" and take the mark off.
    #[serde(rename = "customers:write")]
    CustomersWrite,
    /// Read the do-not-call list.
    #[serde(rename = "suppressions:read")]
    SuppressionsRead,
    /// Put numbers on the do-not-call list, and take them off.
    #[serde(rename = "suppressions:write")]
    SuppressionsWrite,
    /// Read the audit log.
    #[serde(rename = "ledger:read")]
    LedgerRead,
    /// Look after webhooks.
    #[serde(rename = "webhooks")]
    Webhooks,
}

impl ApiScope {
    /// Every scope, in the order of the form.
    pub const ALL: [Self; 8] = [
        Self::Check,
        Self::Call,
        Self::CustomersRead,
        Self::CustomersWrite,
        Self::SuppressionsRead,
        Self::SuppressionsWrite,
        Self::LedgerRead,
        Self::Webhooks,
    ];

    /// The word in rows, the API and the ledger.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Call => "call",
            Self::CustomersRead => "customers:read",
            Self::CustomersWrite => "customers:write",
            Self::SuppressionsRead => "suppressions:read",
            Self::SuppressionsWrite => "suppressions:write",
            Self::LedgerRead => "ledger:read",
            Self::Webhooks => "webhooks",
        }
    }

    /// The words on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Check => "Check numbers",
            Self::Call => "Ask for calls and start them",
            Self::CustomersRead => "Read customers",
            Self::CustomersWrite => "Add, change and erase customers, record answers, mark and take marks off",
            Self::SuppressionsRead => "Read the do-not-call list",
            Self::SuppressionsWrite => "Put numbers on the do-not-call list and take them off",
            Self::LedgerRead => "Read the audit log with its proofs",
            Self::Webhooks => "Make and remove webhooks, and so hear of everything that happens",
        }
    }

    /// The scope with this code.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::ALL.into_iter().find(|scope| scope.code() == code).ok_or(Problem::NotAChoice)
    }

    /// Whether whoever acts under this scope has the right.
    pub const fn may(self, right: Right) -> bool {
        match right {
            Right::Read => true,
            Right::Work => matches!(self, Self::Call | Self::CustomersWrite | Self::SuppressionsWrite),
            Right::Curate => matches!(self, Self::CustomersWrite | Self::SuppressionsWrite),
            Right::Operate => matches!(self, Self::Webhooks),
            Right::SignReviews | Right::AdministerTeam | Right::GovernOwners => false,
        }
    }
}

/// The scopes of a key: at least one, each once, in the order of [`ApiScope::ALL`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Vec<ApiScope>", into = "Vec<ApiScope>")]
pub struct ApiScopes(Vec<ApiScope>);

impl ApiScopes {
    /// These scopes. None at all is a key that opens nothing, and is refused.
    pub fn new(scopes: impl IntoIterator<Item = ApiScope>) -> Result<Self, Problem> {
        let mut scopes: Vec<_> = scopes.into_iter().collect();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            return Err(Problem::Other("Tick at least one thing that the program may do".into()));
        }
        Ok(Self(scopes))
    }

    /// The codes in rows and in the ledger: `check+call`.
    pub fn code(&self) -> String {
        self.0.iter().map(|scope| scope.code()).collect::<Vec<_>>().join("+")
    }

    /// Reads what [`Self::code`] wrote.
    pub fn from_code(code: &str) -> Result<Self, Problem> {
        Self::new(code.split('+').map(ApiScope::from_code).collect::<Result<Vec<_>, _>>()?)
    }

    /// Whether this one is among them.
    pub fn has(&self, scope: ApiScope) -> bool {
        self.0.contains(&scope)
    }

    /// Each of them.
    pub fn each(&self) -> impl Iterator<Item = ApiScope> {
        self.0.iter().copied()
    }
}

impl TryFrom<Vec<ApiScope>> for ApiScopes {
    type Error = Problem;
    fn try_from(scopes: Vec<ApiScope>) -> Result<Self, Problem> {
        Self::new(scopes)
    }
}

impl From<ApiScopes> for Vec<ApiScope> {
    fn from(scopes: ApiScopes) -> Self {
        scopes.0
    }
}

/// The codes, as people read them.
impl fmt::Display for ApiScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code().replace('+', ", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_gives_no_right_beyond_the_table() {
        let table: Vec<(&str, String)> = ApiScope::ALL
            .into_iter()
            .map(|scope| {
                let rights = Right::ALL.map(|right| if scope.may(right) { 'x' } else { '-' });
                (scope.code(), rights.iter().collect())
            })
            .collect();
        let expected = [
            ("check", "x------"),
            ("call", "xx-----"),
            ("customers:read", "x------"),
            ("customers:write", "xxx----"),
            ("suppressions:read", "x------"),
            ("suppressions:write", "xxx----"),
            ("ledger:read", "x------"),
            ("webhooks", "x--x---"),
        ];
        assert_eq!(table, expected.map(|(scope, rights)| (scope, rights.to_owned())));
    }

    #[test]
    fn scopes_are_read_back_from_their_code_and_none_is_refused() {
        let scopes = ApiScopes::new([ApiScope::Call, ApiScope::Check, ApiScope::Call]).unwrap();
        assert_eq!(scopes.code(), "check+call");
        assert_eq!(ApiScopes::from_code("check+call"), Ok(scopes));
        for wrong in ["", "check+", "everything"] {
            assert!(ApiScopes::from_code(wrong).is_err(), "{wrong:?}");
        }
        assert!(ApiScopes::new([]).is_err());
    }

    #[test]
    fn a_scope_travels_under_its_code() {
        for scope in ApiScope::ALL {
            assert_eq!(serde_json::to_value(scope).unwrap(), scope.code());
        }
    }
}
