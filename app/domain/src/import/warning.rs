//! What an import reports about single lines: sentences without what the person wrote, so that a
//! report can be kept after the person is erased.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::value::Unreadable;
use crate::error::Problem;

/// Something in a row that needs a look. The row is imported all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowWarning {
    /// The line on which the row begins.
    pub line: u64,
    /// The heading of the column, or none where the whole row is meant.
    pub heading: Option<String>,
    /// What it is.
    pub about: About,
}

/// What a warning is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum About {
    /// Not a phone number; kept as text.
    #[error("not a phone number we can read, kept as text ({0})")]
    Phone(Problem),
    /// A possible number, but in no range that is in use. It is imported.
    #[error("not a valid number, so check its digits")]
    PhoneNotValid,
    /// Not an e-mail address; kept as text.
    #[error("not an email address, kept as text")]
    Email,
    /// More or other signs than the field may hold; kept as text.
    #[error("does not fit its field, kept as text ({0})")]
    DoesNotFit(Problem),
    /// A second value for a field that holds one; kept as text.
    #[error("a second value for the same field, kept as text")]
    Second,
    /// A time zone that nobody knows; kept as text.
    #[error("not a time zone we know, kept as text")]
    TimeZone,
    /// A language in which customers are not written to; kept as text.
    #[error("not a language we write in, kept as text")]
    Language,
    /// An opt-out that cannot be read. The customer is blocked to be safe.
    #[error("{0}, so this customer is blocked to be safe")]
    OptOut(Unreadable),
    /// A consent without date, source or wording, or with a day that is not clear. It grants nothing.
    #[error("consent without a clear date, source and wording, kept as text and not counted as given")]
    Consent,
    /// A US postal code of three or four digits, as a spreadsheet leaves it.
    #[error("the ZIP code may have lost a zero at its beginning")]
    ShortZip,
    /// The row has no name; the company, the address or the number stands in for it.
    #[error("no name, so {0} is shown instead")]
    NoName(StandIn),
}

/// What is shown instead of a missing name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StandIn {
    /// The company.
    Company,
    /// The first e-mail address.
    Email,
    /// The end of the first number: the whole number is masked while nobody may call it.
    Phone,
}

impl fmt::Display for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Company => "the company",
            Self::Email => "the email address",
            Self::Phone => "the end of the number",
        })
    }
}

impl fmt::Display for RowWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.heading {
            Some(heading) => write!(f, "Line {}, \u{201c}{heading}\u{201d}: {}", self.line, self.about),
            None => write!(f, "Line {}: {}", self.line, self.about),
        }
    }
}

/// Why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("Line {line}: {why}")]
pub struct RowProblem {
    /// The line on which the row begins.
    pub line: u64,
    /// The reason.
    pub why: WhyNot,
}

/// The reason why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum WhyNot {
    /// Nothing says who this is.
    #[error("no name, number or address")]
    Nobody,
    /// The name cannot be kept.
    #[error("the name does not fit its field ({0})")]
    Name(Problem),
}
