//! "Do not call": marking and lifting.

use serde::{Deserialize, Serialize};

/// Mark a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Whom.
    pub customer: String,
}

/// Take one's own mark back, within a minute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeBack {
    /// From whom.
    pub customer: String,
}

/// Take a mark off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lifted {
    /// From whom.
    pub customer: String,
    /// The mark that was shown; empty for whichever stands. A newer one is not taken off unseen.
    #[serde(default)]
    pub mark: String,
    /// `by_request` or `by_mistake`.
    #[serde(default)]
    pub lift: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// What shows that the customer asked for it.
    #[serde(default)]
    pub evidence: String,
    /// `given` to record the consent to service calls in the same save.
    #[serde(default)]
    pub consent: String,
}
