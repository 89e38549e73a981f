//! What can be wrong with what a person typed, in sentences that say what to do.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One field's problem. The sentence is read by a person, beside the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Problem {
    /// Nothing was entered.
    #[error("Enter {0}")]
    Missing(String),
    /// More characters than the field holds.
    #[error("Use at most {0} characters")]
    TooLong(u32),
    /// Fewer characters than are needed.
    #[error("Use at least {0} characters")]
    TooShort(u32),
    /// Control characters or other signs that no such text contains.
    #[error("Remove the characters that cannot be shown")]
    Unprintable,
    /// Not an e-mail address.
    #[error("Enter an email address like name@example.com")]
    NotAnEmail,
    /// Not a phone number in the business's country.
    #[error("Enter a number with its area code, like (415) 555-0127")]
    NotAPhone,
    /// More than one number in a field for one.
    #[error("Enter one number only")]
    SeveralPhones,
    /// An emergency or short number.
    #[error("This is a short or emergency number. Enter a customer's number")]
    ShortPhone,
    /// Not one of the choices.
    #[error("Choose one of the answers")]
    NotAChoice,
    /// Not a time zone.
    #[error("Choose a time zone from the list")]
    NotAZone,
    /// Not a country.
    #[error("Choose a country from the list")]
    NotACountry,
    /// Not a language in which customers are written to.
    #[error("There is no language \u{201c}{0}\u{201d} here. Choose one from the list")]
    NotALanguage(String),
    /// The checkbox of the consent was not ticked.
    #[error("Tick the box if you agree, or choose \u{201c}I do not agree\u{201d}")]
    NotAgreed,
    /// Somebody has it already.
    #[error("This is already in use")]
    Taken,
    /// A note on a denial looks like a number or an address (policy section 2: nothing about the person).
    #[error("Leave out numbers and addresses: nothing about this person may be saved")]
    Identifying,
    /// A password that is too easy to guess.
    #[error("Choose a password that is harder to guess")]
    WeakPassword,
    /// Anything a rule says in its own words.
    #[error("{0}")]
    Other(String),
}

impl Problem {
    /// Nothing was entered where `what` is needed ("a name").
    pub fn missing(what: &str) -> Self {
        Self::Missing(what.to_owned())
    }
}

/// The fields that need another look, each with what is wrong. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invalid(Vec<(String, Problem)>);

impl Invalid {
    /// One field's problem. `field` is the form's and the API's name of it.
    pub fn field(field: &str, problem: Problem) -> Self {
        Self(vec![(field.to_owned(), problem)])
    }

    /// Each field with its problem, in the order of the form.
    pub fn problems(&self) -> impl Iterator<Item = (&str, &Problem)> {
        self.0.iter().map(|(field, problem)| (field.as_str(), problem))
    }

    /// What is wrong with this field, if anything.
    pub fn of(&self, field: &str) -> Option<&Problem> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, problem)| problem)
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (field, problem)) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{field}: {problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}

/// Collects the problems of a form, so that a person sees all of them at once.
#[derive(Debug, Default)]
pub struct Problems(Vec<(String, Problem)>);

impl Problems {
    /// Keeps the value, or notes what is wrong with `field`.
    pub fn take<T>(&mut self, field: &str, value: Result<T, Problem>) -> Option<T> {
        match value {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(field, problem);
                None
            }
        }
    }

    /// Notes what is wrong with `field`.
    pub fn note(&mut self, field: &str, problem: Problem) {
        self.0.push((field.to_owned(), problem));
    }

    /// All problems that were noted, or `Ok` when there were none.
    pub fn none(self) -> Result<(), Invalid> {
        if self.0.is_empty() { Ok(()) } else { Err(Invalid(self.0)) }
    }
}
