//! Proposing what each column becomes, from its heading or, without a header, from its cells.
//!
//! A proposal is shown before anything is read with it. It would rather keep a column as it is
//! than guess; only headings that speak of a "no" are understood by phrase as well, because a
//! missed one loses a block.

use super::{
    column::{Label, OptOut, OptOutReading, OptOutTopics, Target},
    date::day_shaped,
    exporter::{EXPORTERS, WHOLE_HEADERS},
};
use crate::email::Email;

/// Proposes a target for each heading. The answer is as long as the header.
pub fn propose(header: &[String]) -> Vec<Target> {
    let folded: Vec<String> = header.iter().map(|heading| fold(heading)).collect();
    if let Some(whole) = whole_header(&folded) {
        return whole;
    }
    let proposed = header.iter().map(|heading| propose_one(heading)).enumerate();
    let alone = |at: usize, target: Target| target == Target::LabelOfNext && !labels_next(&folded, at);
    proposed.map(|(at, target)| if alone(at, target) { Target::Keep } else { target }).collect()
}

/// Proposes targets for a list without a header, from some of its rows.
///
/// Addresses and numbers are known by their shape. The first column of words is taken for the
/// name, or the first two when both hold single words.
pub fn propose_by_content(columns: usize, sample: &[Vec<String>]) -> Vec<Target> {
    let mostly = |at: usize, is: fn(&str) -> bool| {
        let filled =
            sample.iter().filter_map(|row| row.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let (yes, all) = filled.fold((0, 0), |(yes, all), cell| (yes + usize::from(is(cell)), all + 1));
        all > 0 && yes * 2 > all
    };
    let mut targets: Vec<Target> = (0..columns)
        .map(|at| match at {
            _ if mostly(at, email_shaped) => Target::Email(Label::Plain),
            _ if mostly(at, phone_shaped) => Target::Phone(Label::Plain),
            _ => Target::Keep,
        })
        .collect();
    let words: Vec<usize> =
        (0..columns).filter(|at| targets[*at] == Target::Keep && mostly(*at, name_shaped)).collect();
    let Some(&first) = words.first() else { return targets };
    if words.contains(&(first + 1)) && mostly(first, one_word) && mostly(first + 1, one_word) {
        targets[first] = Target::FirstName;
        targets[first + 1] = Target::LastName;
    } else {
        targets[first] = Target::FullName;
    }
    targets
}

fn whole_header(folded: &[String]) -> Option<Vec<Target>> {
    let known = WHOLE_HEADERS.iter().find(|headings| {
        headings.len() == folded.len() && headings.iter().zip(folded).all(|((known, _), given)| fold(known) == *given)
    })?;
    Some(known.iter().map(|(_, target)| *target).collect())
}

fn propose_one(heading: &str) -> Target {
    look_up(&fold(heading), fold)
        .or_else(|| no_by_phrase(heading))
        .or_else(|| look_up(&without_digits(&fold(heading)), |known| without_digits(&fold(known))))
        .or_else(|| by_sign(heading))
        .unwrap_or(Target::Keep)
}

fn look_up(heading: &str, form: impl Fn(&str) -> String) -> Option<Target> {
    if heading.is_empty() {
        return None;
    }
    EXPORTERS.iter().flat_map(|headings| headings.iter()).find(|(known, _)| form(known) == heading).map(|(_, t)| *t)
}

/// Letters and digits in lower case; `First Name`, `first_name` and `FirstName` are one heading.
/// The ` (2)` that keeps equal headings apart is not part of it.
fn fold(heading: &str) -> String {
    let heading = heading.trim();
    let counted = heading.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    let bare = match counted {
        Some((bare, count)) if !count.is_empty() && count.bytes().all(|b| b.is_ascii_digit()) => bare,
        _ => heading,
    };
    bare.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn without_digits(folded: &str) -> String {
    folded.chars().filter(|sign| !sign.is_ascii_digit()).collect()
}

/// Whether the heading of this label belongs to the value in the next column.
fn labels_next(folded: &[String], at: usize) -> bool {
    let stem = |heading: &String| heading.strip_suffix("label").or(heading.strip_suffix("type")).map(str::to_owned);
    stem(&folded[at]).zip(folded.get(at + 1)).is_some_and(|(stem, next)| *next == format!("{stem}value"))
}

/// Understands a heading that speaks of a "no", or of a permission, in words of its own.
fn no_by_phrase(heading: &str) -> Option<Target> {
    let plain = spaced(heading).to_lowercase().replace(['\u{2019}', '\''], "").replace("e-mail", "email");
    let words: Vec<&str> = plain.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let phrase = |first: &str, second: &str| words.windows(2).any(|pair| pair == [first, second]);
    // "Opt out date", "Unsubscribe reason" and "Do not call until" tell more about a "no", not whether there is one.
    let about = ["date", "time", "reason", "source", "by", "at", "on", "ip", "timestamp", "until", "count", "method"];
    if has(&["modify", "reason"]) || words.last().is_some_and(|last| about.contains(last)) {
        return None;
    }
    // "No. Telephone" is a number in some lists, so "no" alone is not enough before a telephone.
    let no_reach = words.first() == Some(&"no")
        && !has(&["of"])
        && has(&["call", "calls", "calling", "contact", "emails", "texts", "sms"]);
    let mailing = has(&["newsletter", "newsletters", "bulk", "mass", "marketing", "promotional", "offers"])
        || phrase("opt", "out")
        || phrase("opted", "out")
        || phrase("opt", "in")
        || phrase("opted", "in")
        || has(&["optout", "optin", "unsubscribe", "unsubscribed", "subscribed"]);
    let topics = topics_of(&words).map(|topics| match topics {
        OptOutTopics::Email if mailing => OptOutTopics::MarketingEmail,
        topics => topics,
    });
    let no = phrase("do", "not")
        || phrase("opt", "out")
        || phrase("opted", "out")
        || phrase("not", "allowed")
        || no_reach
        || has(&[
            "dont",
            "dnc",
            "optout",
            "unsubscribe",
            "unsubscribed",
            "blacklist",
            "blacklisted",
            "suppressed",
            "never",
        ]);
    let yes = phrase("opt", "in")
        || phrase("opted", "in")
        || phrase("ok", "to")
        || has(&[
            "allow",
            "allows",
            "allowed",
            "accept",
            "accepts",
            "permit",
            "permitted",
            "optin",
            "subscribed",
            "may",
            "can",
        ]);
    let reads = match (no, yes) {
        (true, _) => OptOutReading::TrueMeansNo,
        (false, true) => OptOutReading::FalseMeansNo,
        (false, false) => return None,
    };
    Some(Target::OptOut(OptOut { topics: topics?, reads }))
}

/// Words that are written together: `PersonDoNotCall`, `SMSOptOut`.
fn spaced(heading: &str) -> String {
    let signs: Vec<char> = heading.chars().collect();
    let begins = |at: usize| {
        let (before, behind) = (at.checked_sub(1).map(|at| signs[at]), signs.get(at + 1));
        let after_word = before.is_some_and(char::is_lowercase);
        let after_letters = before.is_some_and(char::is_uppercase) && behind.is_some_and(|sign| sign.is_lowercase());
        signs[at].is_uppercase() && (after_word || after_letters)
    };
    let word = |(at, sign): (usize, &char)| begins(at).then_some(' ').into_iter().chain([*sign]);
    signs.iter().enumerate().flat_map(word).collect()
}

fn topics_of(words: &[&str]) -> Option<OptOutTopics> {
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let calls = has(&["call", "calls", "called", "calling", "phone", "phoned", "telephone", "dnc"]);
    let email = has(&["email", "emails", "emailed", "newsletter"]);
    let sms = has(&["sms", "text", "texts", "texted", "mms", "whatsapp"]);
    match (calls, email, sms) {
        (true, false, false) => Some(OptOutTopics::Calls),
        (false, true, false) => Some(OptOutTopics::Email),
        (false, false, true) => Some(OptOutTopics::Sms),
        (true, false, true) => Some(OptOutTopics::Phone),
        (false, false, false) => has(&["contact", "contacted", "disturb", "solicit"]).then_some(OptOutTopics::All),
        _ => Some(OptOutTopics::All),
    }
}

/// Headings that carry a picture of a telephone or an envelope.
fn by_sign(heading: &str) -> Option<Target> {
    let has = |signs: &str| heading.chars().any(|sign| signs.contains(sign));
    if has("\u{260e}\u{260f}\u{2706}\u{1f4de}\u{1f4f1}\u{1f4f2}") {
        Some(Target::Phone(Label::Plain))
    } else if has("\u{2709}\u{1f4e7}\u{1f4e8}\u{1f4e9}") {
        Some(Target::Email(Label::Plain))
    } else {
        None
    }
}

fn email_shaped(cell: &str) -> bool {
    matches!(Email::optional(cell), Ok(Some(_)))
}

/// Enough digits for a number with its area code, and signs that people write between them.
fn phone_shaped(cell: &str) -> bool {
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let signs = cell.chars().all(|sign| sign.is_ascii_digit() || " +-().'=/x\u{2011}\u{a0}".contains(sign));
    (9..=20).contains(&digits) && signs && !day_shaped(cell)
}

fn name_shaped(cell: &str) -> bool {
    cell.chars().any(char::is_alphabetic) && !cell.chars().any(|sign| sign.is_numeric() || "@:/".contains(sign))
}

fn one_word(cell: &str) -> bool {
    !cell.trim().contains(char::is_whitespace)
}

#[cfg(test)]
mod tests;
