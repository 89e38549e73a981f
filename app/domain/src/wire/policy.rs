//! Policies: what the pages show, and what their forms send.

/// What the forms send.
pub mod params {
    use serde::{Deserialize, Serialize};

    /// Which policy, and which of its versions.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Query {
        /// The policy's name in addresses.
        #[serde(default)]
        pub policy: String,
        /// The older version to compare; empty for the one before the newer.
        #[serde(default)]
        pub from: String,
        /// The newer version to compare; empty for the newest.
        #[serde(default)]
        pub to: String,
    }

    /// Accept the Data Processing Agreement.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct AcceptDpa {
        /// The version that was read: a newer one published meanwhile is not accepted unread.
        #[serde(default)]
        pub version: String,
    }

    /// Publish a version.
    #[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Publish {
        /// The policy's name in addresses.
        pub policy: String,
        /// The version that was edited: another one published meanwhile is not written over.
        #[serde(default)]
        pub base: String,
        /// The text, in Markdown.
        #[serde(default)]
        pub text: String,
        /// `yes` where consents given under older versions are to be asked for again.
        #[serde(default)]
        pub material: String,
        /// By when, as `2027-01-31`.
        #[serde(default)]
        pub ask_again_by: String,
        /// `preview` where the text is only to be shown as it will look.
        #[serde(default)]
        pub step: String,
    }
}

/// What the pages show.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::language::Language;

    /// Every policy of the business.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Policies {
        /// Where customers read the privacy policy.
        pub public: String,
        /// The agreement with the platform.
        pub dpa: Dpa,
        /// One line for each.
        pub policies: Vec<Summary>,
        /// Whether the reader may publish.
        pub may_publish: bool,
    }

    /// The platform's Data Processing Agreement, and what the business did about it (GDPR 28(3)).
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Dpa {
        /// The version in force.
        pub version: i32,
        /// Since when it is (UTC).
        pub published_at: DateTime<Utc>,
        /// What was accepted last, which may be an older version.
        pub accepted: Option<DpaAccepted>,
        /// Whether the reader may accept it for the business.
        pub may_accept: bool,
    }

    impl Dpa {
        /// Whether the version in force still waits for an owner.
        pub fn is_open(&self) -> bool {
            self.accepted.as_ref().is_none_or(|accepted| accepted.version != self.version)
        }
    }

    /// An acceptance.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct DpaAccepted {
        /// Of which version.
        pub version: i32,
        /// When (UTC).
        pub at: DateTime<Utc>,
        /// By which owner.
        pub by: String,
    }

    /// One policy in the list.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Summary {
        /// Its name in addresses.
        pub address: String,
        /// Its name.
        pub title: String,
        /// The version in force; `None` before the first one.
        pub current: Option<Version>,
    }

    /// One version of a policy.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Version {
        /// Counted from one.
        pub version: i32,
        /// Since when it is, or was, in force (UTC).
        pub published_at: DateTime<Utc>,
        /// By when whoever agreed to an older one is asked again (UTC); `None` where the version is not material.
        pub ask_again_by: Option<DateTime<Utc>>,
    }

    /// One policy, to be read and edited.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Policy {
        /// Its name in addresses.
        pub address: String,
        /// Its name.
        pub title: String,
        /// Whether it is read out, and so no Markdown.
        pub read_out: bool,
        /// The text in force, or the words to begin with, in Markdown.
        pub text: String,
        /// The text in force as a page; empty before the first version.
        pub html: String,
        /// Every version, the newest first.
        pub versions: Vec<Version>,
        /// Where customers read it, if they do.
        pub public: Option<String>,
        /// Whether the reader may publish.
        pub may_publish: bool,
    }

    impl Policy {
        /// The number of the version in force; 0 before the first one.
        pub fn current(&self) -> i32 {
            self.versions.first().map_or(0, |version| version.version)
        }
    }

    /// A text as it will look.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Preview {
        /// The page.
        pub html: String,
    }

    /// Two versions side by side.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Comparison {
        /// The policy's name in addresses.
        pub address: String,
        /// The policy's name.
        pub title: String,
        /// The older version.
        pub older: Version,
        /// The newer version.
        pub newer: Version,
        /// The numbers of all versions, the newest first.
        pub versions: Vec<i32>,
        /// The lines of both.
        pub lines: Vec<Line>,
    }

    /// A line of two versions. A side without it has nothing here.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Line {
        /// In the older version.
        pub older: Option<String>,
        /// In the newer version.
        pub newer: Option<String>,
        /// Whether it is in both.
        pub same: bool,
    }

    /// A version of a policy as customers read it.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Public {
        /// The name of the business.
        pub business: String,
        /// The business's name in addresses.
        pub slug: String,
        /// The language of what stands around it.
        pub language: Language,
        /// The version.
        pub version: Version,
        /// The text as a page.
        pub html: String,
        /// Every version, the newest first.
        pub versions: Vec<Version>,
    }
}
