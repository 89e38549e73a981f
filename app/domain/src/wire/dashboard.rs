//! The dashboard: the counts, what needs attention, what is to be done at first, and what was counted over time.

/// What the forms of the dashboard send.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Hide the list of first steps. It has no fields of its own.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct HideSteps {}
}

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::tally::{Over, Span};

/// What the dashboard shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dashboard {
    /// The counts.
    pub figures: Figures,
    /// What needs attention, where there is any of it.
    pub todo: Vec<Todo>,
    /// What a new business does at first; empty where nothing is left, or where it is hidden.
    pub steps: Vec<Step>,
    /// Whether the reader may ask customers and write about them.
    pub may_work: bool,
    /// Over which time the charts go.
    pub over: Over,
    /// From which day to which that is.
    pub span: Option<Span>,
    /// What was counted over that time.
    pub series: Vec<Series>,
    /// Calls prevented in that time, by reason.
    pub reasons: Vec<Reason>,
    /// The zone in which the days of the business begin and end.
    pub zone: String,
    /// How many entries of an older build wait to be counted.
    pub uncounted: u64,
    /// The version of the Data Processing Agreement that waits for the reader to accept it.
    pub dpa: Option<i32>,
    /// The ledger's position as of which this is shown.
    pub seq: i64,
    /// As of when (UTC).
    pub at: DateTime<Utc>,
}

/// The counts, each of which has its list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Customers on file.
    pub customers: u64,
    /// Those with consent on record.
    pub consents: u64,
    /// Those without (policy section 7).
    pub no_consent: u64,
    /// Those who are marked.
    pub do_not_call: u64,
    /// Numbers on the do-not-call list.
    pub suppressed: u64,
    /// People who said no and of whom nothing is kept.
    pub denials: u64,
    /// Calls that the gate allowed today.
    pub calls_placed: u64,
    /// Calls that it prevented today.
    pub calls_prevented: u64,
    /// Confirmations sent, in the time of the charts.
    pub sent: u64,
    /// Confirmations that failed, in the time of the charts.
    pub failed: u64,
    /// Open findings of audits.
    pub findings: u64,
    /// Requests that wait for their answer.
    pub requests: u64,
    /// The national registries that were subscribed to, each with the age of its download.
    pub registries: Vec<(String, String)>,
    /// Which day it is for the business.
    pub today: Option<NaiveDate>,
}

/// What needs attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Customers without consent on record.
    Consent,
    /// Customers of whom a yes ends soon.
    Expiry,
    /// Confirmations that did not arrive.
    Delivery,
    /// Requests that are due.
    Request,
    /// Members who have not read the training.
    Training,
}

/// One sort of thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Todo {
    /// What.
    pub need: Need,
    /// How many there are.
    pub count: u64,
    /// Whether there are more than that.
    pub is_more: bool,
    /// The first of them.
    pub first: Vec<Line>,
}

/// One thing that needs attention.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The customer, the message, the request or the member.
    pub id: String,
    /// The customer's name, or the member's.
    pub name: String,
    /// By when it is due.
    pub due_on: Option<NaiveDate>,
}

/// Something that a new business does at first. None is forced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Whether it is on record.
    pub is_done: bool,
}

/// What a new business does at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// Look at the settings: hours, purposes, for how long a yes holds.
    Details,
    /// Publish the privacy policy.
    Policy,
    /// Accept the Data Processing Agreement.
    Agreement,
    /// Import customers, or ask the first one.
    Customers,
    /// Invite somebody.
    Team,
    /// Hang a screen up in the office.
    Screen,
}

/// How often something happened, part by part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Series {
    /// The code of what is counted.
    pub code: String,
    /// Each part with its count.
    pub parts: Vec<(Span, u64)>,
}

/// How often a call was prevented for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The code of what is counted.
    pub code: String,
    /// The reason in words.
    pub label: String,
    /// How often.
    pub count: u64,
}
