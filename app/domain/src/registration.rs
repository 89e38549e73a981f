//! The registration gate (policy section 1): the statement, its answers, and the rules for a new account.

mod password;

pub use password::check_password;

use std::fmt;

/// What every business user agrees to before any account form, word for word (policy section 1).
pub const STATEMENT: &str = "By proceeding with registration, you agree to our collection and use of your data \
     as outlined in our Privacy Policy.";

/// The label of the checkbox that gives the consent. It is never ticked beforehand.
pub const AGREE: &str = "I agree to the collection and use of my data";

/// What is said to somebody who does not agree (policy section 1: access is denied).
pub const DECLINED: &str = "Registration needs your consent to the collection and use of your data. Without it, \
     registration cannot be completed and you have no access. We have stored nothing about you.";

/// For how many minutes an agreement opens the account form, in the browser that gave it.
pub const AGREEMENT_LASTS_FOR_MINUTES: i64 = 60;

/// How many days an invitation to a business can be used.
pub const INVITATION_LASTS_FOR_DAYS: i64 = 7;

/// A text of the platform for its business users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlatformText {
    /// The statement of the gate.
    RegistrationStatement,
    /// How the platform treats the data of business users.
    PrivacyPolicy,
    /// The data processing agreement with a business.
    Dpa,
    /// What every member reads and acknowledges, at first and each year.
    Training,
}

impl PlatformText {
    /// Every text.
    pub const ALL: [Self; 4] = [Self::RegistrationStatement, Self::PrivacyPolicy, Self::Dpa, Self::Training];

    /// The word in rows.
    pub const fn code(self) -> &'static str {
        match self {
            Self::RegistrationStatement => "registration_statement",
            Self::PrivacyPolicy => "privacy_policy",
            Self::Dpa => "dpa",
            Self::Training => "training",
        }
    }

    /// The heading of its page.
    pub const fn title(self) -> &'static str {
        match self {
            Self::RegistrationStatement => "Before you register",
            Self::PrivacyPolicy => "Privacy Policy",
            Self::Dpa => "Data Processing Agreement",
            Self::Training => "Training",
        }
    }
}

impl fmt::Display for PlatformText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A business's name as it stands in addresses: small letters, digits and single hyphens.
///
/// Letters with a mark lose it; what has no plain form is left out. A name without any such letter
/// gives `business`.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match plain(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_ascii_alphanumeric() => slug.push(letter),
            // An apostrophe or a combining mark belongs to its word.
            None if matches!(letter, '\'' | '\u{2019}' | '\u{300}'..='\u{36f}') => {}
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(LONGEST_SLUG);
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "business".to_owned() } else { slug.to_owned() }
}

/// Long enough to tell businesses apart, short enough to be read in an address.
const LONGEST_SLUG: usize = 40;

/// The plain form of a small letter that has a mark.
fn plain(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{e0}'..='\u{e5}' | '\u{101}' | '\u{103}' | '\u{105}' => "a",
        '\u{e6}' => "ae",
        '\u{e7}' | '\u{107}' | '\u{10d}' => "c",
        '\u{10f}' | '\u{111}' | '\u{f0}' => "d",
        '\u{e8}'..='\u{eb}' | '\u{113}' | '\u{117}' | '\u{119}' | '\u{11b}' => "e",
        '\u{11f}' => "g",
        '\u{ec}'..='\u{ef}' | '\u{12b}' | '\u{12f}' | '\u{131}' => "i",
        '\u{13a}' | '\u{13e}' | '\u{142}' => "l",
        '\u{f1}' | '\u{144}' | '\u{148}' => "n",
        '\u{f2}'..='\u{f6}' | '\u{f8}' | '\u{14d}' | '\u{151}' => "o",
        '\u{153}' => "oe",
        '\u{155}' | '\u{159}' => "r",
        '\u{15b}' | '\u{15f}' | '\u{161}' | '\u{219}' => "s",
        '\u{df}' => "ss",
        '\u{163}' | '\u{165}' | '\u{21b}' => "t",
        '\u{f9}'..='\u{fc}' | '\u{16b}' | '\u{16f}' | '\u{171}' | '\u{173}' => "u",
        '\u{fd}' | '\u{ff}' => "y",
        '\u{17a}' | '\u{17c}' | '\u{17e}' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statement_is_the_one_in_the_policy() {
        assert_eq!(
            STATEMENT,
            concat!(
                "By proceeding with registration, you agree to our collection and use of your data ",
                "as outlined in our Privacy Policy."
            )
        );
    }

    #[test]
    fn a_slug_holds_small_letters_digits_and_single_hyphens() {
        for (name, expected) in [
            ("Acme Plumbing, Inc.", "acme-plumbing-inc"),
            ("  B\u{e4}ckerei M\u{fc}ller & S\u{f6}hne  ", "backerei-muller-sohne"),
            ("O\u{2019}Brien's", "obriens"),
            ("\u{682a}\u{5f0f}\u{4f1a}\u{793e}", "business"),
            ("---", "business"),
            ("24/7 Caf\u{e9}", "24-7-cafe"),
        ] {
            assert_eq!(slug(name), expected, "{name:?}");
        }
    }

    #[test]
    fn a_slug_is_never_long_and_never_ends_in_a_hyphen() {
        let slug = slug(&"abcdefghi ".repeat(20));
        assert_eq!(slug, "abcdefghi-abcdefghi-abcdefghi-abcdefghi");
    }
}
