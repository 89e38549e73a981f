//! Closing a business.

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    use crate::wire::account::Secret;

    /// "Close the business".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Close {
        /// The name of the business, so that nobody closes another one by mistake.
        pub name: String,
        /// The password of whoever closes it.
        pub password: Secret,
    }

    /// "Keep the business".
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Keep {}
}

/// What the server shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    /// What an owner sees before closing, and while the business closes.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Closing {
        /// The name of the business.
        pub name: String,
        /// When everything of it is erased (UTC), while it closes.
        pub erase_at: Option<DateTime<Utc>>,
    }
}
