//! The national registries: what is known of each, and what a business enters about its subscription.

use serde::{Deserialize, Serialize};

/// What comes in.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Subscribe to a registry.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Subscribe {
        /// The registry's code.
        #[serde(default)]
        pub registry: String,
        /// As which organisation the registry knows the business.
        #[serde(default)]
        pub organisation: String,
        /// The day of the download.
        #[serde(default)]
        pub downloaded_on: String,
        /// `all`, or area codes.
        #[serde(default)]
        pub areas: String,
    }

    /// Enter a newer download, or other areas.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Renew {
        /// The registry's code.
        #[serde(default)]
        pub registry: String,
        /// The day of the download.
        #[serde(default)]
        pub downloaded_on: String,
        /// `all`, or area codes.
        #[serde(default)]
        pub areas: String,
    }

    /// End a subscription.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct End {
        /// The registry's code.
        #[serde(default)]
        pub registry: String,
    }
}

/// The registries of a business's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registries {
    /// One line for each registry.
    pub lines: Vec<Line>,
    /// Code and name of those that can be subscribed to.
    pub open: Vec<(String, String)>,
    /// Code and name of those that are.
    pub subscribed: Vec<(String, String)>,
    /// Whether the reader may subscribe, renew and end.
    pub may_operate: bool,
}

/// What is known of one registry, in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The installation's file: its date and how many numbers it has; or who must load it.
    pub file: String,
    /// The business's own download; or that it is not subscribed.
    pub download: String,
    /// How old that is; empty without one.
    pub age: String,
    /// Which numbers file and subscription speak about.
    pub coverage: String,
    /// Whether there is a file.
    pub is_loaded: bool,
    /// Whether the business subscribed.
    pub is_subscribed: bool,
}
