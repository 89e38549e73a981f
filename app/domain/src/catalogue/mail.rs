//! The mails to a customer.

mod english;
mod french;
mod german;
mod spanish;

/// What stands in a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailText<'a> {
    /// The subject where their data will be erased.
    SubjectErased {
        /// Who writes.
        business: &'a str,
    },
    /// The subject where a copy was asked for.
    SubjectCopy {
        /// Who writes.
        business: &'a str,
    },
    /// The subject where a yes is to be confirmed.
    SubjectConfirm {
        /// Who writes.
        business: &'a str,
    },
    /// The subject where they agreed to something about their data.
    SubjectAgreed {
        /// Who writes.
        business: &'a str,
    },
    /// The subject of any other change.
    SubjectChanged {
        /// Who writes.
        business: &'a str,
    },
    /// The first line.
    Hello {
        /// To whom.
        name: &'a str,
    },
    /// The first line to somebody without a name.
    HelloNobody,
    /// Above what they changed.
    YouChanged {
        /// Who writes.
        business: &'a str,
    },
    /// Above what a member noted down.
    WeNoted {
        /// Who writes.
        business: &'a str,
    },
    /// Above what something else recorded.
    WasRecorded {
        /// Who writes.
        business: &'a str,
    },
    /// What is kept or not.
    DetailsKept,
    /// What became of a topic.
    Changed {
        /// Its name.
        topic: &'a str,
        /// The answer now.
        to: &'a str,
        /// The answer before.
        from: &'a str,
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
    /// What they asked us to allow.
    Asked {
        /// The topics' names.
        topics: &'a str,
    },
    /// Allows it.
    ConfirmAllowed,
    /// They asked for a copy.
    CopyAsked,
    /// Shows the copy.
    ShowCopy,
    /// What the undo is for.
    TakeBack,
    /// Undoes.
    Undo,
    /// How to stop.
    Stop,
    /// Leads to their page.
    Preferences,
    /// Which policy holds.
    Policy {
        /// Its version.
        version: i32,
    },
    /// Leads to it.
    PrivacyPolicy,
    /// The last line.
    SentBy {
        /// Who writes.
        business: &'a str,
    },
}

super::in_each_language!(MailText<'_>);
