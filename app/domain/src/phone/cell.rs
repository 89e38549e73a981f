//! Reading the cells of imported lists, which hold no number, one, or several.

use super::{
    parse::{ParsedPhone, parse_plain},
    typed::{is_blank, is_extension, plain},
};
use crate::{country::Country, error::Problem};

/// What became of one piece of a cell: a number, or the text with what is wrong with it.
type Found = Result<ParsedPhone, (String, Problem)>;

/// Reads every number in a cell, in order and each once; national ones as dialled in `country`.
///
/// Nothing is dropped in silence: a piece that is no number comes back as text with its problem.
/// Only separators and words for "no number" vanish, so a cell that holds nothing else is empty.
pub fn parse_cell(cell: &str, country: &Country) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for piece in pieces(&plain(cell)) {
        for one in parse_piece(&piece, *country) {
            let known = one.as_ref().is_ok_and(|one| found.iter().flatten().any(|known| known == one));
            if !known {
                found.push(one);
            }
        }
    }
    found
}

/// Words that stand between two numbers.
const WORDS: [&str; 6] = ["or", "and", "oder", "und", "ou", "et"];

/// Cuts a cell at everything that separates two numbers and is never inside one.
fn pieces(cell: &str) -> Vec<String> {
    let signs: Vec<char> = cell.chars().collect();
    let mut pieces = vec![String::new()];
    for (at, sign) in signs.iter().enumerate() {
        let rest = &signs[at + 1..];
        let piece = pieces.last().map_or("", String::as_str);
        let separates = match sign {
            '\n' | '|' | '&' => true,
            // Two commas are a pause before an extension.
            ',' => !piece.ends_with(',') && rest.first() != Some(&','),
            ';' => !is_parameter(rest),
            ':' => rest.first() == Some(&':') || signs[..at].last() == Some(&':'),
            '+' => piece.contains(|sign: char| sign.is_ascii_digit()) && !piece.ends_with('='),
            _ => false,
        };
        if separates {
            pieces.push(String::new());
        }
        if !separates || *sign == '+' {
            pieces.last_mut().expect("there is always a last piece").push(*sign);
        }
    }
    let mut joined: Vec<String> = Vec::new();
    for piece in pieces.iter().flat_map(|piece| at_words(piece)).filter(|piece| !is_blank(piece)) {
        match joined.last_mut() {
            Some(number) if is_extension(&piece) => *number = format!("{number} {piece}"),
            _ => joined.push(piece),
        }
    }
    joined
}

/// Whether what follows a semicolon is a parameter of the number, like `ext=12`.
fn is_parameter(rest: &[char]) -> bool {
    let name = rest.iter().take_while(|sign| sign.is_ascii_alphabetic() || **sign == '-').count();
    name > 0 && rest.get(name) == Some(&'=')
}

fn at_words(piece: &str) -> Vec<String> {
    let words: Vec<&str> = piece.split_whitespace().collect();
    let between = |word: &&str| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
    words.split(between).map(|words| words.join(" ")).collect()
}

/// Reads a piece as one number; and as several where a slash or a blank stands between them, which
/// can also be inside a number.
fn parse_piece(piece: &str, country: Country) -> Vec<Found> {
    let whole = parse_plain(piece, country);
    let halves: Vec<Found> = piece
        .split(['/', '\\'])
        .map(str::trim)
        .filter(|half| !is_blank(half))
        .map(|half| parse_plain(half, country).map_err(|problem| (half.to_owned(), problem)))
        .collect();
    let numbers = halves.iter().flatten().count();
    let valid = halves.iter().flatten().filter(|half| half.warning.is_none()).count();
    // An area code alone is never a number in use, so halves that both are stand for themselves,
    // even in countries where the digits of both would be one long number.
    let several = halves.len() > 1 && if whole.is_ok() { valid == halves.len() } else { numbers > 0 };
    if several {
        return halves;
    }
    if whole.is_err()
        && let Some(two) = at_a_blank(piece, country)
    {
        return two.into_iter().map(Ok).collect();
    }
    vec![whole.map_err(|problem| (piece.to_owned(), problem))]
}

/// Two numbers with only a blank or a dash between them, if there is exactly one way to see two.
fn at_a_blank(piece: &str, country: Country) -> Option<[ParsedPhone; 2]> {
    let mut ways: Vec<[ParsedPhone; 2]> = Vec::new();
    for (at, _) in piece.match_indices(' ') {
        let (one, other) = piece.split_at(at);
        let (one, other) = (one.trim_end_matches([' ', '-']), other.trim_start_matches([' ', '-']));
        if let (Ok(one), Ok(other)) = (parse_plain(one, country), parse_plain(other, country)) {
            let way = [one, other];
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
    }
    match <[_; 1]>::try_from(ways) {
        Ok([way]) => Some(way),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cell's numbers in E.164 with their extensions, and its other pieces with a question mark.
    fn read(cell: &str, country: &str) -> Vec<String> {
        parse_cell(cell, &Country::parse(country).unwrap())
            .into_iter()
            .map(|found| match found {
                Ok(ParsedPhone { number, extension: Some(extension), .. }) => format!("{number}x{extension}"),
                Ok(ParsedPhone { number, .. }) => number.to_string(),
                Err((text, _)) => format!("?{text}"),
            })
            .collect()
    }

    #[test]
    fn two_numbers_in_a_cell_are_two() {
        let two = ["+14155550123", "+14155550124"];
        for cell in [
            "415-555-0123;415-555-0124",
            "415-555-0123, 415-555-0124",
            "415-555-0123 or 415-555-0124",
            "415-555-0123 ::: 415-555-0124",
            "415-555-0123\n(415) 555-0124",
            "415-555-0123/415-555-0124",
            "415-555-0123 / 415-555-0124",
            "+14155550123 +14155550124",
            "+14155550123+14155550124",
            "415.555.0123 | 415.555.0124",
            "4155550123 & 4155550124",
            "(415) 555-0123 (415) 555-0124",
            "4155550123 - 4155550124",
            "home 4155550123, work 4155550124",
            "'4155550123;'4155550124",
            "tel:+1-415-555-0123;tel:+1-415-555-0124",
        ] {
            assert_eq!(read(cell, "US"), two, "{cell}");
        }
        assert_eq!(read("0123456798/0123654987", "FR"), ["+33123456798", "+33123654987"]);
        assert_eq!(read("0123456798/0123654987", "GB"), ["+44123456798", "+44123654987"]);
        assert_eq!(read("01 58858/01 58859", "AT"), ["+43158858", "+43158859"]);
    }

    #[test]
    fn a_cell_without_a_number_is_empty() {
        for cell in ["", " ", " or ", ":::", ",", ";", " / ", "-", "'", "=\"\"", "N/A", "none", "\u{a0}", "|", "+"] {
            assert_eq!(read(cell, "US"), [""; 0], "{cell:?}");
        }
    }

    #[test]
    fn the_same_number_twice_is_one() {
        assert_eq!(read("415-555-0123; +1 (415) 555 0123", "US"), ["+14155550123"]);
    }

    #[test]
    fn a_slash_inside_a_number_stays_inside() {
        assert_eq!(read("030/23125000", "DE"), ["+493023125000"]);
        assert_eq!(read("0171/1234567", "DE"), ["+491711234567"]);
        assert_eq!(read("415/555-0123", "US"), ["+14155550123"]);
        assert_eq!(read("01632/960000", "GB"), ["+441632960000"]);
    }

    #[test]
    fn an_extension_stays_with_its_number() {
        for cell in [
            "415-555-0123, ext. 12",
            "415-555-0123;ext=12",
            "415-555-0123,,12",
            "415-555-0123 x12",
            "415-555-0123; x12",
        ] {
            assert_eq!(read(cell, "US"), ["+14155550123x12"], "{cell}");
        }
        assert_eq!(read("267-243-9490x035 / 229.077.5154", "US"), ["+12672439490x035", "+12290775154"]);
        assert_eq!(read("(530) 583-6985 x302/x2303", "US"), ["+15305836985x302", "?x2303"]);
    }

    #[test]
    fn nothing_is_dropped_in_silence() {
        assert_eq!(read("415-555-0123, call after 5", "US"), ["+14155550123", "?call after 5"]);
        assert_eq!(read("415-555-0123/24", "US"), ["+14155550123", "?24"]);
        assert_eq!(read("ask her; 911", "US"), ["?ask her", "?911"]);
        assert_eq!(read("1.41556E+10", "US"), ["?1.41556E", "?+10"]);
    }
}
