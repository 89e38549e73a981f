//! Customers: the list, the page, and what can be changed there.

mod merge;

pub use merge::{
    Merge, MergeCall, MergeField, MergePage, MergePreview, MergeQuery, MergeTopic, MergeYes, Split, SplitPage,
};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    call::{Standing, Why},
    consent::{Answered, Preference, Question},
    ledger::Line,
};
use crate::{
    consent::ConsentStatus,
    id::{ContactPointId, CustomerId},
    topic::Purpose,
};

/// What the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Words, a number in any format, or an address.
    #[serde(default)]
    pub q: String,
    /// `dnc`, `no_consent`, or nothing.
    #[serde(default)]
    pub show: String,
    /// The page, counted from one.
    #[serde(default)]
    pub page: u32,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many match.
    pub matching: u64,
    /// How many there are.
    pub all: u64,
    /// How many are marked.
    pub do_not_call: u64,
    /// How many have no consent on record (policy section 7).
    pub no_consent: u64,
    /// The page, counted from one.
    pub page: u32,
    /// How many rows a page has.
    pub per_page: u32,
    /// Whether the reader may add customers.
    pub may_work: bool,
    /// Whether the reader may import.
    pub may_import: bool,
}

/// What was searched for, and what was found. It is the answer to a form: words about a person
/// stand in no address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// What was asked.
    pub query: ListQuery,
    /// The page of the list.
    pub list: List,
}

/// One customer in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Who.
    pub id: CustomerId,
    /// Their name.
    pub name: String,
    /// Their company.
    pub company: Option<String>,
    /// Their first number, masked where a no stands.
    pub phone: Option<String>,
    /// Their first address.
    pub email: Option<String>,
    /// Whether they are marked.
    pub do_not_call: bool,
    /// Whether their number is blocked for another reason of theirs or of the list.
    pub blocked: bool,
    /// Whether there is no consent on record (policy section 7).
    pub flagged: bool,
    /// Since when they are on file (UTC).
    pub added_at: DateTime<Utc>,
}

/// What identifies the page of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShowQuery {
    /// Who.
    pub customer: String,
    /// The purpose that is shown; empty for the business's own.
    #[serde(default)]
    pub purpose: String,
}

/// An e-mail address on a customer's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailAddress {
    /// Which.
    pub id: ContactPointId,
    /// The address.
    pub address: String,
    /// Whether mail to it comes back, so that nothing is sent there.
    pub comes_back: bool,
}

/// The page of a customer.
#[allow(clippy::struct_excessive_bools, reason = "each is a question that the page asks")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Show {
    /// Who.
    pub id: CustomerId,
    /// What the form "Log a contact" carries as its `form`.
    pub form: String,
    /// Their name; "Erased customer" when it is gone.
    pub name: String,
    /// Their details, as (label, value), without what is empty.
    pub details: Vec<(String, String)>,
    /// Whether there is no consent on record (policy section 7).
    pub flagged: bool,
    /// The mark that stands.
    pub mark: Option<Marked>,
    /// The withdrawal, after which there is a stub only.
    pub withdrawn: Option<Withdrawn>,
    /// The purpose that is shown.
    pub purpose: Purpose,
    /// Their numbers.
    pub numbers: Vec<Number>,
    /// The decisions, for each number and purpose; for nobody's number where there is none.
    pub standings: Vec<Standing>,
    /// What the decisions for the shown purpose rest on, one for each number.
    pub why: Vec<Why>,
    /// Their e-mail addresses.
    pub emails: Vec<EmailAddress>,
    /// The answer on `data_collection`.
    pub consent: ConsentLine,
    /// Channel by purpose: how each topic stands.
    pub preferences: Vec<Preference>,
    /// The words that are read out before an answer on a channel and a purpose.
    pub questions: Vec<Question>,
    /// Every answer on record, the newest first.
    pub answers: Vec<Answered>,
    /// What happened, newest first.
    pub history: Vec<Line>,
    /// Whether the reader may record, mark, call and edit.
    pub may_work: bool,
    /// Whether the reader may take a mark off.
    pub may_curate: bool,
    /// Whether single keys work.
    pub keys_enabled: bool,
    /// The ledger's position as of which this is shown.
    pub seq: i64,
    /// The server's time (UTC).
    pub now: DateTime<Utc>,
}

/// A mark, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// Which mark it is.
    pub id: String,
    /// Since when (UTC).
    pub at: DateTime<Utc>,
    /// By whom.
    pub by: String,
    /// "asked by the customer".
    pub how: String,
    /// Until when the reader may take it back, being who set it (UTC).
    pub take_back_until: Option<DateTime<Utc>>,
}

/// A withdrawal, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// When (UTC).
    pub at: DateTime<Utc>,
    /// When the data is erased at the latest (UTC).
    pub erase_at: DateTime<Utc>,
    /// When it was erased (UTC).
    pub erased_at: Option<DateTime<Utc>>,
}

/// A number on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Which.
    pub id: ContactPointId,
    /// In the international format, or masked.
    pub shown: String,
    /// Whether it is masked.
    pub masked: bool,
    /// Its extension.
    pub extension: Option<String>,
    /// "Mobile".
    pub label: Option<String>,
}

/// The answer on `data_collection`, as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentLine {
    /// What it amounts to.
    pub status: ConsentStatus,
    /// When the customer answered (UTC).
    pub at: Option<DateTime<Utc>>,
    /// "verbal".
    pub method: Option<String>,
    /// The version of the script.
    pub script_version: Option<i32>,
    /// Who recorded it.
    pub by: Option<String>,
}

/// The form with which a customer is edited, as it is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Whom.
    pub customer: String,
    /// The revision that was shown, so that somebody else's change in between is noticed.
    #[serde(default)]
    pub revision: i32,
    /// "Full name".
    #[serde(default)]
    pub name: String,
    /// "Company".
    #[serde(default)]
    pub company: String,
    /// "Street address".
    #[serde(default)]
    pub address_line: String,
    /// "City".
    #[serde(default)]
    pub city: String,
    /// "State or region".
    #[serde(default)]
    pub region: String,
    /// "Postal code".
    #[serde(default)]
    pub postal_code: String,
    /// "Language", as its code. A form without the field leaves it as it is: it may be the customer's own choice.
    #[serde(default)]
    pub language: Option<String>,
    /// "Time zone".
    #[serde(default)]
    pub time_zone: String,
    /// "Note".
    #[serde(default)]
    pub note: String,
}

/// The edit page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditForm {
    /// The details as they are.
    pub edit: Edit,
    /// The contact points.
    pub points: Vec<EditPoint>,
    /// The names of the time zones that can be chosen.
    pub zones: Vec<String>,
}

/// A number or an address on the edit page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditPoint {
    /// Which.
    pub id: ContactPointId,
    /// How it is shown.
    pub shown: String,
    /// Whether mail to it comes back, so that nothing is sent there.
    pub comes_back: bool,
}

/// Add a number or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddPoint {
    /// To whom.
    pub customer: String,
    /// "Phone", as typed.
    #[serde(default)]
    pub phone: String,
    /// "Email".
    #[serde(default)]
    pub email: String,
    /// "Label".
    #[serde(default)]
    pub label: String,
}

/// Write again to an address from which mail came back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryAgain {
    /// Whose.
    pub customer: String,
    /// Which.
    pub point: String,
}

/// Retire a number or an address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetirePoint {
    /// Whose.
    pub customer: String,
    /// Which.
    pub point: String,
}
