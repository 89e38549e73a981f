//! One value of the configuration, with who said it: the file, or a variable over it.

use std::str::FromStr;

use super::{environment::Environment, file::Found};
use crate::failure::Failure;

/// A value as it was written.
#[derive(Debug)]
pub(super) struct Said {
    /// The value.
    pub(super) text: String,
    /// Whether a variable said it, so that a path in it is relative to the current folder.
    pub(super) by_variable: bool,
    name: String,
}

impl Said {
    /// What the variable says, or else what the file says under this key.
    pub(super) fn new(environment: &Environment, variable: &str, found: &Found, key: &str, in_file: String) -> Self {
        match environment.get(variable) {
            Some(text) => Self { text: text.to_owned(), by_variable: true, name: variable.to_owned() },
            None => Self { text: in_file, by_variable: false, name: format!("{}, {key}", found.name()) },
        }
    }

    /// Reads the value. `expected` finishes the sentence "it is not ...".
    pub(super) fn parse<T: FromStr>(&self, expected: &str) -> Result<T, Failure> {
        self.text.trim().parse().map_err(|_| self.refuse(&format!("\"{}\" is not {expected}", self.text)))
    }

    /// Says in one line what is wrong with the value.
    pub(super) fn refuse(&self, problem: &str) -> Failure {
        Failure::Misconfigured(format!("{}: {problem}", self.name))
    }
}
