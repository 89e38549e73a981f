//! Taking a whole business along.

use serde::{Deserialize, Serialize};

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    use crate::wire::account::Secret;

    /// "Make the archive".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Start {
        /// The password of whoever takes everything along.
        pub password: Secret,
    }

    /// Which archive is shown; none: one is to be made.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// Its name, which nobody can guess.
        #[serde(default)]
        pub file: String,
    }
}

/// How far an archive is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// It is being made.
    Making {
        /// How many rows are in it.
        done: u64,
        /// How many there will be.
        all: u64,
    },
    /// It can be fetched.
    Ready {
        /// How many rows are in it.
        rows: u64,
        /// How many numbers stay, because only their hash is left.
        hashes_left_behind: u64,
    },
    /// It did not come to its end.
    Failed,
    /// It is not here any more.
    Gone,
}
