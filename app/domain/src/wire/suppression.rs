//! The do-not-call list: what it shows, and what is put on it and taken off.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::import::Lines;
use crate::{
    dnc::SourceKind,
    id::{CustomerId, SuppressionId, SuppressionSourceId},
    topic::Purpose,
};

/// What comes in.
pub mod params {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    /// Which part of the list is shown. Everything may be left empty.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// `mark`, `refusal`, `stranger`, `list`: numbers with such a source only.
        #[serde(default)]
        pub show: String,
        /// The place behind which the part begins.
        #[serde(default)]
        pub after: String,
    }

    /// A number to be found. It is posted: a number stands in no address.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Search {
        /// The number, in any format.
        #[serde(default)]
        pub phone: String,
    }

    /// Put one number on the list.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Add {
        /// The number, in any format.
        #[serde(default)]
        pub phone: String,
        /// Who asked for it, and how.
        #[serde(default)]
        pub reason: String,
    }

    /// Put many numbers on the list.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Paste {
        /// The numbers: one a line, or separated by commas or semicolons.
        #[serde(default)]
        pub numbers: String,
        /// The country whose national numbers are read.
        #[serde(default)]
        pub country: String,
        /// Who asked for it, and how.
        #[serde(default)]
        pub reason: String,
    }

    /// Take one source off.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Lift {
        /// Of which number of the list.
        pub number: String,
        /// Which source.
        pub source: String,
        /// `by_request` or `by_mistake`.
        #[serde(default)]
        pub lift: String,
        /// Why.
        #[serde(default)]
        pub reason: String,
        /// What shows that it was asked for.
        #[serde(default)]
        pub evidence: String,
        /// `true` where everything goes that came with the same uploaded list.
        #[serde(default)]
        pub whole: String,
    }

    /// A wish to see a masked number of the list.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct ShowNumber {
        /// Which number of the list.
        pub number: String,
    }

    /// Which uploaded list of numbers is shown; none: a file is to be chosen.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Upload {
        /// The uploaded list.
        #[serde(default)]
        pub file: String,
    }

    /// Put everybody in an uploaded list on the do-not-call list.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Load {
        /// The uploaded list.
        pub file: String,
        /// The country whose national numbers are read.
        #[serde(default)]
        pub country: String,
        /// `column_0`, `column_1`: ticked where the column holds numbers.
        #[serde(flatten)]
        pub columns: BTreeMap<String, String>,
    }
}

/// A part of the list, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The numbers.
    pub rows: Vec<Row>,
    /// How many numbers have a source of each kind.
    pub counts: Vec<(SourceKind, u64)>,
    /// How many numbers are on the list.
    pub all: u64,
    /// The place behind which the next part begins.
    pub next: Option<String>,
    /// The country whose national numbers are read unless another is chosen.
    pub country: String,
    /// Code and name of each country.
    pub countries: Vec<(String, String)>,
    /// A sentence for each national registry.
    pub registries: Vec<String>,
    /// Whether the reader may put numbers on the list.
    pub may_work: bool,
    /// Whether the reader may load a list.
    pub may_operate: bool,
}

/// A number of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which.
    pub id: SuppressionId,
    /// The number, masked; `None` where only its keyed hash is kept.
    pub number: Option<String>,
    /// Since when it is on the list (UTC).
    pub listed_at: DateTime<Utc>,
    /// Why it is.
    pub sources: Vec<Source>,
}

/// One reason why a number is on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Which.
    pub id: SuppressionSourceId,
    /// What sort of reason.
    pub kind: SourceKind,
    /// Since when (UTC).
    pub added_at: DateTime<Utc>,
    /// Who added it.
    pub by: String,
    /// Who asked, or the name of the list.
    pub note: Option<String>,
    /// Whether it came with an uploaded list, which can be taken off as a whole.
    #[serde(default)]
    pub is_uploaded: bool,
    /// Whose mark it is, with what may be said of them.
    pub customer: Option<(CustomerId, String)>,
}

/// The page of one number of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The number with its sources; without any it is free.
    pub row: Row,
    /// What would still stand against a call once a source alone is gone, as sentences.
    pub remaining: Vec<(SuppressionSourceId, Vec<String>)>,
    /// For which purpose that is said.
    pub purpose: Purpose,
    /// Whether the reader may see the digits.
    pub may_work: bool,
    /// Whether the reader may take a source off.
    pub may_curate: bool,
}

/// The answer to a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The number as it was read, masked.
    pub number: String,
    /// Its place on the list; none where it is free.
    pub row: Option<Row>,
}

/// The answer to many numbers: one for each, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// The answers.
    pub lines: Vec<PastedLine>,
}

/// What became of one number that was pasted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedLine {
    /// The line on which it stands, counted from 1.
    pub line: u32,
    /// The number, masked; or what was typed and cannot be read.
    pub text: String,
    /// The answer.
    pub answer: PasteAnswer,
}

/// The answer to one number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasteAnswer {
    /// It is on the list now.
    Added,
    /// It was there.
    Known,
    /// It is no number, for this reason.
    Unreadable(String),
}

/// The page of an upload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Upload {
    /// A file is to be chosen.
    Start,
    /// The file cannot be used, for this reason.
    Unusable(String),
    /// The columns are to be looked at.
    Columns(Preview),
    /// The numbers are being put on the list, or are there.
    Load(Load),
}

/// An uploaded list of numbers, as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// The uploaded list.
    pub file: String,
    /// What the file was called.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The country whose national numbers are read unless another is chosen.
    pub country: String,
    /// Code and name of each country.
    pub countries: Vec<(String, String)>,
}

/// A column of such a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// How its first values look, digits hidden.
    pub samples: Vec<String>,
    /// Whether it seems to hold numbers.
    pub proposed: bool,
}

/// A list that is being put on the do-not-call list, or is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Load {
    /// The uploaded list.
    pub file: String,
    /// What the file was called.
    pub name: String,
    /// Whether it is done.
    pub state: LoadState,
    /// What it came to so far.
    pub report: LoadReport,
}

/// How far a list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadState {
    /// Lines are being read.
    #[default]
    Running,
    /// Every line was looked at.
    Finished,
    /// It stopped before the end. What was added stays.
    Failed,
}

/// What a list came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoadReport {
    /// The lines that were read.
    pub rows: u64,
    /// The numbers that came on the list.
    pub added: u64,
    /// The numbers that were there.
    pub known: u64,
    /// The lines on which something cannot be read.
    pub refused: u64,
    /// Those lines, with the reason.
    pub problems: Lines,
}
