//! Data subjects' requests: what is entered, what the pages show, and a copy of somebody's data.

/// What comes in.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Which requests.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// `open`, `overdue` or `done`; all of them otherwise.
        #[serde(default)]
        pub filter: String,
        /// Those of one customer.
        #[serde(default)]
        pub customer: String,
    }

    /// Record a request.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Receive {
        /// Who asked.
        pub customer: String,
        /// The form, so that a second press counts once.
        #[serde(default)]
        pub form: String,
        /// What for.
        #[serde(default)]
        pub kind: String,
        /// How it came.
        #[serde(default)]
        pub came: String,
        /// On which day.
        #[serde(default)]
        pub received_on: String,
        /// What they said.
        #[serde(default)]
        pub asked: String,
    }

    /// Put a request off, once.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Extend {
        /// Which.
        pub request: String,
        /// Why, as the customer was told.
        #[serde(default)]
        pub reason: String,
    }

    /// Answer a request.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Settle {
        /// Which.
        pub request: String,
        /// `done` or `refused`.
        #[serde(default)]
        pub answer: String,
        /// What was done, or why not.
        #[serde(default)]
        pub outcome: String,
        /// How the customer was told before a restriction ended.
        #[serde(default)]
        pub told: String,
    }

    /// Erase whoever asked for it.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Erase {
        /// By which request.
        pub request: String,
    }
}

/// What the pages show.
pub mod view {
    use chrono::{DateTime, FixedOffset, NaiveDate, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        catalogue::{Code, Sort, Term},
        id::{CustomerId, SubjectRequestId},
        language::Language,
        request::{Came, RequestKind, RequestState},
    };

    /// The register.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Requests {
        /// The customer, where it is about one: who, their name, whether a request can be recorded.
        pub of: Option<(CustomerId, String, bool)>,
        /// The filter that is on.
        pub filter: String,
        /// One line for each, the one that is due first at the top.
        pub rows: Vec<Row>,
    }

    /// One request.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Row {
        /// Which.
        pub id: SubjectRequestId,
        /// Who asked.
        pub customer: CustomerId,
        /// Their name, as far as it may be said.
        pub name: String,
        /// What for.
        pub kind: RequestKind,
        /// How it came.
        pub came: Came,
        /// On which day.
        pub received_on: NaiveDate,
        /// By which day it is answered.
        pub due_on: NaiveDate,
        /// How far it is.
        pub state: RequestState,
        /// Whether that day is over.
        pub is_overdue: bool,
        /// Who had to do with it last.
        pub handled_by: String,
    }

    /// One request, with what can be done.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Request {
        /// The line of the register.
        pub row: Row,
        /// What they said.
        pub asked: Option<String>,
        /// Why it is due later.
        pub extension: Option<String>,
        /// What was done, or why not.
        pub outcome: Option<String>,
        /// How the customer was told before a restriction ended.
        pub told: Option<String>,
        /// When it was answered (UTC).
        pub settled_at: Option<DateTime<Utc>>,
        /// Whether the customer is on file, neither withdrawn nor erased.
        pub is_on_file: bool,
        /// After how many hours data is erased once it is withdrawn.
        pub erase_after_hours: i32,
        /// Whether the reader may extend and answer it.
        pub may_work: bool,
        /// Whether the reader may erase, lift a restriction and make a copy.
        pub may_curate: bool,
    }

    /// The form of a new request.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Blank {
        /// Who asks.
        pub customer: CustomerId,
        /// Their name.
        pub name: String,
        /// The form.
        pub form: String,
        /// The day (UTC).
        pub today: NaiveDate,
    }

    /// Everything that is held about one customer, and about nobody else (GDPR 15).
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Copy {
        /// Who holds it.
        pub business: String,
        /// The language of whoever it is about.
        pub language: Language,
        /// When the copy was made, on the customer's clock.
        pub made_at: DateTime<FixedOffset>,
        /// Each sort of data.
        pub sections: Vec<Section>,
    }

    /// One sort of data.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Section {
        /// Which.
        pub sort: Sort,
        /// Each thing, as names and values.
        pub rows: Vec<Vec<(Name, Value)>>,
    }

    /// The name of a value in a copy.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Name {
        /// One of ours.
        Known(Term),
        /// The heading of a column of an imported list.
        Own(String),
    }

    /// One value of a copy.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub enum Value {
        /// A text as it was written.
        Text(String),
        /// What is kept as codes.
        Codes(Vec<Code>),
        /// An instant, on the customer's clock.
        At(DateTime<FixedOffset>),
        /// A day.
        On(NaiveDate),
    }
}
