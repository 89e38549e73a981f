//! The customer's own preferences, as their page shows them.

/// What the page shows.
pub mod view {
    use chrono::{DateTime, FixedOffset};

    use crate::{consent::ConsentStatus, language::Language, topic::Topic, wire::request::view::Copy};

    /// Who asks, on each of these pages.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Asking {
        /// The name of the business.
        pub business: String,
        /// Where its privacy policy is; `None` before the first one.
        pub policy: Option<String>,
        /// The language of the page.
        pub language: Language,
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
        /// When the data is erased, where they withdrew, on their clock.
        pub erase_at: Option<DateTime<FixedOffset>>,
        /// After how many hours data is erased once it is withdrawn.
        pub erase_after_hours: i32,
        /// The masked address to which this link was sent, while it is on file.
        pub sent_to: Option<String>,
        /// Whether a mail can be sent, so that something can be allowed again.
        pub may_ask: bool,
    }

    /// One topic.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Choice {
        /// Which; its code names the field.
        pub topic: Topic,
        /// What the customer said.
        pub said: ConsentStatus,
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
        pub button: String,
    }
}
