//! The copy of a customer's data: its headings, and the names of what stands under them.

mod english;
mod french;
mod german;
mod spanish;
mod term;

pub use term::Term;

/// A sort of data in a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Who they are.
    Profile,
    /// Numbers and addresses.
    ContactPoints,
    /// Their answers.
    Consents,
    /// Their marks.
    Marks,
    /// What keeps their numbers on the do-not-call list.
    DoNotCallList,
    /// Contacts with them.
    Contacts,
    /// Calls to them.
    Calls,
    /// Messages to them.
    Messages,
    /// Their requests.
    Requests,
}

impl Sort {
    /// Its name in the file.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::ContactPoints => "contact_points",
            Self::Consents => "consents",
            Self::Marks => "marks",
            Self::DoNotCallList => "do_not_call_list",
            Self::Contacts => "contacts",
            Self::Calls => "calls",
            Self::Messages => "messages",
            Self::Requests => "requests",
        }
    }
}

/// What stands in a copy beside the data itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyText<'a> {
    /// What the document is called.
    Title {
        /// Who holds the data.
        business: &'a str,
    },
    /// When it was made.
    MadeOn {
        /// That instant.
        at: &'a str,
    },
    /// Under a heading without data.
    NothingHeld,
    /// A heading.
    Heading(Sort),
    /// The name of a value.
    Name(Term),
}

super::in_each_language!(CopyText<'_>);
