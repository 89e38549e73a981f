//! Which passwords are too easy to guess.
//!
//! Length and a list of what everybody guesses first, without rules about kinds of characters:
//! those make passwords worse, not better (NIST SP 800-63B, section 3.1.1.2).

use crate::error::Problem;

/// The fewest characters of a password.
const SHORTEST: u32 = 10;
/// The most: a bound for the work of hashing, far above any passphrase.
const LONGEST: u32 = 200;

/// Words and runs of keys that lead every list of stolen passwords, in small letters and without
/// the digits that people put behind them.
#[rustfmt::skip]
const COMMON: &[&str] = &[
    "password", "passwort", "passw", "pass", "passphrase", "motdepasse", "contrasena", "senha", "parola", "secret",
    "letmein", "welcome", "willkommen", "bienvenue", "admin", "administrator", "root", "login", "access", "master",
    "changeme", "default", "guest", "test", "testing", "user", "temp", "temporary", "demo", "example",
    "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "azerty", "azertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm",
    "qwertyasdf", "qazwsx", "qazwsxedc", "abc", "abcd", "abcdef", "abcdefg", "abcdefgh", "abcdefghij", "abcdefghijk",
    "iloveyou", "ilove", "love", "lovely", "sunshine", "princess", "princesa", "dragon", "monkey", "football",
    "futbol", "fussball", "baseball", "basketball", "soccer", "hockey", "superman", "batman", "spiderman", "pokemon",
    "starwars", "naruto", "shadow", "freedom", "whatever", "trustno", "michael", "jennifer", "jordan", "charlie",
    "andrew", "daniel", "jessica", "ashley", "thomas", "hunter", "ranger", "killer", "ginger", "pepper",
    "summer", "winter", "spring", "autumn", "january", "monday", "chocolate", "cookie", "cheese", "computer",
    "internet", "google", "facebook", "linkedin", "microsoft", "samsung", "mustang", "ferrari", "corvette", "harley",
    "liverpool", "chelsea", "arsenal", "barcelona", "letmeinnow", "correcthorse", "correcthorsebatterystaple",
    "ringfence", "customer", "customers", "business", "company",
];

/// Checks a new password. It must not be near to anything in `known`: the account's address, the
/// name of the business.
pub fn check_password(password: &str, known: &[&str]) -> Result<(), Problem> {
    let length = password.chars().count();
    if password.is_empty() {
        return Err(Problem::missing("a password"));
    }
    if length < SHORTEST as usize {
        return Err(Problem::TooShort(SHORTEST));
    }
    if length > LONGEST as usize {
        return Err(Problem::TooLong(LONGEST));
    }
    if is_common(password) || known.iter().any(|name| contains(password, name)) {
        return Err(Problem::WeakPassword);
    }
    Ok(())
}

fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    let mut signs: Vec<char> = lower.chars().collect();
    let run = signs.windows(2).filter(|pair| u32::from(pair[0]).abs_diff(u32::from(pair[1])) <= 1).count();
    // "1234567890", "aaaaaaaaaa", "abcdefghij": nearly every sign is the last one's neighbour.
    if run * 4 >= signs.len() * 3 {
        return true;
    }
    signs.sort_unstable();
    signs.dedup();
    let core = lower.trim_matches(|sign: char| !sign.is_alphabetic());
    signs.len() < 5 || core.is_empty() || [core, &unmasked(&lower), &unmasked(core)].into_iter().any(is_listed)
}

/// Whether this is a common word, or one said several times.
fn is_listed(word: &str) -> bool {
    let letters: String = word.chars().filter(|sign| sign.is_alphanumeric()).collect();
    COMMON.iter().any(|common| !letters.is_empty() && letters.replace(common, "").is_empty())
}

/// The word behind the usual replacements: `p@ssw0rd` is `password`.
fn unmasked(word: &str) -> String {
    let letter = |sign| match sign {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    let word: String = word.chars().map(letter).collect();
    word.trim_matches(|sign: char| !sign.is_alphabetic()).to_owned()
}

/// Whether the password holds this name, or the mailbox of this address. A name of three letters
/// is in too many words to count.
fn contains(password: &str, name: &str) -> bool {
    let letters =
        |text: &str| -> String { text.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect() };
    let (password, mailbox) = (letters(password), letters(name.split('@').next().unwrap_or(name)));
    mailbox.chars().count() > 3 && password.contains(&mailbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 2] = ["lovelace@example.com", "Acme Plumbing"];

    #[test]
    fn a_long_password_of_its_own_is_accepted_whatever_its_characters() {
        for password in [
            "seven blue bicycles",
            "tr0ub4dor&3xyz",
            "\u{43d}\u{435}\u{43c}\u{43d}\u{43e}\u{433}\u{43e} \u{441}\u{43d}\u{435}\u{433}\u{430}",
            "kjwhfgqmzpt",
        ] {
            assert_eq!(check_password(password, &KNOWN), Ok(()), "{password:?}");
        }
    }

    #[test]
    fn a_password_has_ten_to_two_hundred_characters() {
        assert_eq!(check_password("", &KNOWN), Err(Problem::missing("a password")));
        assert_eq!(check_password("kjwhfgqmz", &KNOWN), Err(Problem::TooShort(10)));
        assert_eq!(check_password(&"kjwhfgqmzt".repeat(20), &KNOWN), Ok(()));
        assert_eq!(check_password(&"kjwhfgqmzt!".repeat(19), &KNOWN), Err(Problem::TooLong(200)));
    }

    #[test]
    fn what_everybody_guesses_first_is_refused() {
        for password in [
            "password123",
            "P@ssw0rd2026!",
            "passwordpassword",
            "1234567890",
            "0987654321",
            "aaaaaaaaaaaa",
            "qwertyuiop",
            "Welcome2026!",
            "abcdefghij",
            "1212121212",
            "2026-11-24",
            "Ringfence2026",
            "ILoveYou!!!!",
            "letmein12345",
        ] {
            assert_eq!(check_password(password, &KNOWN), Err(Problem::WeakPassword), "{password:?}");
        }
    }

    #[test]
    fn a_password_with_the_address_or_the_business_in_it_is_refused() {
        for password in ["Lovelace-1815", "my acme plumbing", "AcmePlumbing!7"] {
            assert_eq!(check_password(password, &KNOWN), Err(Problem::WeakPassword), "{password:?}");
        }
        assert_eq!(check_password("abundant kiwi 7", &["bun@example.com"]), Ok(()), "three letters are in many words");
    }
}
