//! The registration gate and the form behind it.

/// What a browser sends.
pub mod params {
    use serde::{Deserialize, Serialize};

    use crate::wire::account::Secret;

    /// "Continue to registration".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Agree {
        /// `on` when the box was ticked. The form calls it `agree`, as its problem is called.
        #[serde(rename = "agree")]
        pub ticked: String,
        /// The version of the statement that was shown.
        pub statement: String,
        /// The version of the privacy policy that was linked from it.
        pub privacy: String,
    }

    /// "I do not agree": nothing is sent, and nothing is stored.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
    pub struct Decline {}

    /// "Create business".
    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default)]
    pub struct Register {
        /// The company's name.
        pub business_name: String,
        /// ISO 3166 alpha-2.
        pub country: String,
        /// The owner's name.
        pub name: String,
        /// The owner's address.
        pub email: String,
        /// The owner's password.
        pub password: Secret,
    }
}

/// What the server shows.
pub mod view {
    use chrono::{DateTime, Utc};
    use serde::{Deserialize, Serialize};

    use crate::id::NoticeId;

    /// The statement as it is in force.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct Statement {
        /// The version's identifier.
        pub id: NoticeId,
        /// The version: the form sends it back as `statement`.
        pub version: i32,
        /// The text, word for word.
        pub text: String,
        /// The privacy policy's version: the form sends it back as `privacy`.
        pub privacy_version: i32,
        /// Since when the privacy policy is in force (UTC).
        pub privacy_published_at: DateTime<Utc>,
    }

    /// What the form behind the gate offers.
    #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct AccountForm {
        /// The country that is chosen at first: ISO 3166 alpha-2.
        pub country: String,
        /// Code and English name of every country.
        pub countries: Vec<(String, String)>,
    }

    /// A text of the platform.
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    pub struct PlatformText {
        /// The version in force.
        pub version: i32,
        /// Since when (UTC).
        pub published_at: DateTime<Utc>,
        /// The text as HTML, free of scripts and foreign tags.
        pub html: String,
    }
}
