//! Audits: what is entered, and what the pages show.

/// What comes in.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Run an audit now.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Run {}

    /// How often audits run.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Schedule {
        /// `monthly`, `weekly` or `off`.
        #[serde(default)]
        pub audit_rhythm: String,
    }

    /// Sign the review of an audit.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Sign {
        /// Which.
        pub audit: String,
    }

    /// Who answers for a finding, and by when.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Assign {
        /// Which.
        pub finding: String,
        /// The member; nobody where it is empty.
        #[serde(default)]
        pub owner: String,
        /// The day.
        #[serde(default)]
        pub due_on: String,
    }

    /// Say something about a finding.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Comment {
        /// Which.
        pub finding: String,
        /// What.
        #[serde(default)]
        pub comment: String,
    }

    /// Say how a finding was settled.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Resolve {
        /// Which.
        pub finding: String,
        /// How.
        #[serde(default)]
        pub resolution: String,
    }
}

/// What the pages show.
pub mod view {
    use chrono::{DateTime, NaiveDate, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        audit::{AuditState, Cause, Check, FindingState, Rhythm},
        id::{AuditId, CustomerId, FindingId, MemberId},
    };

    /// The audits of a business, and what is open.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Audits {
        /// The newest first.
        pub audits: Vec<Row>,
        /// What has to be looked at, the one that is due first at the top.
        pub open: Vec<Finding>,
        /// How often they run.
        pub rhythm: Rhythm,
        /// When the next one is due (UTC).
        pub next_at: Option<DateTime<Utc>>,
        /// Whether there was none for too long.
        pub is_missed: bool,
        /// Whether the reader may run them and answer what they found.
        pub may_operate: bool,
    }

    /// One audit.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Row {
        /// Which.
        pub id: AuditId,
        /// Why it began.
        pub cause: Cause,
        /// When (UTC).
        pub started_at: DateTime<Utc>,
        /// By whom.
        pub started_by: String,
        /// How far it is.
        pub state: AuditState,
        /// How many checks were made.
        pub done: u64,
        /// How many checks there are.
        pub checks: u64,
        /// When it ended (UTC).
        pub finished_at: Option<DateTime<Utc>>,
        /// How many findings it left open.
        pub found: u64,
        /// How many of them were new.
        pub new: u64,
        /// How many of them were there again.
        pub reopened: u64,
        /// How many it did not find any more.
        pub gone: u64,
        /// Who signed it, and when (UTC).
        pub signed: Option<Signed>,
    }

    /// A signed review.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Signed {
        /// Who.
        pub by: String,
        /// When (UTC).
        pub at: DateTime<Utc>,
        /// Up to which entry the ledger was verified.
        pub entry: u64,
        /// The root of the checkpoint over them, in hex.
        pub checkpoint: String,
    }

    /// The report of one audit.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Report {
        /// The audit.
        pub audit: Row,
        /// The business.
        pub business: String,
        /// Each check, in order.
        pub sections: Vec<Section>,
        /// Whether the reader may sign.
        pub may_sign: bool,
    }

    /// What one check found.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Section {
        /// Which check.
        pub check: Check,
        /// Whether it was made already.
        pub is_done: bool,
        /// What it found.
        pub findings: Vec<Finding>,
        /// How many more there are.
        pub more: u64,
    }

    /// One finding.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Finding {
        /// Which.
        pub id: FindingId,
        /// The check.
        pub check: Check,
        /// What it says.
        pub words: String,
        /// What it is about, as an identifier or a code.
        pub about: String,
        /// The customer whom it concerns, with their name as far as it may be said.
        pub customer: Option<(CustomerId, String)>,
        /// How far it is.
        pub state: FindingState,
        /// Who answers for it.
        pub owner: Option<String>,
        /// By which day.
        pub due_on: NaiveDate,
        /// Whether that day is over.
        pub is_overdue: bool,
    }

    /// One finding, with what was done about it.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Opened {
        /// The finding.
        pub finding: Finding,
        /// When it was found first (UTC).
        pub found_at: DateTime<Utc>,
        /// The audit that saw it last.
        pub seen_in: AuditId,
        /// Who answers for it.
        pub owner: Option<MemberId>,
        /// How it was settled, by whom, and when (UTC).
        pub resolution: Option<Said>,
        /// What was said about it.
        pub comments: Vec<Said>,
        /// Who may answer for it.
        pub owners: Vec<(MemberId, String)>,
        /// Whether the reader may change it.
        pub may_operate: bool,
    }

    /// What somebody said.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Said {
        /// What; nothing once its customer was erased.
        pub text: Option<String>,
        /// Who.
        pub by: String,
        /// When (UTC).
        pub at: DateTime<Utc>,
    }
}
