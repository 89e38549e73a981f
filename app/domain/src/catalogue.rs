//! What customers read, in each of their languages: one file for a subject and a language.
//!
//! A text is a value that holds what it speaks of, and each language is a function of it: a text that a
//! language lacks does not compile. What was said or agreed to is not here: it stays in its own words.

mod brief;
mod change;
mod code;
mod copy;
mod mail;
mod moment;
mod page;
mod policy;
#[cfg(any(test, feature = "pseudo"))]
mod pseudo;
mod topic;

pub use brief::BriefText;
pub use change::ChangeText;
pub use code::{Code, Recorder};
pub use copy::{CopyText, Sort, Term};
pub use mail::MailText;
pub use page::PageText;
pub use policy::PolicyText;
pub use topic::TopicText;

use std::borrow::Cow;

use crate::language::Language;

/// Words of one language.
type Words = Cow<'static, str>;

/// A text that customers read.
pub trait Text {
    /// In English.
    fn english(&self) -> Words;
    /// In Spanish.
    fn spanish(&self) -> Words;
    /// In French.
    fn french(&self) -> Words;
    /// In German.
    fn german(&self) -> Words;
}

impl Language {
    /// The words of a text.
    pub fn say(self, text: &impl Text) -> String {
        let words = match self {
            Self::English => text.english(),
            Self::Spanish => text.spanish(),
            Self::French => text.french(),
            Self::German => text.german(),
            #[cfg(any(test, feature = "pseudo"))]
            Self::Pseudo => pseudo::strange(&text.english()).into(),
        };
        words.into_owned()
    }

    /// What stands between a name and what it names.
    pub const fn colon(self) -> &'static str {
        match self {
            Self::French => "\u{a0}: ",
            _ => ": ",
        }
    }
}

/// Takes the words of a subject from the four files beside it.
macro_rules! in_each_language {
    ($text:ty) => {
        impl $crate::catalogue::Text for $text {
            fn english(&self) -> $crate::catalogue::Words {
                english::words(self).into()
            }

            fn spanish(&self) -> $crate::catalogue::Words {
                spanish::words(self).into()
            }

            fn french(&self) -> $crate::catalogue::Words {
                french::words(self).into()
            }

            fn german(&self) -> $crate::catalogue::Words {
                german::words(self).into()
            }
        }
    };
}
use in_each_language;
