//! Guessing the shape of a list: its delimiter, its line ends, and whether it has a header.

use super::{
    date::day_shaped,
    record::{Behind, Cut, Delimiter, Form, LineEnd, cut},
};
use crate::email::Email;

/// How many records a guess looks at.
const LOOKS_AT: usize = 30;

/// Guesses how a list is cut, from its beginning.
pub fn guess(beginning: &str, behind: Behind) -> Form {
    let ends = guess_ends(beginning);
    let fits = |delimiter: &Delimiter| fit(beginning, Form { delimiter: *delimiter, ends }, behind);
    let best = Delimiter::ALL.into_iter().rev().max_by_key(fits).filter(|delimiter| fits(delimiter) > (0, 0));
    Form { delimiter: best.unwrap_or(Delimiter::Comma), ends }
}

/// The delimiter that a spreadsheet wrote in the first line (`sep=;`), and how long that is.
pub fn spoken_delimiter(beginning: &str) -> Option<(Delimiter, usize)> {
    let bytes = beginning.as_bytes();
    let sign = *bytes.get(4)?;
    let said = bytes[..4].eq_ignore_ascii_case(b"sep=") && matches!(bytes.get(5), None | Some(b'\r' | b'\n'));
    Delimiter::ALL.into_iter().find(|delimiter| said && delimiter.sign() == sign).map(|delimiter| (delimiter, 5))
}

/// Whether a first row is data already: an address, a number or a day is no heading.
pub fn is_data(first: &[String]) -> bool {
    first.iter().any(|cell| {
        let cell = cell.trim();
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let only_number = cell.chars().all(|sign| sign.is_ascii_digit() || " +-().,/'=".contains(sign)) && digits > 0;
        let mostly_number = digits >= 7 && digits * 2 > cell.len();
        only_number || mostly_number || day_shaped(cell) || matches!(Email::optional(cell), Ok(Some(_)))
    })
}

/// The headings of a header: trimmed, an empty one named by its place, equal ones counted.
/// Headings that differ in case only are different headings.
pub fn headings(cells: &[String]) -> Vec<String> {
    let mut headings: Vec<String> = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        let written = cell.split_whitespace().collect::<Vec<_>>().join(" ");
        let name = if written.is_empty() { column_name(at) } else { written };
        let free = (1..).map(|count| if count == 1 { name.clone() } else { format!("{name} ({count})") });
        headings.extend(free.into_iter().find(|candidate| !headings.contains(candidate)));
    }
    headings
}

/// The name of a column without a heading.
pub fn column_name(at: usize) -> String {
    format!("Column {}", at + 1)
}

/// How many of a thousand records are as wide as the first, and how wide that is.
fn fit(text: &str, form: Form, behind: Behind) -> (usize, usize) {
    let widths = widths(text, form, behind);
    let Some(&Some(first)) = widths.first() else { return (0, 0) };
    if first < 2 {
        return (0, 0);
    }
    let same = widths.iter().filter(|width| **width == Some(first)).count();
    (same * 1000 / widths.len(), first)
}

fn widths(mut text: &str, form: Form, behind: Behind) -> Vec<Option<usize>> {
    let mut widths = Vec::new();
    while !text.is_empty() && widths.len() < LOOKS_AT {
        let Cut::Record { cells, bytes, .. } = cut(text, form, behind) else { break };
        match cells {
            Ok(cells) if cells.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(cells) => widths.push(Some(cells.len())),
            Err(_) => widths.push(None),
        }
        text = &text[bytes..];
    }
    widths
}

/// A CR ends lines only where the first line outside quotes ends with one alone.
fn guess_ends(text: &str) -> LineEnd {
    let mut inside = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => inside = !inside,
            b'\n' if !inside => return LineEnd::Feed,
            b'\r' if !inside => {
                let next = text.as_bytes()[at..].iter().find(|b| **b != b'\r');
                return if next == Some(&b'\n') { LineEnd::Feed } else { LineEnd::Return };
            }
            _ => {}
        }
    }
    LineEnd::Feed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn the_delimiter_is_the_sign_that_makes_every_row_as_wide_as_the_first() {
        for (text, delimiter) in [
            ("Name,Phone\nAna,1\n", Delimiter::Comma),
            ("Nom;Adresse, Ville;T\u{e9}l\nAna;Rue 1, Paris;1\nBob;Rue 2;2\n", Delimiter::Semicolon),
            ("Name\tNote\nAna\ta, b; c\n", Delimiter::Tab),
            ("Name|Note\nAna|a, b\n", Delimiter::Pipe),
            ("Name,Note\n\"a;b\",\"c;d\"\n", Delimiter::Comma),
            ("A;1,5\nB;2,5\n", Delimiter::Semicolon),
            ("Phone\n1\n", Delimiter::Comma),
        ] {
            assert_eq!(guess(text, Behind::Nothing).delimiter, delimiter, "{text:?}");
        }
    }

    #[test]
    fn the_line_end_is_the_first_outside_quotes() {
        for (text, ends) in [
            ("a,b\nc", LineEnd::Feed),
            ("a,b\r\nc", LineEnd::Feed),
            ("a,b\rc", LineEnd::Return),
            ("\"a\rb\"\nc", LineEnd::Feed),
            ("a\r\r\nb", LineEnd::Feed),
            ("\r\ra,b\rc", LineEnd::Return),
        ] {
            assert_eq!(guess(text, Behind::Nothing).ends, ends, "{text:?}");
        }
    }

    #[test]
    fn a_spreadsheet_may_say_its_delimiter() {
        assert_eq!(spoken_delimiter("sep=;\r\na,b"), Some((Delimiter::Semicolon, 5)));
        assert_eq!(spoken_delimiter("SEP=|\n"), Some((Delimiter::Pipe, 5)));
        assert_eq!(spoken_delimiter("sep=;x,b"), None);
        assert_eq!(spoken_delimiter("Name"), None);
    }

    #[test]
    fn an_address_a_number_or_a_day_is_no_heading() {
        for data in ["ana@example.com", "+1 415 555 0100", "70116", "267-243-9490x035", "2024-05-31", "03/04/2024"] {
            assert!(is_data(&owned(&["Ana", data])), "{data:?}");
        }
        let headings = ["First Name", "Phone 1 - Value", "E-mail", "ZIP+4", "", "Address 2: Street 1", "Q4/2024 sales"];
        assert!(!is_data(&owned(&headings)));
    }

    #[test]
    fn headings_are_unique_and_keep_their_case() {
        let header = owned(&[" Phone ", "phone", "PHONE", "Phone", "", "First\nName"]);
        assert_eq!(headings(&header), ["Phone", "phone", "PHONE", "Phone (2)", "Column 5", "First Name"]);
    }
}
