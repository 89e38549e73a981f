//! The customer's own preferences, as their page shows them.

/// What the page shows.
pub mod view {
    use chrono::{DateTime, Utc};

    use crate::wire::request::view::Copy;

    /// Who asks, on each of these pages.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Asking {
        /// The name of the business.
        pub business: String,
        /// Where its privacy policy is; `None` before the first one.
        pub policy: Option<String>,
    }

    /// The page "Your preferences".
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Preferences {
        /// Who asks.
        pub asking: Asking,
        /// The masked numbers and addresses on file.
        pub contact: Vec<String>,
        /// One line for each topic.
        pub choices: Vec<Choice>,
        /// Whether the customer is marked "do not call".
        pub marked: bool,
        /// When the data is erased, where they withdrew (UTC).
        pub erase_at: Option<DateTime<Utc>>,
        /// After how many hours data is erased once it is withdrawn.
        pub erase_after_hours: i32,
        /// The masked address to which this link was sent, while it is on file.
        pub sent_to: Option<String>,
        /// Whether a mail can be sent, so that something can be allowed again.
        pub may_ask: bool,
    }

    /// One topic.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Choice {
        /// Its code, which names the field.
        pub code: String,
        /// Its name.
        pub label: String,
        /// What a yes means.
        pub meaning: &'static str,
        /// What the customer said.
        pub said: &'static str,
        /// Whether the business may now.
        pub allowed: bool,
    }

    /// The page after a change.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Changed {
        /// Who asks.
        pub asking: Asking,
        /// What changed; empty when all was so already.
        pub sentences: Vec<String>,
        /// What is in the mail, or that there is none.
        pub mail: Option<String>,
        /// The copy of their data that they asked for.
        pub copy: Option<Copy>,
    }

    /// The page behind a link that allows something.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Confirm {
        /// Who asks.
        pub asking: Asking,
        /// What the button does.
        pub sentences: Vec<String>,
        /// What stands on the button.
        pub button: &'static str,
    }
}
