//! Numbers and addresses out of one cell, which may hold several of both.

use crate::{
    country::Country,
    email::Email,
    error::Problem,
    phone::{ParsedPhone, parse_cell},
};

/// What was found in a cell.
pub enum Found {
    /// A number.
    Phone(ParsedPhone),
    /// An address.
    Email(Email),
    /// Neither.
    Neither(Problem),
}

/// Reads a cell of a column of numbers. An address in it is an address.
pub fn phones_in(cell: &str, country: &Country) -> Vec<Found> {
    pieces(cell).flat_map(|piece| phones_in_piece(piece, country)).collect()
}

/// Reads a cell of a column of addresses. A number in it is a number.
pub fn emails_in(cell: &str, country: &Country) -> Vec<Found> {
    let found = |piece| match email(piece) {
        Some(email) => vec![Found::Email(email)],
        None => phones_in_piece(piece, country),
    };
    let as_email = |found| if matches!(found, Found::Neither(_)) { Found::Neither(Problem::NotAnEmail) } else { found };
    pieces(cell).flat_map(found).map(as_email).collect()
}

/// Google writes `:::` between several values of one cell.
fn pieces(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(":::").map(str::trim).filter(|piece| !piece.is_empty())
}

/// Reads addresses first and gives what is left between them to the reader of numbers.
fn phones_in_piece(piece: &str, country: &Country) -> Vec<Found> {
    let mut found = Vec::new();
    let mut rest = piece.to_owned();
    for part in address_parts(piece) {
        if let Some(email) = email(part) {
            rest = rest.replacen(part, ";", 1);
            found.push(Found::Email(email));
        }
    }
    if rest.chars().any(char::is_alphanumeric) || found.is_empty() {
        let edges = |sign: char| sign.is_whitespace() || ";,/|<>".contains(sign);
        let numbers = if found.is_empty() { &*rest } else { rest.trim_matches(edges) };
        found.extend(parse_cell(numbers, country).into_iter().map(|parsed| match parsed {
            Ok(phone) => Found::Phone(phone),
            Err((_, problem)) => Found::Neither(problem),
        }));
    }
    found
}

fn address_parts(piece: &str) -> impl Iterator<Item = &str> {
    piece.split(|sign: char| sign.is_whitespace() || ";,/|<>()".contains(sign)).filter(|part| part.contains('@'))
}

fn email(text: &str) -> Option<Email> {
    Email::optional(text.strip_prefix("mailto:").unwrap_or(text)).ok().flatten()
}
