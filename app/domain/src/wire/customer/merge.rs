//! Two records that are one person, and one that is two people.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    consent::ConsentStatus,
    id::{ContactPointId, CustomerId},
    merge::CallChange,
    topic::Purpose,
};

/// Which merge is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeQuery {
    /// Who is left.
    pub customer: String,
    /// Who is the same person; empty while that is not chosen.
    #[serde(default)]
    pub with: String,
}

/// The page of a merge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePage {
    /// Who is left.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The revision that is shown.
    pub revision: i32,
    /// Who has the same number or address, with their names.
    pub candidates: Vec<(CustomerId, String)>,
    /// What would result, once the other is chosen.
    pub preview: Option<MergePreview>,
}

/// What a merge would result in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergePreview {
    /// Who is merged.
    pub other: CustomerId,
    /// Their name.
    pub other_name: String,
    /// The revision that is shown.
    pub other_revision: i32,
    /// The details in which the two differ.
    pub fields: Vec<MergeField>,
    /// The numbers and addresses of both, as they are shown.
    pub points: Vec<String>,
    /// Whether a mark stands on one of them: then it stands.
    pub marked: bool,
    /// The topics on which one of the two answered.
    pub topics: Vec<MergeTopic>,
    /// What changes about calls to these numbers.
    pub calls: Vec<MergeCall>,
}

/// What a merge changes about calls to one number, for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeCall {
    /// The number, as it is shown.
    pub number: String,
    /// The purpose.
    pub purpose: Purpose,
    /// What changes.
    pub change: CallChange,
    /// The yes because of which calls are allowed afterwards.
    pub because: Option<MergeYes>,
}

/// A yes of one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeYes {
    /// What it is about.
    pub topic: String,
    /// In whose record it is.
    pub name: String,
    /// When it was said (UTC).
    pub occurred_at: DateTime<Utc>,
}

/// A detail of which one is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeField {
    /// Its name in the form.
    pub name: String,
    /// Its words on screen.
    pub label: String,
    /// What is on record of who is left.
    pub own: String,
    /// What is on record of the other.
    pub other: String,
}

/// A topic before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeTopic {
    /// Its words on screen.
    pub label: String,
    /// Of who is left.
    pub own: ConsentStatus,
    /// Of the other.
    pub other: ConsentStatus,
    /// Of the one that results.
    pub after: ConsentStatus,
}

/// Merge two customers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Who is left.
    pub customer: String,
    /// Who is merged into them.
    pub other: String,
    /// The revision of who is left that was shown.
    #[serde(default)]
    pub revision: String,
    /// The revision of the other that was shown.
    #[serde(default)]
    pub other_revision: String,
    /// For each detail `own` or `other`.
    #[serde(flatten)]
    pub fields: BTreeMap<String, String>,
}

/// The page of a split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitPage {
    /// Who is split.
    pub customer: CustomerId,
    /// Their name.
    pub name: String,
    /// The revision that is shown.
    pub revision: i32,
    /// Their numbers and addresses, as they are shown.
    pub points: Vec<(ContactPointId, String)>,
}

/// Split a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// Whom.
    pub customer: String,
    /// The revision that was shown.
    #[serde(default)]
    pub revision: String,
    /// The full name of the new customer.
    #[serde(default)]
    pub name: String,
    /// `point_` and an identifier: ticked where it is the new customer's.
    #[serde(flatten)]
    pub points: BTreeMap<String, String>,
}
