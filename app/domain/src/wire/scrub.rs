//! "Check a list": what is sent with a list, and what the page shows of its scrub.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::import::Lines;

/// What comes in.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Which list is shown; none: a file is to be chosen.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// The uploaded list.
        #[serde(default)]
        pub file: String,
    }

    /// What is sent with a list.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Check {
        /// What the calls are for; without one the strictest answer is given.
        #[serde(default)]
        pub purpose: String,
        /// The headings of the columns with numbers, separated by commas; empty where they are to be found.
        #[serde(default)]
        pub columns: String,
    }
}

/// The page: the form, and what the list that was sent last came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckList {
    /// What was sent with it.
    pub typed: params::Check,
    /// What needs another look: the name of a field, and a sentence.
    pub problems: Vec<(String, String)>,
    /// What the scrub came to.
    pub scrubbed: Option<Scrubbed>,
}

/// What the scrub of a list came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scrubbed {
    /// Under which name the result is downloaded: nobody can guess it, and it says nothing.
    pub file: String,
    /// What the list was called.
    pub name: String,
    /// When the answers were given (UTC).
    pub checked_at: DateTime<Utc>,
    /// For which purpose, how many rows, how many of them may be called: as sentences.
    pub counts: Vec<String>,
    /// How many rows are blocked for each reason, the most frequent first.
    pub reasons: Vec<(String, u64)>,
    /// The rows without a number that can be used, as sentences that begin with the line.
    pub problems: Lines,
}
