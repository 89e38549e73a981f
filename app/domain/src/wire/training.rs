//! The training of members.

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// "I have read and understood this".
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Acknowledge {
        /// The version that was shown.
        pub version: String,
    }
}

/// What the server shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    /// The page "Training".
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Training {
        /// The version in force.
        pub version: i32,
        /// The text as HTML, free of scripts and foreign tags.
        pub html: String,
        /// How it stands for the reader.
        pub state: State,
        /// Whether the business has published a text of its own.
        pub has_own: bool,
    }

    /// How the training stands for a member.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct State {
        /// When they have read it last (UTC).
        pub read_at: Option<DateTime<Utc>>,
        /// When they have to read it, or had to (UTC).
        pub due_at: DateTime<Utc>,
        /// Whether that time has come.
        pub is_due: bool,
    }
}
