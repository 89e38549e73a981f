//! Texts that people type, cut to what a field may hold.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::Problem;

/// A text without control characters, trimmed, of at least one and at most `MAX` characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Text<const MAX: u32>(String);

/// The full name of a customer.
pub type FullName = Text<200>;
/// The name of a business or of a customer's company.
pub type CompanyName = Text<200>;
/// The name of a member.
pub type MemberName = Text<100>;
/// A note, in several lines.
pub type Note = Text<2000>;
/// A short remark, reason or evidence.
pub type Remark = Text<500>;
/// A label or a line of an address.
pub type Line = Text<200>;

impl<const MAX: u32> Text<MAX> {
    /// Reads a text that must be there; `what` names it in the sentence ("a name").
    pub fn required(typed: &str, what: &str) -> Result<Self, Problem> {
        Self::optional(typed)?.ok_or_else(|| Problem::missing(what))
    }

    /// Reads a text that may be left out.
    pub fn optional(typed: &str) -> Result<Option<Self>, Problem> {
        let text = typed.trim().replace("\r\n", "\n");
        if text.is_empty() {
            return Ok(None);
        }
        if text.chars().any(|sign| unprintable(sign, MAX > 200)) {
            return Err(Problem::Unprintable);
        }
        if text.chars().count() > MAX as usize {
            return Err(Problem::TooLong(MAX));
        }
        Ok(Some(Self(text)))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and the direction overrides with which one text can be made to look like another.
fn unprintable(sign: char, lines: bool) -> bool {
    let direction = matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    direction || (sign.is_control() && !(lines && (sign == '\n' || sign == '\t')))
}

impl<const MAX: u32> fmt::Display for Text<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: u32> TryFrom<String> for Text<MAX> {
    type Error = Problem;
    fn try_from(text: String) -> Result<Self, Problem> {
        Self::required(&text, "a text")
    }
}

impl<const MAX: u32> From<Text<MAX>> for String {
    fn from(text: Text<MAX>) -> Self {
        text.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_kept_as_typed() {
        assert_eq!(FullName::required("  O\u{2019}Brien <b> ", "a name").unwrap().as_str(), "O\u{2019}Brien <b>");
    }

    #[test]
    fn control_characters_and_direction_overrides_are_refused() {
        for typed in ["a\u{0}b", "a\u{1b}[31m", "a\nb", "a\u{202e}b"] {
            assert_eq!(FullName::required(typed, "a name"), Err(Problem::Unprintable), "{typed:?}");
        }
    }

    #[test]
    fn a_note_may_have_lines() {
        assert_eq!(Note::required("a\r\nb", "a note").unwrap().as_str(), "a\nb");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(FullName::required(&"\u{e9}".repeat(200), "a name").is_ok());
        assert_eq!(FullName::required(&"\u{e9}".repeat(201), "a name"), Err(Problem::TooLong(200)));
    }
}
