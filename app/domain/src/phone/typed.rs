//! What people and spreadsheets write around the digits of a number.

/// Zeros of the decimal digits of Unicode that people type; nine more follow each of them.
const ZEROS: [char; 21] = [
    '\u{660}',   // Arabic-Indic
    '\u{6f0}',   // Persian, Urdu
    '\u{7c0}',   // N'Ko
    '\u{966}',   // Devanagari
    '\u{9e6}',   // Bengali
    '\u{a66}',   // Gurmukhi
    '\u{ae6}',   // Gujarati
    '\u{b66}',   // Odia
    '\u{be6}',   // Tamil
    '\u{c66}',   // Telugu
    '\u{ce6}',   // Kannada
    '\u{d66}',   // Malayalam
    '\u{e50}',   // Thai
    '\u{ed0}',   // Lao
    '\u{f20}',   // Tibetan
    '\u{1040}',  // Myanmar
    '\u{17e0}',  // Khmer
    '\u{1810}',  // Mongolian
    '\u{1d7ce}', // mathematical bold, as in "styled" texts
    '\u{1d7e2}', // mathematical sans-serif
    '\u{1d7f6}', // mathematical monospace
];

/// Writes a typed text with plain digits, dashes, blanks and plus signs. Signs without a width,
/// with which an address book wraps numbers, are left out; everything else stays as it is.
pub(super) fn plain(typed: &str) -> String {
    let ascii: String = typed.chars().filter_map(plain_sign).collect();
    // A link of the kind tel: may write its plus sign and blanks in this way.
    ascii.replace("%2B", "+").replace("%2b", "+").replace("%20", " ")
}

fn plain_sign(sign: char) -> Option<char> {
    if let Some(zero) = ZEROS.iter().find(|zero| (**zero..=char_after(**zero, 9)).contains(&sign)) {
        return char::from_digit(u32::from(sign) - u32::from(*zero), 10);
    }
    match sign {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => None,
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{30fc}' | '\u{fe58}' | '\u{fe63}' => Some('-'),
        '\u{fe62}' => Some('+'),
        '\u{b7}' => Some('.'),
        '\u{2044}' | '\u{2215}' => Some('/'),
        '\u{2053}' | '\u{223c}' => Some('~'),
        '\u{2018}' | '\u{2019}' => Some('\''),
        '\u{201c}' | '\u{201d}' => Some('"'),
        '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        // The wide forms of ASCII, in the same order as ASCII.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xff01 + 0x21),
        blank if blank.is_whitespace() => Some(' '),
        other => Some(other),
    }
}

fn char_after(sign: char, steps: u32) -> char {
    char::from_u32(u32::from(sign) + steps).unwrap_or(sign)
}

/// One number as it is written: its digits, a plus sign before them or not, and its extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) plus: bool,
    pub(super) digits: String,
    pub(super) extension: Option<String>,
}

/// More digits than any way of writing one number has.
const MOST_DIGITS: usize = 25;

impl Written {
    /// Takes a plain text apart. `None` when it holds anything that no number is written with.
    pub(super) fn read(plain: &str) -> Option<Self> {
        let text = unwrap(plain);
        let (text, parameters) = parameters(text)?;
        let text = without_labels(text);
        let (number, extension) = split_extension(text);
        let number = without_decimals(number);
        let (mut plus, mut digits) = digits(number)?;
        let mut extension = extension.map(str::to_owned);
        for (name, value) in parameters {
            match name {
                "ext" if all_digits(value) => extension = Some(value.to_owned()),
                "ext" => return None,
                "phone-context" if !plus && value.starts_with('+') => {
                    let (_, context) = self::digits(value)?;
                    digits = context + &digits;
                    plus = true;
                }
                _ => {}
            }
        }
        Some(Self { plus, digits, extension })
    }
}

/// Whether a text has neither letters nor digits, or says in a word that there is no number.
pub(super) fn is_blank(plain: &str) -> bool {
    let text = plain.trim();
    let words = ["n/a", "na", "none", "null", "nil", "or", "and"];
    !text.chars().any(char::is_alphanumeric) || words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether a text is an extension without a number.
pub(super) fn is_extension(plain: &str) -> bool {
    let (number, extension) = split_extension(plain.trim());
    extension.is_some() && number.is_empty()
}

/// Takes off what a spreadsheet puts around a number that it is to keep as text.
fn unwrap(text: &str) -> &str {
    text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '\'' | '"' | '=' | '`'))
}

/// The number and the parameters of RFC 3966 behind it. `None` for a second number.
fn parameters(text: &str) -> Option<(&str, Vec<(&str, &str)>)> {
    let mut parts = text.split(';');
    let number = parts.next().unwrap_or_default();
    let parameters: Option<_> = parts.map(|part| part.trim().split_once('=')).collect();
    Some((number.trim(), parameters?))
}

/// Words with which people say what kind of number it is. They say nothing about the number.
const LABELS: [&str; 34] = [
    "tel",
    "telephone",
    "telefon",
    "telefono",
    "tel\u{e9}fono",
    "t\u{e9}l",
    "t\u{e9}l\u{e9}phone",
    "phone",
    "ph",
    "mobile",
    "mob",
    "mobil",
    "cell",
    "cellular",
    "cellphone",
    "handy",
    "movil",
    "m\u{f3}vil",
    "work",
    "home",
    "office",
    "main",
    "other",
    "direct",
    "fax",
    "whatsapp",
    "callto",
    "sms",
    "number",
    "no",
    "t",
    "p",
    "m",
    "c",
];

fn is_label(word: &str) -> bool {
    let word = word.to_lowercase();
    LABELS.contains(&word.as_str())
}

fn without_labels(text: &str) -> &str {
    let mut text = text;
    // Twice, for "Phone (work): ...".
    for _ in 0..2 {
        let open = text.trim_start_matches(['(', '[', ' ']);
        let end = open.find(|sign: char| !sign.is_alphabetic()).unwrap_or(open.len());
        if !is_label(&open[..end]) {
            break;
        }
        // A bracket that opens the number itself stays.
        text = open[end..].trim_start_matches([':', '.', ')', ']', '-', ' ']);
    }
    let close = text.trim_end_matches([')', ']', ' ', '.']);
    let start = close.rfind(|sign: char| !sign.is_alphabetic()).map_or(0, |at| at + 1);
    // Behind a sign of several bytes there is no boundary one byte on, and no label of ours either.
    if close.is_char_boundary(start) && is_label(&close[start..]) && start > 0 {
        return close[..start].trim_end_matches(['(', '[', ' ', ':', '-']);
    }
    text
}

/// Words and signs that stand before an extension.
const MARKS: [&str; 10] = ["extension", "extn", "ext", "xtn", "x", "int", "anexo", "durchwahl", "#", ",,"];

/// Splits "415-555-0100 ext. 12" into the number and the digits of its extension.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    let end = text.trim_end_matches([')', '#', ' ']);
    let number = end.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let extension = &end[number.len()..];
    if !(1..=15).contains(&extension.len()) {
        return (text, None);
    }
    let number = number.trim_end_matches(['.', ':', ' ', '-', '=']);
    let marked = MARKS.iter().find_map(|mark| {
        let start = number.len().checked_sub(mark.len())?;
        let found = number.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(mark));
        let before = number.get(..start)?;
        (found && !before.ends_with(char::is_alphabetic)).then_some(before)
    });
    match marked {
        Some(before) => (before.trim_end_matches([',', ';', '(', '-', ' ']), Some(extension)),
        None => (text, None),
    }
}

/// A spreadsheet that took a number for a number may write `4155550100.0`.
fn without_decimals(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros)) if !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') => {
            let digits = whole.trim_start_matches('+');
            if digits.len() >= 7 && all_digits(digits) { whole } else { text }
        }
        _ => text,
    }
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// The digits, and whether a plus sign stands before them.
fn digits(text: &str) -> Option<(bool, String)> {
    let (mut plus, mut digits) = (false, String::new());
    for sign in text.chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            '+' if digits.is_empty() => plus = true,
            ' ' | '-' | '.' | '(' | ')' | '[' | ']' | '/' | '~' => {}
            _ => return None,
        }
    }
    (1..=MOST_DIGITS).contains(&digits.len()).then_some((plus, digits))
}

#[cfg(test)]
mod tests;
