//! Integrations: what is entered about a key for a program, and what the page shows.

/// What comes in.
pub mod params {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    /// Make a key.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct MakeKey {
        /// What it is called.
        #[serde(default)]
        pub name: String,
        /// For how long it is good.
        #[serde(default)]
        pub life: String,
        /// The codes of scopes: ticked where the key opens it.
        #[serde(flatten)]
        pub ticked: BTreeMap<String, String>,
    }

    /// Revoke a key, or take it over.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct OfKey {
        /// Which.
        pub key: String,
    }
}

/// What the page shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::{
        id::ApiKeyId,
        integration::{ApiScopes, KeyState},
    };

    /// The keys of a business.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Integrations {
        /// Those in use, the newest first, then the others.
        pub keys: Vec<Key>,
    }

    /// One key. Its secret is nowhere.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Key {
        /// Which.
        pub id: ApiKeyId,
        /// What it is called.
        pub name: String,
        /// What it opens.
        pub scopes: ApiScopes,
        /// Who answers for it.
        pub owner: Option<String>,
        /// How far it is.
        pub state: KeyState,
        /// When it was made (UTC).
        pub made_at: DateTime<Utc>,
        /// When it was last used (UTC), to the minute.
        pub used_at: Option<DateTime<Utc>>,
        /// Until when it is good (UTC).
        pub expires_at: Option<DateTime<Utc>>,
    }
}
