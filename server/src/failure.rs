//! Why the program stops, in one line.

use std::{error::Error, fmt};

/// Why the program stops. Its text is one line that names what to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The configuration cannot be used: an unknown key, a bad value.
    Misconfigured(String),
    /// Everything was understood, and it cannot or may not be done.
    Refused(String),
}

impl Failure {
    /// The exit code: 2 for wrong usage, 1 for what was refused.
    pub fn code(&self) -> u8 {
        match self {
            Self::Misconfigured(_) => 2,
            Self::Refused(_) => 1,
        }
    }

    /// What could not be done, and every cause of it.
    pub(crate) fn because(what: &str, error: &dyn Error) -> Self {
        let mut text = what.to_owned();
        let mut cause = Some(error);
        while let Some(error) = cause {
            let said = error.to_string();
            // Many errors repeat their source's text in their own.
            if !text.contains(&said) {
                text = format!("{text}: {said}");
            }
            cause = error.source();
        }
        Self::Refused(one_line(&text))
    }
}

/// Puts a text of several lines into one.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Misconfigured(text) | Self::Refused(text)) = self;
        f.write_str(text)
    }
}

impl Error for Failure {}
