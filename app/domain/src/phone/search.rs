//! Looking for numbers by digits that people type in any format.

use super::{
    plan::{Split, plans},
    prefix,
    typed::{Written, plain},
};
use crate::country::Country;
use phonenumber::metadata::DATABASE;

/// Fewer digits than this are in nearly every number.
const FEWEST: usize = 3;

/// The runs of digits to look for inside the stored numbers (E.164 without the plus sign): a number
/// that holds any of them is found. Empty when the text is no part of a number.
///
/// A whole number is looked for as such. A part of one is looked for as typed and, because stored
/// numbers have none, without the way abroad and the national prefix of `country`.
pub fn search_digits(typed: &str, country: &Country) -> Vec<String> {
    let Some(written) = Written::read(&plain(typed)) else { return Vec::new() };
    let home = DATABASE.by_id(country.code());
    let digits = written.digits.as_str();
    let mut runs = Vec::new();
    if let Some(split) = prefix::read(&written, *country) {
        runs.push(format!("{}{}", split.code, split.national));
    }
    runs.push(digits.to_owned());
    let abroad = || prefix::way_abroad(home, digits).or_else(|| digits.strip_prefix("00"));
    let behind = if written.plus { Some(digits) } else { abroad() };
    if let Some(behind) = behind {
        runs.push(behind.to_owned());
        runs.extend(without_trunk(behind));
    } else if let Some(trunk) = home.and_then(|home| home.national_prefix()) {
        runs.extend(digits.strip_prefix(trunk).map(str::to_owned));
    }
    let mut kept: Vec<String> = Vec::new();
    for run in runs {
        if run.len() >= FEWEST && !kept.contains(&run) {
            kept.push(run);
        }
    }
    kept
}

/// The start of an international number without the national prefix behind its code: `+44 (0)20`.
fn without_trunk(digits: &str) -> Option<String> {
    let Split { code, national } = Split::of(digits)?;
    let trunk = plans(code).first()?.national_prefix()?;
    Some(format!("{code}{}", national.strip_prefix(trunk)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, country: &str, stored: &str) -> bool {
        let stored = stored.trim_start_matches('+');
        search_digits(typed, &Country::parse(country).unwrap()).iter().any(|run| stored.contains(run))
    }

    #[test]
    fn a_number_is_found_in_any_format() {
        for typed in [
            "(415) 555-0127",
            "+1 415 555 0127",
            "1-415-555-0127",
            "0014155550127",
            "011 1 415 555 0127",
            "555-0127",
            "0127",
        ] {
            assert!(finds(typed, "US", "+14155550127"), "{typed}");
        }
        for typed in [
            "020 7946 0000",
            "+44 (0)20 7946",
            "0044 20 7946",
            "0207946",
            "7946 0000",
            "\u{ff10}\u{ff12}\u{ff10}\u{ff17}\u{ff19}",
        ] {
            assert!(finds(typed, "GB", "+442079460000"), "{typed}");
        }
    }

    #[test]
    fn another_number_is_not_found() {
        for typed in ["(415) 555-0128", "555-0128", "+44 415 555 0127"] {
            assert!(!finds(typed, "US", "+14155550127"), "{typed}");
        }
    }

    #[test]
    fn a_name_an_address_or_too_few_digits_are_no_search_for_a_number() {
        for typed in ["", "Ana", "ana@example.com", "12 High Street", "41", "-", "00"] {
            assert_eq!(search_digits(typed, &Country::parse("US").unwrap()), [""; 0], "{typed}");
        }
    }
}
