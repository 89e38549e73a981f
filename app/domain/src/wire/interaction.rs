//! Interactions: the four answers, and the log of contacts.

use serde::{Deserialize, Serialize};

use crate::id::CustomerId;

/// "Yes" or "Yes, but no calls" of somebody who is not on file, with what they let us save.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCustomer {
    /// `yes` or `yes_but_no_calls`.
    pub answer: String,
    /// The version of the script that was read out.
    #[serde(default)]
    pub script: String,
    /// "Full name".
    #[serde(default)]
    pub name: String,
    /// "Phone", as typed.
    #[serde(default)]
    pub phone: String,
    /// "Email".
    #[serde(default)]
    pub email: String,
    /// "Company".
    #[serde(default)]
    pub company: String,
    /// "Language", as its code.
    #[serde(default)]
    pub language: String,
    /// "Time zone".
    #[serde(default)]
    pub time_zone: String,
    /// "Note".
    #[serde(default)]
    pub note: String,
    /// Made when the form was opened: sent twice, it is recorded once.
    #[serde(default)]
    pub form: String,
}

/// The answer of a customer on file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnFile {
    /// Whose.
    pub customer: String,
    /// `yes`, `yes_but_no_calls` or `no`.
    pub answer: String,
    /// The version of the script that was read out.
    #[serde(default)]
    pub script: String,
    /// "Note".
    #[serde(default)]
    pub note: String,
    /// Made when the form was opened: sent twice, it is recorded once.
    #[serde(default)]
    pub form: String,
}

/// "No" of somebody who is not on file. There is no field for anything about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Denied {
    /// The version of the script that was read out.
    #[serde(default)]
    pub script: String,
    /// A fixed reason.
    #[serde(default)]
    pub reason: String,
    /// A note, in which nothing identifies the person.
    #[serde(default)]
    pub note: String,
    /// Made when the form was opened: sent twice, it is recorded once.
    #[serde(default)]
    pub form: String,
}

/// "Not asked": a contact of which nothing but itself is noted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAsked {
    /// The customer, where they are on file.
    #[serde(default)]
    pub customer: String,
    /// `inbound` or `outbound`.
    #[serde(default)]
    pub direction: String,
    /// Made when the form was opened: sent twice, it is recorded once.
    #[serde(default)]
    pub form: String,
}

/// "Log a contact" with a customer on file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// With whom.
    pub customer: String,
    /// `inbound` or `outbound`.
    #[serde(default)]
    pub direction: String,
    /// What came of it.
    #[serde(default)]
    pub outcome: String,
    /// A note.
    #[serde(default)]
    pub note: String,
    /// Made when the form was opened: sent twice, it is recorded once.
    #[serde(default)]
    pub form: String,
}

/// What the page of a new interaction shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// The script's version, as it is sent back with the answer.
    pub script: String,
    /// Its number, for people.
    pub version: i32,
    /// The sentence.
    pub text: String,
    /// The customer, where they are on file.
    pub customer: Option<Asked>,
    /// The names of the time zones that can be chosen.
    pub zones: Vec<String>,
    /// Whether the keys 1 to 4 work.
    pub keys_enabled: bool,
    /// What the form that is sent carries as its `form`.
    pub form: String,
}

/// The customer on file who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// Who.
    pub id: CustomerId,
    /// Their name.
    pub name: String,
    /// Whether a mark or refusal stands, which a "Yes" does not lift by itself.
    pub blocked: bool,
}
