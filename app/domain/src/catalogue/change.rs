//! What a change by the customer's link did, and what a link in a mail will do.

mod english;
mod french;
mod german;
mod spanish;

/// What stands on the page after a change and before one that allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeText<'a> {
    /// The title after a change.
    Saved,
    /// The title where nothing was changed.
    NothingChanged,
    /// Why nothing was changed.
    SoAlready,
    /// The title before something is allowed.
    PleaseConfirm,
    /// Their details are no longer kept.
    DetailsNotKept,
    /// A topic was refused.
    Stopped {
        /// Its name.
        topic: &'a str,
    },
    /// A topic was or will be allowed.
    Allowed {
        /// Its name.
        topic: &'a str,
    },
    /// An answer counts for nothing any more.
    AsBefore {
        /// The topic's name.
        topic: &'a str,
    },
    /// The mark was set.
    NobodyCalls,
    /// The mark was taken off.
    CalledAgain,
    /// They withdrew.
    Hidden {
        /// When their data is erased.
        at: &'a str,
    },
    /// The withdrawal was undone.
    KeptAsBefore,
    /// Something is allowed once it is confirmed.
    AllowedOnceConfirmed {
        /// The topics' names.
        topics: &'a str,
    },
    /// A request was recorded.
    RequestRecorded {
        /// By which day it is answered.
        day: &'a str,
    },
    /// A request was answered.
    RequestAnswered,
    /// Their address is gone.
    AddressRemoved,
    /// Where the link to the copy is.
    CopyIsInTheMail {
        /// The masked address.
        address: &'a str,
    },
    /// There is nowhere to send that link.
    NoAddressForTheCopy,
    /// A mail confirms it.
    MailConfirms {
        /// The masked address.
        address: &'a str,
    },
    /// The same, of a mail that holds the undo.
    MailConfirmsAndUndoes {
        /// The masked address.
        address: &'a str,
    },
    /// No mail confirms it.
    NoMailConfirms,
    /// What the undo of a withdrawal does.
    KeepsData,
    /// Does it.
    KeepMyData,
    /// What another undo does.
    TakesBack,
    /// Does it.
    Undo,
    /// Allows.
    Confirm,
    /// What the link to a copy does.
    ShowsCopyOnce,
    /// Does it.
    ShowCopy,
}

super::in_each_language!(ChangeText<'_>);
