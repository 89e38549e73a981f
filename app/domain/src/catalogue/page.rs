//! The customer's own page, and the pages that stand where it cannot be shown.

mod english;
mod french;
mod german;
mod spanish;

/// What stands on the page "Your preferences" and beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageText<'a> {
    /// What the page is called.
    Title,
    /// Names the choice of a language, for who hears the page.
    Language,
    /// What the business has of them.
    KnownBy {
        /// Masked numbers and addresses.
        contact: &'a str,
    },
    /// They are marked "do not call".
    Marked,
    /// Stops calls.
    StopCalls,
    /// Stops everything.
    StopEverything,
    /// Above the single topics.
    OneByOne,
    /// A yes.
    Yes,
    /// A no.
    No,
    /// A yes is confirmed by mail.
    AllowedByMail,
    /// No yes can be confirmed.
    NotAllowedHere,
    /// Keeps the choices.
    Save,
    /// Above what is about their data.
    YourData,
    /// Asks for a copy.
    Copy,
    /// What a withdrawal does.
    Erasing {
        /// After how many hours their data is erased at the latest.
        hours: i32,
    },
    /// Withdraws.
    Withdraw,
    /// Above what is for somebody else.
    NotYou,
    /// To whom the link was sent.
    SentTo {
        /// The masked address.
        address: &'a str,
    },
    /// Says that the address is not theirs.
    NotMine,
    /// The business's policy.
    PrivacyPolicy,
    /// They withdrew.
    Withdrawn {
        /// When their data is erased.
        at: &'a str,
    },
    /// Where the undo is.
    UndoInTheMail,
    /// The title of a page that opens nothing.
    NothingHeld,
    /// Why it opens nothing.
    NothingHeldWhy,
    /// The title of a page whose link was used.
    Used,
    /// Why it does nothing.
    UsedWhy,
    /// What a mail program is told after its one click.
    OneClick,
}

super::in_each_language!(PageText<'_>);
