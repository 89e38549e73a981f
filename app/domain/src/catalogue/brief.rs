//! The text messages to a customer.

mod english;
mod french;
mod german;
mod spanish;

/// What stands in a text message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefText<'a> {
    /// What was answered about a topic.
    Noted {
        /// Its name.
        topic: &'a str,
        /// The answer now.
        to: &'a str,
    },
    /// The mark was set.
    MarkSet,
    /// The mark was taken off.
    MarkLifted,
    /// When their data is erased.
    Erased {
        /// That instant.
        at: &'a str,
    },
    /// A request was recorded.
    RequestRecorded,
    /// All of it.
    Whole {
        /// Who writes.
        business: &'a str,
        /// What was noted.
        noted: &'a str,
        /// Where everything is stopped.
        link: &'a str,
    },
}

super::in_each_language!(BriefText<'_>);
