//! What is dialled before a number: the way abroad, the country's own code, the national prefix.

use phonenumber::{Metadata, metadata::DATABASE};

use super::{
    plan::{Lengths, Split, groups, is_general, plans},
    typed::Written,
};
use crate::country::Country;

/// Reads the digits of one number: with a plus sign as they are, else as dialled in `country`.
///
/// The readings are those of libphonenumber, and the first possible one counts. Besides, two zeros
/// for the way abroad are understood in every country, because lists carry them everywhere; only a
/// national number in use is read before them.
pub(super) fn read(written: &Written, country: Country) -> Option<Split> {
    let digits = written.digits.as_str();
    let home = DATABASE.by_id(country.code());
    // "+0044" is a way abroad that somebody put a plus sign before; "+810" is not Russia's, but Japan.
    let dialled = !written.plus || digits.starts_with('0');
    let own_way = way_abroad(home, digits).filter(|_| dialled);
    let any_way = || possible(international(digits.strip_prefix("00").filter(|rest| !rest.starts_with('0'))?));
    if let Some(abroad) = own_way {
        return possible(international(abroad)).or_else(any_way);
    }
    if written.plus {
        return if dialled { any_way() } else { possible(international(digits)) };
    }
    let at_home = || possible(national(home?, digits));
    at_home().filter(|split| split.kind().is_some()).or_else(any_way).or_else(at_home)
}

/// The reading, if it is a possible number, in the form that no further reading changes: a number
/// that was read and stored must be the same number when it is read again.
fn possible(split: Option<Split>) -> Option<Split> {
    let mut split = split?;
    let plan = *plans(split.code).first()?;
    // Two prefixes in a row are mistyped already; more than the digits can hold there are not.
    for _ in 0..split.national.len() {
        let national = without_prefix(plan, &split.national);
        if national == split.national {
            break;
        }
        split.national = national;
    }
    Some(split).filter(Split::is_possible)
}

/// The digits behind what is dialled in a country for the way abroad.
pub(super) fn way_abroad<'a>(home: Option<&Metadata>, digits: &'a str) -> Option<&'a str> {
    let found = home?.international_prefix()?.find(digits).filter(|found| found.start() == 0)?;
    Some(&digits[found.end()..]).filter(|rest| !rest.is_empty() && !rest.starts_with('0'))
}

/// A number that starts with a calling code. People write the national prefix behind it all the
/// same: `+44 (0)20`.
pub(super) fn international(digits: &str) -> Option<Split> {
    let split = Split::of(digits)?;
    let plan = *plans(split.code).first()?;
    Some(Split { national: without_prefix(plan, &split.national), ..split })
}

/// A number as it is dialled in a country, or with the country's own code and no plus sign.
fn national(home: &Metadata, digits: &str) -> Option<Split> {
    let code = home.country_code();
    let coded = digits.strip_prefix(&code.to_string()).and_then(|rest| {
        let rest = strip(home, rest).unwrap_or_else(|| rest.to_owned());
        let in_use = !is_general(home, digits) && is_general(home, &rest);
        (in_use || Lengths::of(home).are_below(digits.len())).then_some(rest)
    });
    // Behind the code the main country's rules hold, as behind a plus sign.
    let national = match coded {
        Some(rest) => without_prefix(plans(code).first()?, &rest),
        None => without_prefix(home, digits),
    };
    Some(Split { code, national })
}

/// The number without its national prefix, unless only the prefix makes it long enough.
fn without_prefix(plan: &Metadata, digits: &str) -> String {
    let stripped = strip(plan, digits).filter(|rest| lengths_allow(plan, rest.len()));
    stripped.unwrap_or_else(|| digits.to_owned())
}

/// Whether numbers have this length, or could only be too long.
fn lengths_allow(plan: &Metadata, length: usize) -> bool {
    let lengths = Lengths::of(plan);
    lengths.contain(length) || lengths.are_below(length)
}

/// Takes off the national prefix, or turns what is dialled at home into what is dialled from
/// abroad (Argentina's mobile numbers, places that leave out their area code). `None` where there
/// is no prefix, or where the number is in use with it and would not be without.
fn strip(plan: &Metadata, digits: &str) -> Option<String> {
    let prefix = plan.national_prefix_for_parsing();
    let rest = if let Some(prefix) = prefix {
        let found = prefix.captures(digits)?;
        let whole = found.get(0).filter(|whole| whole.start() == 0 && whole.end() > 0)?;
        match plan.national_prefix_transform_rule() {
            Some(rule) if found.get(found.len() - 1).is_some() && found.len() > 1 => {
                prefix.replace(digits, groups(rule).as_str()).into_owned()
            }
            _ => digits[whole.end()..].to_owned(),
        }
    } else {
        digits.strip_prefix(plan.national_prefix()?)?.to_owned()
    };
    let loses = is_general(plan, digits) && !is_general(plan, &rest);
    (!loses).then_some(rest)
}
